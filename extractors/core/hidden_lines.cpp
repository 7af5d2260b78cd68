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

int next_of(const std::vector<int>& counts, int line) {
  if (line < 0 || static_cast<std::size_t>(line) >= counts.size()) return line;
  const auto at = counts.begin() + line;
  return static_cast<int>(std::upper_bound(at, counts.end(), *at) - counts.begin()) - 1;
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
    const CellSpan cell = at.span();
    const Line seen = at.hidden() ? Line::perhaps : Line::shown;
    if (at.hidden() || cell.row_span == 1) rows.raise(cell.row, seen);
    if (at.hidden() || cell.column_span == 1) columns.raise(cell.column, seen);
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
int HiddenLines::next_shown_row(int row) const {
  return next_of(shown_rows_, row);
}
int HiddenLines::next_shown_column(int column) const {
  return next_of(shown_columns_, column);
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
  each_shown(table.cells, hidden, [&](const Cells::Iterator& at, const CellSpan& place) {
    Cell cell = *at;
    const int row_end = hidden.shown_row(cell.row + cell.row_span);
    const int column_end = hidden.shown_column(cell.column + cell.column_span);
    cell.row = hidden.shown_row(place.row);
    cell.column = hidden.shown_column(place.column);
    cell.row_span = std::max(row_end - cell.row, 1);
    cell.column_span = std::max(column_end - cell.column, 1);
    out.cells.push_back(cell);
  });
  return out;
}

}  // namespace assay
