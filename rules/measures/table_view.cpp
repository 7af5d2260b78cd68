#include "rules/measures/table_view.hpp"

#include <algorithm>

#include "rules/measures/text.hpp"

namespace assay {

bool is_visible(const Table& table, const Cell& cell) {
  return !table.hidden && !cell.hidden;
}

bool is_data_table(const Table& table) {
  return table.found_by == TableSource::sheet || table.found_by == TableSource::delimited;
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

}  // namespace assay
