#include "extractors/ocr/local_threshold.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace assay {
namespace {

constexpr float weight = 0.3F, full_deviation = 128;

// Sums of the grey values and of their squares over the window's rows, of all columns before one. They wrap around
// beyond 2^32, which no difference between two columns of one window reaches.
class Sums {
 public:
  explicit Sums(Pix* grey)
      : data_(pixGetData(grey)),
        step_(pixGetWpl(grey)),
        height_(pixGetHeight(grey)),
        nothing_(std::size_t(step_), 0),
        columns_(std::size_t(pixGetWidth(grey))),
        before_(columns_.size() + 1) {}

  // One row comes into the window, one leaves it; those outside of the image count nothing.
  void move(int in, int out) {
    const l_uint32 *added = row(in), *dropped = row(out);
    Sum sum;
    for (std::size_t x = 0; x < columns_.size(); ++x) {
      const std::uint32_t plus = GET_DATA_BYTE(added, x), minus = GET_DATA_BYTE(dropped, x);
      Sum& column = columns_[x];
      column.values += plus - minus;
      column.squares += plus * plus - minus * minus;
      sum.values += column.values;
      sum.squares += column.squares;
      before_[x + 1] = sum;
    }
  }
  std::uint32_t values(int from, int to) const {
    return before_[std::size_t(to)].values - before_[std::size_t(from)].values;
  }
  std::uint32_t squares(int from, int to) const {
    return before_[std::size_t(to)].squares - before_[std::size_t(from)].squares;
  }

 private:
  struct Sum {
    std::uint32_t values = 0, squares = 0;
  };
  const l_uint32* row(int y) const {
    return y < 0 || y >= height_ ? nothing_.data() : data_ + std::ptrdiff_t(y) * step_;
  }

  const l_uint32* data_;
  int step_, height_;
  std::vector<l_uint32> nothing_;
  std::vector<Sum> columns_, before_;
};

}  // namespace

PixPtr local_threshold(Pix* grey) {
  const int width = pixGetWidth(grey), height = pixGetHeight(grey);
  PixPtr ink = own(pixCreate(width, height, 1));
  if (!ink) return ink;
  Sums sums(grey);
  for (int y = 0; y < local_window; ++y) sums.move(y, -1);
  for (int y = 0; y < height; ++y) {
    sums.move(y + local_window, y - local_window - 1);
    const int rows = std::min(y + local_window, height - 1) - std::max(y - local_window, 0) + 1;
    const l_uint32* from = pixGetData(grey) + std::ptrdiff_t(y) * pixGetWpl(grey);
    l_uint32* to = pixGetData(ink.get()) + std::ptrdiff_t(y) * pixGetWpl(ink.get());
    for (int x = 0; x < width; ++x) {
      const int left = std::max(x - local_window, 0), right = std::min(x + local_window + 1, width);
      const auto pixels = std::uint32_t((right - left) * rows);
      const std::uint32_t times = GET_DATA_BYTE(from, x) * pixels, sum = sums.values(left, right);
      if (times >= sum) continue;  // no threshold is above the mean; most of a page is paper
      // The deviation from which the pixel lies below its threshold.
      const float needed = full_deviation * (1 - (1 - float(times) / float(sum)) / weight);
      const float mean = float(sum) / float(pixels);
      if (needed < 0 || float(sums.squares(left, right)) / float(pixels) - mean * mean > needed * needed)
        SET_DATA_BIT(to, x);
    }
  }
  return ink;
}

}  // namespace assay
