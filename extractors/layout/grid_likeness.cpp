#include "extractors/layout/grid_likeness.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/wording.hpp"

namespace assay::layout {

bool holds_a_table(const Grid& grid) {
  std::vector<char> rows(static_cast<std::size_t>(grid.rows), 0), columns(static_cast<std::size_t>(grid.columns), 0);
  int filled = 0;
  for (const GridCell& cell : grid.cells) {
    if (cell.words.empty()) continue;
    ++filled;
    rows[static_cast<std::size_t>(cell.row)] = 1;
    columns[static_cast<std::size_t>(cell.column)] = 1;
  }
  const auto used_rows = std::count(rows.begin(), rows.end(), 1);
  const auto used_columns = std::count(columns.begin(), columns.end(), 1);
  return filled >= 4 && used_rows >= 2 && used_columns >= 2 && filled * 3 >= static_cast<int>(grid.cells.size());
}

bool is_columns_of_prose(const std::vector<LayoutWord>& words, const Grid& grid) {
  constexpr std::size_t long_cell = 25;  // words
  std::set<int> columns;
  std::size_t all = 0, prose = 0;
  int cells = 0, broken = 0;
  for (const GridCell& cell : grid.cells) {
    all += cell.words.size();
    if (cell.words.size() < long_cell) continue;
    prose += cell.words.size();
    columns.insert(cell.column);
    ++cells;
    broken += !ends_sentence(cell_text(words, cell.words));
  }
  return columns.size() >= 2 && 10 * prose > 9 * all && 2 * broken > cells;
}

bool lacks_columns(const std::vector<LayoutWord>& words, const Grid& grid) {
  constexpr int split_lines_min = 3;
  constexpr double split_lines_share = 0.3;
  int lines = 0, split = 0;
  for (const GridCell& cell : grid.cells) {
    if (cell.words.empty()) continue;
    for (const Row& row : find_rows(find_segments(words, cell.words, {}))) {
      ++lines;
      // A currency sign or a bullet before the value is no column.
      split += row.segments.size() >= 3 || (row.segments.size() == 2 && row.segments[0].letters > 3);
    }
  }
  return split >= split_lines_min && split >= split_lines_share * lines;
}

bool goes_on_beside(const std::vector<LayoutWord>& words, const Grid& grid) {
  constexpr double near = 150;       // pt
  constexpr double share_max = 0.3;  // of the rows
  constexpr int few = 6;             // words beside a row; more are running text in a column of its own
  std::vector<char> inside(words.size(), 0);
  std::vector<std::pair<double, double>> rows(static_cast<std::size_t>(grid.rows), {1e9, -1e9});
  for (const GridCell& cell : grid.cells)
    for (const int word : cell.words) {
      const Box& box = words[static_cast<std::size_t>(word)].box;
      inside[static_cast<std::size_t>(word)] = 1;
      auto& [from, to] = rows[static_cast<std::size_t>(cell.row)];
      from = std::min(from, box.y0);
      to = std::max(to, box.y1);
    }
  std::vector<int> beside(rows.size(), 0);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Box& box = words[i].box;
    const bool is_near = box.x1 > grid.box.x0 - near && box.x0 < grid.box.x1 + near;
    if (inside[i] || words[i].rotation != 0 || !is_near) continue;
    for (std::size_t row = 0; row < rows.size(); ++row)
      beside[row] += middle_y(box) > rows[row].first && middle_y(box) < rows[row].second;
  }
  const auto n = std::ranges::count_if(beside, [](int count) { return count > 0 && count <= few; });
  return static_cast<double>(n) > share_max * grid.rows;
}

bool runs_columns_together(const std::vector<LayoutWord>& words, const Grid& grid) {
  std::set<int> rows;
  for (const GridCell& cell : grid.cells) {
    if (cell.column_span < 2 || cell.words.size() < 3) continue;
    for (const Row& line : find_rows(find_segments(words, cell.words, {})))
      if (line.segments.size() >= 3) rows.insert(cell.row);
  }
  return 2 * static_cast<int>(rows.size()) >= grid.rows;
}

bool holds_several_rows(const std::vector<LayoutWord>& words, const Grid& grid) {
  struct Column {
    int lines = 0, figures = 0;
    bool mixed = false;  // a cell has several lines, one of them a figure
  };
  std::vector<Column> columns(static_cast<std::size_t>(grid.columns));
  for (const GridCell& cell : grid.cells) {
    if (cell.column == 0 || cell.words.empty()) continue;
    int lines = 0, figures = 0;
    for (const Row& line : find_rows(find_segments(words, cell.words, {}))) {
      const std::string text = text_of(words, words_of(line));
      ++lines;
      figures += looks_numeric(text) && !is_year(text);
    }
    Column& column = columns[static_cast<std::size_t>(cell.column)];
    column.lines += lines;
    column.figures += figures;
    column.mixed = column.mixed || (lines >= 2 && figures >= 1);
  }
  return std::ranges::any_of(columns,
                             [](const Column& column) { return column.mixed && 2 * column.figures > column.lines; });
}

}  // namespace assay::layout
