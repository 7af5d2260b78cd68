#include "extractors/layout/grid_likeness.hpp"

#include <algorithm>
#include <set>

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

}  // namespace assay::layout
