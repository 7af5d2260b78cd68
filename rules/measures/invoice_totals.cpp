// Net and tax make the total; rows of goods make the net amount. Exact, in hundredths.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "rules/measures/item_rows.hpp"
#include "rules/measures/list.hpp"
#include "rules/measures/money.hpp"
#include "rules/measures/statement.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// Tax may be rounded row by row, and cash totals are rounded to five hundredths in several countries.
constexpr std::int64_t tolerance = 5;

bool is_among(std::int64_t value, const std::vector<std::int64_t>& values) {
  return std::any_of(values.begin(), values.end(),
                     [value](std::int64_t other) { return std::llabs(value - other) <= tolerance; });
}

std::string quoted(const LabelledAmount& amount) {
  return fmt::format("'{}' {}", amount.label, money_text(amount.hundredths.front()));
}

struct Wrong {
  double compared = 0;
  double count = 0;
  Place place;
  std::string evidence;
  void add(const Place& where, std::string what) {
    if (count++ > 0) return;
    place = where;
    evidence = std::move(what);
  }
};

void compare_total(const Statement& statement, std::span<const LineView> lines, Wrong& out) {
  const std::vector<std::int64_t> sums = possible_totals(statement);
  if (sums.empty()) return;
  ++out.compared;
  for (const LabelledAmount& total : statement.totals)
    for (const std::int64_t value : total.hundredths)
      if (is_among(value, sums)) return;
  std::int64_t sum = statement.nets.front().hundredths.front();
  std::string parts = quoted(statement.nets.front());
  for (const std::vector<LabelledAmount>* more : {&statement.taxes, &statement.adjustments})
    for (const LabelledAmount& amount : *more) {
      sum += amount.hundredths.front();
      parts += " and " + quoted(amount);
    }
  const LabelledAmount& total = statement.totals.back();
  out.add(lines[total.line].place, fmt::format("{} make {}, but {}", parts, money_text(sum), quoted(total)));
}

struct Items {
  std::int64_t sum = 0;
  std::vector<std::vector<bool>> counted;  // by table and row
  std::size_t rows = 0;
};

std::optional<Items> items_of(const Document& document) {
  Items out;
  out.counted.resize(document.tables.size());
  for (std::size_t i = 0; i < document.tables.size(); ++i) {
    const Table& table = document.tables[i];
    const std::optional<ItemRows> rows = item_rows(table);
    if (!rows) continue;
    out.sum += rows->sum;
    out.rows += rows->rows.size();
    out.counted[i].resize(static_cast<std::size_t>(std::max(table.rows, rows->rows.back() + 1)));
    for (const int row : rows->rows) out.counted[i][static_cast<std::size_t>(row)] = true;
  }
  return out.rows > 0 ? std::optional(out) : std::nullopt;
}

// Is every amount above the statement one of the rows that were added up? Else some of them may have been missed.
bool all_counted(const Items& items, const Statement& statement, std::span<const LineView> lines) {
  for (std::size_t i = 0; i < statement.first_line; ++i) {
    const LineView& line = lines[i];
    if (find_amounts(line.text).empty()) continue;
    if (line.table < 0) return false;
    const std::vector<bool>& rows = items.counted[static_cast<std::size_t>(line.table)];
    if (static_cast<std::size_t>(line.row) >= rows.size() || !rows[static_cast<std::size_t>(line.row)]) return false;
  }
  return true;
}

void compare_items(const Document& document, const Statement& statement, std::span<const LineView> lines, Wrong& out) {
  const std::optional<Items> items = items_of(document);
  const std::vector<std::int64_t> sums = possible_totals(statement);
  if (!items || sums.empty() || !all_counted(*items, statement, lines)) return;
  ++out.compared;
  // Goods may be priced with tax, and what is added or taken off may stand above or below the net amount.
  std::vector<LabelledAmount> parts = statement.nets;
  parts.insert(parts.end(), statement.totals.begin(), statement.totals.end());
  for (const LabelledAmount& part : parts)
    for (const std::int64_t value : part.hundredths)
      if (is_among(items->sum, {value})) return;
  if (!statement.adjustments.empty()) return;
  const LabelledAmount& net = statement.nets.front();
  out.add(lines[net.line].place,
          fmt::format("{} rows of goods make {}, but {}", items->rows, money_text(items->sum), quoted(net)));
}

void measure_invoice_totals(const Document& document, std::string_view, std::vector<Measure>& out) {
  const std::vector<LineView> lines = visible_lines(document);
  const std::vector<Statement> statements = statements_of(labelled_amounts(lines));
  Wrong wrong;
  for (const Statement& statement : statements) compare_total(statement, lines, wrong);
  if (statements.size() == 1) compare_items(document, statements.front(), lines, wrong);
  out.push_back(
      document_measure("consistency.wrong_invoice_totals", wrong.count, wrong.compared, wrong.place, wrong.evidence));
}

}  // namespace

const Measurer& invoice_total_measures() {
  static const FunctionMeasurer measurer(
      "invoice_totals", 2,
      {{"consistency.wrong_invoice_totals", "count", "Amounts of an invoice that do not add up",
        "Net amount and tax, with what is added or taken off between them, against the total; and rows in which "
        "quantity times price is the amount against the net amount. Five hundredths of difference are rounding."}},
      measure_invoice_totals);
  return measurer;
}

}  // namespace assay
