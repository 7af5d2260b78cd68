#include "extractors/layout/shades.hpp"

#include <algorithm>
#include <cmath>

#include "extractors/layout/geometry.hpp"

namespace assay::layout {
namespace {

constexpr std::size_t shades_max = 1'000;
// pt: between a side and the line beside it. The margin of a cell in office programs is 3 to 8 points wide.
constexpr double touching = 2.0, margin_max = 10.0;

bool stands_off(double side, double line) {
  const double distance = std::abs(side - line);
  return distance > touching && distance <= margin_max;
}

// A line along most of a side, near it but not at it, and none at it.
bool is_inset(const Box& shade, const std::vector<RulingLine>& rules) {
  bool off[4] = {}, at[4] = {};
  const auto look = [&](int side, double where, double line) {
    off[side] = off[side] || stands_off(where, line);
    at[side] = at[side] || std::abs(where - line) <= touching;
  };
  for (const RulingLine& rule : rules) {
    if (rule.horizontal() && overlap_x(rule.box, shade) > 0.5 * width(shade)) {
      look(0, shade.y0, middle_y(rule.box));
      look(1, shade.y1, middle_y(rule.box));
    } else if (!rule.horizontal() && overlap_y(rule.box, shade) > 0.5 * height(shade)) {
      look(2, shade.x0, middle_x(rule.box));
      look(3, shade.x1, middle_x(rule.box));
    }
  }
  for (int side = 0; side < 4; ++side)
    if (off[side] && !at[side]) return true;
  return false;
}

// Inside a larger one, between its left and right side and near them.
bool is_nested(const Box& shade, const std::vector<Box>& shades) {
  const auto within = [](double inner) { return inner > 0.3 && inner <= margin_max; };
  return std::ranges::any_of(shades, [&](const Box& other) {
    return within(shade.x0 - other.x0) && within(other.x1 - shade.x1) && other.y0 <= shade.y0 + touching &&
           other.y1 >= shade.y1 - touching;
  });
}

}  // namespace

std::vector<Box> cell_shades(const LayoutPage& page) {
  if (page.shades.size() > shades_max) return {};
  std::vector<Box> out;
  for (const Box& shade : page.shades)
    if (!is_inset(shade, page.rules) && !is_nested(shade, page.shades)) out.push_back(shade);
  return out;
}

}  // namespace assay::layout
