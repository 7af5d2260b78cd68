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

// What is no number to whoever typed it: more digits than one holds, 12E4, +49 30 12, the mark of a footnote, (30,2).
bool is_on_purpose(std::string_view text) {
  constexpr std::ptrdiff_t most_digits = 15;
  const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return is_code(text) || digits > most_digits || text.front() == '(' || text.front() == '+' ||
         text.find_first_of("eE") != std::string_view::npos;
}

bool is_number_as_text(const Cell& cell) {
  const std::string_view text = trimmed(cell.text);
  if (cell.type != CellType::text || text.empty() || text.size() > 32 || is_on_purpose(text)) return false;
  return cell.number_as_text || reads_as_number(text);
}

bool is_year(std::string_view text) {
  text = trimmed(text);
  return text.size() == 4 && (text.starts_with("19") || text.starts_with("20"));
}

// 7.50, 1,20: codes have no decimals.
bool has_decimals(std::string_view text) {
  const std::size_t point = text.find_last_of(".,");
  return point != std::string_view::npos && point > 0 && text.size() - point <= 3 && point + 1 < text.size();
}

struct Numbers {
  double typed = 0, as_text = 0, decimals = 0;
  std::vector<const Cell*> first;  // of those that are text
  double all() const { return typed + as_text; }
  double share() const { return all() > 0 ? as_text / all() : 0; }
};

Numbers numbers_of(const ColumnView& column) {
  constexpr std::size_t shown = 3;
  Numbers out;
  for (const Cell* cell : column.body) {
    out.typed += cell->type == CellType::number ? 1 : 0;
    if (!is_number_as_text(*cell) || (out.typed == 0 && is_year(cell->text) && cell == column.body.front())) continue;
    if (trimmed(cell->text) == trimmed(column.name)) continue;  // the header once more, as on each page of a print
    if (out.first.size() < shown) out.first.push_back(cell);
    ++out.as_text;
    out.decimals += has_decimals(cell->text) ? 1 : 0;
  }
  return out;
}

// Columns of sheets in which numbers stand both ways; a column of texts alone may be one of codes, unless it has
// decimals. The fewer numbers are text, the surer the rest has to be numbers: one in a hundred may be a remark.
bool is_of_numbers(const ColumnView& column, const Numbers& numbers) {
  constexpr double mostly = 0.8;  // notes such as "n/a" may stand among the numbers
  constexpr double nearly_all = 0.95;
  constexpr double few = 0.02;
  constexpr double fewest = 5;  // of a column of texts alone
  if (numbers.typed == 0 && (numbers.as_text < fewest || numbers.decimals < mostly * numbers.as_text)) return false;
  return numbers.all() >= (numbers.share() < few ? nearly_all : mostly) * static_cast<double>(column.body.size());
}

std::string told(const Table& table, const ColumnView& column, const Numbers& numbers) {
  const std::string& sheet = table.place.sheet;
  std::string out = fmt::format("{}{}: {} of {} numbers are text", sheet.empty() ? "" : "sheet '" + sheet + "', ",
                                named(column), numbers.as_text, numbers.all());
  for (const Cell* cell : numbers.first)
    out += fmt::format("{} '{}' in {}", cell == numbers.first.front() ? ":" : ",", shortened(cell->text, 40),
                       cell_name(table, cell->row, cell->column));
  return out;
}

// The column with the largest share: among the numbers of a large workbook the few of one column would not show.
void measure_numbers_as_text(const Document& document, std::vector<Measure>& out) {
  double all = 0;
  double columns = 0;
  double worst = 0;
  Place place;
  std::string evidence;
  for (const Table& table : document.tables) {
    if (table.found_by != TableSource::sheet) continue;
    for (const ColumnView& column : fields_of(table)) {
      const Numbers numbers = numbers_of(column);
      if (!is_of_numbers(column, numbers)) continue;
      all += numbers.all();
      columns += numbers.as_text > 0 ? 1 : 0;
      if (numbers.share() <= worst) continue;
      worst = numbers.share();
      place = cell_place(table, numbers.first.front()->row, numbers.first.front()->column);
      evidence = told(table, column, numbers);
    }
  }
  if (columns > 1) evidence += fmt::format("; {} more column{} so", columns - 1, columns > 2 ? "s are" : " is");
  out.push_back(document_measure("format.numbers_as_text", worst, all, place, evidence));
}

void measure_cells(const Document& document, std::string_view, std::vector<Measure>& out) {
  measure_error_cells(document, out);
  measure_numbers_as_text(document, out);
}

}  // namespace

const Measurer& cell_measures() {
  static const FunctionMeasurer measurer(
      "cells", 4,
      {{"format.error_cells", "count", "Cells with an error value", "#REF!, #N/A and the like, in all tables."},
       {"format.numbers_as_text", "share", "Numbers stored as text",
        "Of the column of a sheet with most of them, among columns that hold numbers and little else."}},
      measure_cells);
  return measurer;
}

}  // namespace assay
