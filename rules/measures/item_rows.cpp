#include "rules/measures/item_rows.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "rules/measures/money.hpp"
#include "rules/measures/statement.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

constexpr int most_columns = 12;
constexpr std::size_t most_rows = 5000;

using Row = std::map<int, std::string_view>;

// Rows below the header down to the first one that is labelled as a sum.
std::map<int, Row> body_of(const Table& table) {
  std::map<int, Row> rows;
  for (const Cell& cell : table.cells)
    if (cell.row >= table.header_rows && !trimmed(cell.text).empty()) rows[cell.row][cell.column] = trimmed(cell.text);
  const auto sum = std::find_if(rows.begin(), rows.end(), [](const auto& row) {
    return std::any_of(row.second.begin(), row.second.end(),
                       [](const auto& cell) { return kind_of_label(cell.second) != AmountKind::none; });
  });
  rows.erase(sum, rows.end());
  return rows;
}

std::vector<std::int64_t> number_in(const Row& row, int column) {
  const auto cell = row.find(column);
  return cell == row.end() ? std::vector<std::int64_t>() : read_number(cell->second);
}

// The amount in hundredths for which quantity times price is right to half a hundredth of each unit.
std::optional<std::int64_t> product(const Row& row, int quantity, int price, int amount) {
  constexpr std::int64_t unit = 10'000;  // of read_number
  for (const std::int64_t q : number_in(row, quantity))
    for (const std::int64_t p : number_in(row, price)) {
      std::int64_t exact = 0;
      if (__builtin_mul_overflow(q, p, &exact)) continue;
      for (const std::int64_t a : number_in(row, amount)) {
        std::int64_t said = 0;
        if (__builtin_mul_overflow(a, unit, &said)) continue;
        const std::int64_t cent = unit / 100 * unit;
        if (std::llabs(exact - said) <= cent) return a / (unit / 100);
      }
    }
  return std::nullopt;
}

std::optional<ItemRows> with_columns(const std::map<int, Row>& rows, int quantity, int price, int amount) {
  ItemRows out;
  for (const auto& [index, row] : rows) {
    if (!row.contains(quantity) && !row.contains(price) && !row.contains(amount)) continue;  // a line of words
    const std::optional<std::int64_t> value = product(row, quantity, price, amount);
    if (!value || __builtin_add_overflow(out.sum, *value, &out.sum)) return std::nullopt;
    out.rows.push_back(index);
  }
  constexpr std::size_t least_rows = 2;  // one product may be right by chance
  return out.rows.size() < least_rows ? std::nullopt : std::optional(out);
}

}  // namespace

std::optional<ItemRows> item_rows(const Table& table) {
  if (table.hidden || table.columns < 3 || table.columns > most_columns) return std::nullopt;
  const std::map<int, Row> rows = body_of(table);
  if (rows.size() > most_rows) return std::nullopt;
  for (int amount = table.columns - 1; amount >= 2; --amount)
    for (int price = amount - 1; price >= 1; --price)
      for (int quantity = price - 1; quantity >= 0; --quantity)
        if (const auto found = with_columns(rows, quantity, price, amount)) return found;
  return std::nullopt;
}

}  // namespace assay
