#include "extractors/office/row_scanner.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>
#include <string>

#include "extractors/office/xlsx_extractor.hpp"
#include "tests/extractors/office/package_maker.hpp"

namespace {

using assay::office::RowScanner;

// The same sheet twice: as it is, and so that the scanner understands nothing of it.
std::string told(const std::string& rows, bool by_tree) {
  const std::string sheet =
      "<sheetData>" + std::string(by_tree ? "<!--all by the tree-->" : "") + rows + "</sheetData>";
  assay::ExtractOptions options;
  options.file_name = "a.xlsx";
  assay::NoProgress progress;
  const std::string bytes = assay::test::make_workbook(sheet);
  const auto document = assay::xlsx_extractor().extract(assay::as_bytes(bytes), options, progress);
  std::string out;
  if (!document) return "failed";
  for (const auto& table : document->tables) {
    out += table.place.range + "\n";
    for (const assay::Cell& cell : table.cells)
      out += std::to_string(cell.row) + "," + std::to_string(cell.column) + " " + cell.text + "|" +
             cell.formula.text() + "|" + std::string(to_string(cell.type)) + (cell.hidden ? " hidden" : "") +
             (cell.number_as_text ? " number as text" : "") + "\n";
  }
  for (const auto& block : document->blocks) out += block.text + "\n";
  // Of a row that is broken in two ways the scanner may meet the other one first.
  std::multiset<std::string> notices;
  for (const auto& notice : document->notices)
    notices.insert(notice.code + ": " + notice.message + " " + notice.evidence + "\n");
  for (const std::string& notice : notices) out += notice;
  return out;
}

std::string some_value() {
  return *rc::gen::element<std::string>("1", "0", "-12.5", "44000", "44000.5", "1e3", " 7 ", "007", "x", "", " ",
                                        "a &amp; b", "a &lt;b&gt; &quot;c&quot;", "&#65;", "&unknown;", "&", "_x0041_",
                                        "<![CDATA[c<d]]>", "a<!-- no -->b", "two\nlines", "two\r\nlines", "0.1",
                                        "0.30000000000000004", "TRUE", "\xc3\xa9", "e\xcc\x81", "]]>");
}

std::string spaces() {
  return *rc::gen::element<std::string>("", "", "", " ", "\n  ", "\t");
}

std::string some_attributes() {
  std::string out;
  const auto names = {" r=\"B2\"",  " r='C3'",      " s=\"1\"",     " s=\"0\"",         " t=\"s\"",
                      " t=\"b\"",   " t=\"e\"",     " t=\"str\"",   " t=\"inlineStr\"", " t=\"d\"",
                      " t=\"n\"",   " cm=\"1\"",    "  x:r=\"A9\"", " r=\"a&amp;b\"",   " q=\"a>b\"",
                      " q=\"a<b\"", " r=\"ZZZZ1\"", " t = \"s\"",   " r=\"A1\"s=\"0\"", " bare"};
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
    out += *rc::gen::elementOf(std::vector<std::string>(names.begin(), names.end()));
  return out;
}

std::string some_part() {
  const std::string value = some_value();
  switch (*rc::gen::inRange(0, 9)) {
    case 0:
      return "<f>" + value + "</f>";
    case 1:
      return "<f t=\"shared\" ref=\"B2:B5\" si=\"0\"/>";
    case 2:
      return "<is><t>" + value + "</t></is>";
    case 3:
      return "<is>" + spaces() + "<t xml:space=\"preserve\">" + value + "</t>" + spaces() + "</is>";
    case 4:
      return "<is><r><t>" + value + "</t></r><r><t>more</t></r></is>";
    case 5:
      return "<x:v>" + value + "</x:v>";
    case 6:
      return "<v/>";
    case 7:
      return "<extLst><ext/></extLst>";
    default:
      return "<v>" + value + "</v>";
  }
}

std::string some_cell() {
  if (*rc::gen::inRange(0, 6) == 0) return "<c" + some_attributes() + spaces() + "/>";
  std::string out = "<c" + some_attributes() + spaces() + ">";
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) out += spaces() + some_part();
  return out + spaces() + "</c>";
}

std::string some_row() {
  const std::string begin = *rc::gen::element<std::string>(
      "<row>", "<row r=\"2\" spans=\"1:3\">", "<row r=\"3\" hidden=\"1\" x14ac:dyDescent=\"0.25\">", "<row hidden='0'>",
      "<row ht=\"5\" >", "<row r=\"1\" r=\"4\">", "<row/>", "<row r=\"7\"/>", "<rows>", "<x:row>");
  if (begin.ends_with("/>")) return begin;
  std::string out = begin;
  for (int i = *rc::gen::inRange(0, 5); i > 0; --i) out += spaces() + some_cell();
  if (*rc::gen::inRange(0, 30) == 0) out += "stray text";
  if (*rc::gen::inRange(0, 30) == 0) out += "<c><v>1";
  return out + spaces() + (begin == "<rows>" ? "</rows>" : begin == "<x:row>" ? "</x:row>" : "</row>");
}

}  // namespace

TEST_CASE("property: the scanner and the parser read the same cells of any rows") {
  CHECK(rc::check([] {
    std::string rows;
    for (int i = *rc::gen::inRange(1, 5); i > 0; --i) rows += spaces() + some_row();
    RC_LOG() << rows << "\n";
    RC_ASSERT(told(rows, false) == told(rows, true));
  }));
}

TEST_CASE("what programs write needs no tree") {
  const std::string rows =
      "<row r=\"1\" spans=\"1:4\" x14ac:dyDescent=\"0.25\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"2\"/>\n"
      "<c r=\"C1\"><f>IF(A1&gt;1,\"a\",2)</f><v>1.5</v></c><c t=\"inlineStr\"><is><t>in</t></is></c></row><row "
      "r=\"2\"/>";
  RowScanner scanner(rows);
  CHECK(scanner.next() == RowScanner::Step::row);
  CHECK(scanner.row().number == "1");
  CHECK(scanner.next() == RowScanner::Step::cell);
  CHECK(scanner.cell().value == "0");
  CHECK(scanner.next() == RowScanner::Step::cell);
  CHECK(scanner.cell().style == "2");
  CHECK(scanner.next() == RowScanner::Step::cell);
  CHECK(scanner.cell().formula == "IF(A1>1,\"a\",2)");
  CHECK(scanner.next() == RowScanner::Step::cell);
  CHECK(scanner.cell().inline_text == "in");
  CHECK(scanner.cells_of_row() == 4);
  CHECK(scanner.next() == RowScanner::Step::row);
  CHECK(scanner.next() == RowScanner::Step::end);
}
