// Tables of which the rows are drawn, by lines across or by shades, but not all columns.
#include <doctest/doctest.h>

#include <array>

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

TEST_CASE("a word too narrow to reach over a border is on one side of it, and stays") {
  Report report({50, 200, 350});
  for (const char* name : {"Tides", "Cargo", "Letters", "Masters"}) {
    report.row({{name, "of the year"}, {"45"}, {"67"}});
    if (name[0] != 'C') report.shade();
    LayoutWord narrow;
    narrow.text = "i";
    narrow.font_size = 10;
    narrow.box = {199.4, report.top + 3, 200.6, report.top + 13};
    if (name[0] == 'L') report.page.page().words.push_back(narrow);
  }
  const Table table = only_table(report);
  bool found = false;
  for (const Cell& c : table.cells) found = found || c.text.find('i') == 0 || c.text.ends_with(" i");
  CHECK(found);
}

TEST_CASE("tables of one width with white, a heading or a sentence between them are two") {
  for (const char* between :
       {"", "Our offices", "The offices that have sold most of it are named below with their days"}) {
    Report report({50, 200, 350});
    const auto table = [&](const char* first) {
      for (const char* name : {first, "Tides", "Cargo", "Letters"}) {
        report.line_below();
        report.row({{name, "and more"}, {"A. Meyer"}, {"June"}});
      }
      report.line_below();
    };
    table("Item");
    report.page.line(left, report.y + 14, between);
    report.y += 50;
    table("Office");
    const LayoutResult result = lay_out(report.page.page());
    REQUIRE(result.tables.size() == 2);
    CHECK(result.tables[0].rows == 4);
    CHECK(result.tables[1].columns == 3);
    CHECK(cell(result.tables[1], 0, 0) == "Office and more");
  }
}

TEST_CASE("a grid with all its lines stays what it is, whatever is shaded beside or above it") {
  Report report({50, 200, 350});
  report.page.page().shades.push_back({50, 80, 450, 100});
  report.page.line(54, 84, "Staff of the house");
  report.line_below();
  int note = 0;
  for (const char* name : {"Name", "Anna", "Bob", "Carl"}) {
    report.page.line(510, report.y + 3, "Note " + std::to_string(note++));
    report.row({{name}, {"Manager"}, {"Paris"}});
    report.line_below();
  }
  for (const double x : {50.0, 200.0, 350.0, right}) report.page.rule(x, 100, x, report.y);
  const LayoutResult result = lay_out(report.page.page());
  REQUIRE(result.tables.size() == 1);
  CHECK(result.tables[0].columns == 3);
  CHECK(cell(result.tables[0], 1, 0) == "Anna");
}

TEST_CASE("totals below the last line, and names of groups above the first one, are rows of the table") {
  Report report({50, 250, 350, 430}, 0);
  report.page.line(254, report.y, "First of the halves");
  report.page.line(434, report.y, "Second");
  report.y += 12;
  report.row({{"Item"}, {"Sold"}, {"Left"}, {"Price"}});
  report.line_below();
  for (const char* name : {"Tides", "Cargo", "Letters"}) {
    report.row({{name, "of the year"}, {"45"}, {"67"}, {"9.00"}});
    report.line_below();
  }
  report.row({{""}, {""}, {"Total"}, {"27.00"}});
  report.row({{""}, {""}, {"VAT"}, {"5.13"}});
  report.row({{""}, {""}, {"Due"}, {"32.13"}});
  const Table table = only_table(report);
  CHECK(table.rows == 8);
  CHECK(cell(table, 0, 1) == "First of the halves");
  CHECK(cell(table, 7, 3) == "32.13");
}

TEST_CASE("columns that only the names' shades part are not run together where others are shaded") {
  Report report({50, 150, 200, 250, 300, 350, 400, 450});
  report.row({{"Name"}, {"Jan"}, {"Feb"}, {"Mar"}, {"Apr"}, {"Sum"}, {"Mean"}, {"Max"}});
  report.shade();
  for (const char* name : {"Tides", "Cargo", "Letters", "Masters", "Towns"}) {
    report.row({{name}, {"1"}, {"2"}, {"3"}, {"4"}, {"10"}, {"2.5"}, {"4"}});
    report.shade(5);
    report.line_below();
  }
  const Table table = only_table(report);
  CHECK(table.columns == 8);
  CHECK(cell(table, 5, 3) == "3");
}

TEST_CASE("another table at the head of the next page, of as many columns, is no continuation") {
  const auto part = [](int number, double y, const std::array<const char*, 3>& names) {
    Report report({50, 200, 350});
    report.y = y;
    report.line_below();
    for (int row = 0; row < 4; ++row) {
      report.row({{row == 0 ? names[0] : "Anna"}, {row == 0 ? names[1] : "Manager"}, {row == 0 ? names[2] : "Paris"}});
      report.line_below();
    }
    for (const double x : {50.0, 200.0, 350.0, right}) report.page.rule(x, y, x, report.y);
    report.page.page().number = number;
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
    return out;
  };
  const Document joined =
      join_spans({part(1, 700, {"Name", "Role", "Office"}), part(2, 60, {"Country", "Capital", "Language"})});
  REQUIRE(joined.tables.size() == 2);
  CHECK_FALSE(joined.tables[1].continues);
  CHECK(joined.tables[1].header_rows == 1);
}
