// Price lists and exports as rows of text.
#include <fmt/format.h>

#include <array>
#include <span>

#include "tools/samples/goods.hpp"
#include "tools/samples/names.hpp"
#include "tools/samples/papers.hpp"
#include "tools/samples/random.hpp"

namespace assay::samples {
namespace {

std::string day_of(Random& random, int year, int month) {
  return fmt::format("{}-{:02}-{:02}", year, month, random.between(1, 28));
}

}  // namespace

Rows price_rows(std::string_view key, int year) {
  const Family& family = family_of(key);
  Rows rows = {{"Article", "Description", "Unit", "Price"}};
  for (std::size_t i = 0; i < family.articles.size(); ++i) {
    const int price = price_in(family.articles[i], year);
    rows.push_back({fmt::format("{}-{:03}", family.prefix, 100 + 7 * i), std::string(family.articles[i].name),
                    std::string(family.articles[i].unit), fmt::format("{}.{:02}", price / 100, price % 100)});
  }
  return rows;
}

Rows customer_rows(std::string_view name, int count) {
  Random random(name);
  Rows rows = {{"Customer Number", "Name", "Town", "Since", "Credit Limit"}};
  for (int i = 0; i < count; ++i) {
    const int year = random.between(2012, 2024);
    const std::string since = day_of(random, year, random.between(1, 12));
    rows.push_back(
        {std::to_string(20100 + 13 * i + random.below(12)), std::string(random.pick(std::span(names::people))),
         std::string(random.pick(std::span(names::towns))), since, std::to_string(random.between(4, 60) * 250)});
  }
  return rows;
}

Rows order_rows(std::string_view name, int count, int year) {
  Random random(name);
  Rows rows = {{"Order", "Date", "Customer Number", "Article", "Quantity", "Net Amount"}};
  for (int i = 0; i < count; ++i) {
    const Family& family = random.pick(english_families());
    const int index = random.below(14);
    const int quantity = random.between(1, 40);
    const int price = price_in(family.articles[static_cast<std::size_t>(index)], year);
    rows.push_back({fmt::format("O{}{:04}", year % 100, 310 + i), day_of(random, year, 1 + i * 12 / count),
                    std::to_string(20100 + random.below(900)), fmt::format("{}-{:03}", family.prefix, 100 + 7 * index),
                    std::to_string(quantity), fmt::format("{}.{:02}", quantity * price / 100, quantity * price % 100)});
  }
  return rows;
}

Rows stock_rows(std::string_view name, int count) {
  Random random(name);
  Rows rows = {{"Article", "Description", "Shelf", "On Hand", "Reserved", "Reorder Level"}};
  for (int i = 0; i < count; ++i) {
    const Family& family = english_families()[static_cast<std::size_t>(i) % english_families().size()];
    const std::size_t index = (static_cast<std::size_t>(i) / english_families().size()) % 14;
    const char shelf = static_cast<char>('A' + random.below(8));
    const int on_hand = random.between(0, 480);
    rows.push_back({fmt::format("{}-{:03}", family.prefix, 100 + 7 * index), std::string(family.articles[index].name),
                    fmt::format("{}{}", shelf, random.between(1, 40)), std::to_string(on_hand),
                    std::to_string(on_hand / 9), std::to_string(random.between(1, 8) * 10)});
  }
  return rows;
}

Rows staff_rows(std::string_view name, int count) {
  constexpr std::array<std::string_view, 5> departments = {"Warehouse", "Accounts", "Sales", "Workshop", "Transport"};
  Random random(name);
  Rows rows = {{"Staff ID", "Name", "Department", "Hours", "Overtime"}};
  for (int i = 0; i < count; ++i)
    rows.push_back({fmt::format("S-{:03}", 100 + 3 * i), std::string(random.pick(std::span(names::people))),
                    std::string(random.pick(std::span(departments))), std::to_string(random.between(120, 168)),
                    std::to_string(random.below(18))});
  return rows;
}

Workbook workbook(std::string_view title, std::string_view date, std::vector<Sheet> sheets) {
  Random random(fmt::format("workbook {}", title));
  return {std::string(title), std::string(random.pick(std::span(names::people))), std::string(date), std::move(sheets)};
}

}  // namespace assay::samples
