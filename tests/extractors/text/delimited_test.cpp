#include "extractors/text/delimited.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "extractors/text/cell_value.hpp"
#include "extractors/text/csv_extractor.hpp"
#include "extractors/text/dialect.hpp"

using namespace assay;

namespace {

Document read(std::string_view text, std::uint64_t cells = 10'000) {
  Limits limits;
  limits.cells = cells;
  NoProgress progress;
  return read_delimited(text, limits, progress);
}

const Notice* find(const Document& document, std::string_view code) {
  for (const Notice& notice : document.notices)
    if (notice.code == code) return &notice;
  return nullptr;
}

std::string text_at(const Table& table, int row, int column) {
  for (const Cell& cell : table.cells)
    if (cell.row == row && cell.column == column) return cell.text;
  return {};
}

std::vector<std::vector<std::string>> records(std::string_view text, const Dialect& dialect) {
  DelimitedReader reader(text, dialect);
  std::vector<DelimitedReader::Cell> cells;
  std::vector<std::vector<std::string>> out;
  while (reader.next(cells)) {
    auto& row = out.emplace_back();
    for (const auto& cell : cells) row.push_back(cell.text);
  }
  return out;
}

}  // namespace

TEST_CASE("dialects") {
  CHECK(detect_dialect("a,b,c\n1,2,3\n4,5,6\n").delimiter == ',');
  CHECK(detect_dialect("a;b\n1,5;2,5\n3,25;4\n").delimiter == ';');
  CHECK(detect_dialect("a\tb\n1,5\t2,5\n3\t4\n").delimiter == '\t');
  CHECK(detect_dialect("a|b|c\nx, y|1|2\nz, w|3|4\n").delimiter == '|');
  CHECK(detect_dialect("\"a\" \"b\" \"c\"\n\"x y\" \"1\" \"2\"\n\"z\" \"3\" \"4\"\n").delimiter == ' ');
  CHECK(detect_dialect("'x, y',1,2\n'z, w',3,4\nq,5,6\n").quote == '\'');
  CHECK(detect_dialect("\"say \\\"hi\\\", he\",1\nx,2\ny,3\n").escape == '\\');
}

TEST_CASE("a header of two rows: groups of columns, then all names") {
  const Document document = read("Item,First half,,Second half,\nName,Sold,Left,Sold,Left\nPen,1,2,3,4\nInk,5,6,7,8\n");
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].header_rows == 2);
  // A group of one column may be last, a year may name a group, and a table may hold texts alone.
  CHECK(read(",North,,2024\nname,kind,paid,owed\nPen,blue,1,2\nInk,red,5,6\nCap,red,7,8\n").tables.at(0).header_rows ==
        2);
  const std::string texts = ",Shop,,Supplier,\nitem,street,town,street,town\n";
  const std::string rows =
      "Pen,High St,Leeds,Long Row,York\nInk,Mill Lane,Leeds,Long Row,York\nCap,High St,Leeds,Fish St,York\n"
      "Nib,High St,Hull,Long Row,York\n";
  CHECK(read(texts + rows).tables.at(0).header_rows == 2);
  // As many columns as the second row has, whatever the first one leaves out.
  CHECK(read("Item,First half,,Second half\nName,kind,colour,shape,number\nPen,a,b,c,4\nInk,d,e,f,5\nCap,g,h,i,6\n")
            .tables.at(0)
            .header_rows == 2);
  // Numbers that are no years name no groups, and years none over texts; texts that come again below, that are never
  // used twice, or over columns that are hardly filled, are a record.
  const auto second = [&](const std::string& text) { return read(text).tables.at(0).header_rows == 2; };
  CHECK_FALSE(second(",North,,512\nname,kind,paid,owed\nPen,blue,1,2\nInk,red,5,6\nCap,red,7,8\n"));
  CHECK_FALSE(second("country,1990,,2010\nIndia,low,mid,high\nChina,mid,mid,high\nPeru,low,low,mid\n"));
  CHECK_FALSE(second(",Leeds,,York,\nitem,Hull,Leeds,Hull,York\n" + rows));
  CHECK_FALSE(
      second(",Mon,,Tue,\nEight,Maths,Room A,Art,Room B\nNine,Music,Room C,Sport,Hall\nTen,Latin,Room D,French,"
             "Room E\nTwelve,Drama,Attic,Greek,Room F\n"));
  CHECK_FALSE(second(",a,,b,\nc,d,e,f,g\nh,i,,j,\nk,l,,m,\nn,o,,p,\n"));
  // A blank name over an index, and texts below: one row.
  CHECK(read(",city,river\na,Ulm,Donau\nb,Bonn,Rhein\nc,Trier,Mosel\n").tables.at(0).header_rows == 1);
  CHECK(read(",city,people\na,Ulm,129000\nb,Bonn,331000\nc,Trier,112000\n").tables.at(0).header_rows == 1);
}

TEST_CASE("a list of words or sentences is no table of several columns") {
  CHECK(detect_dialect("name\nAnna Bell\nCarl Dow\n").delimiter == 0);
  CHECK(detect_dialect("one line\nanother (;) line\na third\nthe fourth\n").delimiter == 0);
}

TEST_CASE("a line sep= decides and is no record") {
  const Document document = read("sep=;\na;b\n1;2\n");
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].place.range == "A1:B2");
  CHECK(text_at(document.tables[0], 1, 1) == "2");
}

TEST_CASE("cells keep their text, and say what they mean") {
  const Document document = read("id;price;day;on\n007;1.234,50;5.3.2024;true\n008;2,25;6.3.2024;false\n");
  REQUIRE(document.tables.size() == 1);
  const Table& table = document.tables[0];
  CHECK(table.header_rows == 1);
  CHECK(text_at(table, 1, 0) == "007");
  const Cell& price = table.cells[5];
  CHECK(price.type == CellType::number);
  CHECK(price.text == "1.234,50");
  CHECK(price.number == 1234.5);
  CHECK(table.cells[6].type == CellType::date);
  CHECK(table.cells[6].number == 19787);
  CHECK(table.cells[7].type == CellType::boolean);
}

TEST_CASE("day and month are taken as the column shows, and left open where nothing shows it") {
  CHECK(parse_date("3/4/2024", DateOrder::unknown) == std::nullopt);
  const Document document = read("d,n\n3/4/2024,1\n25/4/2024,2\n");
  CHECK(document.tables[0].cells[2].number == parse_date("2024-04-03", DateOrder::unknown));
}

TEST_CASE("numbers") {
  CHECK(parse_number("1,234.50", false) == 1234.5);
  CHECK(parse_number("(12)", false) == -12);
  CHECK(parse_number("25 %", false) == 0.25);
  CHECK(parse_number("€ 5", false) == 5);
  CHECK(parse_number("-1e3", false) == -1000);
  for (const char* text : {"", "-", "1,23,4", "12a", "1.2.3", "e5", "0x10", "."})
    CHECK_FALSE(parse_number(text, false).has_value());
}

TEST_CASE("quoted line breaks and doubled quotes") {
  const Document document = read("a,b\n\"one\ntwo\",\"say \"\"hi\"\"\"\n3,4\n");
  REQUIRE(document.tables.size() == 1);
  CHECK(text_at(document.tables[0], 1, 0) == "one\ntwo");
  CHECK(text_at(document.tables[0], 1, 1) == "say \"hi\"");
  CHECK(document.tables[0].place.range == "A1:B3");
}

TEST_CASE("a quote that never closes is text, and told") {
  const Document document = read("a,b\n1,2\n\"open,4\n");
  CHECK(text_at(document.tables[0], 2, 0) == "\"open");
  const Notice* told = find(document, "format.unclosed_quote");
  REQUIRE(told != nullptr);
  CHECK(told->message == "A quote opens in row 3 and never closes; it was read as text.");
  CHECK(told->place.range == "A3");
  CHECK(told->evidence == "\"open,4");
}

TEST_CASE("a row with a quote too many keeps its cells, and is told") {
  const Document document = read("\"day,city,\"what was seen\",n\n1 May,Ulm,\"a, b\",3\n2 May,Bonn,\"c, d\",4\n");
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].header_rows == 1);
  CHECK(text_at(document.tables[0], 0, 0) == "\"day");
  CHECK(text_at(document.tables[0], 0, 2) == "\"what was seen\"");
  CHECK(text_at(document.tables[0], 1, 2) == "a, b");
  const Notice* told = find(document, "format.stray_quote");
  REQUIRE(told != nullptr);
  CHECK(
      told->message ==
      "Row 1 holds a quote too many; its quotes were read as text, since only then it has the 4 cells of the others.");
  CHECK(told->place.range == "A1");
  CHECK(find(document, "format.ragged_rows") == nullptr);
}

TEST_CASE("text behind a closing quote stays in its cell where the row has its width") {
  const Document document = read("name,n\n\"Smith, \"Bob\" J.\",1\n\"5\" pipe\",2\n");
  CHECK(text_at(document.tables[0], 1, 0) == "Smith, Bob\" J.\"");
  CHECK(text_at(document.tables[0], 2, 0) == "5 pipe\"");
  CHECK(find(document, "format.stray_quote") == nullptr);
}

TEST_CASE("a quoted line break is no stray quote") {
  const Document document = read("a,b,c\n1,2,3\n4,5,6\n\"x\ny\" z,7\n");
  CHECK(text_at(document.tables[0], 3, 0) == "x\ny z");
  CHECK(find(document, "format.stray_quote") == nullptr);
}

TEST_CASE("ragged rows are told with their place") {
  const Document document = read("a,b,c\n1,2,3\n4,5\n6,7,8\n9,10,11\n");
  const Notice* const notice = find(document, "format.ragged_rows");
  REQUIRE(notice != nullptr);
  CHECK(notice->severity == Severity::warning);
  CHECK(notice->place.range == "A3");
  CHECK(notice->evidence == "4,5");
  CHECK(find(read("a,b,\n1,2,\n3,4,\n"), "format.ragged_rows") == nullptr);
}

TEST_CASE("blanks around values are taken off and counted") {
  const Document document = read("city,n\nBerlin ,1\n Paris,2\nRome,3\n");
  CHECK(text_at(document.tables.at(0), 1, 0) == "Berlin");
  CHECK(document.signals.at("text.padded_values") == 2);
  CHECK(document.signals.at("text.padded_row") == 1);
  CHECK(read("city,n\nBerlin,1\nRome,\n").signals.at("text.padded_values") == 0);
  CHECK(read("city,n,m\nBerlin,1,2\nRome,,\n").signals.at("text.last_record_cells") == 3);
}

TEST_CASE("what stands above and below a table is no part of it") {
  const Document document =
      read("Quarterly export\nMade by hand\n\na,b,c\n1,2,3\n# checked\n4,5,6\n\nSource: own records\n");
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].place.range == "A4:C7");
  CHECK(text_at(document.tables[0], 3, 0) == "4");
  CHECK(document.blocks.front().text == "Quarterly export\nMade by hand");
  CHECK(document.blocks.back().text == "Source: own records");
}

TEST_CASE("a printed sheet is read as a sheet") {
  const Document document = read("Sales 2020,,\n,,\nname,qty,price\nx,1,2\ny,3,4\n,,\nname,qty,price\nz,5,6\nw,7,8\n");
  CHECK(document.tables.size() == 2);
  CHECK(document.tables[0].place.range == "A3:C5");
}

TEST_CASE("the limit of cells leaves what was read, and says so") {
  const Document document = read("a,b\n1,2\n3,4\n5,6\n", 4);
  CHECK(document.partial);
  CHECK(find(document, "completeness.limit") != nullptr);
  CHECK(document.tables[0].rows == 2);
}

TEST_CASE("property: what is written by the rules is read back") {
  const bool holds = rc::check([] {
    const auto cell = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab1 ,;\"\n'\\\t|")));
    const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
        rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(cell)));
    const char delimiter = *rc::gen::elementOf(std::string(",;\t|"));
    std::string text;
    for (const auto& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        std::string quoted;
        for (const char c : row[i]) quoted += c == '"' ? "\"\"" : std::string(1, c);
        text += (i > 0 ? std::string(1, delimiter) : "") + '"' + quoted + '"';
      }
      text += '\n';
    }
    RC_ASSERT(records(text, {delimiter, '"', 0}) == rows);
  });
  CHECK(holds);
}

TEST_CASE("property: any text is read, and every cell lies inside its table") {
  const bool holds = rc::check([] {
    const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("a1.,;\"\n#' -\t")));
    const Document document = read(text);
    for (const Block& block : document.blocks)
      if (block.table) RC_ASSERT(static_cast<std::size_t>(*block.table) < document.tables.size());
    for (const Table& table : document.tables) {
      RC_ASSERT(table.header_rows <= table.rows);
      for (const Cell& found : table.cells) {
        RC_ASSERT(found.row >= 0 && found.row < table.rows);
        RC_ASSERT(found.column >= 0 && found.column < table.columns);
      }
    }
  });
  CHECK(holds);
}

TEST_CASE("a comment at the head of a file stays one, whatever separators its sentence holds") {
  const Document document =
      read("# A template\n#\n# Set the precision, which is 2 by default.\n# Tabs may be used.\nid, name\n1, x\n2, y\n");
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].place.range == "A5:B7");
  CHECK(document.tables[0].header_rows == 1);
  CHECK(text_at(document.tables[0], 0, 1) == "name");
}

TEST_CASE("the last comment before the rows may be the header") {
  const Document document = read("# A list\n# with two columns\n# id,name\n1,x\n2,y\n");
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].place.range == "A3:B5");
  CHECK(document.tables[0].header_rows == 1);
}

TEST_CASE("a header behind a hash is one, also where the rows end with separators") {
  const Document document = read("# Table; Column; Kind\nCITY; ID; int; ; \nCITY; NAME; text; ; \nROAD; ID; int; ; \n");
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].place.range == "A1:C4");
  CHECK(document.tables[0].header_rows == 1);
  CHECK(text_at(document.tables[0], 0, 0) == "# Table");
}
