#include "extractors/layout/named_columns.hpp"

#include <doctest/doctest.h>

#include <numeric>
#include <utility>

#include "tests/extractors/layout/synthetic_page.hpp"

using namespace assay;
using test::cell;
using test::SyntheticPage;

namespace {

double width_of(const std::string& text) {
  return test::letter * 10 * static_cast<double>(text.size());
}

// A sheet as it is printed: names and texts at the left of their column, numbers at its right end.
class Sheet {
 public:
  explicit Sheet(std::vector<double> edges) : edges_(std::move(edges)) {}

  void row(const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool number = !cells[i].empty() && cells[i].find_first_not_of("0123456789.,") == std::string::npos;
      page.line(number ? edges_[i + 1] - 3 - width_of(cells[i]) : edges_[i], y, cells[i]);
    }
    y += 12;
  }

  SyntheticPage page;
  double y = 100;

 private:
  std::vector<double> edges_;
};

}  // namespace

TEST_CASE("a number that ends a word's gap before the text beside it is a cell of its own, under its name") {
  Sheet sheet({50, 120, 190, 260});
  sheet.row({"id", "cid", "name"});
  for (const char* town : {"London", "Paris", "Berlin", "Rome", "Lisbon"}) sheet.row({"1", "2", town});
  const LayoutResult result = lay_out(sheet.page.page());
  REQUIRE(result.tables.size() == 1);
  const Table& table = result.tables[0];
  CHECK(table.columns == 3);
  CHECK(table.header_rows == 1);
  for (int row = 1; row < 6; ++row) {
    CHECK(cell(table, row, 0) == "1");
    CHECK(cell(table, row, 1) == "2");
  }
  CHECK(cell(table, 5, 2) == "Lisbon");
}

TEST_CASE("a day and its hour are one cell, and a name is over figures at the other end of a wide column") {
  Sheet sheet({50, 150, 230, 400});
  sheet.row({"date", "town", "population"});
  for (const char* town : {"London", "Paris", "Berlin", "Rome", "Lisbon"}) sheet.row({"07/07/2014 00:00", town, "67"});
  const LayoutResult result = lay_out(sheet.page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].columns == 3);
  CHECK(cell(result.tables[0], 1, 0) == "07/07/2014 00:00");
  CHECK(cell(result.tables[0], 0, 2) == "population");
  CHECK(cell(result.tables[0], 1, 2) == "67");
}

TEST_CASE("names of groups stand above the names of columns, and are not parted") {
  Sheet sheet({50, 120, 190, 260, 330});
  sheet.page.line(120, 88, "Plan of the whole year");
  sheet.row({"name", "sold", "left", "note"});
  for (const char* town : {"London", "Paris", "Berlin", "Rome", "Lisbon"}) sheet.row({town, "12", "345", "none"});
  const LayoutResult result = lay_out(sheet.page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(cell(result.tables[0], 0, 1) == "Plan of the whole year");
  CHECK(cell(result.tables[0], 2, 2) == "345");
}

TEST_CASE("names of groups over narrow columns of figures do not fuse these") {
  SyntheticPage page;
  page.line(50, 100, "Region");
  page.line(150, 100, "First half of year");
  page.line(300, 100, "Second half of year");
  for (const double x : {160.0, 195.0, 310.0, 345.0}) page.line(x, 112, x == 160 || x == 310 ? "Sold" : "Left");
  for (int i = 0; i < 6; ++i) {
    page.line(50, 124 + 12 * i, "Town" + std::to_string(i));
    for (const double x : {165.0, 189.0, 315.0, 339.0}) page.line(x, 124 + 12 * i, std::to_string(120 + i));
  }
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].columns == 5);
  CHECK(cell(result.tables[0], 2, 1) == "120");
  CHECK(cell(result.tables[0], 2, 2) == "120");
}

TEST_CASE("the first line of a long label is not parted where a column begins") {
  Sheet sheet({50, 150, 230, 310, 400});
  sheet.row({"Programme", "Budget", "Spent", "Owner"});
  for (int i = 0; i < 6; ++i) sheet.row({"Town" + std::to_string(i), "1200", "900", "Smith"});
  sheet.page.line(50, sheet.y, "Payments for the roads and bridges of the");
  sheet.y += 12;
  sheet.row({"northern part", "77", "66", "Jones"});
  const LayoutResult result = lay_out(sheet.page.page());
  REQUIRE(result.tables.size() == 1);
  bool whole = false;
  for (const Cell& cell : result.tables[0].cells)
    whole = whole || cell.text.starts_with("Payments for the roads and bridges of the");
  CHECK(whole);
}

TEST_CASE("names in the middle of wide columns do not take the cells of their neighbours") {
  SyntheticPage page;
  for (const auto& [x, name] : {std::pair(110, "Order"), std::pair(270, "Date"), std::pair(430, "Shelf")})
    page.line(x, 100, name);
  for (int i = 1; i < 7; ++i) {
    page.line(50, 100 + 12 * i, "1023" + std::to_string(i));
    page.line(200, 100 + 12 * i, "2024-01-1" + std::to_string(i));
    page.line(360, 100 + 12 * i, "010-" + std::to_string(i));
  }
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  for (const Cell& found : result.tables[0].cells)
    if (found.text == "Order")
      for (int row = 1; row < 7; ++row)
        CHECK(cell(result.tables[0], row, found.column).find("2024") == std::string::npos);
}

TEST_CASE("cells that cross the beginnings of columns deny them") {
  // Figures wider than the name over them, which stands at their end.
  SyntheticPage page;
  page.line(50, 100, "name");
  page.line(170, 100, "2023");
  page.line(250, 100, "2024");
  for (int i = 1; i < 6; ++i) {
    page.line(50, 100 + 12 * i, "Town");
    page.line(140, 100 + 12 * i, "12,345,678");
    page.line(220, 100 + 12 * i, "12,345,678");
  }
  const std::vector<LayoutWord>& words = page.page().words;
  std::vector<int> all(words.size());
  std::iota(all.begin(), all.end(), 0);
  const std::vector<layout::Row> rows = layout::find_rows(layout::find_segments(words, all, {}));
  std::vector<const layout::Row*> lines;
  for (const layout::Row& row : rows) lines.push_back(&row);
  CHECK(layout::find_named_columns(words, lines).names == nullptr);
}
