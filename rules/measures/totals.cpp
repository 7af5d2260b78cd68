#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "rules/measures/list.hpp"
#include "rules/measures/money.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// Row of the one total of a table; none: it has none, or several (subtotals, whose parts are not known).
std::optional<int> total_row(const Table& table) {
  static const RE2 word(
      "(?i)\\s*(?:grand |overall |net |in )?(?:totals?|sum|summe|gesamt|gesamt(?:summe|betrag)|insgesamt|somme|"
      "montant total)(?: (?:amount|sum|costs?|price|value|due|net|gross|général|eur|usd|gbp|chf|€|\\$|£))?"
      "\\s*(?:\\([^()]{0,20}\\))?\\s*:?\\s*");
  std::optional<int> found;
  for (const Cell& cell : table.cells) {
    if (cell.row < table.header_rows || cell.type != CellType::text || !RE2::FullMatch(cell.text, word)) continue;
    if (found && *found != cell.row) return std::nullopt;
    found = cell.row;
  }
  return found;
}

// Exact where the cell is of a number, else as it reads in one way.
std::optional<double> addend_of(const Cell& cell) {
  if (cell.type == CellType::number) return cell.number;
  const std::vector<std::int64_t> read =
      cell.type == CellType::text ? read_number(trimmed(cell.text)) : std::vector<std::int64_t>();
  return read.size() == 1 ? std::optional<double>(static_cast<double>(read.front()) / 1e4) : std::nullopt;
}

struct Sum {
  const Cell* total = nullptr;
  double said = 0;  // by the total
  double sum = 0;
  int parts = 0;
  bool comparable = false;
  bool agrees() const {
    // Rounded parts: half a unit of the last place each is far less than a percent of what people add up.
    const double tolerance = std::max(0.005 * std::fabs(said), 0.51 * parts * unit);
    return std::fabs(sum - said) <= tolerance;
  }
  double unit = 1;  // of the last decimal place of the parts
};

double unit_of(double number) {
  const double value = std::fabs(number);
  for (double unit = 1; unit > 1e-6; unit /= 10)
    if (std::fabs(value / unit - std::round(value / unit)) < 1e-6) return unit;
  return 1e-6;
}

Sum sum_of(const ColumnView& column, int row) {
  Sum out;
  out.comparable = true;
  for (const Cell* cell : column.body) {
    if (cell->row == row) {
      out.total = cell;
      out.said = addend_of(*cell).value_or(0);
    }
    if (cell->row >= row) continue;
    const std::optional<double> value = addend_of(*cell);
    if (!value) {
      out.comparable = false;
      continue;
    }
    out.unit = std::min(out.unit, unit_of(*value));
    out.sum += *value;
    ++out.parts;
  }
  out.comparable = out.comparable && out.parts >= 2 && out.total && addend_of(*out.total);
  return out;
}

// Near the sum of three parts or more, as no mean of them is.
bool is_near(const Sum& sum) {
  const double ratio = sum.sum != 0 ? sum.said / sum.sum : 0;
  return sum.parts >= 3 && ratio > 0.7 && ratio < 1.4;
}

// A total row may hold means or shares; that one column adds up shows that it holds sums, and then all should.
void measure_totals(const Document& document, std::string_view, std::vector<Measure>& out) {
  double compared = 0;
  double wrong = 0;
  Place place;
  std::string evidence;
  for (const Table& table : document.tables) {
    // The parts of a total on a later page stand before it too.
    const std::optional<int> row = table.hidden || table.continues ? std::nullopt : total_row(table);
    if (!row) continue;
    std::vector<std::pair<const ColumnView*, Sum>> sums;
    const std::vector<ColumnView> columns = columns_of(table);
    for (const ColumnView& column : columns)
      if (const Sum sum = sum_of(column, *row); sum.comparable) sums.emplace_back(&column, sum);
    const auto right = std::count_if(sums.begin(), sums.end(), [](const auto& item) { return item.second.agrees(); });
    // No column adds up, but half or more come near: sums were meant all the same.
    const auto near = std::count_if(sums.begin(), sums.end(), [](const auto& item) { return is_near(item.second); });
    const auto half = static_cast<std::ptrdiff_t>(sums.size() + 1) / 2;
    if (sums.empty() || (right > 0 ? right : near) < half) continue;
    for (const auto& [column, sum] : sums) {
      ++compared;
      if (sum.agrees() || wrong++ > 0) continue;
      place = cell_place(table, *row, column->index);
      evidence = fmt::format("column '{}': the parts add up to {}, the total says {}", column->name, sum.sum, sum.said);
    }
  }
  out.push_back(document_measure("consistency.wrong_totals", wrong, compared, place, evidence));
}

}  // namespace

const Measurer& total_measures() {
  static const FunctionMeasurer measurer(
      "totals", 3,
      {{"consistency.wrong_totals", "count", "Totals that are not the sum",
        "Columns whose total differs from the sum above it, in tables with one total row of which at least half of the "
        "columns do add up, or come near where none does."}},
      measure_totals);
  return measurer;
}

}  // namespace assay
