#include "extractors/layout/framed_item.hpp"

#include <algorithm>
#include <cmath>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/table_grid.hpp"

namespace assay::layout {
namespace {

constexpr std::size_t cells_min = 4;
constexpr int figures_min = 2;
constexpr std::size_t lines_max = 9;
constexpr double same_edge = 2;    // pt
constexpr double frame_gap = 2;    // of the font size, from a line to the text
constexpr double width_min = 0.8;  // of the lines', by the first row

bool is_line_over(const Underline& line, const Box& row) {
  return line.pieces.size() == 1 && line.pieces[0].x0 <= row.x0 + same_edge && line.pieces[0].x1 >= row.x1 - same_edge;
}

// The figures of a row that stand where the first row has figures: those of a row of its own.
std::ptrdiff_t figures_under(const std::vector<LayoutWord>& words, const Row& row, const std::vector<Box>& figures) {
  return std::count_if(row.segments.begin(), row.segments.end(), [&](const Segment& segment) {
    return looks_numeric(text_of(words, segment.words)) &&
           std::any_of(figures.begin(), figures.end(), [&](const Box& box) { return overlap_x(box, segment.box) > 0; });
  });
}

}  // namespace

std::optional<std::size_t> framed_item_end(const std::vector<LayoutWord>& words, const std::vector<Row>& rows,
                                           std::size_t first, const std::vector<Underline>& underlines) {
  const Row& row = rows[first];
  const double size = row.segments[0].size;
  if (row.segments.size() < cells_min) return std::nullopt;
  const auto below = std::partition_point(underlines.begin(), underlines.end(),
                                          [&](const Underline& line) { return line.y < middle_y(row.box); });
  if (below == underlines.begin() || below == underlines.end()) return std::nullopt;
  const Underline &above = *(below - 1), &under = *below;
  if (!is_line_over(above, row.box) || !is_line_over(under, row.box)) return std::nullopt;
  const Column &top = above.pieces[0], &bottom = under.pieces[0];
  const bool alike = std::abs(top.x0 - bottom.x0) <= same_edge && std::abs(top.x1 - bottom.x1) <= same_edge;
  if (!alike || width(row.box) < width_min * (top.x1 - top.x0) || row.box.y0 - above.y > frame_gap * size)
    return std::nullopt;
  if (first > 0 && middle_y(rows[first - 1].box) > above.y) return std::nullopt;
  std::size_t last = first;
  while (last + 1 < rows.size() && middle_y(rows[last + 1].box) < under.y) ++last;
  if (last == first || last - first >= lines_max || under.y - rows[last].box.y1 > frame_gap * size) return std::nullopt;
  std::vector<Box> figures;
  for (const Segment& segment : row.segments)
    if (const std::string text = text_of(words, segment.words); looks_numeric(text) && !is_year(text))
      figures.push_back(segment.box);
  if (std::ssize(figures) < figures_min) return std::nullopt;
  for (std::size_t i = first + 1; i <= last; ++i) {
    const bool row_of_its_own = 2 * rows[i].segments.size() > row.segments.size();
    if (row_of_its_own || figures_under(words, rows[i], figures) >= figures_min) return std::nullopt;
  }
  return last;
}

}  // namespace assay::layout
