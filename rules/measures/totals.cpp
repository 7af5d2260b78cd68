#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "rules/measures/list.hpp"
#include "rules/measures/table_view.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// Row of the one total of a table; none: it has none, or several (subtotals, whose parts are not known).
std::optional<int> total_row(const Table& table) {
  static const RE2 word(
      "(?i)\\s*(?:grand |overall )?(?:total|totals|sum|summe|gesamt|gesamtsumme|insgesamt|somme|total "
      "général)\\s*:?\\s*");
  std::optional<int> found;
  for (const Cell& cell : table.cells) {
    if (cell.row < table.header_rows || cell.type != CellType::text || !RE2::FullMatch(cell.text, word)) continue;
    if (found && *found != cell.row) return std::nullopt;
    found = cell.row;
  }
  return found;
}

struct Sum {
  const Cell* total = nullptr;
  double sum = 0;
  int parts = 0;
  bool comparable = false;
  bool agrees() const {
    // Rounded parts: half a unit of the last place each is far less than a percent of what people add up.
    const double tolerance = std::max(0.005 * std::fabs(*total->number), 0.51 * parts * unit);
    return std::fabs(sum - *total->number) <= tolerance;
  }
  double unit = 1;  // of the last decimal place of the parts
};

double unit_of(const Cell& cell) {
  const double value = std::fabs(*cell.number);
  for (double unit = 1; unit > 1e-6; unit /= 10)
    if (std::fabs(value / unit - std::round(value / unit)) < 1e-6) return unit;
  return 1e-6;
}

Sum sum_of(const ColumnView& column, int row) {
  Sum out;
  out.comparable = true;
  for (const Cell* cell : column.body) {
    if (cell->row == row) out.total = cell;
    if (cell->row >= row) continue;
    if (cell->type != CellType::number || !cell->number) {
      out.comparable = false;
      continue;
    }
    out.unit = std::min(out.unit, unit_of(*cell));
    out.sum += *cell->number;
    ++out.parts;
  }
  out.comparable =
      out.comparable && out.parts >= 2 && out.total && out.total->type == CellType::number && out.total->number;
  return out;
}

// A total row may hold means or shares; that one column adds up shows that it holds sums, and then all should.
void measure_totals(const Document& document, std::string_view, std::vector<Measure>& out) {
  double compared = 0;
  double wrong = 0;
  Place place;
  std::string evidence;
  for (const Table& table : document.tables) {
    const std::optional<int> row = table.hidden ? std::nullopt : total_row(table);
    if (!row) continue;
    std::vector<std::pair<const ColumnView*, Sum>> sums;
    const std::vector<ColumnView> columns = columns_of(table);
    for (const ColumnView& column : columns)
      if (const Sum sum = sum_of(column, *row); sum.comparable) sums.emplace_back(&column, sum);
    const auto right = std::count_if(sums.begin(), sums.end(), [](const auto& item) { return item.second.agrees(); });
    if (right == 0 || right * 2 < static_cast<std::ptrdiff_t>(sums.size())) continue;
    for (const auto& [column, sum] : sums) {
      ++compared;
      if (sum.agrees() || wrong++ > 0) continue;
      place = cell_place(table, *row, column->index);
      evidence = fmt::format("column '{}': the parts add up to {}, the total says {}", column->name, sum.sum,
                             *sum.total->number);
    }
  }
  out.push_back(document_measure("consistency.wrong_totals", wrong, compared, place, evidence));
}

}  // namespace

const Measurer& total_measures() {
  static const FunctionMeasurer measurer(
      "totals", 1,
      {{"consistency.wrong_totals", "count", "Totals that are not the sum",
        "Columns whose total differs from the sum above it, in tables with one total row of which at least half of the "
        "columns do add up."}},
      measure_totals);
  return measurer;
}

}  // namespace assay
