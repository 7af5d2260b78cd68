#include "extractors/core/hidden_lines.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "extractors/core/document_json.hpp"

using namespace assay;
using nlohmann::json;
using Ranges = HiddenLines::Ranges;

namespace {

// A row a string, a cell a letter: capitals are hidden, '.' is no cell.
Table table_of(const std::vector<std::string>& rows, int header_rows = 0) {
  Table table;
  table.rows = static_cast<int>(rows.size());
  table.columns = static_cast<int>(rows.front().size());
  table.header_rows = header_rows;
  table.cells = Cells::packed();
  for (int row = 0; row < table.rows; ++row)
    for (int column = 0; column < table.columns; ++column) {
      const char letter = rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
      if (letter == '.') continue;
      Cell cell;
      cell.row = row;
      cell.column = column;
      cell.text = std::string(1, letter);
      cell.hidden = letter >= 'A' && letter <= 'Z';
      table.cells.push_back(cell);
    }
  return table;
}

Document document_of(Table table) {
  Document document;
  append_table(document, std::move(table));
  return document;
}

}  // namespace

TEST_CASE("a row is hidden when all of its cells are, and not by their columns alone") {
  CHECK_FALSE(HiddenLines(table_of({"ab", "cd"})).any());
  const HiddenLines both(table_of({"aBc", "dEf", ".G.", "HIJ", "KLM", "nOp"}));
  CHECK(both.rows() == Ranges{{3, 4}});
  CHECK(both.columns() == Ranges{{1, 1}});
  CHECK(both.shown_row(2) == 2);
  CHECK(both.shown_row(5) == 3);
  CHECK(both.shown_column(2) == 1);
  const HiddenLines all(table_of({"AB", "CD"}));
  CHECK(all.rows() == Ranges{{0, 1}});
  CHECK(all.columns().empty());
  const HiddenLines below(table_of({"a.", "BC"}));  // a column whose only cell stands in a hidden row
  CHECK(below.rows() == Ranges{{1, 1}});
  CHECK(below.columns().empty());
}

TEST_CASE("cells outside of their table hide nothing of it") {
  Table table = table_of({"a"});
  Cell far;
  far.row = 7;
  far.column = -1;
  far.hidden = true;
  table.cells.push_back(far);
  CHECK(HiddenLines(table).rows().empty());
  CHECK(HiddenLines(table).shown_row(7) == 7);
}

TEST_CASE(
    "hidden rows and columns are not in the text unless asked, and each row keeps its line in rows of their own") {
  const Table table = table_of({"aBc", "DEF", "gHi", "JKL"}, 1);
  CHECK(plain_text(document_of(table)) == "a\tc\ng\ti");
  CHECK(plain_text(document_of(table), Shown::all) == "a\tB\tc\nD\tE\tF\ng\tH\ti\nJ\tK\tL");
  CHECK(tab_separated(table) == "a\tc\n\ng\ti");
  CHECK(tab_separated(table, Shown::all) == "a\tB\tc\nD\tE\tF\ng\tH\ti\nJ\tK\tL");
  Table loose = table;
  loose.cells.loose();
  CHECK(plain_text(document_of(loose)) == "a\tc\ng\ti");
}

TEST_CASE("a merged cell that begins in a hidden row or column stands where it is shown") {
  Table down = table_of({"XmY", "a.b", "c.d"});
  down.cells.loose()[1].row_span = 3;
  const HiddenLines hidden(down);
  CHECK(hidden.rows() == Ranges{{0, 0}});
  CHECK(hidden.columns().empty());
  CHECK(plain_text(document_of(down)) == "a\tm\tb\nc\t\td");
  CHECK(plain_text(document_of(down), Shown::all) == "X\tm\tY\na\t\tb\nc\t\td");
  CHECK(tab_separated(down) == "\na\tm\tb\nc\t\td");
  const Table shown = without_hidden(down);
  CHECK(shown.rows == 2);
  CHECK(shown.cells[1].text == "m");
  CHECK(shown.cells[1].row_span == 2);

  Table across = table_of({"Xa", "m.", "Yb"});
  across.cells.loose()[2].column_span = 2;
  CHECK(HiddenLines(across).rows().empty());
  CHECK(HiddenLines(across).columns() == Ranges{{0, 0}});
  CHECK(plain_text(document_of(across)) == "a\nm\nb");
}

TEST_CASE("merged cells out of several hidden rows stand in the order of their columns") {
  Table table = table_of({"Pm.n", "Q.o.", "r..."});
  std::vector<Cell>& cells = table.cells.loose();
  cells[1].row_span = cells[2].row_span = 3;
  cells[4].row_span = 2;
  CHECK(HiddenLines(table).rows() == Ranges{{0, 1}});
  CHECK(plain_text(document_of(table)) == "r\tm\to\tn");
  table.rows = 2;  // they are shown below the table alone
  cells.pop_back();
  CHECK(plain_text(document_of(table)) == "\tm\to\tn");
}

TEST_CASE("a table of which nothing is shown gives no text, nor Markdown") {
  Document document = document_of(table_of({"AB", "CD"}, 1));
  Block after;
  after.text = "after";
  document.blocks.push_back(after);
  CHECK(plain_text(document) == "after");
  CHECK(to_markdown(document) == "after\n");
}

TEST_CASE("Markdown of what is shown; spans go on over what is not") {
  CHECK(to_markdown(document_of(table_of({"aBc", "DEF", "gHi"}, 1))) == "| a | c |\n| --- | --- |\n| g | i |\n");
  CHECK(to_markdown(document_of(table_of({"AB", "cd"}, 1))) == "| | |\n| --- | --- |\n| c | d |\n");  // hidden names
  CHECK(to_markdown(document_of(table_of({"aB", "CD"}, 1)), Shown::all) == "| a | B |\n| --- | --- |\n| C | D |\n");
  Table wide = table_of({"a...", "bCde"}, 1);
  wide.cells.loose()[0].column_span = 3;
  const Table shown = without_hidden(wide);
  CHECK(shown.columns == 3);
  CHECK(shown.cells[0].column_span == 2);
  CHECK(shown.cells[2].column == 1);
}

TEST_CASE("JSON has the hidden cells in its rows, and says which rows and columns they are") {
  const Document document = document_of(table_of({"aBc", "DEF", "gHi"}, 1));
  const json read = json::parse(to_json(document));
  CHECK(read["tables"][0]["rows"] == json::parse(R"([["a","B","c"],["D","E","F"],["g","H","i"]])"));
  CHECK(read["tables"][0]["hidden_rows"] == json::parse("[[1,1]]"));
  CHECK(read["tables"][0]["hidden_columns"] == json::parse("[[1,1]]"));
  CHECK(read["text"] == "a\tc\ng\ti");
  std::string all;
  write_json(document, [&all](std::string_view piece) { all += piece; }, {Shown::all});
  CHECK(json::parse(all)["text"] == "a\tB\tc\nD\tE\tF\ng\tH\ti");
  CHECK_FALSE(json::parse(to_json(document_of(table_of({"a"}))))["tables"][0].contains("hidden_rows"));
}
