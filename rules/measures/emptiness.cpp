#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "rules/measures/list.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

enum class Content { nothing, header, lone_text, data };

bool is_year(const Cell& cell) {
  const std::optional<double> number = number_in(cell);
  return number && *number >= 1900 && *number <= 2100 && *number == std::floor(*number);
}

// Of a row that nothing shows to be a header: years may name columns, other values do not.
bool is_value(const Cell& cell) {
  if (cell.type == CellType::boolean || cell.type == CellType::error) return true;
  const ValueKind kind = value_kind(cell);
  return kind == ValueKind::date || (kind == ValueKind::number && !is_year(cell));
}

// A row of values is data. One of several texts is a header, found to be one or not; a text that stands alone may be
// either.
Content content_of(const Table& table) {
  std::size_t filled = 0;
  bool values = false;
  for (const Cell& cell : table.cells) {
    if (cell.text.empty()) continue;
    if (cell.row >= std::max(1, table.header_rows)) return Content::data;
    ++filled;
    values |= is_value(cell);
  }
  if (filled == 0) return Content::nothing;
  if (table.header_rows > 0) return Content::header;
  if (values) return Content::data;
  return filled == 1 ? Content::lone_text : Content::header;
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

std::string names_in(const Table& header) {
  constexpr int shown = 5;
  std::string names;
  int count = 0;
  for (const Cell& cell : header.cells)
    if (!cell.text.empty() && ++count <= shown)
      names += fmt::format("{}'{}'", count == 1 ? "" : ", ", shortened(cell.text, 40));
  return count > shown ? fmt::format("{} and {} more", names, count - shown) : names;
}

void measure_data(const Document& document, std::vector<Measure>& out) {
  double with_data = 0, lone_texts = 0;
  const Table* header = nullptr;  // the first that stands alone
  for (const Table& table : document.tables) {
    const Content content = content_of(table);
    with_data += content == Content::data;
    lone_texts += content == Content::lone_text;
    if (content == Content::header && header == nullptr) header = &table;
  }
  // Beside a header without rows a lone text is its title; where there is nothing else it is what the sheet says.
  const double tables = with_data > 0 || header != nullptr ? with_data : lone_texts;
  const bool applies = is_of_sheets(document) && !(tables == 0 && has_running_text(document));
  const bool header_alone = tables == 0 && header != nullptr;
  out.push_back(document_measure("completeness.tables_with_rows", tables, applies ? 1 : 0,
                                 header_alone ? header->place : Place{}, header_alone ? names_in(*header) : ""));
}

// Columns that have a name and no value, of tables that have enough rows for that to be odd.
void measure_columns(const Document& document, std::vector<Measure>& out) {
  constexpr int least_rows = 3;
  double named = 0;
  double empty = 0;
  Place place;
  std::string names;
  for (const Table& table : document.tables) {
    if (table.hidden || !is_data_table(table) || body_rows(table) < least_rows) continue;
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
      "emptiness", 3,
      {{"completeness.empty_sheets", "count", "Empty sheets", "Sheets of a workbook that hold nothing."},
       {"completeness.tables_with_rows", "count", "Tables with data",
        "Tables that hold more than a header, of workbooks and delimited files.", false},
       {"completeness.empty_columns", "share", "Empty columns",
        "Columns with a name and no value, over all named columns of sheets and delimited tables of three rows or "
        "more."}},
      measure_emptiness);
  return measurer;
}

}  // namespace assay
