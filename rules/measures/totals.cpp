#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "rules/measures/list.hpp"
#include "rules/measures/money.hpp"
#include "rules/measures/sum_rows.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

using SumRows = std::map<int, RowKind>;

// Row of the one total of a table; none: it has none, or several, whose parts are not known.
std::optional<int> total_row(const SumRows& rows) {
  const auto is_total = [](const auto& row) { return row.second == RowKind::total; };
  const auto found = std::find_if(rows.begin(), rows.end(), is_total);
  if (found == rows.end() || std::count_if(rows.begin(), rows.end(), is_total) > 1) return std::nullopt;
  return found->first;
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
  double said = 0;       // by the total
  double items = 0;      // their sum
  double subtotals = 0;  // theirs
  int parts = 0;         // items
  int subtotal_parts = 0;
  bool surely_subtotals = false;
  bool comparable = false;
  double unit = 1;  // of the last decimal place of the parts

  // A total is the sum of the items or of the subtotals, never of both, unless the subtotals are none after all.
  bool agrees() const {
    if (is(items)) return true;
    return subtotal_parts > 0 && (is(subtotals) || (!surely_subtotals && is(items + subtotals)));
  }

 private:
  bool is(double sum) const {
    // Rounded parts: half a unit of the last place each is far less than a percent of what people add up.
    const double tolerance = std::max(0.005 * std::fabs(said), 0.51 * (parts + subtotal_parts) * unit);
    return std::fabs(sum - said) <= tolerance;
  }
};

double unit_of(double number) {
  const double value = std::fabs(number);
  for (double unit = 1; unit > 1e-6; unit /= 10)
    if (std::fabs(value / unit - std::round(value / unit)) < 1e-6) return unit;
  return 1e-6;
}

Sum sum_of(const ColumnView& column, int row, const SumRows& subtotals) {
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
    const auto subtotal = subtotals.find(cell->row);
    const bool from_elsewhere = subtotal != subtotals.end() && subtotal->second == RowKind::carried && out.parts == 0;
    if (subtotal == subtotals.end() || from_elsewhere) {
      out.items += *value;
      ++out.parts;
    } else {
      out.subtotals += *value;
      ++out.subtotal_parts;
      out.surely_subtotals = out.surely_subtotals || subtotal->second != RowKind::perhaps_subtotal;
    }
  }
  out.comparable = out.comparable && out.parts + out.subtotal_parts >= 2 && out.total && addend_of(*out.total);
  return out;
}

// Near the sum of three parts or more, as no mean of them is.
bool is_near(const Sum& sum) {
  const double ratio = sum.items != 0 ? sum.said / sum.items : 0;
  return sum.parts >= 3 && ratio > 0.7 && ratio < 1.4;
}

std::string told(const ColumnView& column, const Sum& sum) {
  if (sum.subtotal_parts == 0)
    return fmt::format("column '{}': the parts add up to {}, the total says {}", column.name, sum.items, sum.said);
  return fmt::format("column '{}': the items add up to {}, the subtotals to {}, the total says {}", column.name,
                     sum.items, sum.subtotals, sum.said);
}

// A total row may hold means or shares; that one column adds up shows that it holds sums, and then all should.
void measure_totals(const Document& document, std::string_view, std::vector<Measure>& out) {
  double compared = 0;
  double wrong = 0;
  Place place;
  std::string evidence;
  for (const Table& table : document.tables) {
    // The parts of a total on a later page stand before it too.
    if (table.hidden || table.continues) continue;
    const SumRows labelled = sum_rows(table);
    const std::optional<int> row = total_row(labelled);
    if (!row) continue;
    std::vector<std::pair<const ColumnView*, Sum>> sums;
    const std::vector<ColumnView> columns = columns_of(table);
    for (const ColumnView& column : columns)
      if (const Sum sum = sum_of(column, *row, labelled); sum.comparable) sums.emplace_back(&column, sum);
    const auto right = std::count_if(sums.begin(), sums.end(), [](const auto& item) { return item.second.agrees(); });
    // No column adds up, but half or more come near: sums were meant all the same.
    const auto near = std::count_if(sums.begin(), sums.end(), [](const auto& item) { return is_near(item.second); });
    const auto half = static_cast<std::ptrdiff_t>(sums.size() + 1) / 2;
    if (sums.empty() || (right > 0 ? right : near) < half) continue;
    for (const auto& [column, sum] : sums) {
      ++compared;
      if (sum.agrees() || wrong++ > 0) continue;
      place = cell_place(table, *row, column->index);
      evidence = told(*column, sum);
    }
  }
  out.push_back(document_measure("consistency.wrong_totals", wrong, compared, place, evidence));
}

}  // namespace

const Measurer& total_measures() {
  static const FunctionMeasurer measurer(
      "totals", 5,
      {{"consistency.wrong_totals", "count", "Totals that are not the sum",
        "Columns whose total differs from the sum above it, in tables with one total row of which at least half of the "
        "columns do add up, or come near where none does."}},
      measure_totals);
  return measurer;
}

}  // namespace assay
