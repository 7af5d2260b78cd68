#include "extractors/layout/header_above.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "extractors/layout/geometry.hpp"

namespace assay::layout {
namespace {

constexpr double near_edge = 1.2;   // of the font size: the last line of the names stands that near to the grid
constexpr double line_gap = 0.6;    // of the font size, between two lines of a name
constexpr double same_place = 2.0;  // pt
constexpr double over_share = 0.6;  // of the columns that have a name
constexpr double alike_share = 0.8;
constexpr std::size_t lines_max = 3;

class Names {
 public:
  Names(const LayoutPage& page, const std::vector<double>& lines, const Grid& grid)
      : page_(page), lines_(lines), grid_(grid) {}

  // By column; empty where nothing above the grid reads as names of its columns.
  std::map<int, std::vector<int>> find(const std::vector<int>& free) {
    std::map<int, std::vector<int>> out;
    double below = grid_.box.y0, gap = near_edge;
    const std::vector<Row> rows = find_rows(find_segments(page_.words, near(free), page_.rules));
    for (std::size_t i = rows.size(); i-- > 0;) {
      const double size = std::max(rows[i].segments[0].size, 4.0);
      if (below - rows[i].box.y1 > gap * size || !take(rows[i], out)) break;
      if (rows.size() - i > lines_max) return {};  // a list that ends above the grid
      below = rows[i].box.y0;
      gap = line_gap;
    }
    return are_names(out) ? out : std::map<int, std::vector<int>>{};
  }

 private:
  const Box& box(int word) const { return page_.words[static_cast<std::size_t>(word)].box; }
  int column_at(double x) const { return static_cast<int>(std::ranges::upper_bound(lines_, x) - lines_.begin()); }

  std::vector<int> near(const std::vector<int>& free) const {
    constexpr double reach = 80;  // pt
    std::vector<int> out;
    for (const int word : free)
      if (middle_y(box(word)) < grid_.box.y0 && box(word).y1 > grid_.box.y0 - reach && box(word).x1 > grid_.box.x0 &&
          box(word).x0 < grid_.box.x1)
        out.push_back(word);
    return out;
  }

  bool take(const Row& row, std::map<int, std::vector<int>>& out) const {
    if (row.box.x0 < grid_.box.x0 - same_place || row.box.x1 > grid_.box.x1 + same_place) return false;
    for (const Segment& segment : row.segments)
      if (column_at(segment.box.x0 + 1) != column_at(segment.box.x1 - 1)) return false;
    for (const Segment& segment : row.segments) {
      std::vector<int>& words = out[column_at(middle_x(segment.box))];
      words.insert(words.end(), segment.words.begin(), segment.words.end());
    }
    return true;
  }

  std::optional<Box> box_of(const std::vector<int>& words) const {
    std::optional<Box> out;
    for (const int word : words) {
      if (!out) out = box(word);
      include(*out, box(word));
    }
    return out;
  }

  bool are_names(const std::map<int, std::vector<int>>& names) const {
    if (names.size() < 2 || static_cast<double>(names.size()) < over_share * grid_.columns) return false;
    std::size_t alike = 0;
    for (const auto& [column, words] : names) alike += stands_like(*box_of(words), column);
    return static_cast<double>(alike) >= alike_share * static_cast<double>(names.size());
  }

  bool stands_like(const Box& name, int column) const {
    return std::ranges::any_of(grid_.cells, [&](const GridCell& cell) {
      if (cell.column != column || cell.column_span > 1 || cell.words.empty()) return false;
      const Box text = *box_of(cell.words);
      return std::abs(text.x0 - name.x0) <= same_place || std::abs(text.x1 - name.x1) <= same_place ||
             std::abs(middle_x(text) - middle_x(name)) <= same_place;
    });
  }

  const LayoutPage& page_;
  const std::vector<double>& lines_;
  const Grid& grid_;
};

}  // namespace

void take_header_above(const LayoutPage& page, const std::vector<int>& free, const std::vector<double>& lines,
                       Grid& grid) {
  const std::map<int, std::vector<int>> names = Names(page, lines, grid).find(free);
  if (names.empty()) return;
  for (GridCell& cell : grid.cells) ++cell.row;
  ++grid.rows;
  for (const auto& [column, words] : names) {
    for (const int word : words) grid.box.y0 = std::min(grid.box.y0, page.words[static_cast<std::size_t>(word)].box.y0);
    grid.cells.push_back({0, column, 1, 1, words});
  }
}

}  // namespace assay::layout
