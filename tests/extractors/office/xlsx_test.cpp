#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "extractors/core/document_json.hpp"
#include "extractors/office/number_format.hpp"
#include "extractors/office/xlsx_extractor.hpp"
#include "tests/extractors/notices.hpp"
#include "tests/extractors/office/package_maker.hpp"

namespace {

using namespace assay;
using test::has_notice;

Document read(const std::string& bytes, const ExtractOptions& options = {}) {
  NoProgress progress;
  auto document = xlsx_extractor().extract(as_bytes(bytes), options, progress);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *document;
}

std::string text_at(const Table& table, int row, int column) {
  for (const Cell& cell : table.cells)
    if (cell.row == row && cell.column == column) return cell.text;
  return "(none)";
}

}  // namespace

TEST_CASE("every type of cell") {
  const Document document = read(test::make_workbook(
      R"(<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>in</t></is></c></row>
         <row r="2"><c r="A2"><v>0.25600000000000001</v></c><c r="B2" s="1"><v>45000</v></c><c r="C2" s="2"><v>45000.5</v></c>
         <c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#REF!</v></c><c r="F2" t="str"><f>A1</f><v>made</v></c><c r="G2" s="4"><v>1.25</v></c>
         <c r="H2" t="s"><v>9</v></c></row></sheetData>)"));
  REQUIRE(document.tables.size() == 1);
  const Table& table = document.tables[0];
  CHECK(table.place.range == "A1:G2");
  CHECK(table.place.sheet == "Data");
  CHECK(text_at(table, 0, 0) == "plain");
  CHECK(text_at(table, 0, 1) == "rich text");
  CHECK(text_at(table, 0, 2) == "in");
  CHECK(text_at(table, 1, 0) == "0.256");
  CHECK(text_at(table, 1, 1) == "2023-03-15");
  CHECK(text_at(table, 1, 2) == "2023-03-15T12:00:00");
  CHECK(text_at(table, 1, 3) == "TRUE");
  CHECK(text_at(table, 1, 4) == "#REF!");
  CHECK(text_at(table, 1, 5) == "made");
  CHECK(text_at(table, 1, 6) == "30:00:00");
  CHECK(has_notice(document, "format.damaged", "H2"));
}

TEST_CASE("merges, hidden rows and columns, numbers as text, formulas without a value") {
  const Document document = read(test::make_workbook(
      R"(<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Head</t></is></c>
         <c r="B1" t="inlineStr"><is><t>covered</t></is></c><c r="C1" t="inlineStr"><is><t>12</t></is></c></row>
         <row r="2" hidden="1"><c r="A2"><v>1</v></c><c r="B2"><f>SUM(A2)</f></c></row><row r="3"><c r="A3"><v>3</v></c></row></sheetData>
         <mergeCells><mergeCell ref="A1:B1"/></mergeCells>)"));
  REQUIRE(document.tables.size() == 1);
  const auto& cells = document.tables[0].cells;
  CHECK(cells[0].column_span == 2);
  CHECK(text_at(document.tables[0], 0, 1) == "(none)");
  CHECK(cells[1].number_as_text);
  CHECK(cells[2].hidden);
  CHECK(cells[3].formula.text() == "SUM(A2)");
  CHECK(cells[3].text.empty());
  CHECK_FALSE(cells[4].hidden);
  CHECK(has_notice(document, "format.formula_without_value", "B2"));
  CHECK(has_notice(document, "consistency.covered_value"));
  const Notice* hidden = test::notice_of(document, "consistency.hidden_rows");
  REQUIRE(hidden);
  CHECK(hidden->message.find("1 row, with 1 value. What they hold is read and marked, and left out of the text.") !=
        std::string::npos);
  CHECK(hidden->evidence == "row 2");
}

TEST_CASE("a merged cell is hidden where no part of it is shown") {
  const auto text = [](const std::string& name, const std::string& letters) {
    return R"(<c r=")" + name + R"(" t="inlineStr"><is><t>)" + letters + "</t></is></c>";
  };
  const Document document = read(test::make_workbook(
      R"(<cols><col min="4" max="4" hidden="1"/></cols><sheetData>)"
      R"(<row r="1" hidden="1">)" +
      text("A1", "x") + text("B1", "down") + text("C1", "y") + R"(</row><row r="2">)" + text("A2", "a") +
      text("C2", "c") + text("D2", "across") + R"(</row><row r="3">)" + text("A3", "d") + text("C3", "f") +
      text("D3", "z") + text("E3", "g") + R"(</row><row r="4" hidden="1">)" + text("B4", "gone") +
      R"(</row><row r="5" hidden="1">)" + text("A5", "h") + R"(</row><row r="6">)" + text("A6", "i") +
      R"(</row></sheetData><mergeCells><mergeCell ref="B1:B3"/><mergeCell ref="D2:E2"/><mergeCell ref="B4:B5"/></mergeCells>)"));
  CHECK(plain_text(document) == "a\tdown\tc\tacross\nd\t\tf\tg\ni");
  const Notice* hidden = test::notice_of(document, "consistency.hidden_rows");
  REQUIRE(hidden);
  CHECK(hidden->evidence == "rows 1, 4-5; column D");
}

TEST_CASE("rows that a file leaves out are hidden where it says so, for merged cells too") {
  const std::string rows = R"(<row r="2"><c r="A2"><v>7</v></c></row><row r="5" ht="15"><c r="B5"><v>8</v></c></row>)";
  const auto text_of = [&](const std::string& range) {
    return plain_text(
        read(test::make_workbook(R"(<sheetFormatPr zeroHeight="1"/><sheetData>)" + rows +
                                 R"(</sheetData><mergeCells><mergeCell ref=")" + range + R"("/></mergeCells>)")));
  };
  CHECK(text_of("A2:A4").find('7') == std::string::npos);
  CHECK(text_of("A2:A5").find('7') != std::string::npos);
}

TEST_CASE("hidden rows with nothing but a merged blank are not told") {
  const Document document = read(test::make_workbook(
      R"(<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"/><row r="3"><c r="A3"><v>3</v></c></row></sheetData>)"
      R"(<mergeCells><mergeCell ref="A2:B2"/></mergeCells>)"));
  CHECK_FALSE(test::notice_of(document, "consistency.hidden_rows"));
}

TEST_CASE("numbers are shown by their formats, and kept as they are") {
  const auto cell = [](int style, const std::string& value) {
    return "<c s=\"" + std::to_string(style) + "\"><v>" + value + "</v></c>";
  };
  std::string rows = "<row>" + cell(1, "0.125") + cell(2, "7") + cell(3, "-1234.5") + cell(4, "5") + cell(0, "8") +
                     "<c s=\"1\"><f>A1</f><v>0.25</v></c></row>";
  const Document document = read(test::make_workbook(
      "<sheetData>" + rows + rows + "</sheetData>",
      {{"xl/styles.xml",
        R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode=";;;"/></numFmts>)"
        R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="39"/><xf numFmtId="165"/></cellXfs></styleSheet>)"}}));
  REQUIRE(document.tables.size() == 1);
  CHECK(text_at(document.tables[0], 0, 0) == "0.125");
  CHECK(text_at(document.tables[0], 0, 3) == "5");
  const std::string line = "12.50%\t00007\t(1,234.50)\t\t8\t25.00%";
  CHECK(plain_text(document) == line + "\n" + line);
  const std::string whole = "12.50%\t00007\t(1,234.50)\t5\t8\t25.00%";
  CHECK(plain_text(document, Shown::all) == whole + "\n" + whole);
  CHECK(to_markdown(document, Shown::all).find("| 5 |") != std::string::npos);
  CHECK(to_markdown(document).find("| 5 |") == std::string::npos);
  const Notice* unseen = test::notice_of(document, "consistency.values_not_shown");
  REQUIRE(unseen);
  CHECK(unseen->severity == Severity::info);
  CHECK(unseen->message.starts_with("2 values on sheet "));
  CHECK(unseen->evidence == "D1: 5, by the format ;;;");
  CHECK(unseen->place.range == "D1");
}

TEST_CASE("texts whose format shows nothing of them are told, and hidden") {
  const std::string row =
      R"(<row><c s="1" t="s"><v>0</v></c><c s="1" t="str"><f>A1</f><v>made</v></c><c s="2" t="s"><v>0</v></c>)"
      R"(<c s="1" t="inlineStr"><is><t>inline</t></is></c><c s="3" t="s"><v>0</v></c><c s="1" t="b"><v>1</v></c></row>)";
  const Document document = read(test::make_workbook(
      "<sheetData>" + row + "</sheetData>",
      {{"xl/styles.xml",
        R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode=";;;"/><numFmt numFmtId="165" formatCode=";;"/>)"
        R"(<numFmt numFmtId="166" formatCode="yyyy;;;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/>)"
        R"(<xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>)"}}));
  CHECK(plain_text(document) == "\t\tplain\t\t\tTRUE");
  CHECK(plain_text(document, Shown::all) == "plain\tmade\tplain\tinline\tplain\tTRUE");
  REQUIRE(document.tables.size() == 1);
  CHECK(text_at(document.tables[0], 0, 0) == "plain");
  const Notice* unseen = test::notice_of(document, "consistency.values_not_shown");
  REQUIRE(unseen);
  CHECK(unseen->message.starts_with("4 values on sheet "));
  CHECK(unseen->evidence == "A1: plain, by the format ;;;");
}

TEST_CASE("times and durations are shown by their formats, and days are not") {
  const auto cell = [](int style, const std::string& value) {
    return "<c s=\"" + std::to_string(style) + "\"><v>" + value + "</v></c>";
  };
  const Document document = read(test::make_workbook(
      "<sheetData><row>" + cell(1, "1.5") + cell(2, "0.0625") + cell(3, "0.55") + cell(4, "45000") + cell(5, "0.3") +
          cell(4, "0.5") + "</row></sheetData>",
      {{"xl/styles.xml",
        R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/><numFmt numFmtId="165" formatCode="[mm]:ss"/>)"
        R"(<numFmt numFmtId="166" formatCode="dd.mm.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/>)"
        R"(<xf numFmtId="165"/><xf numFmtId="18"/><xf numFmtId="166"/><xf numFmtId="47"/></cellXfs></styleSheet>)"}}));
  CHECK(plain_text(document) == "36:00\t90:00\t1:12 PM\t2023-03-15\t07:12:00\t12:00:00");
  REQUIRE(document.tables.size() == 1);
  CHECK(text_at(document.tables[0], 0, 0) == "36:00:00");
}

TEST_CASE("zeros that a format leaves blank are no hidden values") {
  const Document document = read(test::make_workbook(
      R"(<sheetData><row><c s="1"><v>0</v></c><c s="1"><v>5</v></c><c s="1"><v>-5</v></c></row></sheetData>)",
      {{"xl/styles.xml", R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0;-0;;@"/></numFmts>)"
                         R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>)"}}));
  CHECK(plain_text(document) == "\t5\t-5");
  CHECK_FALSE(has_notice(document, "consistency.values_not_shown"));
}

TEST_CASE("numbers without a format are shown as far as there is room, and kept as they are") {
  const Document document = read(test::make_workbook(
      "<sheetData><row><c><v>0.333333333333333</v></c><c><v>1.1000000000000001</v></c><c><v>0.30000000000000004</v></c>"
      "<c><f>1</f><v>1234.5678901234</v></c><c><v>4006381333931</v></c></row></sheetData>",
      {{"xl/styles.xml", R"(<styleSheet><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>)"}}));
  REQUIRE(document.tables.size() == 1);
  CHECK(text_at(document.tables[0], 0, 0) == "0.333333333333333");
  CHECK(plain_text(document) == "0.333333333\t1.1\t0.3\t1234.56789\t4006381333931");
}

TEST_CASE("what rows and columns hide is told, and stands beside the text; a title that is hidden is none") {
  std::string rows;
  for (int row = 1; row <= 16; ++row) {
    const std::string number = std::to_string(row);
    rows += "<row" + std::string(row % 2 == 0 ? R"( hidden="1")" : "") + "><c><v>" + number + "</v></c><c><v>1" +
            number + "</v></c><c><v>2" + number + "</v></c></row>";
  }
  const Document document =
      read(test::make_workbook(R"(<cols><col min="2" max="3" hidden="1"/></cols><sheetData>)" + rows + "</sheetData>"));
  const Notice* hidden = test::notice_of(document, "consistency.hidden_rows");
  REQUIRE(hidden);
  CHECK(hidden->message.find(": 8 rows and 2 columns, with 40 values. ") != std::string::npos);
  CHECK(hidden->evidence == "rows 2, 4, 6, 8, 10 and 3 others; columns B-C");
  CHECK(plain_text(document) == "1\n3\n5\n7\n9\n11\n13\n15");
  const std::string text = R"(<c t="inlineStr"><is><t>)", end = "</t></is></c>";
  const Document titled = read(test::make_workbook(
      R"(<sheetData><row r="1" hidden="1">)" + text + "Secret" + end + R"(</row><row r="3">)" + text + "Name" + end +
      text + "Age" + end + R"(</row><row r="4">)" + text + "Ann" + end + "<c><v>30</v></c></row></sheetData>"));
  REQUIRE(titled.tables.size() == 1);
  CHECK(titled.tables[0].title.empty());
  CHECK(plain_text(titled) == "Name\tAge\nAnn\t30");
  CHECK(plain_text(titled, Shown::all) == "Secret\n\nName\tAge\nAnn\t30");
}

TEST_CASE("a formula of a text has a result where the file holds one, be it empty") {
  const auto found = [](const std::string& cell) {
    const Document document =
        read(test::make_workbook("<sheetData><row><c><v>1</v></c>" + cell + "</row></sheetData>"));
    const Notice* notice = test::notice_of(document, "format.formula_without_value");
    return notice ? notice->evidence : "(none)";
  };
  CHECK(found(R"(<c t="str"><f>"x"</f></c>)") == "B1 =\"x\"");
  CHECK(found(R"(<c t="str"><f>"x"</f><x/></c>)") == "B1 =\"x\"");  // read as a tree
  CHECK(found(R"(<c t="str"><f>""</f><v></v></c>)") == "(none)");
  CHECK(found(R"(<c t="str"><f>""</f><v/></c>)") == "(none)");
  CHECK(found(R"(<c t="str"><f>""</f><v/><x/></c>)") == "(none)");
  CHECK(found(R"(<c><f t="shared" si="0"/></c>)") == "B1, whose formula stands in another cell");
}

TEST_CASE("hidden sheets are read, marked and named") {
  const Document document = read(test::make_workbook(
      R"(<sheetData><row><c><v>1</v></c></row></sheetData>)",
      {{"xl/workbook.xml",
        R"(<workbook xmlns:r="r"><sheets><sheet name="Secret" state="veryHidden" r:id="r1"/></sheets></workbook>)"}}));
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].hidden);
  CHECK(has_notice(document, "consistency.hidden_sheet", "Secret"));
}

TEST_CASE("a workbook without its list of sheets says what is lost") {
  const std::string cell = R"(<sheetData><row><c><v>1</v></c></row></sheetData>)";
  for (const char* list : {"", "<workbook/>", "<workbook><sheets>"}) {
    const Document document = read(test::make_workbook(cell, {{"xl/workbook.xml", list}}));
    REQUIRE(document.tables.size() == 1);
    CHECK(document.partial);
    CHECK(has_notice(document, "format.damaged", "which of them were hidden are lost"));
  }
}

TEST_CASE("two sheets that are said to be one part are told, and none is read twice") {
  const auto read_two = [](const std::string& part, const std::string& id) {
    return read(test::make_workbook(
        R"(<sheetData><row><c><v>1</v></c></row></sheetData>)",
        {{"xl/workbook.xml", R"(<workbook xmlns:r="r"><sheets><sheet name="One" r:id="r1"/><sheet name="Two" r:id=")" +
                                 id + R"("/></sheets></workbook>)"},
         {part, "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>"}}));
  };
  const Document usual = read_two("xl/worksheets/sheet2.xml", "r1");
  REQUIRE(usual.tables.size() == 2);
  CHECK(usual.tables[1].place.sheet == "Two");
  CHECK(text_at(usual.tables[1], 0, 0) == "2");
  CHECK(has_notice(usual, "format.damaged", "sheet 'Two' is kept; the usual place was read"));
  CHECK_FALSE(usual.partial);
  for (const char* id : {"r1", "none"}) {
    const Document lost = read_two("xl/worksheets/other.xml", id);
    CHECK(lost.tables.size() == 1);
    CHECK(lost.partial);
    CHECK(has_notice(lost, "format.damaged", "sheet 'Two' is kept; it is missing"));
    CHECK(has_notice(lost, "format.damaged", "xl/worksheets/other.xml"));
  }
}

TEST_CASE("numbers whose formats are missing are told, where cells name any") {
  const auto read_dates = [](const std::string& style) {
    return read(test::make_workbook(
        "<sheetData><row><c" + style + "><v>45000</v></c><c t=\"s\"" + style + "><v>0</v></c></row></sheetData>",
        {{"xl/styles.xml", ""}}));
  };
  const Document lost = read_dates(R"( s="1")");
  CHECK(lost.partial);
  CHECK(has_notice(lost, "format.damaged", "The formats of one number are missing"));
  CHECK(has_notice(lost, "format.damaged", "sheet 'Data', A1"));
  for (const char* none : {"", R"( s="0")"}) {
    CHECK_FALSE(read_dates(none).partial);
    CHECK_FALSE(has_notice(read_dates(none), "format.damaged"));
  }
}

TEST_CASE("protection against changes is told with the names of the sheets") {
  const std::string cell = R"(<sheetData><row><c><v>1</v></c></row></sheetData>)";
  const auto said = [&](const std::string& sheet, const std::string& book) {
    const Document document = read(test::make_workbook(
        cell + sheet, {{"xl/workbook.xml", R"(<workbook xmlns:r="r">)" + book +
                                               R"(<sheets><sheet name="Data" r:id="r1"/><sheet name="More" r:id="r9"/>
                                               </sheets></workbook>)"},
                       {"xl/worksheets/sheet2.xml", "<worksheet>" + cell + sheet + "</worksheet>"}}));
    const Notice* notice = test::notice_of(document, "format.protected");
    return notice ? notice->message : "(none)";
  };
  CHECK(said(R"(<sheetProtection sheet="1" objects="1"/>)", R"(<workbookProtection lockStructure="1"/>)") ==
        "The workbook is protected against changes: the list of its sheets; the sheets 'Data' and 'More'.");
  CHECK(said("", R"(<workbookProtection lockStructure="true"/>)") ==
        "The workbook is protected against changes: the list of its sheets.");
  CHECK(said(R"(<sheetProtection objects="1"/>)", R"(<workbookProtection lockWindows="1"/>)") == "(none)");
}

TEST_CASE("rules for what may be entered are told with their words") {
  const Document document = read(test::make_workbook(
      R"(<sheetData><row><c><v>1</v></c></row></sheetData><dataValidations count="2">
      <dataValidation type="list" sqref="B2:B9" promptTitle="Pick" prompt="open if not paid" error="Not so"><formula1>"open,closed"</formula1></dataValidation>
      <dataValidation type="whole" sqref="C2"><formula1>1</formula1></dataValidation></dataValidations>
      <extLst><ext><x14:dataValidations><x14:dataValidation type="list" prompt="a town"><x14:formula1><xm:f>Towns!A1:A9</xm:f></x14:formula1><xm:sqref>D2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>)"));
  const Notice* notice = test::notice_of(document, "format.entry_rules");
  REQUIRE(notice);
  CHECK(notice->severity == Severity::info);
  CHECK(notice->message ==
        "The workbook has 3 rules for what may be entered into its cells. 2 of them hold prompts, messages or lists to "
        "choose from, which are no part of the text.");
  CHECK(notice->evidence ==
        "sheet 'Data', B2:B9: open,closed; Pick; open if not paid; Not so | sheet 'Data', D2: a town");
}

namespace {

// A thread of two on A2, its stand-in, and a comment of somebody else; `threads`: whether the part of threads is there,
// which is named twice.
Document read_comments(bool threads) {
  const std::string type = R"(" Type="http://schemas.microsoft.com/office/2017/10/relationships/)";
  const auto list = [](const std::string& links) { return "<Relationships>" + links + "</Relationships>"; };
  const std::string own = R"(<Relationship Id="c" Type="comments" Target="../comments1.xml"/>)";
  const auto link = [&](const std::string& id) {
    return R"(<Relationship Id=")" + id + type + R"(threadedComment" Target="../threads.xml"/>)";
  };
  test::Members members{
      {"xl/_rels/workbook.xml.rels", list(R"(<Relationship Id="r1" Type="worksheet" Target="worksheets/sheet1.xml"/>
         <Relationship Id="p)" + type + R"(person" Target="persons/person.xml"/>)")},
      {"xl/persons/person.xml",
       R"(<personList><person displayName="Ann" id="{P1}"/><person displayName="Bo Tan" id="{P2}"/></personList>)"},
      {"xl/worksheets/_rels/sheet1.xml.rels", list(own + (threads ? link("t1") + link("t2") : ""))},
      {"xl/threads.xml",
       R"(<ThreadedComments><threadedComment ref="A2" personId="{P1}" id="{T1}"><text>Annual?</text></threadedComment>
          <threadedComment ref="B1" personId="{P9}" id="{T2}"><text>Unsigned</text></threadedComment>
          <threadedComment ref="A2" personId="{P2}" id="{T3}" parentId="{T1}"><text>It is.</text></threadedComment></ThreadedComments>)"},
      {"xl/comments1.xml",
       R"(<comments><authors><author>tc={T1}</author><author>Cy</author></authors><commentList>
          <comment ref="A2" authorId="0"><text><t>[Threaded comment] Comment: Right? Reply: It is.</t></text></comment>
          <comment ref="A3" authorId="1"><text><t>Old way</t></text></comment></commentList></comments>)"}};
  return read(
      test::make_workbook(R"(<sheetData><row><c><v>1</v></c></row><row r="3" hidden="1"/></sheetData>)", members));
}

}  // namespace

TEST_CASE("threaded comments have their authors and replies, and what stands in for them is left out") {
  const Document document = read_comments(true);
  std::vector<std::string> said;
  for (const Block& block : document.blocks)
    if (block.kind == BlockKind::comment)
      said.push_back(block.place.range + (block.hidden ? " (hidden) " : " ") + block.text);
  CHECK(said ==
        std::vector<std::string>{"A3 (hidden) Cy: Old way", "A2 Ann: Annual?", "A2 Bo Tan: It is.", "B1 Unsigned"});
  const Document without = read_comments(false);
  REQUIRE(without.blocks.size() == 3);
  CHECK(without.blocks[1].text == "[Threaded comment] Comment: Right? Reply: It is.");
}

TEST_CASE("a workbook whose relationships are missing is still read, and says so") {
  const Document document = read(test::make_workbook(R"(<sheetData><row><c><v>7</v></c></row></sheetData>)",
                                                     {{"_rels/.rels", ""}, {"xl/_rels/workbook.xml.rels", ""}}));
  REQUIRE(document.tables.size() == 1);
  CHECK(has_notice(document, "format.damaged"));
}

TEST_CASE("sheets with a prefix and other bytes before them") {
  const Document document = read(
      test::make_workbook({}, {{"xl/worksheets/sheet1.xml",
                                "\xef\xbb\xbf<?xml version=\"1.0\"?><x:worksheet xmlns:x=\"s\"><x:sheetData><x:row>"
                                "<x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"}}));
  REQUIRE(document.tables.size() == 1);
  CHECK(text_at(document.tables[0], 0, 0) == "5");
}

TEST_CASE("rows behind the rows of a sheet are none of it, and what stands beside them is read") {
  const std::string tail =
      R"(<mergeCells><mergeCell ref="A1:B1"/></mergeCells><extLst><row><c><v>9</v></c></row></extLst>)";
  for (const int count : {1, 200'000}) {  // in one piece of the part, and in many
    CAPTURE(count);
    std::string rows = "<row><c><v>1</v></c><c/><c><v>2</v></c></row>";
    for (int i = 1; i < count; ++i) rows += "<row><c><v>3</v></c><c><v>4</v></c><c><v>5</v></c></row>";
    const Document document = read(test::make_workbook("<sheetData>" + rows + "</sheetData>" + tail));
    REQUIRE(document.tables.size() == 1);
    CHECK(document.tables[0].rows == count);
    CHECK(document.tables[0].cells[0].column_span == 2);
    CHECK_FALSE(has_notice(document, "format.damaged"));
  }
}

TEST_CASE("limits are counted and named") {
  std::string rows;
  for (int i = 0; i < 50; ++i) rows += "<row><c><v>1</v></c><c><v>2</v></c></row>";
  ExtractOptions options;
  options.limits.cells = 10;
  const Document document = read(test::make_workbook("<sheetData>" + rows + "</sheetData>"), options);
  CHECK(document.partial);
  CHECK(has_notice(document, "completeness.limit", "cells"));
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].cells.size() == 10);
}

TEST_CASE("a bomb is stopped by its ratio") {
  const std::string row = "<row><c><v>1</v></c></row>";
  std::string rows;
  while (rows.size() < (std::size_t{8} << 20)) rows += row;
  ExtractOptions options;
  options.limits.unpack_ratio = 100;
  const Document document = read(test::make_workbook("<sheetData>" + rows + "</sheetData>"), options);
  CHECK(document.partial);
  CHECK(has_notice(document, "completeness.limit", "unpack_ratio"));
}

TEST_CASE("every truncation and many flipped bits end in an answer") {
  const std::string whole = test::make_workbook(
      R"(<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>)");
  NoProgress progress;
  for (std::size_t size = 0; size < whole.size(); size += 7)
    CHECK_NOTHROW((void)xlsx_extractor().extract(as_bytes(std::string_view(whole).substr(0, size)), {}, progress));
  for (std::size_t at = 0; at < whole.size(); at += 3) {
    std::string broken = whole;
    broken[at] = static_cast<char>(broken[at] ^ 0x15);
    CHECK_NOTHROW((void)xlsx_extractor().extract(as_bytes(broken), {}, progress));
  }
}

TEST_CASE("a package cut before its directory is salvaged") {
  const std::string whole = test::make_workbook(R"(<sheetData><row><c><v>42</v></c></row></sheetData>)");
  const Document document = read(whole.substr(0, whole.find("PK\x01\x02")));
  CHECK(document.partial);
  REQUIRE(document.tables.size() == 1);
  CHECK(text_at(document.tables[0], 0, 0) == "42");
}

TEST_CASE("number formats") {
  using office::Shows;
  CHECK(office::shows_of(14, "") == Shows::date);
  CHECK(office::shows_of(164, "[$-407]d. mmmm yyyy") == Shows::date);
  CHECK(office::shows_of(164, "[h]:mm:ss") == Shows::elapsed);
  CHECK(office::shows_of(164, "0.00\" days\"") == Shows::number);
  CHECK(office::shows_of(164, "[Red]#,##0.00") == Shows::number);
  CHECK(office::shows_of(164, "hh:mm") == Shows::time);
  CHECK(office::shows_of(164, "dd/mm/yy hh:mm") == Shows::date_time);
  CHECK(office::shows_of(164, "General") == Shows::number);
  CHECK(office::number_text(0.1 + 0.2) == "0.3");
  CHECK(office::number_text(1e15) == "1000000000000000");
  CHECK(office::number_text(-1.5) == "-1.5");
  for (const char* text : {"0", "12", "-7.25", "0.000000000001", "123456789012345", "0.1", "1000", "99999.99999"}) {
    CHECK(office::number_text(std::stod(text)) == text);
  }
  CHECK(office::date_text(1, false, Shows::date)->text == "1900-01-01");
  CHECK(office::date_text(61, false, Shows::date)->text == "1900-03-01");
  CHECK(office::date_text(0, true, Shows::date)->text == "1904-01-01");
  CHECK(office::date_text(25569, false, Shows::date)->days == 0.0);
  CHECK_FALSE(office::date_text(-1, false, Shows::date));
  CHECK_FALSE(office::date_text(1e10, false, Shows::date));
}
