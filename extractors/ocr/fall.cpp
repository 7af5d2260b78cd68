#include "extractors/ocr/fall.hpp"

#include <algorithm>
#include <cmath>

#include "extractors/layout/geometry.hpp"

namespace assay {
namespace {

constexpr double long_line = 20;      // times its height: the bottoms of words differ by what hangs below the line
constexpr double least_fall = 0.015;  // 0.9 degrees
constexpr std::size_t fewest_lines = 5;

}  // namespace

double fall_of(const std::vector<ReadWord>& words) {
  std::vector<double> falls;
  for (std::size_t first = 0, i = 1; i <= words.size(); ++i) {
    if (i < words.size() && words[i].line == words[first].line) continue;
    const Box &begin = words[first].box, &end = words[i - 1].box;
    const double length = end.x0 - begin.x0;  // negative where the line runs to the left
    if (std::abs(length) > long_line * std::max(begin.y1 - begin.y0, end.y1 - end.y0))
      falls.push_back((end.y1 - begin.y1) / length);
    first = i;
  }
  if (falls.size() < fewest_lines) return 0;
  const double fall = layout::median(std::move(falls));
  return std::abs(fall) < least_fall ? 0 : fall;
}

std::vector<ReadWord> levelled(std::vector<ReadWord> words) {
  const double fall = fall_of(words);
  for (ReadWord& word : words) {
    word.box.y0 -= fall * word.box.x0;
    word.box.y1 -= fall * word.box.x0;
  }
  return words;
}

}  // namespace assay
