// Tables of which the rows are drawn, by lines across or by shades, but not all columns.
#include <doctest/doctest.h>

#include "extractors/layout/join.hpp"
#include "tests/extractors/layout/synthetic_page.hpp"

using namespace assay;
using test::cell;
using test::SyntheticPage;

namespace {

constexpr double left = 50, right = 500;
constexpr double line_height = 12;

// Rows of cells whose texts go over as many lines as they have, set one below the other in columns that begin at given
// places. Each row is as high as its highest cell.
class Report {
 public:
  explicit Report(std::vector<double> columns, double padding = 3) : columns_(std::move(columns)), padding_(padding) {}

  using Lines = std::vector<std::string>;

  void row(const std::vector<Lines>& cells) {
    std::size_t most = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      for (std::size_t j = 0; j < cells[i].size(); ++j)
        page.line(columns_[i] + 4, y + padding_ + line_height * static_cast<double>(j), cells[i][j]);
      most = std::max(most, cells[i].size());
    }
    top = y;
    y += 2 * padding_ + line_height * static_cast<double>(most);
  }

  // Behind the cells of the last row, from one column on.
  void shade(std::size_t from = 0) {
    for (std::size_t i = from; i < columns_.size(); ++i)
      page.page().shades.push_back({columns_[i], top, i + 1 < columns_.size() ? columns_[i + 1] : right, y});
  }

  void line_below() { page.rule(left, y, right, y); }

  SyntheticPage page;
  double y = 100, top = 100;

 private:
  std::vector<double> columns_;
  double padding_;
};

const Report::Lines tides = {"the harbour master wrote a careful", "letter about the tides and cargo", "that came."};
const Report::Lines cargo = {"nobody answered the letter which he", "wrote about cargo."};

Table only_table(Report& report) {
  LayoutResult result = lay_out(report.page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.words_in == result.words_out);
  return result.tables[0];
}

}  // namespace

TEST_CASE("every second row is shaded: each row is one, however many lines its texts have") {
  Report report({50, 150, 350});
  report.row({{"Topic"}, {"Description"}, {"Owner"}});
  report.line_below();
  report.row({{"Tides"}, tides, {"A. Meyer"}});
  report.shade();
  report.row({{"Cargo of", "the year"}, cargo, {"Sales"}});
  report.row({{"Letters"}, tides, {"Operations"}});
  report.shade();
  report.row({{"Masters"}, cargo, {"Legal", "department"}});
  report.page.prose(left, report.y + 30, 450, 4);
  const Table table = only_table(report);
  CHECK(table.rows == 5);
  CHECK(table.columns == 3);
  CHECK(table.header_rows == 1);
  CHECK(cell(table, 1, 1) == "the harbour master wrote a careful letter about the tides and cargo that came.");
  CHECK(cell(table, 2, 0) == "Cargo of the year");
  CHECK(cell(table, 2, 2) == "Sales");
  CHECK(cell(table, 4, 2) == "Legal department");  // below the last shade
}

TEST_CASE("lines across part rows, the white that all share parts columns") {
  Report report({50, 150, 400});
  report.row({{"Topic"}, {"Description"}, {"Owner"}});
  report.line_below();
  for (const char* name : {"Tides", "Cargo", "Letters"}) {
    report.row({{name}, std::string(name) == "Cargo" ? cargo : tides, {"Sales"}});
    report.line_below();
  }
  const Table table = only_table(report);
  CHECK(table.rows == 4);
  CHECK(table.columns == 3);
  CHECK(cell(table, 0, 2) == "Owner");  // above the first line
  CHECK(cell(table, 2, 1) == "nobody answered the letter which he wrote about cargo.");
  CHECK(cell(table, 3, 0) == "Letters");
}

TEST_CASE("between two lines stand several rows: they stay rows") {
  Report report({50, 200, 350}, 0);
  report.line_below();
  report.row({{"Town"}, {"Head of the town"}, {"People"}});
  report.line_below();
  for (const char* town : {"London", "Paris", "Berlin", "Rome"}) report.row({{town}, {"A. Meyer"}, {"67"}});
  report.line_below();
  report.row({{"Total", "of all"}, {""}, {"268"}});
  report.line_below();
  const Table table = only_table(report);
  CHECK(table.rows >= 6);
  CHECK(cell(table, 3, 0) == "Berlin");
  CHECK(cell(table, 3, 2) == "67");
}

TEST_CASE("a shade behind the lines of a text, off from the borders of its cell, is no cell") {
  Report report({50, 200, 350});
  report.line_below();
  for (const char* name : {"Topic", "Tides", "Cargo"}) {
    report.row({{name, "and more"}, {"A. Meyer"}, {"67"}});
    report.line_below();
    for (int line = 0; line < 2; ++line)
      report.page.page().shades.push_back(
          {left + 4, report.top + 3 + line_height * line, 196, report.top + 15 + line_height * line});
  }
  for (const double x : {50.0, 200.0, 350.0, right}) report.page.rule(x, 100, x, report.y);
  const Table table = only_table(report);
  CHECK(table.rows == 3);
  CHECK(table.columns == 3);
  CHECK(cell(table, 1, 0) == "Tides and more");
}

TEST_CASE("lines down that are drawn in every second row part the others too, but no name over several columns") {
  Report report({50, 200, 350});
  report.line_below();
  report.page.line(220, 103, "Figures of the year for all of the towns");
  report.y += 18;
  report.line_below();
  for (const char* town : {"London", "Paris", "Berlin", "Rome"}) {
    const bool empty = town[0] == 'B';
    report.row({{empty ? "" : town}, {empty ? "" : "45"}, {"67"}});
    report.line_below();
    if (town[0] == 'P' || town[0] == 'R')
      for (const double x : {200.0, 350.0}) report.page.rule(x, report.top, x, report.y);
  }
  for (const double x : {left, right}) report.page.rule(x, 100, x, report.y);
  const Table table = only_table(report);
  CHECK(table.columns == 3);
  for (int row = 1; row < 5; ++row) {
    CHECK(cell(table, row, 1) == (row == 3 ? "" : "45"));
    CHECK(cell(table, row, 2) == "67");
  }
  CHECK(cell(table, 0, 0) == "Figures of the year for all of the towns");
}

TEST_CASE("names of rows beside shaded cells, and names of columns above them, belong to the table") {
  Report report({50, 200, 350});
  report.row({{"Item"}, {"Sold"}, {"Left"}});
  report.line_below();
  report.page.rule(200, report.y, 200, report.y + 200);
  for (const char* name : {"Tides", "Cargo", "Letters", "Masters", "Towns", "Sum"}) {
    report.row({{name, "of the year"}, {"45"}, {"67"}});
    if (name[0] != 'C' && name[0] != 'M') report.shade(1);
  }
  report.line_below();
  const Table table = only_table(report);
  CHECK(table.rows == 7);
  CHECK(cell(table, 0, 1) == "Sold");
  CHECK(cell(table, 2, 0) == "Cargo of the year");
  CHECK(cell(table, 2, 1) == "45");
}

TEST_CASE("rows with space around them have no second lines: the name of a group stands in a row of its own") {
  for (const bool padded : {true, false}) {
    SyntheticPage page;
    double y = 100;
    const double pitch = padded ? 17 : 11.5;
    page.line(150, y, "First half");
    y += pitch;
    for (const char* text : {"Town Sold Left", "London 45 67", "Paris 46 68", "Berlin 47 69", "Rome 48 70"}) {
      std::istringstream words(text);
      std::string word;
      for (const double x : {50.0, 150.0, 250.0}) {
        words >> word;
        page.line(x, y, word);
      }
      y += pitch;
    }
    const LayoutResult result = lay_out(page.page());
    REQUIRE(result.tables.size() == 1);
    CHECK(result.tables[0].rows == (padded ? 6 : 5));
    CHECK(cell(result.tables[0], 0, 1) == (padded ? "First half" : "First half Sold"));
  }
}

TEST_CASE("without lines, rows that stand farther apart than the lines of their cells are rows") {
  Report report({50, 150, 300}, 4);
  report.row({{"Name"}, {"Title"}, {"Length"}});
  for (const char* name : {"gallery", "spirit", "alison", "bears"})
    report.row({{name, "Main"}, {"Untitled", "work", "of art"}, {"-95.28"}});
  const Table table = only_table(report);
  CHECK(table.rows == 5);
  CHECK(cell(table, 2, 0) == "spirit Main");
  CHECK(cell(table, 2, 1) == "Untitled work of art");
}

TEST_CASE("a drawn table of texts goes on over the page where the same columns begin it") {
  const auto part = [](int number, double y, int rows, double side) {
    Report report({50, 150, 350});
    report.y = y;
    report.page.page().number = number;
    for (int row = 0; row < rows; ++row) {
      report.row({{"Tide " + std::to_string(10 * number + row)}, tides, {"Sales"}});
      report.shade();
    }
    LayoutResult laid = lay_out(report.page.page());
    Document out;
    out.span = {number, number, 2};
    Page page;
    page.number = number;
    page.width = 595;
    page.height = 842;
    out.pages.push_back(page);
    out.blocks = std::move(laid.blocks);
    out.tables = std::move(laid.tables);
    REQUIRE(out.tables.size() == 1);
    out.tables[0].place.box->x1 += side;
    return out;
  };
  const Document joined = join_spans({part(1, 450, 8, 0), part(2, 60, 3, 0)});
  CHECK(joined.tables[1].continues == 0);
  CHECK(joined.tables[1].header_rows == 0);
  CHECK_FALSE(join_spans({part(1, 450, 8, 0), part(2, 60, 3, 12)}).tables[1].continues);
  CHECK_FALSE(join_spans({part(1, 100, 3, 0), part(2, 60, 3, 0)}).tables[1].continues);
}

TEST_CASE("a record of two lines that begins other cells in its second line is two rows") {
  Report report({50, 150, 300, 420}, 4);
  for (const char* name : {"pistol", "rifle", "knife", "sword"}) {
    report.row({{name, "serial"}, {"", "2012-000"}, {"tag 14"}, {"A. Meyer"}});
  }
  const LayoutResult result = lay_out(report.page.page());
  for (const Table& table : result.tables)
    for (const Cell& cell : table.cells) CHECK(cell.text.find(" serial") == std::string::npos);
  CHECK(result.words_in == result.words_out);
}

TEST_CASE("shades of some columns only are no table beside the figures that go on with its rows") {
  Report report({50, 250, 350, 430});
  report.row({{"Item"}, {"2022"}, {"2023"}, {"2024"}});
  for (const char* name : {"Net sales", "Cost of sales", "Gross profit", "Other income", "Net income"}) {
    report.row({{name}, {"1,234"}, {"2,345"}, {"3,456"}});
    const double to = name[0] == 'N' || name[0] == 'G' ? 350 : 250;
    if (name[0] != 'C') report.page.page().shades.push_back({50, report.top, to, report.y});
    if (name[0] != 'C') report.page.page().shades.push_back({50, report.top, 250, report.y});
  }
  const Table table = only_table(report);
  CHECK(table.columns == 4);
  CHECK(cell(table, 3, 0) == "Gross profit");
  CHECK(cell(table, 3, 3) == "3,456");
}
