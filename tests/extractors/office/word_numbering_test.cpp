#include "extractors/office/word_numbering.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/extractors/office/word_maker.hpp"

namespace {

using namespace assay;
using test::paragraph, test::read_word, test::run;

// A paragraph of a list at a level, counted from 0.
std::string item(int list, int level, const std::string& runs) {
  return paragraph("<w:pPr><w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"" +
                   std::to_string(list) + "\"/></w:numPr></w:pPr>" + runs);
}

// A numbering part: list 1 counts "1.", "(a)", list 2 has bullets.
const test::Members lists = {
    {"word/numbering.xml",
     R"x(<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl>
         <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>
         <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
         <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>)x"}};

}  // namespace

TEST_CASE("headings and list numbers") {
  const Document document = read_word(
      R"(<w:p><w:pPr><w:pStyle w:val="H2"/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p>)" +
          paragraph(R"(<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>)" + run("first")) +
          paragraph(R"(<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>)" + run("inner")) +
          paragraph(R"(<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>)" + run("inner two")) +
          paragraph(R"(<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>)" + run("second")),
      RevisionView::accepted,
      {{"word/styles.xml",
        R"(<w:styles><w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style></w:styles>)"},
       {"word/numbering.xml",
        R"x(<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
           <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1 (%2)"/></w:lvl></w:abstractNum>
           <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>)x"}});
  REQUIRE(document.blocks.size() == 5);
  CHECK(document.blocks[0].kind == BlockKind::heading);
  CHECK(document.blocks[0].level == 2);
  CHECK(document.blocks[1].text == "1. first");
  CHECK(document.blocks[2].text == "1 (a) inner");
  CHECK(document.blocks[3].text == "1 (b) inner two");
  CHECK(document.blocks[4].text == "2. second");
  CHECK(document.blocks[4].kind == BlockKind::list_item);
  CHECK(office::formatted_number(14, "lowerRoman") == "xiv");
  CHECK(office::formatted_number(28, "upperLetter") == "BB");
}

TEST_CASE("a paragraph without text counts in its list, a hidden one does not; wide brackets are no bullet") {
  const test::Members parts = {
      {"word/numbering.xml",
       R"x(<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>
           <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>)x"}};
  const auto item = [](const std::string& runs, const std::string& mark = {}) {
    return paragraph(R"(<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr>)" + mark + "</w:rPr></w:pPr>" + runs);
  };
  const Document document =
      read_word(item(run("a")) + item("") + item(run("b")) + item("", "<w:vanish/>") +
                    item("<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>") + item(run("c")),
                RevisionView::accepted, parts);
  CHECK(plain_text(document) == "（1） a\n\n（3） b\n\n（4） c");
}

TEST_CASE("a list that begins anew does so level by level") {
  const auto item = [](int list, int level) {
    return paragraph("<w:pPr><w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"" +
                     std::to_string(list) + "\"/></w:numPr></w:pPr>" + run("x"));
  };
  const test::Members parts = {
      {"word/numbering.xml",
       R"x(<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl>
           <w:lvl w:ilvl="1"><w:start w:val="1"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
           <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
           <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>
           <w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>)x"}};
  const auto text_of = [&](const std::string& items) {
    return plain_text(read_word(items, RevisionView::accepted, parts));
  };
  CHECK(text_of(item(2, 0) + item(2, 1) + item(2, 1) + item(1, 0) + item(1, 1)) ==
        "3. x\n\n3.5 x\n\n3.6 x\n\n4. x\n\n4.1 x");
  CHECK(text_of(item(2, 1) + item(2, 0) + item(2, 1)) == "3.5 x\n\n4. x\n\n4.5 x");
  CHECK(text_of(item(1, 0) + item(2, 1) + item(2, 0)) == "1. x\n\n3.5 x\n\n4. x");
}

TEST_CASE("a number in a cell without words is the text of the cell, a bullet or a covered one is not") {
  const auto cell = [](const std::string& content, const std::string& properties = {}) {
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + content + "</w:tc>";
  };
  const std::string covered = R"(<w:vMerge/>)";
  const Document document = read_word(
      "<w:tbl><w:tr>" + cell(item(1, 0, "")) + cell(paragraph(run("first")), R"(<w:vMerge w:val="restart"/>)") +
          "</w:tr><w:tr>" + cell(item(1, 0, "") + item(1, 1, "") + item(2, 0, "")) + cell(item(1, 0, ""), covered) +
          "</w:tr></w:tbl>" + item(1, 0, "") + item(1, 0, run("after")),
      RevisionView::accepted, lists);
  REQUIRE(document.tables.size() == 1);
  REQUIRE(document.tables[0].cells.size() == 3);
  CHECK(document.tables[0].cells[0].text == "1.");
  CHECK(document.tables[0].cells[1].text == "first");
  CHECK(document.tables[0].cells[2].text == "2.\n(a)");
  CHECK(document.blocks.size() == 2);
  CHECK(document.blocks[1].text == "5. after");
}

TEST_CASE("body, headers, notes, comments and text boxes count their lists apart; notes go on from one to the next") {
  const auto note = [](const std::string& id) { return R"(<w:r><w:footnoteReference w:id=")" + id + R"("/></w:r>)"; };
  const auto box = [](const std::string& content) {
    return "<w:r><w:pict><w:txbxContent>" + content + "</w:txbxContent></w:pict></w:r>";
  };
  test::Members parts = lists;
  parts.push_back(
      {"word/_rels/document.xml.rels",
       R"(<Relationships><Relationship Id="a" Type="t/footnotes" Target="footnotes.xml"/><Relationship Id="b" Type="t/header" Target="header1.xml"/>
          <Relationship Id="c" Type="t/comments" Target="comments.xml"/></Relationships>)"});
  parts.push_back({"word/header1.xml", "<w:hdr>" + item(1, 0, run("head")) + "</w:hdr>"});
  parts.push_back({"word/footnotes.xml", R"(<w:footnotes><w:footnote w:id="2">)" + item(1, 0, run("note")) +
                                             R"(</w:footnote><w:footnote w:id="3">)" + item(1, 0, run("next")) +
                                             "</w:footnote></w:footnotes>"});
  parts.push_back({"word/comments.xml", R"(<w:comments><w:comment w:id="0" w:author="Bo">)" + item(1, 0, run("why")) +
                                            "</w:comment></w:comments>"});
  const Document document =
      read_word(item(1, 0, run("one") + note("2") + box(item(1, 0, run("boxed"))) + note("3")) +
                    item(1, 0, run("two") + box(item(1, 0, run("again") + box(item(1, 0, run("inner")))))) +
                    item(1, 0, run("three")),
                RevisionView::accepted, parts);
  std::string all;
  for (const Block& block : document.blocks) all += block.text + "|";
  CHECK(all == "1. head|1. one[1][2]|1. boxed|2. two|2. again|3. inner|3. three|[1] 1. note|[2] 2. next|Bo: 1. why|");
}

TEST_CASE("a style is on the level that names it, one based on it too, whatever its own numbering says") {
  const auto styled = [](const std::string& style, const std::string& more = {}) {
    return paragraph("<w:pPr><w:pStyle w:val=\"" + style + "\"/>" + more + "</w:pPr>" + run("x"));
  };
  const auto style = [](const std::string& id, const std::string& base, const std::string& numbering) {
    return "<w:style w:type=\"paragraph\" w:styleId=\"" + id + "\"><w:basedOn w:val=\"" + base +
           "\"/><w:pPr><w:numPr>" + numbering + "</w:numPr></w:pPr></w:style>";
  };
  const std::string in_list = R"(<w:numId w:val="1"/>)";
  const test::Members parts = {
      {"word/styles.xml", "<w:styles>" + style("Top", "", in_list) + style("Sub", "Top", in_list) +
                              style("Odd", "", R"(<w:ilvl w:val="0"/>)" + in_list) + style("Below", "Sub", "") +
                              style("Own", "Sub", R"(<w:ilvl w:val="2"/>)") + style("Loop", "Loop", in_list) +
                              "</w:styles>"},
      {"word/numbering.xml",
       R"x(<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:pStyle w:val="Top"/><w:lvlText w:val="%1."/></w:lvl>
           <w:lvl w:ilvl="1"><w:start w:val="1"/><w:pStyle w:val="Sub"/><w:lvlText w:val="%1.%2"/></w:lvl>
           <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:pStyle w:val="Odd"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>
           <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>)x"}};
  CHECK(plain_text(read_word(styled("Top") + styled("Sub") + styled("Below") + styled("Odd") + styled("Own") +
                                 styled("Sub", R"(<w:numPr><w:ilvl w:val="0"/></w:numPr>)") + styled("Loop"),
                             RevisionView::accepted, parts)) ==
        "1. x\n\n1.1 x\n\n1.2 x\n\n(a) x\n\n(b) x\n\n2. x\n\n3. x");
}

TEST_CASE("a list that leaves its levels to a style of lists counts with the scheme of that style") {
  const test::Members parts = {
      {"word/numbering.xml",
       R"x(<w:numbering><w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Clauses"/></w:abstractNum>
           <w:abstractNum w:abstractNumId="5"><w:styleLink w:val="Clauses"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="Clause %1"/></w:lvl></w:abstractNum>
           <w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="Nowhere"/></w:abstractNum>
           <w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num></w:numbering>)x"}};
  CHECK(plain_text(read_word(item(1, 0, run("a")) + item(1, 0, run("b")) + item(2, 0, run("c")), RevisionView::accepted,
                             parts)) == "Clause 1 a\n\nClause 2 b\n\nc");
}
