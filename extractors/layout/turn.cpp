#include "extractors/layout/turn.hpp"

#include <algorithm>
#include <array>

namespace assay::layout {
namespace {

Box turned(const Box& b, int rotation, double width, double height) {
  switch (rotation) {
    case 90:
      return {b.y0, width - b.x1, b.y1, width - b.x0};
    case 180:
      return {width - b.x1, height - b.y1, width - b.x0, height - b.y0};
    case 270:
      return {height - b.y1, b.x0, height - b.y0, b.x1};
    default:
      return b;
  }
}

}  // namespace

LayoutPage upright(const LayoutPage& page, int rotation) {
  LayoutPage out = page;
  if (rotation % 180 != 0) std::swap(out.width, out.height);
  const auto turn = [&](Box& box) { box = turned(box, rotation, page.width, page.height); };
  for (LayoutWord& word : out.words) {
    turn(word.box);
    word.rotation = (word.rotation - rotation + 360) % 360;
  }
  for (RulingLine& rule : out.rules) turn(rule.box);
  for (Box& box : out.shades) turn(box);
  for (Box& box : out.images) turn(box);
  return out;
}

Box turned_back(const Box& box, int rotation, double width, double height) {
  const bool sideways = rotation % 180 != 0;
  return turned(box, (360 - rotation) % 360, sideways ? height : width, sideways ? width : height);
}

int main_rotation(const std::vector<LayoutWord>& words) {
  std::array<std::size_t, 4> letters{};
  for (const LayoutWord& word : words) letters[static_cast<std::size_t>(word.rotation / 90 % 4)] += word.text.size();
  const auto most = std::max_element(letters.begin(), letters.end());
  return static_cast<int>(most - letters.begin()) * 90;
}

}  // namespace assay::layout
