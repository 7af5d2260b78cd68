// How much of a page boxes cover together, each place counted once.
#pragma once

#include <algorithm>
#include <bitset>

#include "extractors/core/document.hpp"

namespace assay {

// On a grid of 64 by 64: a letter is smaller than a cell, a line of text is not.
class PageCover {
 public:
  PageCover(double width, double height) : width_(std::max(width, 1.0)), height_(std::max(height, 1.0)) {}

  // The cells whose middle lies in the box.
  void add(const Box& box) {
    for_cells(box, 0.5, [this](std::size_t cell) { cells_.set(cell); });
  }
  // The cells that the box touches.
  void remove(const Box& box) {
    for_cells(box, 0, [this](std::size_t cell) { cells_.reset(cell); });
  }
  // Around what is covered: half a cell more on each side, since a box may end between the middles of two.
  Box bounds() const {
    double x0 = cells, y0 = cells, x1 = 0, y1 = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (!cells_[i]) continue;
      const double x = static_cast<double>(i % cells), y = static_cast<double>(i / cells);
      x0 = std::min(x0, x), x1 = std::max(x1, x + 1);
      y0 = std::min(y0, y), y1 = std::max(y1, y + 1);
    }
    const auto at = [](double cell, double size) { return std::clamp(cell / cells, 0.0, 1.0) * size; };
    return {at(x0 - 0.5, width_), at(y0 - 0.5, height_), at(x1 + 0.5, width_), at(y1 + 0.5, height_)};
  }
  double share() const { return static_cast<double>(cells_.count()) / static_cast<double>(cells_.size()); }

 private:
  static constexpr int cells = 64;

  template <class Visit>
  void for_cells(const Box& box, double inset, Visit visit) const {
    const auto first = [&](double at, double size) {
      return static_cast<int>(std::clamp(at / size * cells + inset, 0.0, double(cells)));
    };
    const auto end = [&](double at, double size) {
      return static_cast<int>(std::clamp(at / size * cells + 1 - inset, 0.0, double(cells)));
    };
    for (int y = first(box.y0, height_); y < end(box.y1, height_); ++y)
      for (int x = first(box.x0, width_); x < end(box.x1, width_); ++x)
        visit(static_cast<std::size_t>(y) * cells + static_cast<std::size_t>(x));
  }

  double width_, height_;
  std::bitset<cells * cells> cells_;
};

}  // namespace assay
