#include <fmt/format.h>

#include <cmath>
#include <map>

#include "rules/measures/dates.hpp"
#include "rules/measures/list.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// 20180127, which only counts beside dates in another notation: alone it may be any number.
bool is_compact_date(std::string_view text) {
  if (text.size() != 8 || text.find_first_not_of("0123456789") != std::string_view::npos) return false;
  const std::string iso = fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
  return parse_iso_days(iso).has_value();
}

// 44927, the day of a spreadsheet that lost its format (1954 to 2064), which only counts beside dates.
bool is_serial(const Cell& cell) {
  return cell.type == CellType::number && cell.number && *cell.number >= 20'000 && *cell.number <= 60'000 &&
         *cell.number == std::floor(*cell.number);
}

// The notation of a cell that is one date, as an example of it; empty: it is none.
std::string notation_of(const Cell& cell) {
  if (cell.type == CellType::date) return "a date value";
  const std::string_view text = trimmed(cell.text);
  if (cell.type != CellType::text || text.size() < 6 || text.size() > 24) return {};
  const std::vector<FoundDate> dates = find_dates(text);
  if (dates.size() != 1 || dates[0].begin != 0 || dates[0].length != text.size()) return {};
  std::string name(to_string(dates[0].form));
  if (dates[0].order == DayOrder::month_first) name += " (month first)";
  if (dates[0].order == DayOrder::day_first) name += " (day first)";
  return name;
}

struct Notations {
  std::map<std::string, const Cell*> first;  // by notation
  double dates = 0;
};

Notations notations_of(const ColumnView& column) {
  Notations out;
  const Cell* compact = nullptr;
  const Cell* serial = nullptr;
  double serials = 0;
  for (const Cell* cell : column.body) {
    if (!compact && is_compact_date(trimmed(cell->text))) compact = cell;
    if (is_serial(*cell) && serials++ == 0) serial = cell;
    const std::string notation = notation_of(*cell);
    if (notation.empty()) continue;
    ++out.dates;
    out.first.emplace(notation, cell);
  }
  // A slashed date of unknown order is of the kind that the others prove.
  for (const std::string_view form : {"12/03/2024", "12-03-2024"}) {
    const auto plain = out.first.find(std::string(form));
    if (plain == out.first.end()) continue;
    if (out.first.contains(fmt::format("{} (day first)", form)) ||
        out.first.contains(fmt::format("{} (month first)", form)))
      out.first.erase(plain);
  }
  if (serials > 1 && serial && out.dates > 1 && serials + out.dates >= 0.8 * static_cast<double>(column.body.size()))
    out.first.emplace("a serial number", serial);
  if (compact && !out.first.empty()) out.first.emplace("20240312", compact);
  return out;
}

void measure_columns(const Document& document, std::vector<Measure>& out) {
  double columns_with_dates = 0;
  double mixed = 0;
  Place place;
  std::string evidence;
  for (const Table& table : document.tables) {
    for (const ColumnView& column : fields_of(table)) {
      const Notations notations = notations_of(column);
      if (notations.dates < 2) continue;
      ++columns_with_dates;
      if (notations.first.size() < 2 || mixed++ > 0) continue;
      for (const auto& [notation, cell] : notations.first)
        evidence += fmt::format("{}'{}' in {}", evidence.empty() ? "" : ", ", shortened(cell->text, 30),
                                cell_name(table, cell->row, cell->column));
      evidence = fmt::format("{}: {}", named(column), evidence);
      place = place_of(table, *column.body.front());
    }
  }
  out.push_back(document_measure("consistency.mixed_date_columns", mixed, columns_with_dates, place, evidence));
}

// Slashed dates whose order is proven by a number over 12, both ways in one document.
void measure_order(std::string_view text, std::vector<Measure>& out) {
  double day_first = 0;
  double month_first = 0;
  std::string example[2];
  for (const FoundDate& date : find_dates(text)) {
    if (date.order == DayOrder::unknown) continue;
    const bool is_day_first = date.order == DayOrder::day_first;
    (is_day_first ? day_first : month_first) += 1;
    std::string& sample = example[is_day_first ? 0 : 1];
    if (sample.empty()) sample = text.substr(date.begin, date.length);
  }
  const double both = std::min(day_first, month_first);
  out.push_back(document_measure("consistency.mixed_date_order", both, day_first + month_first, {},
                                 both > 0 ? fmt::format("'{}' and '{}'", example[0], example[1]) : std::string()));
}

void measure_date_formats(const Document& document, std::string_view text, std::vector<Measure>& out) {
  measure_columns(document, out);
  measure_order(text, out);
}

}  // namespace

const Measurer& date_format_measures() {
  static const FunctionMeasurer measurer(
      "date_formats", 3,
      {{"consistency.mixed_date_columns", "count", "Columns with mixed date formats",
        "Table columns in which dates stand in two or more notations."},
       {"consistency.mixed_date_order", "count", "Dates with day and month in either order",
        "Dates such as 25/12/2023 and 12/25/2023 in one document: the number of the rarer order."}},
      measure_date_formats);
  return measurer;
}

}  // namespace assay
