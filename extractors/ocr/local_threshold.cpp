#include "extractors/ocr/local_threshold.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace assay {
namespace {

constexpr float weight = 0.3F, full_deviation = 128;

// Sums of the grey values and of their squares over the window's rows, by column. They wrap around beyond 2^32, which
// no difference between two columns of one window reaches.
class Columns {
 public:
  explicit Columns(Pix* grey)
      : data_(pixGetData(grey)),
        step_(pixGetWpl(grey)),
        values_(std::size_t(pixGetWidth(grey)), 0),
        squares_(values_.size(), 0),
        values_before_(values_.size() + 1, 0),
        squares_before_(values_.size() + 1, 0) {}

  void add(int y) {
    change(y, [](std::uint32_t& sum, std::uint32_t value) { sum += value; });
  }
  void drop(int y) {
    change(y, [](std::uint32_t& sum, std::uint32_t value) { sum -= value; });
  }
  void sum_up() {
    for (std::size_t x = 0; x < values_.size(); ++x) {
      values_before_[x + 1] = values_before_[x] + values_[x];
      squares_before_[x + 1] = squares_before_[x] + squares_[x];
    }
  }
  std::uint32_t values(int from, int to) const {
    return values_before_[std::size_t(to)] - values_before_[std::size_t(from)];
  }
  std::uint32_t squares(int from, int to) const {
    return squares_before_[std::size_t(to)] - squares_before_[std::size_t(from)];
  }

 private:
  template <typename Change>
  void change(int y, Change by) {
    l_uint32* line = data_ + std::ptrdiff_t(y) * step_;
    for (std::size_t x = 0; x < values_.size(); ++x) {
      const std::uint32_t value = GET_DATA_BYTE(line, x);
      by(values_[x], value);
      by(squares_[x], value * value);
    }
  }

  l_uint32* data_;
  int step_;
  std::vector<std::uint32_t> values_, squares_, values_before_, squares_before_;
};

}  // namespace

PixPtr local_threshold(Pix* grey) {
  const int width = pixGetWidth(grey), height = pixGetHeight(grey);
  PixPtr ink = own(pixCreate(width, height, 1));
  if (!ink) return ink;
  Columns columns(grey);
  for (int y = 0; y < std::min(local_window, height); ++y) columns.add(y);
  for (int y = 0; y < height; ++y) {
    if (y + local_window < height) columns.add(y + local_window);
    if (y - local_window - 1 >= 0) columns.drop(y - local_window - 1);
    columns.sum_up();
    const int rows = std::min(y + local_window, height - 1) - std::max(y - local_window, 0) + 1;
    l_uint32* from = pixGetData(grey) + std::ptrdiff_t(y) * pixGetWpl(grey);
    l_uint32* to = pixGetData(ink.get()) + std::ptrdiff_t(y) * pixGetWpl(ink.get());
    for (int x = 0; x < width; ++x) {
      const int left = std::max(x - local_window, 0), right = std::min(x + local_window + 1, width);
      const auto pixels = std::uint32_t((right - left) * rows);
      const std::uint32_t value = GET_DATA_BYTE(from, x), sum = columns.values(left, right);
      if (value * pixels >= sum) continue;  // no threshold is above the mean; most of a page is paper
      const float mean = float(sum) / float(pixels);
      const float variance = float(columns.squares(left, right)) / float(pixels) - mean * mean;
      const float deviation = std::sqrt(std::max(variance, 0.0F));
      if (float(value) < mean * (1 - weight * (1 - deviation / full_deviation))) SET_DATA_BIT(to, x);
    }
  }
  return ink;
}

}  // namespace assay
