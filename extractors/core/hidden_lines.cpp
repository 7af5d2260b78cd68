#include "extractors/core/hidden_lines.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace assay {
namespace {

// What is known of a row or column by its cells. Perhaps: all of them are hidden.
enum class Line : std::uint8_t { blank, perhaps, hidden, shown };

// Of all rows, or all columns, of a table. Cells outside of it count for none: a document that was put together by hand
// may have some.
class Lines {
 public:
  explicit Lines(int count) : lines_(static_cast<std::size_t>(std::max(count, 0)), Line::blank) {}

  Line at(int line) const { return inside(line) ? lines_[static_cast<std::size_t>(line)] : Line::shown; }
  void raise(int line, Line to) {
    if (inside(line)) lines_[static_cast<std::size_t>(line)] = std::max(at(line), to);
  }
  std::vector<int> count_shown() const {
    std::vector<int> counts(lines_.size() + 1, 0);
    for (std::size_t i = 0; i < lines_.size(); ++i) counts[i + 1] = counts[i] + (lines_[i] != Line::hidden);
    return counts;
  }

 private:
  bool inside(int line) const { return line >= 0 && static_cast<std::size_t>(line) < lines_.size(); }

  std::vector<Line> lines_;
};

int place_of(const std::vector<int>& counts, int line) {
  if (counts.empty() || line < 0) return line;
  const int last = static_cast<int>(counts.size()) - 1;
  return counts[static_cast<std::size_t>(std::min(line, last))] + std::max(line - last, 0);
}

HiddenLines::Ranges ranges_of(const std::vector<int>& counts) {
  HiddenLines::Ranges ranges;
  for (std::size_t i = 0; i + 1 < counts.size(); ++i) {
    if (counts[i] != counts[i + 1]) continue;
    const int line = static_cast<int>(i);
    if (ranges.empty() || ranges.back().second + 1 < line)
      ranges.emplace_back(line, line);
    else
      ranges.back().second = line;
  }
  return ranges;
}

}  // namespace

HiddenLines::HiddenLines(const Cells& cells, int row_count, int column_count) {
  if (!cells.any_hidden()) return;
  Lines rows(row_count), columns(column_count);
  for (auto at = cells.begin(); at != cells.end(); ++at) {
    const Line seen = at.hidden() ? Line::perhaps : Line::shown;
    rows.raise(at.span().row, seen);
    columns.raise(at.span().column, seen);
  }
  const auto each_hidden = [&cells](const auto& use) {
    for (auto at = cells.begin(); at != cells.end(); ++at)
      if (at.hidden()) use(at.span().row, at.span().column);
  };
  // By cells that nothing but their row, or nothing but their column, can hide.
  each_hidden([&](int row, int column) {
    if (columns.at(column) == Line::shown && rows.at(row) == Line::perhaps) rows.raise(row, Line::hidden);
    if (rows.at(row) == Line::shown && columns.at(column) == Line::perhaps) columns.raise(column, Line::hidden);
  });
  // The rest by their rows, as a filter does.
  each_hidden([&](int row, int column) {
    if (rows.at(row) == Line::perhaps && columns.at(column) != Line::hidden) rows.raise(row, Line::hidden);
  });
  shown_rows_ = rows.count_shown();
  shown_columns_ = columns.count_shown();
}

int HiddenLines::shown_row(int row) const {
  return place_of(shown_rows_, row);
}
int HiddenLines::shown_column(int column) const {
  return place_of(shown_columns_, column);
}
HiddenLines::Ranges HiddenLines::rows() const {
  return ranges_of(shown_rows_);
}
HiddenLines::Ranges HiddenLines::columns() const {
  return ranges_of(shown_columns_);
}

Table without_hidden(const Table& table) {
  const HiddenLines hidden(table);
  Table out;
  out.place = table.place;
  out.title = table.title;
  out.found_by = table.found_by;
  out.rows = hidden.shown_row(table.rows);
  out.columns = hidden.shown_column(table.columns);
  out.header_rows = hidden.shown_row(table.header_rows);
  out.header_columns = hidden.shown_column(table.header_columns);
  out.cells = Cells::packed();
  out.cells.set_formats(table.cells.formats());
  for (const Cell& cell : table.cells) {
    if (cell.hidden) continue;
    Cell moved = cell;
    moved.row = hidden.shown_row(cell.row);
    moved.column = hidden.shown_column(cell.column);
    moved.row_span = std::max(hidden.shown_row(cell.row + cell.row_span) - moved.row, 1);
    moved.column_span = std::max(hidden.shown_column(cell.column + cell.column_span) - moved.column, 1);
    out.cells.push_back(moved);
  }
  return out;
}

}  // namespace assay
