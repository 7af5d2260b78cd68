// Small helpers on boxes and intervals.
#pragma once

#include <algorithm>
#include <vector>

#include "extractors/core/document.hpp"

namespace assay::layout {

inline double width(const Box& b) {
  return b.x1 - b.x0;
}
inline double height(const Box& b) {
  return b.y1 - b.y0;
}
inline double middle_x(const Box& b) {
  return (b.x0 + b.x1) / 2;
}
inline double middle_y(const Box& b) {
  return (b.y0 + b.y1) / 2;
}

inline void include(Box& box, const Box& other) {
  box.x0 = std::min(box.x0, other.x0);
  box.y0 = std::min(box.y0, other.y0);
  box.x1 = std::max(box.x1, other.x1);
  box.y1 = std::max(box.y1, other.y1);
}

inline double overlap(double a0, double a1, double b0, double b1) {
  return std::min(a1, b1) - std::max(a0, b0);
}
inline double overlap_x(const Box& a, const Box& b) {
  return overlap(a.x0, a.x1, b.x0, b.x1);
}
inline double overlap_y(const Box& a, const Box& b) {
  return overlap(a.y0, a.y1, b.y0, b.y1);
}

inline bool contains(const Box& outer, double x, double y) {
  return x >= outer.x0 && x <= outer.x1 && y >= outer.y0 && y <= outer.y1;
}

// The middle value; 0 of none.
inline double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto mid = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), mid, values.end());
  return *mid;
}

}  // namespace assay::layout
