#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "rules/measures/list.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// A single row is a header, found to be one or not.
bool has_body(const Table& table) {
  const int first_row = std::max(1, table.header_rows);
  for (const Cell& cell : table.cells)
    if (cell.row >= first_row && !cell.text.empty()) return true;
  return false;
}

// A workbook may hold text and no table: instructions, a letter.
bool has_running_text(const Document& document) {
  constexpr std::size_t least_words = 20;
  return tokens(running_text(document)).size() >= least_words;
}

bool is_of_sheets(const Document& document) {
  if (document.signals.contains("sheets")) return true;
  for (const Table& table : document.tables)
    if (is_data_table(table)) return true;
  return false;
}

void measure_sheets(const Document& document, std::vector<Measure>& out) {
  const auto sheets = document.signals.find("sheets");
  if (sheets == document.signals.end()) return;
  std::set<std::string> used;
  for (const Block& block : document.blocks)
    if (!block.place.sheet.empty()) used.insert(block.place.sheet);
  const double empty = std::max(0.0, sheets->second - static_cast<double>(used.size()));
  out.push_back(document_measure("completeness.empty_sheets", empty, sheets->second, {},
                                 empty > 0 ? fmt::format("{} of {} sheets hold nothing", empty, sheets->second) : ""));
}

void measure_data(const Document& document, std::vector<Measure>& out) {
  double tables_with_rows = 0;
  for (const Table& table : document.tables) tables_with_rows += has_body(table) ? 1 : 0;
  const bool applies = is_of_sheets(document) && !(tables_with_rows == 0 && has_running_text(document));
  out.push_back(document_measure("completeness.tables_with_rows", tables_with_rows, applies ? 1 : 0));
}

// Columns that have a name and no value, of tables that have enough rows for that to be odd.
void measure_columns(const Document& document, std::vector<Measure>& out) {
  constexpr int least_rows = 3;
  double named = 0;
  double empty = 0;
  Place place;
  std::string names;
  for (const Table& table : document.tables) {
    if (table.hidden || !is_data_table(table) || table.rows - table.header_rows < least_rows) continue;
    for (const ColumnView& column : columns_of(table)) {
      if (column.name.empty()) continue;
      ++named;
      if (!column.body.empty()) continue;
      if (empty == 0) place = cell_place(table, table.header_rows - 1, column.index);
      if (empty < 5) names += fmt::format("{}'{}'", empty == 0 ? "" : ", ", shortened(column.name, 40));
      ++empty;
    }
  }
  out.push_back(document_measure("completeness.empty_columns", named > 0 ? empty / named : 0, named, place, names));
}

void measure_emptiness(const Document& document, std::string_view, std::vector<Measure>& out) {
  measure_sheets(document, out);
  measure_data(document, out);
  measure_columns(document, out);
}

}  // namespace

const Measurer& emptiness_measures() {
  static const FunctionMeasurer measurer(
      "emptiness", 1,
      {{"completeness.empty_sheets", "count", "Empty sheets", "Sheets of a workbook that hold nothing."},
       {"completeness.tables_with_rows", "count", "Tables with data",
        "Tables that have a value below their header, of workbooks and delimited files.", false},
       {"completeness.empty_columns", "share", "Empty columns",
        "Columns with a name and no value, over all named columns of sheets and delimited tables of three rows or "
        "more."}},
      measure_emptiness);
  return measurer;
}

}  // namespace assay
