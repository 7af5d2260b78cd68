#include <fmt/format.h>
#include <re2/re2.h>

#include "rules/measures/list.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// Only notations that can be read one way: 1.234 and 1,234 may be either, 0.234 and 1.2345 are decimals.
bool has_decimal_comma(const std::string& text) {
  static const RE2 pattern(
      "[^\\d]{0,4}(?:\\d{1,3}(?:[. ]\\d{3})+,\\d{1,2}|\\d+,(?:\\d{1,2}|\\d{4,})|0,\\d+)[^\\d]{0,4}");
  return RE2::FullMatch(text, pattern);
}

bool has_decimal_point(const std::string& text) {
  static const RE2 pattern(
      "[^\\d]{0,4}(?:\\d{1,3}(?:[, ]\\d{3})+\\.\\d{1,2}|\\d+\\.(?:\\d{1,2}|\\d{4,})|0\\.\\d+)[^\\d]{0,4}");
  return RE2::FullMatch(text, pattern);
}

void measure_decimals(const Document& document, std::string_view, std::vector<Measure>& out) {
  double columns = 0;
  double mixed = 0;
  Place place;
  std::string evidence;
  for (const Table& table : document.tables) {
    for (const ColumnView& column : fields_of(table)) {
      const Cell* comma = nullptr;
      const Cell* point = nullptr;
      for (const Cell* cell : column.body) {
        if (!point && cell->type == CellType::number && cell->text.find('.') != std::string::npos) point = cell;
        if (cell->type != CellType::text || cell->text.size() > 24) continue;
        if (!comma && has_decimal_comma(cell->text)) comma = cell;
        if (!point && has_decimal_point(cell->text)) point = cell;
      }
      if (!comma && !point) continue;
      ++columns;
      if (!comma || !point || mixed++ > 0) continue;
      place = cell_place(table, comma->row, comma->column);
      evidence = fmt::format("{}: '{}' and '{}'", named(column), comma->text, point->text);
    }
  }
  out.push_back(document_measure("consistency.mixed_decimal_columns", mixed, columns, place, evidence));
}

}  // namespace

const Measurer& decimal_measures() {
  static const FunctionMeasurer measurer(
      "decimals", 3,
      {{"consistency.mixed_decimal_columns", "count", "Columns with decimal comma and decimal point",
        "Table columns in which numbers stored as text have a decimal comma and others a decimal point."}},
      measure_decimals);
  return measurer;
}

}  // namespace assay
