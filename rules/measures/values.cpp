// What is odd about single values of a column: other units, spellings, magnitudes, dates that cannot be, identifiers
// that lost digits.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "extractors/grid/grid.hpp"
#include "rules/measures/dates.hpp"
#include "rules/measures/list.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

constexpr std::size_t least_values = 10;

struct Odd {
  Cases numeric, units, some_units, odd_units, spellings, padded, outliers, impossible, defaults, far, rounded,
      repeated, zeros;
};

// The unit of "12 kg", "€ 5", "5 EUR"; empty: none.
std::string unit_of(std::string_view text) {
  static const RE2 behind(
      "[-+]?\\d[\\d.,' ]*(%|‰|[€$£¥]|EUR|USD|GBP|CHF|JPY|kg|g|mg|µg|t|lbs?|oz|km|m|cm|mm|mi|ft|in|yd|m²|m³|ha|l|ml|cl|"
      "gal|h|hrs?|min|s|sec|ms|days?|°[CF]|[kMG]?Wh|[kM]?W|m?V|[kMG]?Hz|[kMGT]B|[kM]?bit/s)");
  static const RE2 before("([€$£¥]|EUR|USD|GBP|CHF|JPY) ?[-+]?\\d[\\d.,' ]*");
  std::string unit;
  const re2::StringPiece piece(text.data(), text.size());
  return RE2::FullMatch(piece, behind, &unit) || RE2::FullMatch(piece, before, &unit) ? unit : std::string();
}

void look_at_units(const Table& table, const ColumnView& column, Odd& odd) {
  std::map<std::string, std::pair<double, const Cell*>> units;
  double with = 0;
  double bare = 0;
  const Cell* plain = nullptr;
  for (const Cell* cell : column.body) {
    const std::string unit = cell->text.size() <= 24 ? unit_of(trimmed(cell->text)) : "";
    if (unit.empty() && number_in(*cell)) {
      if (bare++ == 0) plain = cell;
    }
    if (unit.empty()) continue;
    ++with;
    auto& [count, first] = units[unit];
    if (count++ == 0) first = cell;
  }
  // Numbers with a unit and numbers without, and little else.
  ++odd.some_units.n;
  if (with >= 1 && bare >= 1 && bare + with >= least_values && (bare + with) * 10 >= column.body.size() * 9.0) {
    const Cell* other = units.begin()->second.second;
    odd.some_units.add(place_of(table, *other),
                       fmt::format("{}: '{}' and '{}'", named(column), other->text, plain->text));
  }
  if (with < 4 || with * 2 < static_cast<double>(column.body.size())) return;
  ++odd.units.n;
  ++odd.odd_units.n;
  const auto usual = std::max_element(units.begin(), units.end(),
                                      [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
  const std::string most = usual->second.second->text;
  // One that is used once may be a remark.
  for (const auto& [unit, item] : units)
    if (item.first == 1 && units.size() == 2 && with >= least_values)
      odd.odd_units.add(place_of(table, *item.second),
                        fmt::format("{}: '{}' among values such as '{}'", named(column), item.second->text, most));
  std::erase_if(units, [](const auto& item) { return item.second.first < 2; });
  if (units.size() < 2 || units.size() > 5) return;
  const Cell* first = units.begin()->second.second;
  const Cell* second = std::next(units.begin())->second.second;
  odd.units.add(place_of(table, *first), fmt::format("{}: '{}' and '{}'", named(column), first->text, second->text));
}

void look_at_spellings(const Table& table, const ColumnView& column, Odd& odd) {
  std::map<std::string, std::map<std::string_view, const Cell*>> by_folded;
  double texts = 0;
  for (const Cell* cell : column.body) {
    if (cell->type != CellType::text || cell->text.empty() || cell->text.size() > 80) continue;
    ++odd.padded.n;
    if (trimmed(cell->text).size() != cell->text.size())
      odd.padded.add(place_of(table, *cell), fmt::format("{}: '{}'", named(column), shortened(cell->text, 40)));
    ++texts;
    by_folded[lower(trimmed(cell->text))].emplace(trimmed(cell->text), cell);
  }
  // Values of a list that is used again and again, not names of things.
  if (texts < least_values || static_cast<double>(by_folded.size()) * 3 > texts) return;
  ++odd.spellings.n;
  for (const auto& [folded, spellings] : by_folded) {
    if (spellings.size() < 2) continue;
    const auto& [one, first] = *spellings.begin();
    const auto& [other, second] = *spellings.rbegin();
    odd.spellings.add(place_of(table, *first), fmt::format("{}: '{}' and '{}'", named(column), one, other));
  }
}

// A total above or below its parts, in which subtotals may be counted again.
bool may_be_their_sum(const ColumnView& column, const Cell* cell, double value, double rest) {
  const auto at = std::find(column.body.begin(), column.body.end(), cell) - column.body.begin();
  const auto end = static_cast<std::ptrdiff_t>(column.body.size());
  return (at < 2 || at >= end - 2) && value >= rest / 4 && value <= rest * 1.5;
}

// One value in fifty at most, so far further from zero than all others as to be a slipped point or unit: ten times as
// far, or three times where the others lie close together. Heavy tails (town sizes, prices) have steps of less between
// their largest: the step is held against the way from the middle value to the largest of the others, in powers. Of
// 2419 real columns one in a hundred has such a value; a slipped point is seen in a fifth of the columns when it makes
// a value tenfold, and in four fifths when it makes it a thousandfold.
void look_at_magnitudes(const Table& table, const ColumnView& column, Cases& cases) {
  constexpr double step = 10;
  constexpr double least_step = 3;
  std::vector<std::pair<double, const Cell*>> values;
  for (const Cell* cell : column.body) {
    const std::optional<double> value = number_in(*cell);
    if (value && *value != 0) values.emplace_back(std::fabs(*value), cell);
  }
  if (values.size() < 2 * least_values) return;
  ++cases.n;
  std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  const std::size_t few = std::max<std::size_t>(1, values.size() / 50);
  for (std::size_t i = 0; i < few; ++i) {
    const double ratio = values[i].first / values[i + 1].first;
    const double spread = std::log(values[i + 1].first / values[(i + 1 + values.size()) / 2].first);
    if (std::log(ratio) < (ratio >= step ? 0.5 : 1.5) * spread || ratio < least_step) continue;
    const Cell& cell = *values[0].second;
    double rest = 0;
    for (std::size_t k = 1; k < values.size(); ++k) rest += values[k].first;
    if (may_be_their_sum(column, &cell, values[0].first, rest)) return;
    cases.add(place_of(table, cell), fmt::format("{}: '{}' is {:.0f} times larger than the next largest value",
                                                 named(column), cell.text, values[i].first / values[i + 1].first));
    return;
  }
}

bool is_impossible_date(std::string_view text) {
  static const RE2 iso("(\\d{4})-(\\d{2})-(\\d{2})(?:[T ].*)?");
  static const RE2 other("(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4})");
  int year = 0, month = 0, day = 0;
  const re2::StringPiece piece(text.data(), text.size());
  if (RE2::FullMatch(piece, iso, &year, &month, &day)) {
    return !parse_iso_days(fmt::format("{:04}-{:02}-{:02}", year, month, day)) && year >= 1000;
  }
  if (!RE2::FullMatch(piece, other, &day, &month, &year) || year < 1000) return false;
  const auto exists = [year](int m, int d) { return parse_iso_days(fmt::format("{:04}-{:02}-{:02}", year, m, d)); };
  return !exists(month, day) && !exists(day, month);
}

// The day zero of some program, which stands where there was no date.
bool is_default_date(std::string_view text) {
  static const RE2 pattern(
      "(?:1899-12-3[01]|1900-01-0[01]|1904-01-01|1970-01-01|1601-01-01|0000-00-00|0001-01-01|9999-12-31)(?:[T ].*)?|"
      "(?:0?[01][./]0?1[./]1900|0?1[./]0?1[./]1970|31[./]12[./]9999)");
  return RE2::FullMatch({text.data(), text.size()}, pattern);
}

void look_at_dates(const Table& table, const ColumnView& column, Odd& odd) {
  std::vector<std::pair<long, const Cell*>> days;
  std::vector<const Cell*> impossible, defaults;
  for (const Cell* cell : column.body) {
    const std::string_view text = trimmed(cell->text);
    if (is_default_date(text)) {
      defaults.push_back(cell);
    } else if (is_impossible_date(text)) {
      impossible.push_back(cell);
    } else if (const auto day = day_of(*cell)) {
      days.emplace_back(*day, cell);
    }
  }
  if (days.size() < 5 || days.size() * 2 < column.body.size()) return;
  for (Cases* cases : {&odd.impossible, &odd.defaults, &odd.far}) ++cases->n;
  const auto show = [&](const Cell* cell) { return fmt::format("{}: '{}'", named(column), shortened(cell->text, 30)); };
  for (const Cell* cell : impossible) odd.impossible.add(place_of(table, *cell), show(cell));
  std::sort(days.begin(), days.end());
  const long middle = days[days.size() / 2].first;
  constexpr long far = 20 * 365;
  for (const Cell* cell : defaults)
    if (std::labs(day_of(*cell).value_or(far * 1000) - middle) > far)
      odd.defaults.add(place_of(table, *cell), show(cell));
  // A few far ahead of nine in ten of the others.
  const long usual = days[days.size() * 9 / 10 - (days.size() >= 10 ? 1 : 0)].first;
  for (const auto& [day, cell] : days)
    if (day > usual + far) odd.far.add(place_of(table, *cell), show(cell));
}

bool names_an_identifier(std::string_view name) {
  static const RE2 pattern(
      "(?i)(?:^|[^\\pL])(?:id|ids|no\\.?|nr\\.?|number|nummer|key|code|sku|isbn|uuid|guid|serial)$|^(?:id|key|sku)[^"
      "\\pL]");
  return RE2::PartialMatch({name.data(), name.size()}, pattern);
}

// A whole column of a sheet that is digits in text: numbers, or codes that only look like them.
void look_at_numeric_texts(const Table& table, const ColumnView& column, Cases& cases) {
  static const RE2 plain("\\s*-?(?:0|[1-9]\\d{0,8})(?:[.,]\\d{1,15})?\\s*");
  if (table.found_by != TableSource::sheet || column.body.size() < least_values) return;
  ++cases.n;
  const bool all = std::all_of(column.body.begin(), column.body.end(), [](const Cell* cell) {
    return cell->type == CellType::text && RE2::FullMatch(cell->text, plain);
  });
  if (all && !names_an_identifier(column.name))
    cases.add(place_of(table, *column.body.front()), fmt::format("{}: '{}'", named(column), column.body.front()->text));
}

void look_at_identifiers(const Table& table, const ColumnView& column, Odd& odd) {
  static const RE2 scientific("\\d(?:\\.\\d{1,6})?[eE]\\+?(?:9|[1-9]\\d)");
  static const RE2 zeros("0\\d{2,11}");
  static const RE2 digits("[1-9]\\d{1,11}");
  std::vector<const Cell*> rounded;
  std::map<std::string_view, int> seen;
  std::map<std::size_t, const Cell*> with_zero, without;
  const Cell* repeated = nullptr;
  for (const Cell* cell : column.body) {
    const std::string_view text = trimmed(cell->text);
    const re2::StringPiece piece(text.data(), text.size());
    if (RE2::FullMatch(piece, scientific)) rounded.push_back(cell);
    if (RE2::FullMatch(piece, zeros)) with_zero.emplace(text.size(), cell);
    if (RE2::FullMatch(piece, digits)) without.emplace(text.size(), cell);
    if (++seen[text] == 2 && !repeated) repeated = cell;
  }
  const auto all = static_cast<double>(column.body.size());
  if (all < least_values) return;
  ++odd.rounded.n;
  if (rounded.size() * 2 >= column.body.size())
    odd.rounded.add(place_of(table, *rounded.front()), fmt::format("{}: '{}'", named(column), rounded.front()->text));
  // All codes of one length, but for some that are one digit shorter: their zero was taken for a number's. Where none
  // has kept its zero, the column must be one of postal codes.
  static const RE2 postal("(?i)\\b(?:zip|postal|postcode|plz|postleitzahl|code postal)\\b");
  const bool named_so = without.size() == 2 && with_zero.empty() && RE2::PartialMatch(column.name, postal);
  if (with_zero.size() == 1 || named_so) {
    ++odd.zeros.n;
    const std::size_t length = named_so ? without.rbegin()->first : with_zero.begin()->first;
    const auto shorter = without.find(length - 1);
    const bool others = std::any_of(without.begin(), without.end(), [length](const auto& item) {
      return item.first != length && item.first + 1 != length;
    });
    if (named_so) with_zero.emplace(*without.rbegin());
    if (shorter != without.end() && !others)
      odd.zeros.add(
          place_of(table, *shorter->second),
          fmt::format("{}: '{}' and '{}'", named(column), with_zero.begin()->second->text, shorter->second->text));
  }
  // A further one may point to another table, whose rows are used many times.
  if (column.index > 0 || !names_an_identifier(column.name)) return;
  ++odd.repeated.n;
  const bool key = static_cast<double>(seen.size()) >= 0.8 * all;
  if (key && repeated)
    odd.repeated.add(place_of(table, *repeated), fmt::format("{}: '{}' stands twice", named(column), repeated->text));
}

// The reader of delimited files takes the spaces off and counts them.
void add_padded(const Document& document, Cases& cases) {
  const auto signal = [&document](const char* name) {
    const auto found = document.signals.find(name);
    return found == document.signals.end() ? 0 : found->second;
  };
  const double count = signal("text.padded_values");
  if (count == 0) return;
  Place place;
  place.range = cell_name(static_cast<int>(signal("text.padded_row")), static_cast<int>(signal("text.padded_column")));
  std::string_view text;
  for (const Table& table : document.tables)
    for (const Cell& cell : table.cells)
      if (text.empty() && cell_name(table, cell.row, cell.column) == place.range) text = cell.text;
  cases.add(place, fmt::format("{} ('{}')", place.range, shortened(text, 40)));
  cases.count += count - 1;
}

void measure_values(const Document& document, std::string_view, std::vector<Measure>& out) {
  Odd odd;
  for (const Table& table : document.tables) {
    if (table.hidden || !is_data_table(table)) continue;
    for (const ColumnView& column : fields_of(table)) {
      look_at_units(table, column, odd);
      look_at_spellings(table, column, odd);
      look_at_magnitudes(table, column, odd.outliers);
      look_at_dates(table, column, odd);
      look_at_numeric_texts(table, column, odd.numeric);
      look_at_identifiers(table, column, odd);
    }
  }
  add_padded(document, odd.padded);
  out.push_back(odd.numeric.measure("format.numeric_texts"));
  out.push_back(odd.units.measure("consistency.mixed_units"));
  out.push_back(odd.some_units.measure("consistency.some_units"));
  out.push_back(odd.odd_units.measure("consistency.odd_units"));
  out.push_back(odd.spellings.measure("consistency.spellings"));
  out.push_back(odd.padded.measure("format.padded_values"));
  out.push_back(odd.outliers.measure("consistency.outliers"));
  out.push_back(odd.impossible.measure("format.impossible_dates"));
  out.push_back(odd.defaults.measure("format.default_dates"));
  out.push_back(odd.far.measure("freshness.far_dates"));
  out.push_back(odd.rounded.measure("format.rounded_identifiers"));
  out.push_back(odd.zeros.measure("format.lost_zeros"));
  out.push_back(odd.repeated.measure("uniqueness.repeated_identifiers"));
}

}  // namespace

const Measurer& value_measures() {
  static const FunctionMeasurer measurer(
      "values", 4,
      {{"format.numeric_texts", "count", "Columns of numbers that are all text",
        "Of ten cells or more in sheets, that are not called id, number, code and the like."},
       {"consistency.mixed_units", "count", "Columns with several units",
        "Columns in which at least half of the values have a unit or currency, and two to five of these come again."},
       {"consistency.some_units", "count", "Columns with units at some of the values",
        "Of ten numbers or more, of which some have a unit or currency and some have none."},
       {"consistency.odd_units", "count", "Values of another unit than all others",
        "One value whose unit or currency no other of its column has, where ten and more have the same one.", true,
        false},
       {"consistency.spellings", "count", "Values spelt in several ways",
        "Values of columns with few distinct ones that differ from another in case alone."},
       {"format.padded_values", "count", "Values with spaces around them",
        "In cells of text, and in all of delimited files."},
       {"consistency.outliers", "count", "Values out of all proportion",
        "Columns of twenty numbers or more of which one in fifty at most is ten times as large as the next, or three "
        "times "
        "where the others lie closer together."},
       {"format.impossible_dates", "count", "Dates that do not exist", "In columns of dates: 2023-02-30."},
       {"format.default_dates", "count", "Dates that stand for none",
        "The day zero of some program (1900-01-00, 1970-01-01, 9999-12-31) in columns of dates over 20 years away."},
       {"freshness.far_dates", "count", "Dates far ahead of the others",
        "Over 20 years after nine in ten of their column."},
       {"format.rounded_identifiers", "count", "Long numbers that were rounded",
        "Columns of which half or more are written like 1.23E+12."},
       {"format.lost_zeros", "count", "Codes that lost their leading zero",
        "Columns of codes of one length, some with a leading zero and some one digit shorter without; columns called "
        "zip, "
        "postal code and the like with codes of two lengths."},
       {"uniqueness.repeated_identifiers", "count", "Identifiers used twice",
        "In first columns called id, number, code and the like of which four in five values are distinct."}},
      measure_values);
  return measurer;
}

}  // namespace assay
