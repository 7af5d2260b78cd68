#include "extractors/layout/shades.hpp"

#include <algorithm>
#include <cmath>

#include "extractors/layout/geometry.hpp"

namespace assay::layout {
namespace {

constexpr std::size_t shades_max = 1'000;
// pt: between a side and the line beside it. The margin of a cell in office programs is 3 to 8 points wide.
constexpr double touching = 2.0, margin_max = 10.0;

// From a side to a line that is as thick as `from` to `to`.
double distance(double side, double from, double to) {
  return std::max({from - side, side - to, 0.0});
}

// A line along most of a side, near it but not at it, and none at it.
bool is_inset(const Box& shade, const std::vector<RulingLine>& rules) {
  bool off[4] = {}, at[4] = {};
  const auto look = [&](int side, double where, double from, double to) {
    const double away = distance(where, from, to);
    off[side] = off[side] || (away > touching && away <= margin_max);
    at[side] = at[side] || away <= touching;
  };
  for (const RulingLine& rule : rules) {
    if (rule.horizontal() && overlap_x(rule.box, shade) > 0.5 * width(shade)) {
      look(0, shade.y0, rule.box.y0, rule.box.y1);
      look(1, shade.y1, rule.box.y0, rule.box.y1);
    } else if (!rule.horizontal() && overlap_y(rule.box, shade) > 0.5 * height(shade)) {
      look(2, shade.x0, rule.box.x0, rule.box.x1);
      look(3, shade.x1, rule.box.x0, rule.box.x1);
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
