#include "extractors/grid/header.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace assay::grid {
namespace {

// Deeper headers are not seen in practice; a table of texts alone would otherwise be all header.
constexpr int deepest_header = 12;

// In bytes; what is longer is a title or a note.
constexpr std::size_t longest_name = 40;

int year_of(const Line& line, const Entry& entry) {
  const Cell cell = line.cell(entry);
  std::string_view text = cell.text;
  if (text.size() > 6) return 0;
  if (text.ends_with(".0")) text.remove_suffix(2);
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc() || end != text.data() + text.size()) return 0;
  return year >= 1800 && year <= 2100 ? year : 0;
}

bool is_value(const Entry& entry) {
  return entry.kind == Kind::number || entry.kind == Kind::date;
}

bool stands_for_value(const Entry& entry) {
  return is_value(entry) || entry.kind == Kind::missing;
}

struct Row {
  Line line;
  std::size_t first = 0, last = 0;
  int row() const { return line.row; }
  const Entry& entry(std::size_t i) const { return line.entries[i]; }
  Cell cell(std::size_t i) const { return line.cell(entry(i)); }
};

std::vector<Row> rows_of(const Shadow& shadow, const Area& area, std::size_t most) {
  std::vector<Row> out;
  const auto [from, to] = shadow.lines_of(area);
  for (std::size_t i = from; i < to && out.size() < most; ++i) {
    const Line line = shadow.line_at(i);
    const auto [first, last] = Shadow::entries_of(line, area);
    if (first < last) out.push_back({line, first, last});
  }
  return out;
}

bool holds_values(const Row& row, const Area& area) {
  bool any = false;
  for (std::size_t i = row.first; i < row.last; ++i) any = any || stands_for_value(row.entry(i));
  return any && !is_row_of_years(row.line, area);
}

// One text that begins in the first column, perhaps merged over further ones but not downwards: the label of a section
// of the body. A unit over all columns ("(in millions)") is still header.
bool is_section(const Row& row, const Area& area) {
  const Entry& entry = row.entry(row.first);
  const Cell cell = row.cell(row.first);
  if (entry.column != area.column0 || entry.copy || cell.row_span > 1) return false;
  for (std::size_t i = row.first; i < row.last; ++i)
    if (row.entry(i).cell != entry.cell) return false;
  const bool over_all = area.columns() > 1 && cell.column_span >= area.columns();
  return !over_all || (cell.text.front() != '(' && cell.text.front() != '[');
}

// Every column named, each name once, nothing merged: below such a row the body begins.
bool names_columns(const Row& row, const Area& area) {
  if (static_cast<int>(row.last - row.first) != area.columns()) return false;
  std::set<std::string> names;
  for (std::size_t i = row.first; i < row.last; ++i) {
    Cell cell = row.cell(i);
    if (cell.column_span > 1 || cell.row + cell.row_span - 1 > row.row()) return false;
    if (!names.insert(std::move(cell.text)).second) return false;
  }
  return true;
}

// A short text merged over several columns but not the first, right above the names of all of them: "2024" over
// "Region | Q1 | Q2". A title would begin where the table does.
bool names_a_group(const Row& row, std::size_t entry, const Row& below, const Area& area) {
  const Cell cell = row.cell(entry);
  const bool over_others = cell.column_span > 1 && row.entry(entry).column > area.column0;
  return over_others && cell.text.size() <= longest_name && below.row() == cell.row + cell.row_span &&
         names_columns(below, area) && !holds_values(below, area);
}

// Units of the columns, "(percent)", with or without a name of their own in the first column.
bool is_row_of_units(const Row& row, const Area& area) {
  int units = 0;
  for (std::size_t i = row.first; i < row.last; ++i) {
    if (row.entry(i).column == area.column0) continue;
    const std::string text = row.cell(i).text;
    if (!(text.starts_with('(') && text.ends_with(')')) && !(text.starts_with('[') && text.ends_with(']')))
      return false;
    ++units;
  }
  return units > 1;
}

// A merged cell of the header reaches down: all its rows are header.
int through_merges(const std::vector<Row>& rows, std::size_t count) {
  int last = rows[count - 1].row();
  for (std::size_t k = 0; k < count; ++k)
    for (std::size_t i = rows[k].first; i < rows[k].last; ++i) {
      const Cell cell = rows[k].cell(i);
      if (cell.row_span <= deepest_header) last = std::max(last, cell.row + cell.row_span - 1);
    }
  return last;
}

}  // namespace

bool is_row_of_years(const Line& line, const Area& area) {
  const auto [first, last] = Shadow::entries_of(line, area);
  int years = 0;
  for (std::size_t i = first; i < last; ++i) {
    const Entry& entry = line.entries[i];
    if (!is_value(entry)) continue;
    if (year_of(line, entry) == 0 || entry.column == area.column0) return false;
    ++years;
  }
  return years > 0;
}

int header_rows(const Shadow& shadow, const Area& area) {
  const auto rows = rows_of(shadow, area, deepest_header + 1);
  if (rows.size() < 2) return 0;
  std::size_t count = 0;
  while (count < rows.size() && !holds_values(rows[count], area)) {
    ++count;
    if (names_columns(rows[count - 1], area)) break;
  }
  if (count == 0) return 0;
  const bool may_be_units = count + 1 < rows.size() && !holds_values(rows[count], area);
  if (may_be_units && is_row_of_units(rows[count], area) && holds_values(rows[count + 1], area)) ++count;
  if (count == rows.size()) count = 1;  // texts alone: the first row names the columns
  while (count > 1 && is_section(rows[count - 1], area)) --count;
  return std::min(through_merges(rows, count), area.row1) - area.row0 + 1;
}

int header_columns(const Shadow& shadow, const Area& area) {
  constexpr std::size_t most_lines = 60;  // of names; a longer table has its names on top
  const auto rows = rows_of(shadow, area, most_lines + 1);
  if (rows.size() < 3 || rows.size() > most_lines || area.columns() < 3) return 0;
  std::set<std::string> names;
  std::map<Kind, int> lines;  // by what all of their values are; the first may name the columns
  for (const Row& row : rows) {
    const Entry& name = row.entry(row.first);
    const Cell cell = row.cell(row.first);
    const bool named = name.column == area.column0 && name.kind == Kind::text && cell.text.size() <= longest_name;
    if (!named || static_cast<int>(row.last - row.first) != area.columns()) return 0;
    if (!names.insert(cell.text).second) return 0;
    const Kind kind = row.entry(row.first + 1).kind;
    for (std::size_t i = row.first; i < row.last; ++i)
      if (row.entry(i).copy || row.cell(i).column_span > 1 || (i > row.first && row.entry(i).kind != kind)) return 0;
    if (&row != &rows.front() && kind != Kind::missing) ++lines[kind];
  }
  // One line of another kind may be a remark, or the units of the columns.
  const bool all_come_again = std::ranges::all_of(lines, [](const auto& line) { return line.second > 1; });
  return lines.size() > 2 || (lines.size() == 2 && all_come_again) ? 1 : 0;
}

bool starts_with_header(const Shadow& shadow, const Area& area) {
  const auto rows = rows_of(shadow, without_titles(shadow, area), 40);
  if (rows.size() < 2 || holds_values(rows[0], area)) return false;
  if (rows[0].last - rows[0].first < 2) return false;
  std::set<int> named;
  for (std::size_t i = rows[0].first; i < rows[0].last; ++i) named.insert(rows[0].entry(i).column);
  for (std::size_t k = 1; k < rows.size(); ++k)
    for (std::size_t j = rows[k].first; j < rows[k].last; ++j)
      if (is_value(rows[k].entry(j)) && named.contains(rows[k].entry(j).column)) return true;
  return false;
}

bool names_all_columns(const Shadow& shadow, const Area& area) {
  const auto rows = rows_of(shadow, area, 1);
  return !rows.empty() && !holds_values(rows[0], area) && names_columns(rows[0], area);
}

bool is_header_like(const Shadow& shadow, const Area& area) {
  constexpr std::size_t most_lines = 6;
  const auto rows = rows_of(shadow, area, most_lines + 1);
  if (rows.size() > most_lines) return false;
  std::set<int> columns_of_years;  // a year below a year: a column of data
  for (const Row& row : rows)
    for (std::size_t i = row.first; i < row.last; ++i) {
      const Entry& entry = row.entry(i);
      if (entry.kind == Kind::text) continue;
      if (entry.kind == Kind::missing || year_of(row.line, entry) == 0) return false;
      if (!entry.copy && !columns_of_years.insert(entry.column).second) return false;
    }
  return true;
}

bool first_column_waits(const Shadow& shadow, const Area& area) {
  const auto rows = rows_of(shadow, area, deepest_header + 1);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (holds_values(rows[k], area)) return k > 0;
    if (rows[k].entry(rows[k].first).column == area.column0) return false;
  }
  return false;
}

Area without_titles(const Shadow& shadow, const Area& area) {
  if (area.columns() < 2) return area;
  Area rest = area;
  const auto rows = rows_of(shadow, area, 30);
  for (std::size_t k = 0; k + 1 < rows.size(); ++k) {
    int own = 0;
    std::size_t only = 0;
    for (std::size_t i = rows[k].first; i < rows[k].last; ++i)
      if (!rows[k].entry(i).copy && ++own == 1) only = i;
    if (own == 0) continue;
    if (own > 1 || rows[k].entry(only).kind != Kind::text) break;
    const Cell cell = rows[k].cell(only);
    const bool wide = cell.column_span >= area.columns() - 1;
    if (names_a_group(rows[k], only, rows[k + 1], area)) break;
    if ((cell.row_span > 1 || rows[k].entry(only).column != area.column0) && !wide) break;
    Area below = area;
    below.row0 = cell.row + cell.row_span;
    if (!wide && cell.text.size() <= longest_name && first_column_waits(shadow, below)) break;
    rest.row0 = below.row0;
  }
  return rest.row0 > area.row1 ? area : rest;
}

}  // namespace assay::grid
