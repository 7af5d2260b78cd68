#include "extractors/layout/table_grid.hpp"

#include "extractors/layout/bidi.hpp"
#include "extractors/layout/geometry.hpp"
#include "extractors/layout/table_confidence.hpp"
#include "extractors/layout/wording.hpp"

namespace assay::layout {
namespace {

// Rows and columns in which no cell starts are taken out; spans shrink with them.
void squeeze(Grid& grid) {
  std::vector<char> row_used(static_cast<std::size_t>(grid.rows), 0),
      column_used(static_cast<std::size_t>(grid.columns), 0);
  for (const GridCell& cell : grid.cells) {
    if (cell.words.empty()) continue;
    row_used[static_cast<std::size_t>(cell.row)] = 1;
    column_used[static_cast<std::size_t>(cell.column)] = 1;
  }
  const auto new_index = [](const std::vector<char>& used) {
    std::vector<int> at(used.size() + 1, 0);
    for (std::size_t i = 0; i < used.size(); ++i) at[i + 1] = at[i] + used[i];
    return at;
  };
  const std::vector<int> rows = new_index(row_used), columns = new_index(column_used);
  for (GridCell& cell : grid.cells) {
    const auto r = static_cast<std::size_t>(cell.row), c = static_cast<std::size_t>(cell.column);
    cell.row_span = rows[r + static_cast<std::size_t>(cell.row_span)] - rows[r];
    cell.column_span = columns[c + static_cast<std::size_t>(cell.column_span)] - columns[c];
    cell.row = rows[r];
    cell.column = columns[c];
  }
  std::erase_if(grid.cells, [](const GridCell& cell) {
    return cell.row_span < 1 || cell.column_span < 1 ||
           (cell.words.empty() && cell.row_span == 1 && cell.column_span == 1);
  });
  grid.header_rows = rows[static_cast<std::size_t>(std::min(grid.header_rows, grid.rows))];
  grid.rows = rows.back();
  grid.columns = columns.back();
}

// In a table that is mostly written from right to left the first column is the one on the right.
void begin_on_the_right(Table& table) {
  std::vector<Cell>& cells = table.cells.loose();
  int left_running = 0, other = 0;
  for (const Cell& cell : cells) {
    if (has_left_running(cell.text))
      ++left_running;
    else
      other += has_letters(cell.text);
  }
  if (left_running <= other) return;
  for (Cell& cell : cells) cell.column = table.columns - cell.column - cell.column_span;
  std::stable_sort(cells.begin(), cells.end(),
                   [](const Cell& a, const Cell& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; });
}

}  // namespace

std::string cell_text(const std::vector<LayoutWord>& words, const std::vector<int>& which) {
  std::vector<Segment> singles;
  for (const int index : which) singles.push_back(make_segment(words, {index}));
  std::string out;
  for (const Row& row : find_rows(std::move(singles))) {
    std::vector<int> line;
    for (const Segment& segment : row.segments) line.push_back(segment.words[0]);
    // Leader dots say where the value of a name is; in a cell they say nothing.
    while (line.size() > 1 && is_leader(words[static_cast<std::size_t>(line.back())].text)) line.pop_back();
    append_line(out, text_of(words, line));
  }
  return out;
}

Table make_table(const std::vector<LayoutWord>& words, Grid grid, int page_number,
                 std::map<std::string, double>& signals) {
  squeeze(grid);
  Table table;
  table.found_by = grid.found_by;
  table.rows = grid.rows;
  table.columns = grid.columns;
  table.header_rows = grid.header_rows;
  table.place.page = page_number;
  table.place.box = grid.box;
  std::stable_sort(grid.cells.begin(), grid.cells.end(), [](const GridCell& a, const GridCell& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  });
  for (const GridCell& cell : grid.cells) {
    Cell out;
    out.row = cell.row;
    out.column = cell.column;
    out.row_span = cell.row_span;
    out.column_span = cell.column_span;
    out.text = cell_text(words, cell.words);
    table.cells.push_back(std::move(out));
  }
  signals = table_signals(words, grid, table);
  table.confidence = table_confidence(signals);
  begin_on_the_right(table);
  return table;
}

bool is_year(const std::string& text) {
  return text.size() == 4 && (text.starts_with("19") || text.starts_with("20")) &&
         text.find_first_not_of("0123456789") == std::string::npos;
}

bool looks_numeric(const std::string& text) {
  int digits = 0, letters = 0;
  for (const char c : text) {
    digits += c >= '0' && c <= '9';
    letters += (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0xC3;
  }
  return digits > 0 ? digits >= letters : letters == 0 && !text.empty();
}

}  // namespace assay::layout
