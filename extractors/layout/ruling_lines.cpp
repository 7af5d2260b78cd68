#include "extractors/layout/ruling_lines.hpp"

#include <algorithm>
#include <cstddef>

namespace assay::layout {
namespace {

// All in points.
constexpr double same_position = 2.0;
constexpr double join_gap = 3.0;
constexpr double line_length_min = 8.0;

}  // namespace

std::vector<Line> merge_lines(std::vector<Line> lines) {
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.at < b.at; });
  std::vector<Line> out;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t j = i;
    double sum = 0;
    while (j < lines.size() && lines[j].at - lines[i].at <= same_position) sum += lines[j++].at;
    const double at = sum / static_cast<double>(j - i);
    std::sort(lines.begin() + static_cast<std::ptrdiff_t>(i), lines.begin() + static_cast<std::ptrdiff_t>(j),
              [](const Line& a, const Line& b) { return a.from < b.from; });
    Line open{at, lines[i].from, lines[i].to};
    for (std::size_t k = i + 1; k < j; ++k) {
      if (lines[k].from <= open.to + join_gap) {
        open.to = std::max(open.to, lines[k].to);
      } else {
        out.push_back(open);
        open = {at, lines[k].from, lines[k].to};
      }
    }
    out.push_back(open);
    i = j;
  }
  std::erase_if(out, [](const Line& line) { return line.to - line.from < line_length_min; });
  return out;
}

}  // namespace assay::layout
