#include "rules/measures/table_view.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <charconv>

#include "extractors/core/hidden_lines.hpp"
#include "extractors/grid/grid.hpp"
#include "rules/measures/dates.hpp"
#include "rules/measures/money.hpp"
#include "rules/measures/text.hpp"

namespace assay {

bool is_visible(const Table& table, const Cell& cell) {
  return !table.hidden && !cell.hidden;
}

int body_rows(const Table& table) {
  const HiddenLines hidden(table);
  return hidden.shown_row(table.rows) - hidden.shown_row(table.header_rows);
}

bool is_data_table(const Table& table) {
  return table.found_by == TableSource::sheet || table.found_by == TableSource::delimited;
}

bool is_stand_in(std::string_view text) {
  static const RE2 pattern(
      "(?i)\\s*(?:n ?/ ?a|n\\. ?a\\.?|n\\.d\\.|k\\. ?a\\.|null|none|nil|nan|na|missing|unknown|not available|tb[dca]|"
      "[-–—]+|\\?+|#{2,}|\\([A-Z]{1,3}\\)|\\.{2,}|\\*+)\\s*");
  return text.size() <= 40 && RE2::FullMatch({text.data(), text.size()}, pattern);
}

ValueKind value_kind(const Cell& cell) {
  switch (cell.type) {
    case CellType::number:
      return ValueKind::number;
    case CellType::date:
      return ValueKind::date;
    case CellType::text:
      break;
    case CellType::boolean:
    case CellType::error:
      return ValueKind::text;
  }
  const std::string_view text = trimmed(cell.text);
  if (text.empty() || is_stand_in(text)) return ValueKind::nothing;
  if (reads_as_date(text)) return ValueKind::date;
  return reads_as_number(text) ? ValueKind::number : ValueKind::text;
}

Measure Cases::measure(std::string_view name) const {
  return document_measure(name, count, n, place, evidence);
}

std::vector<ColumnView> columns_of(const Table& table) {
  std::vector<ColumnView> columns(static_cast<std::size_t>(std::clamp(table.columns, 0, 100'000)));
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i].index = static_cast<int>(i);
  for (const Cell& cell : table.cells) {
    if (!is_visible(table, cell) || cell.column < 0 || cell.text.empty()) continue;
    const auto first = static_cast<std::size_t>(cell.column);
    if (first >= columns.size()) continue;
    if (cell.row >= table.header_rows) {
      columns[first].body.push_back(&cell);
      continue;
    }
    const std::size_t end = std::min(columns.size(), first + static_cast<std::size_t>(std::max(1, cell.column_span)));
    for (std::size_t i = first; i < end; ++i)
      columns[i].name += (columns[i].name.empty() ? "" : " ") + shortened(cell.text);
  }
  return columns;
}

std::vector<ColumnView> fields_of(const Table& table) {
  if (table.header_columns == 0) return columns_of(table);
  std::map<int, ColumnView> lines;
  for (const Cell& cell : table.cells) {
    if (!is_visible(table, cell) || cell.row < table.header_rows || cell.text.empty()) continue;
    ColumnView& line = lines[cell.row];
    if (cell.column < table.header_columns)
      line.name += (line.name.empty() ? "" : " ") + shortened(cell.text);
    else
      line.body.push_back(&cell);
  }
  std::vector<ColumnView> fields;
  for (auto& [row, line] : lines) {
    line.index = row;
    line.line = true;
    fields.push_back(std::move(line));
  }
  return fields;
}

Place head_of(const Table& table, const ColumnView& field) {
  if (field.line) return cell_place(table, field.index, table.header_columns - 1);
  return cell_place(table, std::max(0, table.header_rows - 1), field.index);
}

std::string named(const ColumnView& column) {
  const std::string what = column.line ? "row" : "column";
  const std::string name = shortened(trimmed(column.name), 40);
  if (!name.empty()) return fmt::format("{} '{}'", what, name);
  return fmt::format("{} {}", what, column.line ? std::to_string(column.index + 1) : column_name(column.index));
}

Place place_of(const Table& table, const Cell& cell) {
  return cell_place(table, cell.row, cell.column);
}

std::optional<double> number_in(const Cell& cell) {
  if (cell.type == CellType::number) return cell.number;
  const std::string_view text = trimmed(cell.text);
  if (cell.type != CellType::text || text.empty() || !reads_as_number(text)) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size()) return value;
  const std::vector<std::int64_t> read = read_number(text);
  return read.size() == 1 ? std::optional<double>(static_cast<double>(read.front()) / 1e4) : std::nullopt;
}

std::optional<long> day_of(const Cell& cell) {
  if (cell.type == CellType::date && cell.number) return static_cast<long>(*cell.number);
  const std::vector<FoundDate> dates = cell.text.size() <= 40 ? find_dates(cell.text) : std::vector<FoundDate>();
  if (dates.size() != 1 || dates[0].begin != 0) return std::nullopt;
  return days_of(dates[0].year, dates[0].month, dates[0].day);
}

}  // namespace assay
