#include <doctest/doctest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "extractors/grid/grid.hpp"

namespace {

using assay::Cell;
using assay::Grid;

// Rows of texts, columns parted by '|'; blank texts are no cells.
Grid grid_of(const std::vector<std::string>& rows) {
  Grid grid;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    int column = 0;
    std::string text;
    const auto put = [&] {
      Cell cell;
      cell.row = static_cast<int>(row);
      cell.column = column++;
      cell.text = text;
      if (!text.empty()) grid.cells.push_back(cell);
      text.clear();
    };
    for (const char c : rows[row]) {
      if (c == '|') {
        put();
      } else {
        text += c;
      }
    }
    put();
  }
  return grid;
}

Cell& cell_at(Grid& grid, int row, int column) {
  for (Cell& cell : grid.cells.loose())
    if (cell.row == row && cell.column == column) return cell;
  FAIL("no such cell");
  return grid.cells.loose().front();
}

}  // namespace

TEST_CASE("a title and a note are no part of the table") {
  const auto read =
      assay::find_tables(grid_of({"Sales of 2024", "", "Item|Price", "Pen|1.20", "Ink|7", "", "Source: own count"}));
  REQUIRE(read.tables.size() == 1);
  CHECK(read.tables[0].place.range == "A3:B5");
  CHECK(read.tables[0].header_rows == 1);
  CHECK(read.tables[0].title == "Sales of 2024");
  REQUIRE(read.blocks.size() == 3);
  CHECK(read.blocks[0].kind == assay::BlockKind::heading);
  CHECK(read.blocks[2].text == "Source: own count");
  CHECK(read.blocks[2].place.range == "A7");
}

TEST_CASE("stacked tables part where the lower one has its own header, spacer rows do not") {
  const auto stacked = assay::find_tables(grid_of({"A|B", "x|1", "", "C|D", "y|2"}));
  REQUIRE(stacked.tables.size() == 2);
  CHECK(stacked.tables[1].place.range == "A4:B5");
  const auto spaced = assay::find_tables(grid_of({"A|B", "x|1", "", "y|2", "", "z|3"}));
  REQUIRE(spaced.tables.size() == 1);
  CHECK(spaced.tables[0].place.range == "A1:B6");
}

TEST_CASE("a table of texts below one of numbers is another, a last remark below numbers is not") {
  const std::vector<std::string> numbers = {"A|B|C", "1|2|x", "3|4|y", "5|6|z"};
  std::vector<std::string> rows = numbers;
  for (const char* row : {"", "Case|Title|State", "k|Street light is out|open", "l|Poor roads|open", "m|Trash|closed",
                          "n|Dead tree|closed", "o|Noise at night|open", "p|Parked cars|open"})
    rows.emplace_back(row);
  const auto apart = assay::find_tables(grid_of(rows));
  REQUIRE(apart.tables.size() == 2);
  CHECK(apart.tables[0].place.range == "A1:C4");
  CHECK(apart.tables[1].place.range == "A6:C12");
  CHECK(apart.tables[1].header_rows == 1);
  rows.insert(rows.begin() + 5, "Calls of the month");
  const auto titled = assay::find_tables(grid_of(rows));
  REQUIRE(titled.tables.size() == 2);
  CHECK(titled.tables[1].place.range == "A7:C13");
  CHECK(titled.tables[1].title == "Calls of the month");
  rows = numbers;
  for (const char* row : {"", "7|8|u", "9|none|v", "none|10|w", "11|12|t", "13|14|s", "15|16|r", "17|18|q"})
    rows.emplace_back(row);
  CHECK(assay::find_tables(grid_of(rows)).tables.size() == 1);
  // A section whose prices are texts goes on: what would be names comes again below.
  rows = {"Code|Part|Price", "1|Pen|20", "2|Ink|30", "3|Cap|40", "", "Spare parts"};
  for (const char* row : {"B0|Valve A|on request", "B1|Valve B|on request", "B2|Valve C|on request"})
    rows.emplace_back(row);
  CHECK(assay::find_tables(grid_of(rows)).tables.size() == 1);
  // One number in a column of remarks makes it none of numbers.
  rows = {"Code|Part|Note", "A1|Pen|7", "A2|Ink|", "A3|Cap|", "", "Spare parts"};
  for (const char* row : {"B0|Valve A|red", "B1|Valve B|blue", "B2|Valve C|green"}) rows.emplace_back(row);
  CHECK(assay::find_tables(grid_of(rows)).tables.size() == 1);
}

TEST_CASE("tables side by side") {
  const auto read = assay::find_tables(grid_of({"A|B||C|D", "x|1||p|5", "y|2||q|6", "|||r|7"}));
  REQUIRE(read.tables.size() == 2);
  CHECK(read.tables[0].place.range == "A1:B3");
  CHECK(read.tables[1].place.range == "D1:E4");
}

TEST_CASE("a header of several rows with merged cells, spacer rows and years") {
  Grid grid = grid_of({"Region|Revenue", "|2023|2024", "", "North|1|2", "South|3|4"});
  cell_at(grid, 0, 1).column_span = 2;
  const auto read = assay::find_tables(grid);
  REQUIRE(read.tables.size() == 1);
  CHECK(read.tables[0].place.range == "A1:C5");
  CHECK(read.tables[0].header_rows == 2);
}

TEST_CASE("one name over all columns but the first is header, a title is not") {
  const std::vector<std::string> rows = {"|First half", "Region|Sold|Left", "North|12|3", "South|13|4"};
  Grid grid = grid_of(rows);
  cell_at(grid, 0, 1).column_span = 2;
  const auto read = assay::find_tables(grid);
  REQUIRE(read.tables.size() == 1);
  CHECK(read.tables[0].place.range == "A1:C4");
  CHECK(read.tables[0].header_rows == 2);
  cell_at(grid, 0, 1).text = "Goods that were sold and goods that were left in all regions";
  CHECK(assay::find_tables(grid).tables.at(0).place.range == "A2:C4");
  Grid apart = grid_of({"|First half", "", "Region|Sold|Left", "North|12|3", "South|13|4"});
  cell_at(apart, 0, 1).column_span = 2;
  CHECK(assay::find_tables(apart).tables.at(0).place.range == "A3:C5");
  Grid dated = grid_of({"|Sales of the year", "As of 31 December", "Region|Sold|Left", "North|12|3", "South|13|4"});
  cell_at(dated, 0, 1).column_span = 2;
  CHECK(assay::find_tables(dated).tables.at(0).header_rows == 1);
}

TEST_CASE("a label merged over all columns under the header begins the body, a unit does not") {
  const std::vector<std::string> rows = {"|Count|Share", "All schools", "North|12|0.5", "South|13|0.5"};
  Grid grid = grid_of(rows);
  cell_at(grid, 1, 0).column_span = 3;
  CHECK(assay::find_tables(grid).tables.at(0).header_rows == 1);
  cell_at(grid, 1, 0).column_span = 2;
  CHECK(assay::find_tables(grid).tables.at(0).header_rows == 1);
  cell_at(grid, 1, 0).column_span = 3;
  cell_at(grid, 1, 0).text = "(in thousands)";
  CHECK(assay::find_tables(grid).tables.at(0).header_rows == 2);
}

TEST_CASE("units below the names of columns belong to the header, texts in the first row do not") {
  const auto read =
      assay::find_tables(grid_of({"State|Share|Gain", "Unit|(percent)|(dollars)", "Ohio|1|2", "Iowa|3|4"}));
  REQUIRE(read.tables.size() == 1);
  CHECK(read.tables[0].header_rows == 2);
  const auto texts = assay::find_tables(grid_of({"State|Share|Gain", "Unit|(none)|small", "Ohio|1|2", "Iowa|3|4"}));
  CHECK(texts.tables.at(0).header_rows == 1);
  const auto signs = assay::find_tables(grid_of(
      {"Element|Symbol|Old name", "Iron|(Fe)|(ferrum)", "Gold|(Au)|(aurum)", "Tin|(Sn)|(stannum)", "Zinc|Zn|x"}));
  CHECK(signs.tables.at(0).header_rows == 1);
}

TEST_CASE("units over groups of columns belong to the header, also where they were taken for numbers") {
  Grid grid = grid_of({"State||AREA||AREA", "||(1,000)||(1,000)", "", "|2001|2002|2003|2004", "", "North|12|13|14|15",
                       "South|22|23|24|25"});
  for (Cell& cell : grid.cells.loose())
    if (cell.text == "(1,000)") cell.type = assay::CellType::number;
  const auto read = assay::find_tables(grid);
  REQUIRE(read.tables.size() == 1);
  CHECK(read.tables[0].place.range == "A1:E7");
}

TEST_CASE("a lone sign for nothing is no table") {
  const auto read =
      assay::find_tables(grid_of({"Item|Price", "Pen|1.20", "Ink|7", "", "", "", "", "", "Source: own||||-"}));
  CHECK(read.tables.size() == 1);
  CHECK(read.blocks.size() == 3);
}

TEST_CASE("a merge that reaches beyond its table is cut to it, and known whole") {
  Grid grid = grid_of({"Item|Price", "Pen|1.20", "Ink|7", "Nib"});
  cell_at(grid, 0, 1).column_span = 3;
  cell_at(grid, 2, 0).column_span = 2;  // inside
  cell_at(grid, 3, 0).row_span = 2;
  Cell blank;
  blank.row = 3;
  blank.column = 1;
  blank.row_span = 4;
  blank.column_span = 9;
  grid.cells.push_back(blank);
  for (const bool packed : {false, true}) {
    Grid again{packed ? assay::Cells::packed() : assay::Cells()};
    for (const Cell& cell : grid.cells) {
      again.cells.push_back(cell);
      if (cell.column_span == 9) again.cells.push_back(cell);  // twice at one place, as a broken file may say it
    }
    const auto read = assay::find_tables(again);
    REQUIRE(read.tables.size() == 1);
    const assay::Table& table = read.tables[0];
    CHECK(table.place.range == "A1:B4");
    std::vector<std::vector<int>> whole;
    for (const assay::CellSpan& merge : table.cut_merges)
      whole.push_back({merge.row, merge.column, merge.row_span, merge.column_span});
    CHECK(whole == std::vector<std::vector<int>>{{0, 1, 1, 3}, {3, 0, 2, 1}, {3, 1, 4, 9}});
    for (const Cell& cell : table.cells) {
      CHECK(cell.row + cell.row_span <= table.rows);
      CHECK(cell.column + cell.column_span <= table.columns);
    }
  }
}

TEST_CASE("a merge is cut to the table that the file declares, and counts from its corner") {
  Grid grid = grid_of({"Stock of the shop", "", "|Item|Price", "|Pen|1.20", "|Ink|7", "|Nib|9"});
  cell_at(grid, 4, 2).row_span = 3;
  const auto read = assay::find_tables(grid, {{2, 1, 4, 2, 1}});
  REQUIRE(!read.tables.empty());
  CHECK(read.tables[0].place.range == "B3:C5");
  REQUIRE(read.tables[0].cut_merges.size() == 1);
  CHECK(read.tables[0].cut_merges[0].row == 2);
  CHECK(read.tables[0].cut_merges[0].column == 1);
  CHECK(read.tables[0].cut_merges[0].row_span == 3);
}

TEST_CASE("a merged title says over which cells it stands") {
  Grid grid = grid_of({"Sales", "", "Item|Price", "Pen|1.20", "Ink|7"});
  cell_at(grid, 0, 0).column_span = 2;
  CHECK(assay::find_tables(grid).blocks.at(0).place.range == "A1:B1");
}

TEST_CASE("numbers in the first row: no header") {
  const auto read = assay::find_tables(grid_of({"x|1", "y|2", "z|3"}));
  REQUIRE(read.tables.size() == 1);
  CHECK(read.tables[0].header_rows == 0);
}

TEST_CASE("names down the first column are told where values are of one kind along the lines, and not down") {
  const auto header_columns = [](const std::vector<std::string>& rows) {
    const auto read = assay::find_tables(grid_of(rows));
    REQUIRE(read.tables.size() == 1);
    return read.tables[0].header_columns;
  };
  const std::vector<std::string> articles{"Article|A-100|A-200", "Colour|red|blue", "Weight|1.5|2.25", "Price|10|20",
                                          "Launched|2024-01-05|2024-03-01"};
  CHECK(header_columns(articles) == 1);
  CHECK(header_columns({"Article|a|b", "Colour|red|blue", "Shape|round|flat", "Weight|1.5|2", "Price|10|20"}) == 1);
  CHECK(header_columns({"Article|Colour|Price", "Pen|red|1.20", "Ink|blue|7", "Cap|red|3"}) == 0);
  CHECK(header_columns({"Region|Q1|Q2", "North|1|2", "South|3|4", "West|5|6"}) == 0);
  CHECK(header_columns({"Region|2024-01-01|2024-02-01", "North|1|2", "South|3|4"}) == 0);  // days name the columns
  CHECK(header_columns({"Region|Q1|Q2", "Unit|kg|kg", "North|1|2", "South|3|4"}) == 0);
  CHECK(header_columns({"Name|City|Land", "Ann|Paris|FR", "Bob|Rome|IT"}) == 0);
  CHECK(header_columns({"Article|A-100", "Colour|red", "Shape|round", "Weight|1.5", "Price|10"}) == 0);  // one record
  std::vector<std::string> twice = articles;
  twice[2] = "Colour|1|2";  // no name, for it is not its own
  CHECK(header_columns(twice) == 0);
}

TEST_CASE("a declared table stays as declared") {
  const auto read = assay::find_tables(grid_of({"note|more", "A|B", "x|1", "y|2"}), {{1, 0, 3, 1, 1}});
  REQUIRE(read.tables.size() == 2);
  CHECK(read.tables[1].place.range == "A2:B4");
  CHECK(read.tables[1].header_rows == 1);
}

TEST_CASE("numbers and dates as people write them") {
  for (const char* text : {"1", "-3.5", "1,234.50", "1.234,50", "12 %", "€ 5", "(12)", "1e5", "1 000 000", "7."})
    CHECK_MESSAGE(assay::reads_as_number(text), text);
  for (const char* text : {"", "a1", "1a", "1..2", "Q1", "12-34-56", "-", "e5", "1 2"})
    CHECK_MESSAGE(!assay::reads_as_number(text), text);
  for (const char* text : {"2024-03-05", "5.3.2024", "3/5/24", "2024-03-05 12:30"})
    CHECK_MESSAGE(assay::reads_as_date(text), text);
  for (const char* text : {"2024", "1.2", "192.168.0.1", "2024-03", "12/2024"})
    CHECK_MESSAGE(!assay::reads_as_date(text), text);
}

TEST_CASE("cells far apart make no table of their whole distance") {
  Grid grid;
  for (int i = 0; i < 3000; ++i) {
    Cell cell;
    cell.row = i;
    cell.column = i;
    cell.text = "1";
    grid.cells.push_back(cell);
  }
  const auto read = assay::find_tables(grid);
  std::size_t places = 0;
  for (const auto& table : read.tables)
    places += static_cast<std::size_t>(table.rows) * static_cast<std::size_t>(table.columns);
  CHECK(places < 1'000'000);
}

TEST_CASE("two cells at one place both keep their text") {
  const auto at = [](Grid& grid, int row, int column, const char* text) {
    Cell cell;
    cell.row = row;
    cell.column = column;
    cell.text = text;
    grid.cells.push_back(cell);
  };
  for (const bool packed : {false, true}) {
    Grid grid;
    if (packed) grid.cells = assay::Cells::packed();
    at(grid, 0, 0, "Sales");
    at(grid, 0, 0, "of 2024");
    at(grid, 2, 0, "Item");
    at(grid, 2, 1, "Price");
    at(grid, 3, 0, "Pen");
    at(grid, 3, 1, "1.20");
    at(grid, 3, 1, "1.30");
    const auto read = assay::find_tables(grid);
    std::string texts;
    for (const auto& block : read.blocks) texts += block.text + ';';
    for (const auto& table : read.tables)
      for (const Cell& cell : table.cells) texts += cell.text + ';';
    for (const char* text : {"Sales;", "of 2024;", "1.20;", "1.30;"})
      CHECK_MESSAGE(texts.find(text) != std::string::npos, texts);
  }
}

TEST_CASE("packed cells give the same reading as loose ones, at any distance from the first") {
  std::mt19937 random(20241106);
  const auto shared = std::make_shared<assay::Cells::Texts>(assay::Cells::Texts{"Name", "12", " ", "a", "2024-01-05"});
  for (int round = 0; round < 200; ++round) {
    Grid loose;
    Grid packed{assay::Cells::packed(shared)};
    const int rows = 1 + static_cast<int>(random() % 30);
    for (int row = 0; row < rows; ++row)
      for (int column = 0; column < 6; ++column) {
        if (random() % 3 == 0) continue;
        const auto text = static_cast<std::uint32_t>(random() % shared->size());
        Cell cell;
        cell.row = row + 3;
        cell.column = column + 2;
        cell.text = (*shared)[text];
        if (random() % 12 == 0) cell.row_span = 1 + static_cast<int>(random() % 3);
        loose.cells.push_back(cell);
        packed.cells.push_back(cell, text);
      }
    const auto a = assay::find_tables(loose);
    const auto b = assay::find_tables(packed);
    REQUIRE(a.tables.size() == b.tables.size());
    REQUIRE(a.blocks.size() == b.blocks.size());
    for (std::size_t t = 0; t < a.tables.size(); ++t) {
      CHECK(a.tables[t].place.range == b.tables[t].place.range);
      CHECK(a.tables[t].header_rows == b.tables[t].header_rows);
      REQUIRE(a.tables[t].cells.size() == b.tables[t].cells.size());
      for (std::size_t i = 0; i < a.tables[t].cells.size(); ++i) {
        const Cell left = a.tables[t].cells[i];
        const Cell right = b.tables[t].cells[i];
        CHECK(left.row == right.row);
        CHECK(left.column == right.column);
        CHECK(left.row_span == right.row_span);
        CHECK(left.text == right.text);
      }
    }
  }
}

TEST_CASE("every text of any grid ends in exactly one cell or block, inside its table") {
  std::mt19937 random(20241105);
  const std::vector<std::string> texts{"", "", "", "a", "Name", "12", "2020", "(NA)", "Note: x", "2024-01-05", " "};
  for (int round = 0; round < 300; ++round) {
    Grid grid;
    const int rows = 1 + static_cast<int>(random() % 20);
    const int columns = 1 + static_cast<int>(random() % 9);
    std::size_t written = 0;
    for (int row = 0; row < rows; ++row)
      for (int column = 0; column < columns; ++column) {
        Cell cell;
        cell.row = row;
        cell.column = column;
        cell.text = texts[random() % texts.size()];
        if (cell.text.empty()) continue;
        if (random() % 8 == 0) cell.column_span = 1 + static_cast<int>(random() % 3);
        written += cell.text == " " ? 0 : 1;
        grid.cells.push_back(cell);
      }
    const auto read = assay::find_tables(grid);
    std::size_t found = 0;
    for (const auto& table : read.tables) {
      CHECK(table.header_rows <= table.rows);
      for (const Cell& cell : table.cells) {
        found += cell.text == " " ? 0 : 1;
        CHECK(cell.row + cell.row_span <= table.rows);
        CHECK(cell.column + cell.column_span <= table.columns);
      }
    }
    for (const auto& block : read.blocks) found += block.table ? 0 : 1;
    CHECK(found == written);
  }
}
