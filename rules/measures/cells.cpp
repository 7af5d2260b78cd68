#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "extractors/grid/grid.hpp"
#include "rules/measures/list.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

bool is_error(const Cell& cell) {
  static constexpr std::array<std::string_view, 9> values{"#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A",
                                                          "#NUM!", "#NULL!",  "#SPILL!", "#CALC!"};
  return cell.type == CellType::error || std::find(values.begin(), values.end(), cell.text) != values.end();
}

void measure_error_cells(const Document& document, std::vector<Measure>& out) {
  double cells = 0;
  double errors = 0;
  Place first;
  std::string evidence;
  for (const Table& table : document.tables) {
    for (const Cell& cell : table.cells) {
      ++cells;
      if (!is_error(cell)) continue;
      const Place place = cell_place(table, cell.row, cell.column);
      if (errors == 0) first = place;
      if (errors < 5) evidence += fmt::format("{}{} in {}", errors == 0 ? "" : ", ", cell.text, to_string(place));
      ++errors;
    }
  }
  out.push_back(document_measure("format.error_cells", errors, cells, first, evidence));
}

// Codes with leading zeros ("007") are texts on purpose.
bool is_code(std::string_view text) {
  return text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
}

bool is_number_as_text(const Cell& cell) {
  if (cell.type != CellType::text || cell.text.size() > 32 || is_code(cell.text)) return false;
  return cell.number_as_text || reads_as_number(cell.text);
}

// 7.50, 1,20: codes have no decimals.
bool has_decimals(std::string_view text) {
  const std::size_t point = text.find_last_of(".,");
  return point != std::string_view::npos && point > 0 && text.size() - point <= 3 && point + 1 < text.size();
}

// Columns of sheets in which numbers stand both ways; a column of texts alone may be one of codes, unless it has
// decimals.
void measure_numbers_as_text(const Document& document, std::vector<Measure>& out) {
  // Notes such as "n/a" may stand among the numbers; with more of them the column is not one of numbers.
  constexpr double mostly = 0.8;
  constexpr double fewest = 5;  // of a column of texts alone
  double typed = 0;
  double as_text = 0;
  double worst = 0;
  Place place;
  std::string evidence;
  for (const Table& table : document.tables) {
    if (table.found_by != TableSource::sheet) continue;
    for (const ColumnView& column : columns_of(table)) {
      double numbers = 0;
      double texts = 0;
      double decimals = 0;
      const Cell* first = nullptr;
      for (const Cell* cell : column.body) {
        numbers += cell->type == CellType::number ? 1 : 0;
        if (!is_number_as_text(*cell)) continue;
        if (!first) first = cell;
        ++texts;
        decimals += has_decimals(cell->text) ? 1 : 0;
      }
      const bool codes = numbers == 0 && (texts < fewest || decimals < mostly * texts);
      if (codes || numbers + texts < mostly * static_cast<double>(column.body.size())) continue;
      typed += numbers;
      as_text += texts;
      if (texts <= worst) continue;
      worst = texts;
      place = cell_place(table, first->row, first->column);
      evidence = fmt::format("column '{}': {} of {} numbers are text, first '{}' in {}", column.name, texts,
                             numbers + texts, shortened(first->text, 40), cell_name(table, first->row, first->column));
    }
  }
  const double all = typed + as_text;
  out.push_back(document_measure("format.numbers_as_text", all > 0 ? as_text / all : 0, all, place, evidence));
}

void measure_cells(const Document& document, std::string_view, std::vector<Measure>& out) {
  measure_error_cells(document, out);
  measure_numbers_as_text(document, out);
}

}  // namespace

const Measurer& cell_measures() {
  static const FunctionMeasurer measurer(
      "cells", 1,
      {{"format.error_cells", "count", "Cells with an error value", "#REF!, #N/A and the like, in all tables."},
       {"format.numbers_as_text", "share", "Numbers stored as text",
        "Over all numbers in columns of sheets that hold both kinds and little else."}},
      measure_cells);
  return measurer;
}

}  // namespace assay
