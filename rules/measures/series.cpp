// What is odd about the numbers and dates of a column taken together: a sign, a stand-in such as -999, one value
// carried on and on, gaps in a counter, shares over 100, an end before its beginning, numbers typed over formulas.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "rules/measures/list.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

constexpr std::size_t least_values = 10;

struct Series {
  const Table& table;
  const ColumnView& column;
  std::vector<std::pair<double, const Cell*>> numbers;  // downwards
};

struct Odd {
  Cases signs, sentinels, frozen, gaps, shares, typed_over, reversed;
};

void add(Cases& cases, const Series& series, const Cell& cell, std::string_view what) {
  cases.add(place_of(series.table, cell), fmt::format("{}: '{}' {}", named(series.column), cell.text, what));
}

// Among twenty numbers and more above zero one or two (or one in fifty) below it, as large as the others are: a
// temperature that falls below zero is close to it.
void look_at_signs(const Series& series, Odd& odd) {
  if (series.numbers.size() < 2 * least_values) return;
  ++odd.signs.n;
  std::vector<double> above;
  std::vector<const Cell*> below;
  for (const auto& [value, cell] : series.numbers) {
    if (value > 0) above.push_back(value);
    if (value < 0) below.push_back(cell);
  }
  if (below.empty() || below.size() > std::max<std::size_t>(2, series.numbers.size() / 50)) return;
  if (static_cast<double>(above.size()) < 0.9 * static_cast<double>(series.numbers.size())) return;
  std::sort(above.begin(), above.end());
  for (const Cell* cell : below)
    if (-number_in(*cell).value_or(0) >= above[above.size() / 10] && -*number_in(*cell) <= above.back())
      add(odd.signs, series, *cell, "is negative, nearly all others are not");
}

// A row of nines that comes again and lies beyond all other values stands for "unknown".
void look_at_sentinels(const Series& series, Odd& odd) {
  if (series.numbers.size() < least_values) return;
  ++odd.sentinels.n;
  static constexpr std::array nines{99.0, 999.0, 9999.0, 99999.0, 999999.0, 9999999.0};
  std::map<double, std::vector<const Cell*>> found;
  double low = HUGE_VAL;
  double high = -HUGE_VAL;
  for (const auto& [value, cell] : series.numbers) {
    if (std::find(nines.begin(), nines.end(), std::fabs(value)) != nines.end()) {
      found[value].push_back(cell);
    } else {
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
  for (const auto& [value, cells] : found) {
    if (cells.size() < 2 || cells.size() * 2 > series.numbers.size()) continue;
    const bool beyond = value < 0 ? low >= 0 || low > value / 3 : value > 3 * std::max(high, -low);
    if (!beyond) continue;
    add(odd.sentinels, series, *cells.front(), fmt::format("stands {} times, beyond all other values", cells.size()));
  }
}

// The same number in a third of the rows, one after the other, in a column whose neighbours else differ: filled down,
// or a sensor that hangs. Zero is too usual.
void look_at_runs(const Series& series, Odd& odd) {
  const std::size_t count = series.numbers.size();
  if (count < 3 * least_values) return;
  ++odd.frozen.n;
  std::size_t best = 0, best_at = 0, equal = 0, run = 1;
  for (std::size_t i = 1; i < count; ++i) {
    const bool same = series.numbers[i].first == series.numbers[i - 1].first;
    equal += same ? 1 : 0;
    run = same ? run + 1 : 1;
    if (run > best) {
      best = run;
      best_at = i + 1 - run;
    }
  }
  if (best * 3 < count || best == count || series.numbers[best_at].first == 0) return;
  std::set<double> others;
  for (std::size_t i = 0; i < count; ++i)
    if (i < best_at || i >= best_at + best) others.insert(series.numbers[i].first);
  const double usual = static_cast<double>(equal - (best - 1)) / static_cast<double>(count - best);
  if (usual > 0.1 || others.size() < least_values) return;
  add(odd.frozen, series, *series.numbers[best_at].second, fmt::format("is repeated in {} rows in a row", best));
}

// A counter from 0 or 1, or one so called, of which nine in ten steps are 1 and the others larger.
void look_at_counter(const Series& series, Odd& odd) {
  static const RE2 counter(
      "(?i)\\s*(?:#|no\\.?|nr\\.?|num(?:ber)?|pos(?:ition)?|line|row|index|seq(?:uence)?|lfd.*|id)\\s*");
  if (series.numbers.size() < least_values || series.column.index > 1) return;
  const double first = series.numbers.front().first;
  if (first != 0 && first != 1 && !RE2::FullMatch(series.column.name, counter)) return;
  double missing = 0, ones = 0;
  const Cell* behind = nullptr;
  for (std::size_t i = 1; i < series.numbers.size(); ++i) {
    const double step = series.numbers[i].first - series.numbers[i - 1].first;
    if (step < 1 || step != std::floor(step)) return;
    ones += step == 1 ? 1 : 0;
    missing += step - 1;
    if (step > 1 && !behind) behind = series.numbers[i].second;
  }
  ++odd.gaps.n;
  if (!behind || ones < 0.9 * static_cast<double>(series.numbers.size() - 1)) return;
  add(odd.gaps, series, *behind, fmt::format("comes after a gap; {:.0f} numbers are missing in all", missing));
}

// Columns that are called shares of which nearly all lie between 0 and 100 (or 0 and 1) and few do not.
void look_at_shares(const Series& series, Odd& odd) {
  static const RE2 share("(?i)%|\\b(?:percent(?:age)?|pct|prozent|pourcentage|share|anteil|probability)\\b");
  std::string name = series.column.name;
  std::replace(name.begin(), name.end(), '_', ' ');
  if (series.numbers.size() < least_values || !RE2::PartialMatch(name, share)) return;
  ++odd.shares.n;
  double inside_one = 0;
  for (const auto& [value, cell] : series.numbers) inside_one += value >= 0 && value <= 1 ? 1 : 0;
  const auto all = static_cast<double>(series.numbers.size());
  const double whole = inside_one >= 0.9 * all ? 1 : 100;
  std::vector<const Cell*> outside;
  for (const auto& [value, cell] : series.numbers)
    if (value < 0 || value > whole * 1.0001) outside.push_back(cell);
  if (outside.empty() || static_cast<double>(outside.size()) > std::max(3.0, all / 20)) return;
  for (const Cell* cell : outside) add(odd.shares, series, *cell, fmt::format("is out of the range 0 to {}", whole));
}

// A column of formulas in which some numbers are typed: what they should follow may have changed since. The first and
// last rows may rightly be others (opening balance, sum).
void look_at_formulas(const Series& series, Odd& odd) {
  const auto by_formula = [](const auto& item) { return !item.second->formula.empty(); };
  const auto formulas = std::count_if(series.numbers.begin(), series.numbers.end(), by_formula);
  const auto all = static_cast<std::ptrdiff_t>(series.numbers.size());
  if (formulas < static_cast<std::ptrdiff_t>(least_values) || formulas * 10 < all * 8) return;
  ++odd.typed_over.n;
  for (std::ptrdiff_t i = 1; i + 1 < all; ++i)
    if (const auto& item = series.numbers[static_cast<std::size_t>(i)]; !by_formula(item))
      add(odd.typed_over, series, *item.second, "is typed, the others of the column are formulas");
}

// Dates whose names say that one is the beginning of the other: "start_date" and "end_date", "von" and "bis".
void look_at_spans(const Table& table, const std::vector<ColumnView>& columns, Cases& cases) {
  static const RE2 begin(
      "(?i)start|begin|anfang|début|(?:^|[^\\pL])(?:from|von|ab|du|hired?|opened|issued)(?:$|[^\\pL])");
  static const RE2 end(
      "(?i)finish|ende|expir|(?:^|[^\\pL])(?:end|to|until|till|bis|au|fin|closed|due|left)(?:$|[^\\pL])");
  for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
    const ColumnView& from = columns[i];
    if (!RE2::PartialMatch(from.name, begin)) continue;
    for (std::size_t k = i + 1; k < std::min(columns.size(), i + 4); ++k) {
      const ColumnView& to = columns[k];
      if (!RE2::PartialMatch(to.name, end)) continue;
      std::map<int, long> days;
      for (const Cell* cell : from.body)
        if (const auto day = day_of(*cell)) days.emplace(from.record_of(*cell), *day);
      double rows = 0;
      std::vector<const Cell*> wrong;
      for (const Cell* cell : to.body) {
        const auto day = day_of(*cell);
        const auto other = days.find(to.record_of(*cell));
        if (!day || other == days.end()) continue;
        ++rows;
        if (*day < other->second) wrong.push_back(cell);
      }
      if (rows < least_values) continue;
      ++cases.n;
      if (static_cast<double>(wrong.size()) > rows / 5) continue;  // the names mean something else
      for (const Cell* cell : wrong)
        cases.add(place_of(table, *cell),
                  fmt::format("'{}' in {} is before the date in {}", cell->text, named(to), named(from)));
    }
  }
}

void measure_series(const Document& document, std::string_view, std::vector<Measure>& out) {
  Odd odd;
  for (const Table& table : document.tables) {
    if (table.hidden || !is_data_table(table)) continue;
    const std::vector<ColumnView> columns = fields_of(table);
    look_at_spans(table, columns, odd.reversed);
    for (const ColumnView& column : columns) {
      Series series{table, column, {}};
      for (const Cell* cell : column.body)
        if (const auto value = number_in(*cell)) series.numbers.emplace_back(*value, cell);
      if (series.numbers.size() < least_values || series.numbers.size() * 10 < column.body.size() * 9) continue;
      look_at_signs(series, odd);
      look_at_sentinels(series, odd);
      look_at_runs(series, odd);
      look_at_counter(series, odd);
      look_at_shares(series, odd);
      look_at_formulas(series, odd);
    }
  }
  out.push_back(odd.signs.measure("consistency.odd_signs"));
  out.push_back(odd.sentinels.measure("format.sentinel_numbers"));
  out.push_back(odd.frozen.measure("consistency.frozen_values"));
  out.push_back(odd.gaps.measure("completeness.number_gaps"));
  out.push_back(odd.shares.measure("consistency.impossible_shares"));
  out.push_back(odd.typed_over.measure("consistency.numbers_among_formulas"));
  out.push_back(odd.reversed.measure("consistency.reversed_dates"));
}

}  // namespace

const Measurer& series_measures() {
  static const FunctionMeasurer measurer(
      "series", 2,
      not_compared(
          {{"consistency.odd_signs", "count", "Numbers of the other sign",
            "Among twenty numbers and more, of which nine in ten are above zero, one or two (or one in fifty) below it "
            "that "
            "are as large as nine in ten of the others."},
           {"format.sentinel_numbers", "count", "Numbers that stand for none",
            "Values such as -999 or 99999 that come again and lie beyond all others of their column."},
           {"consistency.frozen_values", "count", "Columns in which one number goes on",
            "The same number, not zero, in a third of thirty rows and more one after the other, where at most one in "
            "ten "
            "of "
            "the other rows repeats the one above."},
           {"completeness.number_gaps", "count", "Counters with gaps",
            "Among the first two columns, rising whole numbers from 0 or 1 or of a column called no, id and the like, "
            "of "
            "which nine in ten steps are 1."},
           {"consistency.impossible_shares", "count", "Shares out of their range",
            "Of columns called percent, share and the like: the few values (three, or one in twenty) below 0 or over "
            "100, "
            "or over 1 where nine in ten are not."},
           {"consistency.numbers_among_formulas", "count", "Numbers typed among formulas",
            "In columns of ten formulas and more that make up four fifths of the numbers, first and last row left "
            "out."},
           {"consistency.reversed_dates", "count", "Ends before their beginning",
            "Rows whose date in a column called end, until, bis and the like is before that in one called start, from, "
            "von, "
            "where at least four in five rows are in order."}}),
      measure_series);
  return measurer;
}

}  // namespace assay
