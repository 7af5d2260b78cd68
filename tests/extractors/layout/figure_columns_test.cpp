#include "extractors/layout/figure_columns.hpp"

#include <doctest/doctest.h>

#include <numeric>
#include <string>
#include <vector>

#include "tests/extractors/layout/synthetic_page.hpp"

using namespace assay;
using test::cell;
using test::SyntheticPage;

namespace {

constexpr double names = 50, first = 120, wide = 42, inside = 1;  // of a printed sheet, in pt

double width_of(const std::string& text) {
  return test::letter * 10 * static_cast<double>(text.size());
}

bool is_code(const std::string& text) {
  return text.front() == '(';
}

// Narrow columns without lines: numbers at the right end, codes at the left one, a point from the border.
class Sheet {
 public:
  void row(const std::string& name, const std::vector<std::string>& cells) {
    page.line(names, y, name);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const double left = first + wide * static_cast<double>(i);
      page.line(is_code(cells[i]) ? left + inside : left + wide - inside - width_of(cells[i]), y, cells[i]);
    }
    y += 12;
  }

  SyntheticPage page;
  double y = 100;
};

}  // namespace

TEST_CASE("figures a word's gap apart are cells of their own where other rows leave white between them") {
  const std::vector<std::vector<std::string>> rows = {
      {"1848.45", "(X)", "3661.40", "14.4"}, {"263.595", "(X)", "(X)", "(X)"},   {"(X)", "(X)", "2.703", "(X)"},
      {"650.794", "238.904", "100.86", "0"}, {"95.899", "(X)", "10.564", "8.1"}, {"554.895", "238.9", "90.299", "(X)"}};
  Sheet sheet;
  for (const auto& row : rows) sheet.row("Oil", row);
  const LayoutResult result = lay_out(sheet.page.page());
  REQUIRE(result.tables.size() == 1);
  const Table& table = result.tables[0];
  CHECK(table.columns == 5);
  REQUIRE(table.rows == 6);
  for (int row = 0; row < 6; ++row) {
    CHECK(cell(table, row, 0) == "Oil");
    for (int column = 0; column < 4; ++column)
      CHECK(cell(table, row, column + 1) == rows[std::size_t(row)][std::size_t(column)]);
  }
}

TEST_CASE("figures that always stand together are not parted by their white, as counts with their share are") {
  SyntheticPage page;
  double y = 100;
  for (const char* name : {"Women", "Men", "Young", "Old", "Town", "Land"}) {
    page.line(50, y, name);
    page.line(150, y, "12 (5.3)");
    page.line(250, y, "17 (6.1)");
    page.line(350, y, "9 (4.0)");
    y += 12;
  }
  std::vector<int> which(page.page().words.size());
  std::iota(which.begin(), which.end(), 0);
  const std::vector<layout::Row> rows = layout::find_rows(layout::find_segments(page.page().words, which, {}));
  std::vector<const layout::Row*> all;
  for (const layout::Row& row : rows) all.push_back(&row);
  CHECK(layout::find_figure_columns(page.page().words, all).empty());
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].columns == 4);
  CHECK(cell(result.tables[0], 2, 1) == "12 (5.3)");
}

TEST_CASE("a day and its hour are one cell of a list") {
  SyntheticPage page;
  double y = 100;
  for (const char* day : {"21.07.2022 18:50", "20.07.2022 06:40", "17.07.2022 07:13", "14.07.2022 12:38",
                          "10.07.2022 23:03", "07.07.2022 10:04"}) {
    page.line(90, y, day, 14);
    page.line(230, y, "open", 14);
    y += 18;
  }
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].columns == 2);
  CHECK(cell(result.tables[0], 1, 0) == "20.07.2022 06:40");
}

TEST_CASE("two hours side by side are two cells") {
  SyntheticPage page;
  double y = 100;
  for (int i = 0; i < 6; ++i) {
    page.line(50, y, "Ferry");
    page.line(150, y, "12:38 14:05");
    page.line(300, y, "16:40 18:15");
    y += 12;
  }
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].columns == 5);
}

TEST_CASE("columns of which each row fills one are two where both hold figures") {
  Sheet sheet;
  for (int i = 0; i < 8; ++i) {
    const bool paid = i % 2 == 0;
    const double left = first + (paid ? 0 : wide);
    sheet.page.line(left + wide - inside - width_of("1250.00"), sheet.y, "1250.00");
    sheet.page.line(first + 3 * wide - inside - width_of("3471.10"), sheet.y, "3471.10");
    sheet.page.line(first + 4 * wide - inside - width_of("8844.20"), sheet.y, "8844.20");
    sheet.page.line(names, sheet.y, "Entry");
    sheet.y += 12;
  }
  const LayoutResult result = lay_out(sheet.page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].columns == 5);
  CHECK(cell(result.tables[0], 0, 1) == "1250.00");
  CHECK(cell(result.tables[0], 1, 2) == "1250.00");
  CHECK(cell(result.tables[0], 1, 3) == "3471.10");
}

TEST_CASE("figures in names, years over figures and signs of currency are no columns") {
  SyntheticPage page;
  const auto right = [&page](double end, double y, const std::string& text) {
    page.line(end - width_of(text), y, text);
  };
  for (const double end : {300.0, 380.0, 460.0}) right(end, 88, "2021");
  double y = 100;
  const std::vector<std::string> years = {"2023", "2024", "2026", "2028", "2030", "2031", "2040"};
  for (const std::string& year : years) {
    page.line(50, y, "3.20% Notes Due " + year);
    page.line(190, y, "Level 2");
    for (const double end : {300.0, 380.0, 460.0}) {
      if (y < 110) page.line(end - 50, y, "$");
      right(end, y, year == "2026" ? "959" : "1,089");
    }
    y += 12;
  }
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  const Table& table = result.tables[0];
  CHECK(table.columns == 5);
  CHECK(cell(table, 0, 2) == "2021");
  CHECK(cell(table, 1, 0) == "3.20% Notes Due 2023");
  CHECK(cell(table, 1, 1) == "Level 2");
  CHECK(cell(table, 1, 2) == "$ 1,089");
  CHECK(cell(table, 3, 4) == "959");
}

TEST_CASE("lines of figures in a text are no columns") {
  SyntheticPage page;
  double y = 100;
  for (const char* line : {"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", "1 1 2 3 5 8 13 21 34 55 89 144 233 377",
                           "2 3 5 7 11 13 17 19 23 29 31 37 41 43 47", "1 4 9 16 25 36 49 64 81 100 121 144",
                           "1 8 27 64 125 216 343 512 729 1000", "1 2 4 8 16 32 64 128 256 512 1024"}) {
    page.line(50, y, line);
    y += 12;
  }
  CHECK(lay_out(page.page()).tables.empty());
}

TEST_CASE("a sign before its figure and a mark behind it stay in its cell") {
  const std::vector<std::string> signs = {"- 12", "40", "- 31", "55", "28", "- 73"},
                                 marks = {"0.12 *", "0.40", "0.31 *", "0.55", "0.28 *", "0.73"},
                                 ranges = {"10 - 20", "40", "20 - 30", "55", "30 - 40", "73"},
                                 stars = {"0.12 ***", "0.40 *", "0.31 **", "0.55", "0.28", "0.73"};
  for (const auto& cells : {signs, marks, ranges, stars}) {
    for (const bool left_aligned : {false, true}) {
      SyntheticPage page;
      double y = 100;
      for (const std::string& text : cells) {
        const bool before = text.front() == '-';
        page.line(50, y, "Oil");
        for (const double at : {150.0, 220.0, 290.0}) {
          const double figure = cells == signs && left_aligned && !before ? at + width_of("- ") : at;
          page.line(figure, y, text);
        }
        for (const double at : {400.0, 450.0}) page.line(at, y, "1234");
        y += 12;
      }
      const LayoutResult result = lay_out(page.page());
      REQUIRE(result.tables.size() == 1);
      CHECK(result.tables[0].columns == 6);
      CHECK(cell(result.tables[0], 0, 1) == cells[0]);
    }
  }
}

TEST_CASE("thousands that are set off by white are one number") {
  const std::vector<std::vector<std::string>> rows = {
      {"1 234", "5 000", "9 123.5", "30"}, {"234", "500", "812.5", "41"},   {"11 234", "5 000", "123.5", "30"},
      {"234", "700", "9 123.5", "30"},     {"834", "5 000", "923.5", "32"}, {"1 234", "500", "9 123.5", "30"}};
  SyntheticPage page;
  double y = 100;
  for (const auto& row : rows) {
    page.line(50, y, "Oil");
    for (std::size_t i = 0; i < row.size(); ++i) {
      const double white = row[i].find(' ') == std::string::npos ? 0 : 10 * (test::letter - test::space);
      page.line(200 + 70 * static_cast<double>(i) - width_of(row[i]) + white, y, row[i]);
    }
    y += 12;
  }
  const LayoutResult result = lay_out(page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].columns == 5);
  for (int row = 0; row < 6; ++row)
    for (int column = 0; column < 4; ++column)
      CHECK(cell(result.tables[0], row, column + 1) == rows[std::size_t(row)][std::size_t(column)]);
}
