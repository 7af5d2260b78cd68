// What is odd about the texts of a column taken together: one value in two spellings, two ways to say yes, values that
// were cut at one length, time stamps with and without their zone; and tables that stand twice.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "rules/measures/list.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

constexpr double least_values = 10;

struct Odd {
  Cases typos, booleans, cut, full, zones, tables;
};

using Values = std::map<std::string, std::pair<double, const Cell*>>;  // text → how often, first cell

bool differ_by_one_edit(const std::u32string& a, const std::u32string& b) {
  const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  std::u32string_view one(a), other(b);
  const auto at = static_cast<std::size_t>(left - a.begin());
  one.remove_prefix(at);
  other.remove_prefix(at);
  while (!one.empty() && !other.empty() && one.back() == other.back()) {
    one.remove_suffix(1);
    other.remove_suffix(1);
  }
  if (one.size() <= 1 && other.size() <= 1) return true;
  return one.size() == 2 && other.size() == 2 && one[0] == other[1] && one[1] == other[0];
}

// A value that is hardly used, one letter away from one that is used again and again. Words of six letters and more
// without digits, of columns that repeat their values (four times each on average).
void look_at_typos(const Table& table, const ColumnView& column, const Values& values, double texts, Odd& odd) {
  constexpr std::size_t most_values = 500, least_letters = 6;
  if (texts < 2 * least_values || values.size() > most_values || static_cast<double>(values.size()) * 4 > texts) return;
  ++odd.typos.n;
  std::vector<std::tuple<std::u32string, double, const Cell*>> words;
  for (const auto& [text, used] : values) {
    std::u32string word = to_characters(text);
    if (word.size() < least_letters || std::any_of(word.begin(), word.end(), is_digit)) continue;
    words.emplace_back(std::move(word), used.first, used.second);
  }
  for (const auto& [rare, times, cell] : words)
    for (const auto& [usual, often, first] : words)
      if (times <= std::max(1.0, texts / 100) && often >= 5 * times && differ_by_one_edit(rare, usual)) {
        odd.typos.add(place_of(table, *cell),
                      fmt::format("{}: '{}' beside {} times '{}'", named(column), shortened(cell->text, 40), often,
                                  shortened(first->text, 40)));
        break;
      }
}

// Yes and no, said in two ways.
void look_at_booleans(const Table& table, const ColumnView& column, const Values& values, Odd& odd) {
  static const std::map<std::string_view, int> ways{{"yes", 0},  {"no", 0},     {"y", 1},    {"n", 1},   {"j", 1},
                                                    {"true", 2}, {"false", 2},  {"1", 3},    {"0", 3},   {"ja", 4},
                                                    {"nein", 4}, {"oui", 5},    {"non", 5},  {"t", 6},   {"f", 6},
                                                    {"wahr", 7}, {"falsch", 7}, {"vrai", 8}, {"faux", 8}};
  std::map<int, const Cell*> used;
  double all = 0;
  for (const auto& [text, item] : values) {
    const auto way = ways.find(text);
    if (way == ways.end()) return;
    all += item.first;
    used.emplace(way->second, item.second);
  }
  if (all < least_values) return;
  ++odd.booleans.n;
  if (used.size() < 2) return;
  odd.booleans.add(
      place_of(table, *used.begin()->second),
      fmt::format("{}: '{}' and '{}'", named(column), used.begin()->second->text, used.rbegin()->second->text));
}

// Many values end at the same length, in the middle of their words, and none is longer: a field was too short. Values
// of one length by chance are as many as those that are a little shorter.
void look_at_lengths(const Table& table, const ColumnView& column, const Values& values, Odd& odd) {
  constexpr std::size_t least_length = 16;
  std::map<std::size_t, std::vector<const Cell*>> by_length;
  for (const auto& [text, item] : values) {
    if (text.size() > 1000) return;
    by_length[to_characters(text).size()].push_back(item.second);
  }
  if (static_cast<double>(values.size()) < least_values) return;
  ++odd.cut.n;
  const auto& [length, longest] = *by_length.rbegin();
  if (length < least_length || longest.size() < 5 || longest.size() * 20 < values.size()) return;
  double near = 0;
  for (std::size_t back = 1; back <= 4; ++back)
    if (const auto found = by_length.find(length - back); found != by_length.end())
      near += static_cast<double>(found->second.size()) / 4;
  if (static_cast<double>(longest.size()) < 4 * std::max(1.0, near)) return;
  static const RE2 words("[\\pL ,.'()&-]*\\pL{2,} [\\pL ,.'()&-]*[\\pL ]");
  const auto wordy = std::count_if(longest.begin(), longest.end(),
                                   [](const Cell* cell) { return RE2::FullMatch(trimmed(cell->text), words); });
  if (wordy * 2 < static_cast<std::ptrdiff_t>(longest.size())) return;
  odd.cut.add(place_of(table, *longest.front()),
              fmt::format("{}: {} values are cut at {} characters, as '{}'", named(column), longest.size(), length,
                          shortened(longest.front()->text, 60)));
}

// A value of just the length at which programs cut (a field of 255 characters, a cell of 32,767), within a word or
// sentence, where no value of the column is longer.
void look_at_limits(const Table& table, const ColumnView& column, Odd& odd) {
  static constexpr std::array<std::size_t, 7> limits{254, 255, 256, 1024, 4000, 32767, 65535};
  static const RE2 ended("[.!?…\"»)\\]]\\s*$");
  std::size_t longest = 0;
  for (const Cell* cell : column.body) longest = std::max(longest, cell->text.size());
  if (longest < limits.front()) return;
  ++odd.full.n;
  std::map<std::size_t, const Cell*> by_length;
  for (const Cell* cell : column.body)
    if (cell->text.size() >= limits.front()) by_length.emplace(to_characters(cell->text).size(), cell);
  if (by_length.empty()) return;
  const auto& [length, cell] = *by_length.rbegin();
  const std::u32string characters = to_characters(cell->text);
  if (std::find(limits.begin(), limits.end(), length) == limits.end() || RE2::PartialMatch(cell->text, ended)) return;
  odd.full.add(place_of(table, *cell), fmt::format("{}: a value of {} characters ends in '…{}'", named(column), length,
                                                   to_utf8(std::u32string_view(characters).substr(length - 30))));
}

// Time stamps of which some say their zone and some do not.
void look_at_zones(const Table& table, const ColumnView& column, Odd& odd) {
  static const RE2 stamp(
      "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?\\s?(Z|UTC|[-+]\\d{2}:?\\d{2})?");
  double stamps = 0;
  std::map<std::string, std::pair<double, const Cell*>> zones;
  for (const Cell* cell : column.body) {
    std::string zone;
    if (cell->text.size() > 40 || !RE2::FullMatch(trimmed(cell->text), stamp, &zone)) continue;
    ++stamps;
    auto& [count, first] = zones[zone];
    if (count++ == 0) first = cell;
  }
  if (stamps < least_values) return;
  ++odd.zones.n;
  if (zones.size() < 2 || !zones.contains("")) return;
  odd.zones.add(place_of(table, *zones.begin()->second.second),
                fmt::format("{}: '{}' and '{}'", named(column), zones.begin()->second.second->text,
                            zones.rbegin()->second.second->text));
}

// Of three rows and twelve values or more, equal in every cell to one before.
void look_at_tables(const Document& document, Odd& odd) {
  std::map<std::string, const Table*> seen;
  for (const Table& table : document.tables) {
    if (table.hidden || !is_data_table(table) || table.rows < 3 || table.cells.size() < 12) continue;
    ++odd.tables.n;
    const auto [first, inserted] = seen.emplace(tab_separated(table), &table);
    if (!inserted)
      odd.tables.add(table.place, fmt::format("the table at {} is the same as that at {}", to_string(table.place),
                                              to_string(first->second->place)));
  }
}

void measure_wordings(const Document& document, std::string_view, std::vector<Measure>& out) {
  Odd odd;
  look_at_tables(document, odd);
  for (const Table& table : document.tables) {
    if (table.hidden || !is_data_table(table)) continue;
    for (const ColumnView& column : fields_of(table)) {
      Values values;
      double texts = 0;
      for (const Cell* cell : column.body) {
        if (cell->text.size() > 2000) continue;
        texts += cell->type == CellType::text ? 1 : 0;
        auto& [count, first] = values[lower(trimmed(cell->text))];
        if (count++ == 0) first = cell;
      }
      look_at_booleans(table, column, values, odd);
      look_at_zones(table, column, odd);
      look_at_limits(table, column, odd);
      if (texts * 2 < static_cast<double>(column.body.size())) continue;
      look_at_typos(table, column, values, texts, odd);
      look_at_lengths(table, column, values, odd);
    }
  }
  out.push_back(odd.typos.measure("consistency.near_spellings"));
  out.push_back(odd.booleans.measure("consistency.mixed_booleans"));
  out.push_back(odd.cut.measure("format.cut_values"));
  out.push_back(odd.full.measure("format.cut_cells"));
  out.push_back(odd.zones.measure("consistency.mixed_time_zones"));
  out.push_back(odd.tables.measure("uniqueness.repeated_tables"));
}

}  // namespace

const Measurer& wording_measures() {
  static const FunctionMeasurer measurer(
      "wordings", 3,
      not_compared(
          {{"consistency.near_spellings", "count", "Values one letter away from a usual one",
            "Of six letters and more without digits, used once (or by one row in a hundred), beside one used "
            "five times as "
            "often, in columns whose values come four times each on average."},
           {"consistency.mixed_booleans", "count", "Columns that say yes in several ways",
            "Columns of ten values and more that hold nothing but yes/no, Y/N, true/false, 1/0, ja/nein, "
            "oui/non, of two "
            "kinds or more."},
           {"format.cut_values", "count", "Columns cut at one length",
            "Columns of texts whose longest values, of 16 characters and more, are five and one in twenty at "
            "least, and "
            "four times as many as those of each length just below."},
           {"format.cut_cells", "count", "Values that end at the limit of a field",
            "The longest value of a column when it has 254 to 256, 1024, 4000, 32767 or 65535 characters and no "
            "mark at its end."},
           {"consistency.mixed_time_zones", "count", "Columns with and without time zones",
            "Of ten time stamps or more, of which some name their zone or offset and some do not."},
           {"uniqueness.repeated_tables", "count", "Tables that stand twice",
            "Sheets and delimited tables of three rows and twelve values or more, equal in every cell to one "
            "before."}}),
      measure_wordings);
  return measurer;
}

}  // namespace assay
