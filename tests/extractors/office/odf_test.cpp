#include <doctest/doctest.h>

#include <string>

#include "extractors/office/odf_extractor.hpp"
#include "tests/extractors/notices.hpp"
#include "tests/extractors/office/package_maker.hpp"

namespace {

using namespace assay;

Result<Document> try_read(const std::string& body, const ExtractOptions& options = {}, const test::Members& more = {}) {
  test::Members members{
      {"content.xml",
       "<office:document-content><office:automatic-styles><style:style style:name=\"h\"><style:table-properties "
       "table:display=\"false\"/></style:style></office:automatic-styles><office:body>" +
           body + "</office:body></office:document-content>"}};
  members.insert(members.end(), more.begin(), more.end());
  const std::string bytes = test::make_package(members);
  NoProgress progress;
  return odf_extractor().extract(as_bytes(bytes), options, progress);
}

Document read_packed(const std::string& body, const test::Members& more) {
  auto document = try_read(body, {}, more);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *document;
}

Document read(const std::string& body, RevisionView view = RevisionView::accepted) {
  ExtractOptions options;
  options.revisions = view;
  auto document = try_read(body, options);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *document;
}

}  // namespace

TEST_CASE("an OpenDocument sheet: types, repeats, hidden") {
  const Document document = read(
      R"(<office:spreadsheet><table:table table:name="S" table:style-name="h">
      <table:table-row><table:table-cell office:value-type="string"><text:p>Head<text:s text:c="2"/>line</text:p><text:p>two</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>B</text:p></table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="0.25" table:number-columns-repeated="2"><text:p>25 %</text:p></table:table-cell></table:table-row>
      <table:table-row table:visibility="collapse"><table:table-cell office:value-type="date" office:date-value="2024-01-02"/><table:table-cell office:value-type="time" office:time-value="PT1H02M03S"/></table:table-row>
      <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
      </table:table></office:spreadsheet>)");
  REQUIRE(document.tables.size() == 1);
  const Table& table = document.tables[0];
  CHECK(table.hidden);
  CHECK(table.place.range == "A1:B4");
  REQUIRE(table.cells.size() == 8);
  CHECK(table.cells[0].text == "Head  line\ntwo");
  CHECK(table.header_rows == 1);
  CHECK(table.cells[2].text == "0.25");
  CHECK(table.cells[5].number == 0.25);
  CHECK(table.cells[6].text == "2024-01-02");
  CHECK(table.cells[6].hidden);
  CHECK(table.cells[7].text == "01:02:03");
}

TEST_CASE("comments on hidden cells of an OpenDocument sheet are hidden, columns of a closed group are") {
  const auto cell = [](const std::string& text) {
    return "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>on " + text +
           "</text:p></office:annotation><text:p>" + text + "</text:p></table:table-cell>";
  };
  const Document document = read(
      R"(<office:spreadsheet><table:table table:name="S"><table:table-column/>
      <table:table-column-group table:display="false"><table:table-column/></table:table-column-group>
      <table:table-row>)" +
      cell("a") + cell("b") + R"(</table:table-row><table:table-row table:visibility="filter">)" + cell("c") +
      cell("d") + "</table:table-row><table:table-row>" + cell("e") +
      "<table:table-cell/></table:table-row></table:table></office:spreadsheet>");
  CHECK(plain_text(document) == "a\ne");
  std::string shown, hidden;
  for (const Block& block : document.blocks)
    if (block.kind == BlockKind::comment) (block.hidden ? hidden : shown) += block.text + ';';
  CHECK(shown == "on a;on e;");
  CHECK(hidden == "on b;on c;on d;");
}

TEST_CASE("an OpenDocument presentation: titles first, lists, tables, notes, comments, what masters print") {
  const auto frame = [](const std::string& attributes, const std::string& text) {
    return "<draw:frame " + attributes + "><draw:text-box>" + text + "</draw:text-box></draw:frame>";
  };
  const auto paragraph = [](const std::string& text) { return "<text:p>" + text + "</text:p>"; };
  const std::string styles = R"(<office:document-styles><office:master-styles><style:master-page style:name="M">)" +
                             frame("presentation:class=\"title\"", paragraph("Click to edit")) +
                             frame("", paragraph("For the staff")) +
                             frame("presentation:class=\"footer\"", "<text:p><presentation:footer/></text:p>") +
                             "</style:master-page></office:master-styles></office:document-styles>";
  const std::string content =
      R"(<office:document-content><office:automatic-styles>
      <style:style style:name="d2" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>
      </office:automatic-styles><office:body><office:presentation>
      <presentation:footer-decl presentation:name="f">Spring plan</presentation:footer-decl>
      <draw:page draw:name="p1" draw:master-page-name="M" presentation:use-footer-name="f"><draw:custom-shape>)" +
      paragraph("a note") + "</draw:custom-shape>" +
      frame("presentation:class=\"title\"", paragraph("The") + paragraph("title")) +
      frame("presentation:class=\"outline\"",
            "<text:list><text:list-item>" + paragraph("one") + "</text:list-item></text:list>") +
      frame("presentation:class=\"subtitle\" presentation:placeholder=\"true\"", paragraph("Click here")) + "<draw:g>" +
      frame("", paragraph("grouped")) + "</draw:g>" +
      "<draw:frame><table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>"
      "<table:table-cell><text:p>y</text:p></table:table-cell></table:table-row></table:table>"
      "<svg:desc>A small table</svg:desc></draw:frame>"
      "<office:annotation><dc:creator>Ada</dc:creator><text:p>Check</text:p></office:annotation><presentation:notes>" +
      frame("presentation:class=\"notes\"", paragraph("say this")) +
      frame("presentation:class=\"header\"", paragraph("a header")) +
      R"(</presentation:notes></draw:page><draw:page draw:name="p2" draw:style-name="d2" draw:master-page-name="M">)" +
      frame("", paragraph("unseen")) + "</draw:page></office:presentation></office:body></office:document-content>";
  const auto read_slides = [&](const ExtractOptions& options) {
    const std::string bytes = test::make_package({{"content.xml", content}, {"styles.xml", styles}});
    NoProgress progress;
    return odf_extractor().extract(as_bytes(bytes), options, progress).value();
  };
  const Document document = read_slides({});
  std::string said;
  for (const Block& block : document.blocks)
    said += std::string(to_string(block.kind)) + (block.hidden ? "(" + block.text + ")|" : ":" + block.text + "|");
  CHECK(said ==
        "heading:The\ntitle|paragraph:a note|list_item:one|paragraph:grouped|table:|figure(A small table)|"
        "page_header:For the staff|page_footer:Spring plan|comment:Ada: Check|paragraph:say this|page_header:a "
        "header|paragraph(unseen)|");
  CHECK(document.blocks[9].place.part == "notes of slide 1");
  REQUIRE(document.pages.size() == 2);
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].found_by == TableSource::slide);
  CHECK(document.tables[0].place.page == 1);
  CHECK(test::has_notice(document, "consistency.hidden_slide", "Slide 2"));
  ExtractOptions small;
  small.limits.pages = 1;
  CHECK(test::has_notice(read_slides(small), "completeness.limit", "limit: pages"));
  small.limits = {};
  small.limits.text_bytes = 12;
  CHECK(test::has_notice(read_slides(small), "completeness.limit", "limit: text_bytes"));
}

TEST_CASE("numbers of OpenDocument are shown by the styles of their cells") {
  const std::string styles =
      R"(<number:percentage-style style:name="N1"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text> %</number:text></number:percentage-style>
      <number:currency-style style:name="N2P0"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/><number:text> </number:text><number:currency-symbol>€</number:currency-symbol></number:currency-style>
      <number:currency-style style:name="N2"><number:text>(</number:text><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/><number:text>)</number:text><style:map style:condition="value()&gt;=0" style:apply-style-name="N2P0"/></number:currency-style>
      <number:number-style style:name="N3"><number:number number:decimal-places="0" number:min-integer-digits="9"><number:embedded-text number:position="6">-</number:embedded-text><number:embedded-text number:position="4">-</number:embedded-text></number:number></number:number-style>
      <number:number-style style:name="N4"><number:scientific-number number:decimal-places="2" number:min-integer-digits="1" number:min-exponent-digits="2"/></number:number-style>
      <number:number-style style:name="N5"><number:fraction number:min-integer-digits="0" number:min-numerator-digits="1" number:denominator-value="10"/></number:number-style>
      <number:number-style style:name="N6"><number:number number:decimal-places="2" number:decimal-replacement="--"/></number:number-style>
      <number:number-style style:name="N7"><number:number number:decimal-places="1" number:display-factor="1000"/><number:text>K "x"</number:text></number:number-style>)";
  std::string cells;
  std::string kinds;
  for (const auto& [style, value] : {std::pair("1", "0.125"),
                                     {"2", "1234.5"},
                                     {"2", "-1234.5"},
                                     {"3", "123456789"},
                                     {"4", "12345"},
                                     {"5", "0.3"},
                                     {"6", "12"},
                                     {"7", "1500"}})
    cells += "<table:table-cell table:style-name=\"c" + std::string(style) +
             "\" office:value-type=\"float\" office:value=\"" + value + "\"><text:p>stale</text:p></table:table-cell>";
  for (const char* style : {"1", "2", "3", "4", "5", "6", "7"})
    kinds += "<style:style style:name=\"c" + std::string(style) +
             "\" style:family=\"table-cell\" style:data-style-name=\"N" + style + "\"/>";
  const std::string plain = R"(<table:table-cell office:value-type="float" office:value="0.5"/>)";
  const Document document = read_packed(
      R"(<office:spreadsheet><table:table><table:table-column table:number-columns-repeated="7"/><table:table-column table:default-cell-style-name="child" table:number-columns-repeated="3"/><table:table-row>)" +
          cells + "</table:table-row><table:table-row>" + plain +
          R"(<table:table-cell table:number-columns-repeated="6"/>)" + plain +
          "</table:table-row></table:table></office:spreadsheet>",
      {{"styles.xml",
        "<office:document-styles><office:styles>" + styles + kinds +
            R"(<style:style style:name="child" style:family="table-cell" style:parent-style-name="c1"/></office:styles></office:document-styles>)"}});
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].cells[1].text == "1234.5");
  CHECK(plain_text(document) ==
        "12.5 %\t1,234.50 €\t(1,234.50)\t123-45-6789\t1.23E+04\t3/10\t12\t1.5K \"x\"\n0.5\t\t\t\t\t\t\t50.0 %");
}

TEST_CASE("a merged cell of OpenDocument is hidden where no part of it is shown") {
  const auto cell = [](const std::string& text, const std::string& attributes = {}) {
    return "<table:table-cell office:value-type=\"string\"" + attributes + "><text:p>" + text +
           "</text:p></table:table-cell>";
  };
  const auto row = [](const std::string& cells, bool hidden = false) {
    return std::string("<table:table-row") + (hidden ? " table:visibility=\"filter\"" : "") + ">" + cells +
           "</table:table-row>";
  };
  const std::string covered = "<table:covered-table-cell/>";
  const Document document = read("<office:spreadsheet><table:table table:name=\"S\">" +
                                 row(cell("x") + cell("down", " table:number-rows-spanned=\"2\"") + cell("y"), true) +
                                 row(cell("a") + covered + cell("c")) +
                                 row(cell("z") + cell("gone", " table:number-rows-spanned=\"2\"") + cell("y"), true) +
                                 row(cell("w") + covered + cell("v"), true) + row(cell("d") + cell("e")) +
                                 "</table:table></office:spreadsheet>");
  CHECK(plain_text(document) == "a\tdown\tc\nd\te");
}

TEST_CASE("texts of OpenDocument whose style shows nothing of them are hidden") {
  const auto styles = [](const std::string& texts) {
    return R"(<office:document-styles><office:styles><number:number-style style:name="N1P0"/>)"
           R"(<number:text-style style:name="N1">)" +
           texts +
           R"(<style:map style:condition="value()&gt;0" style:apply-style-name="N1P0"/>)"
           R"(<style:map style:condition="value()&lt;0" style:apply-style-name="N1P0"/>)"
           R"(<style:map style:condition="value()=0" style:apply-style-name="N1P0"/></number:text-style>)"
           R"(<style:style style:name="c" style:family="table-cell" style:data-style-name="N1"/>)"
           R"(</office:styles></office:document-styles>)";
  };
  const std::string sheet =
      R"(<office:spreadsheet><table:table><table:table-row><table:table-cell table:style-name="c" )"
      R"(office:value-type="string"><text:p>kept</text:p></table:table-cell><table:table-cell )"
      R"(office:value-type="string"><text:p>shown</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>)";
  const Document hidden = read_packed(sheet, {{"styles.xml", styles("<number:text/>")}});
  CHECK(plain_text(hidden) == "\tshown");
  CHECK(plain_text(hidden, Shown::all) == "kept\tshown");
  CHECK(plain_text(read_packed(sheet, {{"styles.xml", styles("<number:text-content/>")}})) == "kept\tshown");
}

TEST_CASE("times of OpenDocument are shown by the styles of their cells") {
  const auto shown = [](const std::string& attributes, const std::string& parts) {
    const Document document = read_packed(
        R"(<office:spreadsheet><table:table><table:table-row><table:table-cell table:style-name="c" )"
        R"(office:value-type="time" office:time-value="PT36H05M00S"/></table:table-row></table:table></office:spreadsheet>)",
        {{"styles.xml", "<office:document-styles><office:styles><number:time-style style:name=\"N1\" " + attributes +
                            ">" + parts +
                            R"(</number:time-style><style:style style:name="c" style:family="table-cell" )"
                            R"(style:data-style-name="N1"/></office:styles></office:document-styles>)"}});
    return plain_text(document);
  };
  const std::string minutes = R"(<number:text>:</number:text><number:minutes number:style="long"/>)";
  const std::string all = R"(number:truncate-on-overflow="false")";
  CHECK(shown(all, "<number:hours/>" + minutes) == "36:05");
  CHECK(shown("", "<number:hours/>" + minutes) == "36:05:00");  // a time of day that is none
  CHECK(shown(all, "<number:hours/>" + minutes + "<number:era/>") == "36:05:00");
}

TEST_CASE("durations of OpenDocument keep their sign, their days and parts of seconds") {
  const auto shown = [](const std::string& duration) {
    const Document document = read(
        R"(<office:spreadsheet><table:table><table:table-row><table:table-cell office:value-type="time" office:time-value=")" +
        duration + R"("/></table:table-row></table:table></office:spreadsheet>)");
    REQUIRE(document.tables.size() == 1);
    return document.tables[0].cells[0].text;
  };
  CHECK(shown("PT06H00M00S") == "06:00:00");
  CHECK(shown("-PT06H00M00S") == "-06:00:00");
  CHECK(shown("P1DT12H00M00S") == "36:00:00");
  CHECK(shown("PT90M") == "01:30:00");
  CHECK(shown("P2D") == "48:00:00");
  CHECK(shown("PT00H00M01.250S") == "00:00:01.25");
  CHECK(shown("PT12H29M59.999999997S") == "12:30:00");
  for (const char* odd : {"P1M", "PT", "P", "6:00", "PT5", "PTH", "PT99999999999999H", "P1DT1D", "PT1.2.3S", "PTT1H"})
    CHECK(shown(odd) == odd);
}

TEST_CASE("protected sheets of OpenDocument are told") {
  const Document document = read(
      R"(<office:spreadsheet table:structure-protected="true"><table:table table:name="Open"/><table:table table:name="Shut" table:protected="true"/></office:spreadsheet>)");
  const Notice* notice = test::notice_of(document, "format.protected");
  REQUIRE(notice);
  CHECK(notice->message == "The workbook is protected against changes: the list of its sheets; the sheet 'Shut'.");
  CHECK(notice->place.sheet == "Shut");
}

TEST_CASE("rules of OpenDocument for what may be entered are told with their words") {
  const Document document = read(
      R"X(<office:spreadsheet><table:content-validations><table:content-validation table:condition="of:cell-content-is-in-list(&quot;open&quot;;&quot;closed&quot;)" table:base-cell-address="S.B2">
      <table:help-message table:title="Pick"><text:p>open if not paid</text:p></table:help-message></table:content-validation></table:content-validations><table:table table:name="S"/></office:spreadsheet>)X");
  const Notice* notice = test::notice_of(document, "format.entry_rules");
  REQUIRE(notice);
  CHECK(notice->evidence == R"(S.B2: "open";"closed"; Pick open if not paid)");
  CHECK(document.blocks.empty());
}

TEST_CASE("formulas of OpenDocument without a result are told") {
  const Document document = read(
      R"(<office:spreadsheet><table:table table:name="S"><table:table-row>
      <table:table-cell office:value-type="float" office:value="1"/>
      <table:table-cell table:formula="of:=1+1"/><table:table-cell table:formula="of:=2+2" office:value-type="float"/>
      <table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""/>
      </table:table-row><table:table-row><table:table-cell office:value-type="float" office:value="2" table:number-columns-repeated="4"/></table:table-row></table:table></office:spreadsheet>)");
  const Notice* notice = test::notice_of(document, "format.formula_without_value");
  REQUIRE(notice);
  CHECK(notice->message ==
        "2 formulas on sheet 'S' have no stored result: open the file in a spreadsheet program and save it.");
  CHECK(notice->evidence == "B1 =1+1");
  CHECK(notice->place.range == "B1");
  REQUIRE(document.tables.size() == 1);
  REQUIRE(document.tables[0].cells.size() == 8);
  CHECK(document.tables[0].cells[1].formula.text() == "1+1");
}

TEST_CASE("names and macros of OpenDocument are told") {
  const Document document = read_packed(
      R"(<office:spreadsheet><table:table table:name="S"><table:named-expressions><table:named-expression table:name="Twice" table:expression="of:=[.A1]*2"/></table:named-expressions></table:table>
      <table:named-expressions><table:named-range table:name="Rate" table:cell-range-address="$S.$A$1"/><table:named-range table:name="Print_Area" table:cell-range-address="$S.$A$1"/></table:named-expressions></office:spreadsheet>)",
      {{"Basic/script-lc.xml", "<x/>"}, {"Basic/Standard/script-lb.xml", "<x/>"}, {"Basic/Standard/One.xml", "<x/>"}});
  const Notice* names = test::notice_of(document, "format.defined_names");
  REQUIRE(names);
  CHECK(names->message == "The workbook defines 2 names for cells or formulas.");
  CHECK(names->evidence == "Rate = $S.$A$1; Twice = of:=[.A1]*2");
  const Notice* macros = test::notice_of(document, "format.macros");
  REQUIRE(macros);
  CHECK(macros->place.part == "Basic/Standard/One.xml");
  const Document none = read_packed("<office:text/>", {{"Basic/Standard/script-lb.xml", "<x/>"}});
  CHECK_FALSE(test::has_notice(none, "format.macros"));
}

TEST_CASE("OpenDocument in one XML file gives the same as a package") {
  const std::string bytes =
      R"(<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.text">
      <office:meta><dc:title>Plan</dc:title><dc:date>2024-05-06T07:08:09</dc:date></office:meta>
      <office:styles><text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/></text:outline-style></office:styles>
      <office:automatic-styles/>
      <office:master-styles><style:master-page style:name="S"><style:header><text:p>Harbour board</text:p></style:header></style:master-page></office:master-styles>
      <office:body><office:text>
      <text:h text:outline-level="1">Scope</text:h>
      <text:p>Before<draw:frame><draw:image><office:binary-data>iVBORw0KGgo=</office:binary-data></draw:image></draw:frame> after</text:p>
      <text:p><draw:frame><draw:object><office:document><office:body><office:chart><chart:chart><chart:title><text:p>Sales</text:p></chart:title>
        <table:table><table:table-row><table:table-cell office:value-type="float" office:value="7"/></table:table-row></table:table></chart:chart></office:chart></office:body></office:document></draw:object></draw:frame></text:p>
      <text:p><draw:frame><draw:object><math:math><math:mi>x</math:mi></math:math></draw:object></draw:frame></text:p>
      </office:text></office:body></office:document>)";
  NoProgress progress;
  const auto document = odf_extractor().extract(as_bytes(bytes), {}, progress);
  REQUIRE(document.has_value());
  CHECK(document->metadata.title == "Plan");
  CHECK(document->metadata.modified == "2024-05-06T07:08:09");
  CHECK(plain_text(*document) == "1. Scope\n\nBefore after\n\nSales\n\n7");
  CHECK(document->blocks.front().kind == BlockKind::page_header);
  CHECK(document->blocks.front().text == "Harbour board");
  REQUIRE(document->tables.size() == 1);
  CHECK(document->tables[0].place.part == "object 1");
}

TEST_CASE("a package whose first bytes are lost is read as one") {
  std::string bytes =
      test::make_package({{"content.xml",
                           "<office:document-content><office:body><office:text><text:p>one</text:p></office:text>"
                           "</office:body></office:document-content>"},
                          {"meta.xml", "<office:document-meta/>"}});
  bytes.replace(0, 4, "\xac\"U\xd5");
  NoProgress progress;
  const auto document = odf_extractor().extract(as_bytes(bytes), {}, progress);
  REQUIRE(document.has_value());
  CHECK(plain_text(*document) == "one");
}

TEST_CASE("a flat file is held to the limits of a package, and what is none fails") {
  const std::string text =
      "<office:document><office:body><office:text><text:p>one</text:p><text:p>two</text:p>"
      "</office:text></office:body></office:document>";
  NoProgress progress;
  ExtractOptions options;
  options.limits.unpacked_bytes = 70;
  const auto cut = odf_extractor().extract(as_bytes(text), options, progress);
  REQUIRE(cut.has_value());
  CHECK(cut->partial);
  CHECK(plain_text(*cut) == "one");
  std::string deep = "<office:document><office:body><office:text>";
  for (int i = 0; i < 100'000; ++i) deep += "<text:section>";
  CHECK_FALSE(odf_extractor().extract(as_bytes(deep), {}, progress).has_value());
  CHECK_FALSE(odf_extractor().extract(as_bytes("<office:document/>"), {}, progress).has_value());
}

TEST_CASE("an error that is stored as a number stays an error") {
  const Document document = read(
      R"(<office:spreadsheet><table:table table:name="S"><table:table-row>
      <table:table-cell office:value-type="float" office:value="0" table:formula="of:=1/0"><text:p>#DIV/0!</text:p></table:table-cell>
      <table:table-cell office:value-type="string"><text:p>#N/A</text:p></table:table-cell>
      </table:table-row></table:table></office:spreadsheet>)");
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].cells[0].type == CellType::error);
  CHECK(document.tables[0].cells[0].text == "#DIV/0!");
  CHECK(document.tables[0].cells[1].type == CellType::text);
}

TEST_CASE("cells that stand for more than the limit are stopped") {
  ExtractOptions options;
  options.limits.cells = 1000;
  const auto document = try_read(
      R"(<office:spreadsheet><table:table table:name="S"><table:table-row table:number-rows-repeated="1000000">
      <table:table-cell office:value-type="string" table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>)",
      options);
  REQUIRE(document.has_value());
  CHECK(document->partial);
  REQUIRE(document->notices.size() >= 1);
  CHECK(document->notices[0].code == "completeness.limit");
}

TEST_CASE("a table of OpenDocument that spreads over millions of empty rows is named, and the text goes on") {
  const Document document = read(
      R"(<office:text><text:p>before</text:p><table:table table:name="T">
      <table:table-row><table:table-cell><text:p>first</text:p></table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>
      <table:table-row><table:table-cell table:number-columns-repeated="4"/><table:table-cell><text:p>last</text:p></table:table-cell></table:table-row>
      </table:table><text:p>after</text:p></office:text>)");
  CHECK(document.tables.empty());
  CHECK(document.partial);
  REQUIRE(document.blocks.size() == 2);
  CHECK(document.blocks[1].text == "after");
  REQUIRE(document.notices.size() == 1);
  CHECK(document.notices[0].code == "completeness.limit");
  CHECK(document.notices[0].evidence == "1000002 rows by 5 columns, 2 filled cells; limit: 4000000 places");
}

TEST_CASE("a space between two marked words of OpenDocument is one, the layout of the file is none") {
  const Document text = read(
      R"(<office:text>
      <text:list>
        <text:list-item>
          <text:p><text:span>one</text:span> <text:span>two</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body> <text:p>n</text:p> </text:note-body></text:note> <text:a>three</text:a>
          <draw:frame> <draw:image/> </draw:frame>, four</text:p>
        </text:list-item>
      </text:list>
      </office:text>)");
  CHECK(plain_text(text) == "one two[1] three , four\n\n[1] n");
  const Document sheet = read(
      R"(<office:spreadsheet><table:table> <table:table-row> <table:table-cell office:value-type="string"> <text:p><text:span>a</text:span> <text:span>b</text:span></text:p> </table:table-cell> </table:table-row> </table:table></office:spreadsheet>)");
  REQUIRE(sheet.tables.size() == 1);
  CHECK(sheet.tables[0].cells[0].text == "a b");
}

TEST_CASE("an OpenDocument text in each view of its changes") {
  const std::string body =
      R"(<office:text><text:tracked-changes>
      <text:changed-region text:id="i"><text:insertion><office:change-info><dc:creator>Ada</dc:creator><dc:date>2024-01-02T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region>
      <text:changed-region text:id="d"><text:deletion><office:change-info><dc:creator>Bo</dc:creator></office:change-info><text:p>old </text:p></text:deletion></text:changed-region></text:tracked-changes>
      <text:h text:outline-level="2">Title</text:h><text:p>The <text:change text:change-id="d"/><text:change-start text:change-id="i"/>new <text:change-end text:change-id="i"/>text.</text:p></office:text>)";
  CHECK(plain_text(read(body)) == "Title\n\nThe new text.");
  CHECK(plain_text(read(body, RevisionView::rejected)) == "Title\n\nThe old text.");
  const Document document = read(body);
  CHECK(document.blocks[0].level == 2);
  REQUIRE(document.revisions.size() == 2);
  CHECK(document.revisions[0].author == "Ada");
  CHECK(document.revisions[0].text == "new ");
  CHECK(document.revisions[1].kind == RevisionKind::deletion);
  CHECK(document.revisions[1].text == "old ");
}

TEST_CASE("an OpenDocument text whose deletions stand among its words, as in one XML file") {
  const std::string body =
      R"(<office:text><text:tracked-changes>
      <text:changed-region text:id="i"><text:insertion/></text:changed-region>
      <text:changed-region text:id="d"><text:deletion><office:change-info><dc:creator>Bo</dc:creator></office:change-info></text:deletion></text:changed-region>
      <text:changed-region text:id="p"><text:deletion/></text:changed-region>
      <text:changed-region text:id="b"><text:deletion/><text:insertion/></text:changed-region></text:tracked-changes>
      <text:p>The <text:change-start text:change-id="d"/>old<text:tab/><text:s/>and <text:span>so</text:span> on<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>gone</text:p></text:note-body></text:note> <text:change-end text:change-id="d"/><text:change-start text:change-id="i"/>new<text:s/><text:change-end text:change-id="i"/>text.</text:p>
      <text:p><text:change-start text:change-id="p"/>A whole paragraph.</text:p><text:p><text:change-end text:change-id="p"/>Next<text:change-start text:change-id="b"/>both<text:change-end text:change-id="b"/></text:p></office:text>)";
  CHECK(plain_text(read(body)) == "The new text.\n\nNext");
  CHECK(plain_text(read(body, RevisionView::rejected)) ==
        "The old\t and so on[1] text.\n\nA whole paragraph.\n\nNext\n\n[1] gone");
  const Document document = read(body);
  REQUIRE(document.revisions.size() == 5);
  CHECK(document.revisions[0].text == "new ");
  CHECK(document.revisions[1].text == "old\t and so on ");
  CHECK(document.revisions[1].author == "Bo");
  CHECK(document.revisions[2].text == "A whole paragraph.");
  CHECK(document.revisions[3].text == "both");
}

TEST_CASE("what was inserted and deleted again is in no view of an OpenDocument text but the one of all changes") {
  const std::string body =
      R"(<office:text><text:tracked-changes><text:changed-region text:id="b"><text:deletion><text:p>both </text:p></text:deletion><text:insertion/></text:changed-region></text:tracked-changes>
      <text:p>The <text:change text:change-id="b"/>text.</text:p></office:text>)";
  CHECK(plain_text(read(body)) == "The text.");
  CHECK(plain_text(read(body, RevisionView::rejected)) == "The text.");
  CHECK(plain_text(read(body, RevisionView::all)) == "The both text.");
}

TEST_CASE("changes of OpenDocument that share an id, a mark or a place do not multiply their words") {
  std::string regions, starts, marks;
  for (int i = 0; i < 1000; ++i) {
    regions +=
        "<text:changed-region text:id=\"d\"><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region><text:changed-region text:id=\"i" +
        std::to_string(i) + "\"><text:insertion/></text:changed-region>";
    starts += "<text:change-start text:change-id=\"i" + std::to_string(i) + "\"/>";
    marks += R"(<text:change text:change-id="d"/>)";
  }
  const std::string body = "<office:text><text:tracked-changes>" + regions + "</text:tracked-changes><text:p>" + marks +
                           starts + "words</text:p></office:text>";
  std::size_t told = 0;
  for (const Revision& revision : read(body).revisions) told += revision.text.size();
  CHECK(told == 4 * 1000 + 5);
  CHECK(plain_text(read(body, RevisionView::rejected)).size() < 6000);
}

TEST_CASE("notes of OpenDocument: a deleted one comes back with its mark, what was added to one is told") {
  const auto note = [](const std::string& number, const std::string& text) {
    return "<text:note><text:note-citation>" + number + "</text:note-citation><text:note-body><text:p>" + text +
           "</text:p></text:note-body></text:note>";
  };
  const std::string added = R"(<text:change-start text:change-id="i"/>added<text:change-end text:change-id="i"/>)";
  const std::string body =
      R"(<office:text><text:tracked-changes>
      <text:changed-region text:id="i"><text:insertion/></text:changed-region>
      <text:changed-region text:id="n"><text:insertion/></text:changed-region>
      <text:changed-region text:id="d"><text:deletion><text:p>)" +
      note("1", "gone") +
      R"(</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>One<text:change text:change-id="d"/> two)" +
      note("2", "kept " + added) + R"(<text:change-start text:change-id="n"/>)" + note("3", "new") +
      R"(<text:change-end text:change-id="n"/></text:p></office:text>)";
  const Document document = read(body);
  CHECK(plain_text(document) == "One two[2][3]\n\n[2] kept added\n\n[3] new");
  CHECK(plain_text(read(body, RevisionView::rejected)) == "One[1] two[2]\n\n[1] gone\n\n[2] kept");
  REQUIRE(document.revisions.size() == 3);
  CHECK(document.revisions[0].text == "added");
  CHECK(document.revisions[0].place.part == "body");
}

TEST_CASE("cells of an OpenDocument text hold lists, tables, notes, comments and boxes") {
  const Document document = read(
      R"(<office:text><table:table><table:table-row><table:table-cell>
      <text:p>Parts:<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>noted</text:p></text:note-body></text:note></text:p>
      <text:list><text:list-item><text:p>bow</text:p><text:list><text:list-item><text:p>stem</text:p></text:list-item></text:list></text:list-item></text:list>
      <table:table><table:table-row><table:table-cell><text:p>inner</text:p></table:table-cell></table:table-row></table:table>
      <draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>
      </table:table-cell><table:table-cell><text:p>B<office:annotation><dc:creator>Ada</dc:creator><text:p>why?</text:p></office:annotation></text:p></table:table-cell></table:table-row></table:table></office:text>)");
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].cells[0].text == "Parts:[1]\nbow\nstem\ninner");
  REQUIRE(document.blocks.size() == 4);
  CHECK(document.blocks[1].kind == BlockKind::text_box);
  CHECK(document.blocks[1].text == "boxed");
  CHECK(document.blocks[2].text == "Ada: why?");
  CHECK(document.blocks[3].text == "[1] noted");
}

namespace {

Document read_styled(const std::string& body, const test::Members& more = {}) {
  const std::string styles =
      R"(<office:document-styles><office:master-styles>
      <style:master-page style:name="Standard" style:next-style-name="Next"><style:header><text:p>Harbour board</text:p></style:header>
      <style:header-left style:display="false"><text:p>off</text:p></style:header-left>
      <style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page>
      <style:master-page style:name="Next"><style:header><text:p>Harbour board</text:p></style:header></style:master-page>
      <style:master-page style:name="Unused"><style:header><text:p>never</text:p></style:header></style:master-page>
      </office:master-styles></office:document-styles>)";
  test::Members members{
      {"content.xml", "<office:document-content><office:body>" + body + "</office:body></office:document-content>"},
      {"styles.xml", styles}};
  members.insert(members.end(), more.begin(), more.end());
  NoProgress progress;
  auto document = odf_extractor().extract(as_bytes(test::make_package(members)), {}, progress);
  REQUIRE(document.has_value());
  return *document;
}

}  // namespace

TEST_CASE("a long chain of page styles is followed to its end") {
  constexpr int count = 30'000;
  std::string masters;
  for (int i = 0; i < count; ++i) {
    masters += R"(<style:master-page style:name="p)" + std::to_string(i) + R"(" style:next-style-name="p)" +
               std::to_string((i + 1) % count) + R"("/>)";
  }
  masters +=
      R"(<style:master-page style:name="never"><style:header><text:p>never</text:p></style:header></style:master-page>)";
  masters.replace(masters.find("/>", masters.find("\"p29999\" ")), 2,
                  "><style:header><text:p>Last</text:p></style:header></style:master-page>");
  const test::Members members{
      {"content.xml",
       "<office:document-content><office:body><office:text><text:p>Body</text:p></office:text></office:body>"
       "</office:document-content>"},
      {"styles.xml", "<office:document-styles><office:master-styles>" + masters +
                         "</office:master-styles></office:document-styles>"}};
  NoProgress progress;
  const auto document = odf_extractor().extract(as_bytes(test::make_package(members)), {}, progress);
  REQUIRE(document.has_value());
  REQUIRE(document->blocks.size() == 2);
  CHECK(document->blocks[0].text == "Last");
}

TEST_CASE("page headers and footers of OpenDocument, each text once") {
  const Document text = read_styled("<office:text><text:p>Body</text:p></office:text>");
  REQUIRE(text.blocks.size() == 3);
  CHECK(text.blocks[0].kind == BlockKind::page_header);
  CHECK(text.blocks[0].text == "Harbour board");
  CHECK(text.blocks[2].kind == BlockKind::page_footer);
  CHECK(text.blocks[2].text == "Page 1");
  const Document sheet = read_styled("<office:spreadsheet/>");
  REQUIRE(sheet.blocks.size() == 2);
  CHECK(sheet.blocks[1].text == "Page ");  // the number is the printer's
}

TEST_CASE("page headers and footers of OpenDocument in each view of their changes") {
  const std::string header =
      R"(<style:header><text:tracked-changes>
      <text:changed-region text:id="i"><text:insertion><office:change-info><dc:creator>Ada</dc:creator><dc:date>2024-01-02T03:04:05</dc:date></office:change-info></text:insertion></text:changed-region>
      <text:changed-region text:id="d"><text:deletion><office:change-info><dc:creator>Bo</dc:creator></office:change-info><text:p>draft </text:p><text:p>two </text:p></text:deletion></text:changed-region></text:tracked-changes>
      <text:p>Terms <text:change text:change-id="d"/><text:change-start text:change-id="i"/>final<text:change-end text:change-id="i"/></text:p></style:header>)";
  const auto read_view = [&](RevisionView view) {
    ExtractOptions options;
    options.revisions = view;
    NoProgress progress;
    const auto document = odf_extractor().extract(
        as_bytes(test::make_package(
            {{"content.xml",
              "<office:document-content><office:body><office:text/></office:body></office:document-content>"},
             {"styles.xml", "<office:document-styles><office:master-styles><style:master-page style:name=\"p\">" +
                                header + "</style:master-page></office:master-styles></office:document-styles>"}})),
        options, progress);
    REQUIRE(document.has_value());
    REQUIRE(document->blocks.size() == 1);
    return *document;
  };
  const Document document = read_view(RevisionView::accepted);
  CHECK(document.blocks[0].text == "Terms final");
  CHECK(read_view(RevisionView::rejected).blocks[0].text == "Terms draft \ntwo ");
  CHECK(read_view(RevisionView::all).blocks[0].text == "Terms draft \ntwo final");
  REQUIRE(document.revisions.size() == 2);
  CHECK(document.revisions[0].author == "Ada");
  CHECK(document.revisions[0].date == "2024-01-02T03:04:05");
  CHECK(document.revisions[0].text == "final");
  CHECK(document.revisions[0].place.part == "header 1");
  CHECK(document.revisions[1].kind == RevisionKind::deletion);
  CHECK(document.revisions[1].text == "draft \ntwo ");
}

TEST_CASE("what the styles of an OpenDocument text hide is marked, in headers too") {
  const std::string hides = R"(<style:text-properties text:display="none"/></style:style>)";
  const std::string content =
      R"(<office:document-content><office:automatic-styles><style:style style:name="T1" style:family="text">)" + hides +
      R"(<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Gone"/>
      <style:style style:name="T2" style:family="text"><style:text-properties text:display="true"/></style:style></office:automatic-styles>
      <office:body><office:text><text:p>One<text:span text:style-name="T1"> secret<text:span text:style-name="T2"> shown</text:span></text:span></text:p>
      <text:p text:style-name="P1">all gone<text:span text:style-name="T2"> but this</text:span></text:p>
      <text:section text:display="none"><text:p>unseen</text:p><table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell></table:table-row></table:table></text:section>
      <table:table><table:table-row><table:table-cell><text:p>A<text:span text:style-name="T1">x</text:span></text:p><text:p text:style-name="Gone">y</text:p></table:table-cell></table:table-row></table:table>
      </office:text></office:body></office:document-content>)";
  const std::string styles =
      R"(<office:document-styles><office:styles><style:style style:name="Gone" style:family="paragraph">)" + hides +
      R"(</office:styles><office:automatic-styles><style:style style:name="T2" style:family="text">)" + hides +
      R"(</office:automatic-styles><office:master-styles><style:master-page style:name="p"><style:header><text:p>Head<text:span text:style-name="T2">hush</text:span></text:p></style:header></style:master-page></office:master-styles></office:document-styles>)";
  NoProgress progress;
  const auto document = odf_extractor().extract(
      as_bytes(test::make_package({{"content.xml", content}, {"styles.xml", styles}})), {}, progress);
  REQUIRE(document.has_value());
  CHECK(plain_text(*document) == "One shown\n\nbut this\n\nA");
  std::string hidden;
  for (const Block& block : document->blocks)
    if (block.hidden && !block.table) hidden += block.text + "|";
  CHECK(hidden == "hush|secret|all gone|unseen|x\ny|");
  REQUIRE(document->tables.size() == 2);
  CHECK(document->tables[0].hidden);
  CHECK_FALSE(document->tables[1].hidden);
}

TEST_CASE(
    "descriptions of OpenDocument pictures stand where these do, beside the text; the title of a document is text") {
  const auto frame = [](const std::string& inside) { return "<draw:frame>" + inside + "</draw:frame>"; };
  const std::string picture = "<draw:image/><svg:title>Quay</svg:title><svg:desc>Cranes at night</svg:desc>";
  const Document document = read(
      "<office:text>" + frame("<draw:image/><svg:desc>Map</svg:desc>") + "<text:p>one" + frame(picture) +
      " of <text:title>Harbour</text:title></text:p><text:p>" +
      frame("<draw:text-box><text:p>boxed</text:p></draw:text-box><svg:desc>Box</svg:desc>") +
      "</text:p><table:table><table:table-row><table:table-cell><text:p>cell" + frame("<svg:desc>Inner</svg:desc>") +
      "</text:p></table:table-cell></table:table-row></table:table></office:text>");
  CHECK(plain_text(document) == "one of Harbour\n\nboxed\n\ncell");
  std::string described;
  for (const Block& block : document.blocks) {
    CHECK(block.hidden == (block.kind == BlockKind::figure));
    if (block.hidden) described += block.text + "|";
  }
  CHECK(described == "Map|Quay\nCranes at night|Box|Inner|");
}

TEST_CASE("digital signatures of OpenDocument are told") {
  const Document document = read_packed("<office:text><text:p>one</text:p></office:text>",
                                        {{"META-INF/documentsignatures.xml",
                                          "<document-signatures><Signature><dc:date>2024-03-05T10:00:00</dc:date></"
                                          "Signature><Signature/></document-signatures>"}});
  const Notice* notice = test::notice_of(document, "format.signed");
  REQUIRE(notice != nullptr);
  CHECK(notice->message == "The document is signed digitally (2 signature(s)); whether they hold was not checked.");
  CHECK(notice->evidence == "signed 2024-03-05T10:00:00");
}

TEST_CASE("shapes on OpenDocument sheets and the words of charts") {
  const std::string chart =
      R"(<office:document-content><office:body><office:chart><chart:chart><chart:title><text:p>Landings</text:p></chart:title>
      <chart:plot-area><chart:axis><chart:title><text:p>Tonnes</text:p></chart:title></chart:axis></chart:plot-area>
      <table:table table:name="local-table"><table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>2026</text:p></table:table-cell></table:table-row>
      <table:table-row><table:table-cell office:value-type="string"><text:p>North</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="7"/></table:table-row></table:table>
      </chart:chart></office:chart></office:body></office:document-content>)";
  const Document sheet = read_styled(
      R"(<office:spreadsheet><table:table table:name="S"><table:shapes><draw:custom-shape><text:p>on the sheet</text:p></draw:custom-shape></table:shapes>
      <table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table></office:spreadsheet>)",
      {{"Object 1/content.xml", chart}});
  CHECK(sheet.tables.size() == 1);
  REQUIRE(sheet.blocks.size() == 6);
  CHECK(sheet.blocks[2].kind == BlockKind::text_box);
  CHECK(sheet.blocks[2].text == "on the sheet");
  CHECK(sheet.blocks[2].place.sheet == "S");
  CHECK(sheet.blocks[3].text == "Landings");
  CHECK(sheet.blocks[4].text == "Tonnes");
  const Document text =
      read_styled("<office:text><text:p>Body</text:p></office:text>", {{"Object 1/content.xml", chart}});
  REQUIRE(text.tables.size() == 1);
  CHECK(text.tables[0].title == "Landings");
  CHECK(text.tables[0].cells.size() == 3);
}
