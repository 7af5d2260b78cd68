#include <doctest/doctest.h>

#include <array>
#include <string>

#include "tests/extractors/layout/synthetic_page.hpp"

using namespace assay;
using test::SyntheticPage;

namespace {

// Text with its middle or its end at x.
void centred(SyntheticPage& page, double x, double y, const std::string& text) {
  SyntheticPage ruler;
  page.line(x - ruler.line(0, 0, text) / 2 + test::space * 5, y, text);
}
void ending(SyntheticPage& page, double x, double y, const std::string& text) {
  SyntheticPage ruler;
  page.line(x - ruler.line(0, 0, text) + test::space * 10, y, text);
}

constexpr std::array<double, 6> starts{200, 265, 330, 395, 460, 525};
constexpr double column_width = 58;

void rules_under_names(SyntheticPage& page, double y) {
  for (const double x : starts) page.rule(x, y, x + column_width, y);
}

}  // namespace

TEST_CASE("names over rules: a name in the middle of several columns names all of them") {
  SyntheticPage page;
  centred(page, 294, 100, "Three months");
  centred(page, 294, 111, "ended June 30,");
  centred(page, 489, 100, "Six months");
  centred(page, 489, 111, "ended June 30,");
  rules_under_names(page, 123);
  const char* const names[][2] = {{"May 30,", "2021"}, {"May 31,", "2020"}, {"%", "Change"}};
  for (std::size_t i = 0; i < starts.size(); ++i)
    for (std::size_t line = 0; line < 2; ++line)
      centred(page, starts[i] + column_width / 2, 126 + 11 * static_cast<double>(line), names[i % 3][line]);
  rules_under_names(page, 149);
  double y = 152;
  for (const char* name : {"Ropes", "Anchors", "Compasses"}) {
    page.line(50, y, name);
    for (std::size_t i = 0; i < starts.size(); ++i) {
      if (i % 3 < 2) page.line(starts[i], y, "$");
      ending(page, starts[i] + column_width, y, i % 3 < 2 ? "1,234" : "12 %");
    }
    y += 14;
  }
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  const Table& table = result.tables[0];
  REQUIRE(table.columns == 7);
  CHECK(table.header_rows == 2);
  CHECK(test::cell(table, 0, 1) == "Three months ended June 30,");
  CHECK(test::cell(table, 0, 4) == "Six months ended June 30,");
  CHECK(table.cells[0].column_span == 3);
  CHECK(test::cell(table, 1, 1) == "May 30, 2021");
  CHECK(test::cell(table, 1, 3) == "% Change");
  CHECK(test::cell(table, 2, 3) == "12 %");
  CHECK(test::cell(table, 2, 4) == "$ 1,234");
  CHECK(test::cell(table, 4, 0) == "Compasses");
}

TEST_CASE("names over rules: beside the name of a group stand names of one column, of two lines") {
  SyntheticPage page;
  centred(page, 261, 100, "Common stock");
  centred(page, 359, 106, "Additional");
  centred(page, 424, 106, "Retained");
  centred(page, 229, 117, "Shares");
  centred(page, 294, 117, "Amount");
  centred(page, 359, 117, "capital");
  centred(page, 424, 117, "earnings");
  for (std::size_t i = 0; i < 4; ++i) page.rule(starts[i], 129, starts[i] + column_width, 129);
  double y = 132;
  for (const char* name : {"Balance in spring", "Issued", "Bought back", "Balance in autumn"}) {
    page.line(50, y, name);
    for (std::size_t i = 0; i < 4; ++i) ending(page, starts[i] + column_width, y, "2,345");
    y += 14;
  }
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  const Table& table = result.tables[0];
  CHECK(table.header_rows == 2);
  CHECK(test::cell(table, 0, 1) == "Common stock");
  CHECK(test::cell(table, 1, 1) == "Shares");
  CHECK(test::cell(table, 1, 3) == "Additional capital");
  CHECK(test::cell(table, 1, 4) == "Retained earnings");
}

TEST_CASE("a date over rules side by side is a name, though it looks like a figure") {
  SyntheticPage page;
  const double date = 311.5;
  centred(page, date, 100, "July 30, 2023");
  rules_under_names(page, 112);
  for (std::size_t i = 0; i < 4; ++i) centred(page, starts[i] + column_width / 2, 115, i % 2 == 0 ? "Cost" : "Value");
  rules_under_names(page, 127);
  double y = 130;
  for (const char* name : {"Ropes", "Anchors", "Compasses"}) {
    page.line(50, y, name);
    for (std::size_t i = 0; i < 4; ++i) ending(page, starts[i] + column_width, y, "120.50");
    y += 14;
  }
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].header_rows == 2);
  CHECK(test::cell(result.tables[0], 1, 2) == "Value");
  CHECK(test::cell(result.tables[0], 2, 0) == "Ropes");
}

TEST_CASE("words of running text that are underlined one by one stay text") {
  SyntheticPage page;
  double y = page.prose(50, 60, 480, 4);
  const std::size_t first = page.page().words.size();
  y = page.prose(50, y, 480, 4);
  for (std::size_t i = first; i < page.page().words.size(); ++i) {
    const Box box = page.page().words[i].box;
    page.rule(box.x0, box.y1, box.x1, box.y1);
  }
  page.prose(50, y, 480, 4);
  const LayoutResult result = lay_out(page.page());
  CHECK(result.tables.empty());
  CHECK(result.blocks.size() == 1);
}

TEST_CASE("a line of text just above rules side by side stays text") {
  SyntheticPage page;
  const double end = page.line(50, 84, "The values of what we own are those of the market or");
  page.line(50, 95, "where there is none those of");
  const Box last = page.page().words.back().box;
  // The white between two rules lies between two words of the line.
  page.line(last.x1 + 6, 95, "others like them, which we look at each quarter.");
  page.rule(last.x1 - 60, 109, last.x1 + 0.5, 109);
  page.rule(last.x1 + 5.5, 109, end + 120, 109);
  double y = 113;
  for (const char* name : {"Ropes", "Anchors", "Compasses"}) {
    page.line(50, y, name);
    ending(page, last.x1, y, "12.50");
    ending(page, end + 110, y, "13.50");
    y += 14;
  }
  const LayoutResult result = lay_out(page.page());
  REQUIRE(!result.blocks.empty());
  CHECK(
      result.blocks[0].text.ends_with("where there is none those of others like them, which we look at each quarter."));
}

TEST_CASE("the only item of a table on its page, between the lines that part the rows, keeps its cells together") {
  SyntheticPage page;
  page.rule(50, 100, 540, 100);
  page.line(55, 112, "2");
  page.line(160, 112, "Brass");
  page.line(250, 112, "5.50");
  page.line(340, 112, "50 pcs");
  page.line(500, 112, "275.00");
  page.line(75, 123, "BR-71");
  page.line(160, 123, "bell");
  page.line(75, 134, "(own number)");
  page.line(160, 145, "List price: 6.00");
  page.rule(50, 168, 540, 168);
  page.line(50, 200, "Terms of payment:");
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  const Table& table = result.tables[0];
  CHECK(table.rows == 1);
  CHECK(table.columns == 6);
  CHECK(table.header_rows == 0);
  CHECK(test::cell(table, 0, 1) == "BR-71 (own number)");
  CHECK(test::cell(table, 0, 2) == "Brass bell List price: 6.00");
  CHECK(test::cell(table, 0, 5) == "275.00");
  CHECK(result.blocks.back().text == "Terms of payment:");
  CHECK(result.words_in == result.words_out);
}

TEST_CASE("rows between two lines stay rows, also where few of their cells are figures") {
  SyntheticPage page;
  const char* const rows[][4] = {
      {"Bolt", "M8 by 20", "40", "5.00"}, {"Nut", "hexagonal", "40", "free"}, {"Screw", "flat", "none", "free"}};
  page.rule(50, 100, 540, 100);
  double y = 112;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < 4; ++i) page.line(std::array<double, 4>{55, 200, 340, 500}[i], y, row[i]);
    y += 12;
  }
  page.rule(50, y + 2, 540, y + 2);
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].rows == 3);
}

TEST_CASE("labels and values between two lines are no item of a table") {
  SyntheticPage page;
  page.rule(50, 100, 540, 100);
  page.line(55, 112, "Date");
  page.line(200, 112, "Customer");
  page.line(340, 112, "Invoice");
  page.line(500, 112, "Page");
  page.line(55, 123, "2024-03-05");
  page.line(200, 123, "4711");
  page.line(340, 123, "471102");
  page.line(500, 123, "1 of 2");
  page.rule(50, 140, 540, 140);
  const LayoutResult result = lay_out(page.page());
  for (const Table& table : result.tables) CHECK(table.rows == 2);
}

TEST_CASE("labels of a form over two lines are two rows, though both reach over two columns") {
  SyntheticPage page;
  const char* const rows[][4] = {{"Conditions at the site:", "clear", "Condition of the light:", "day"},
                                 {"Place of observation and height:", "", "Distance from the site:", ""},
                                 {"Wind:", "6", "Visibility:", "10"},
                                 {"Gusts:", "8", "Ceiling:", "12"},
                                 {"Pressure:", "30", "Dew point:", "14"}};
  double y = 100;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < 4; ++i) page.line(std::array<double, 4>{50, 240, 320, 500}[i], y, row[i]);
    y += 12;
  }
  const LayoutResult result = lay_out(page.page());
  for (const Table& table : result.tables)
    for (const Cell& cell : table.cells) CHECK(cell.text.find("site: Place") == std::string::npos);
}
