#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "extractors/office/docx_extractor.hpp"
#include "extractors/office/word_numbering.hpp"
#include "tests/extractors/office/package_maker.hpp"

namespace {

using namespace assay;

Result<Document> try_read(const std::string& bytes, RevisionView view = RevisionView::accepted) {
  ExtractOptions options;
  options.revisions = view;
  NoProgress progress;
  return docx_extractor().extract(as_bytes(bytes), options, progress);
}

Document read(const std::string& body, RevisionView view = RevisionView::accepted, const test::Members& more = {}) {
  auto document = try_read(test::make_document(body, more), view);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *document;
}

std::string run(const std::string& text) {
  return "<w:r><w:t>" + text + "</w:t></w:r>";
}
std::string paragraph(const std::string& content) {
  return "<w:p>" + content + "</w:p>";
}
std::string change(const std::string& kind, const std::string& content) {
  return "<w:" + kind + R"( w:id="1" w:author="Ada" w:date="2024-01-02T03:04:05Z">)" + content + "</w:" + kind + ">";
}

}  // namespace

TEST_CASE("each view of the tracked changes") {
  const std::string body = paragraph(run("We pay ") + change("del", "<w:r><w:delText>5</w:delText></w:r>") +
                                     change("ins", run("7")) + run(" euros."));
  CHECK(plain_text(read(body)) == "We pay 7 euros.");
  CHECK(plain_text(read(body, RevisionView::rejected)) == "We pay 5 euros.");
  CHECK(plain_text(read(body, RevisionView::all)) == "We pay 57 euros.");
  const Document document = read(body);
  REQUIRE(document.revisions.size() == 2);
  CHECK(document.revisions[0].kind == RevisionKind::deletion);
  CHECK(document.revisions[0].author == "Ada");
  CHECK(document.revisions[0].date == "2024-01-02T03:04:05Z");
  CHECK(document.revisions[0].text == "5");
  CHECK(document.revisions[1].text == "7");
}

TEST_CASE("a deleted paragraph mark joins, a deleted row falls out, a change in a change is its own") {
  const std::string mark = "<w:pPr><w:rPr>" + change("del", "") + "</w:rPr></w:pPr>";
  CHECK(plain_text(read(paragraph(mark + run("one")) + paragraph(run("two")))) == "one two");
  const auto row = [](const std::string& properties, const std::string& text) {
    return "<w:tr>" + properties + "<w:tc>" + paragraph(run(text)) + "</w:tc></w:tr>";
  };
  const Document table =
      read("<w:tbl>" + row({}, "kept") + row("<w:trPr>" + change("del", "") + "</w:trPr>", "gone") + "</w:tbl>");
  REQUIRE(table.tables.size() == 1);
  CHECK(table.tables[0].rows == 1);
  const Document nested =
      read(paragraph(change("ins", run("stays ") + change("del", "<w:r><w:delText>goes</w:delText></w:r>"))));
  CHECK(plain_text(nested) == "stays");
  REQUIRE(nested.revisions.size() == 2);
  CHECK(nested.revisions[0].text == "stays ");
  CHECK(nested.revisions[1].text == "goes");
}

TEST_CASE("what a deleted row or cell takes away stands in its revision") {
  const auto cell = [](const std::string& properties, const std::string& content) {
    return "<w:tc>" + properties + paragraph(content) + "</w:tc>";
  };
  const Document document = read(
      "<w:tbl><w:tr><w:trPr>" + change("del", "") + "</w:trPr>" + cell({}, run("row")) + "</w:tr><w:tr>" +
      cell("<w:tcPr>" + change("cellDel", "") + "</w:tcPr>", run("cell")) +
      cell("<w:tcPr>" + change("cellDel", "") + "</w:tcPr>", change("del", "<w:r><w:delText>own</w:delText></w:r>")) +
      cell({}, run("kept")) + "</w:tr></w:tbl>");
  CHECK(plain_text(document) == "kept");
  REQUIRE(document.revisions.size() == 3);
  CHECK(document.revisions[0].text == "row");
  CHECK(document.revisions[1].text == "cell");
  CHECK(document.revisions[2].text == "own");
}

TEST_CASE("endnotes are counted as Word prints them, or as the document sets") {
  const std::string note = R"(<w:r><w:endnoteReference w:id="1"/></w:r>)";
  CHECK(plain_text(read(paragraph(run("x") + note + note))) == "x[i][ii]");
  const std::string set = R"(<w:sectPr><w:endnotePr><w:numFmt w:val="upperLetter"/></w:endnotePr></w:sectPr>)";
  CHECK(plain_text(read(paragraph(run("x") + note) + set)) == "x[A]");
}

TEST_CASE("fields give their result, boxes are read once, hidden text is marked") {
  const std::string field =
      R"(<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>
    <w:r><w:fldChar w:fldCharType="separate"/></w:r>)" +
      run("12") + R"(<w:r><w:fldChar w:fldCharType="end"/></w:r>)";
  CHECK(plain_text(read(paragraph(run("page ") + field))) == "page 12");
  const std::string drawn =
      R"(<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \f(1,</w:instrText></w:r><w:r><w:instrText>4)</w:instrText></w:r>
    <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>)";
  CHECK(plain_text(read(paragraph(run("half of it: ") + drawn + run(".")))) == "half of it: 1/4.");
  const std::string box = "<w:txbxContent>" + paragraph(run("boxed")) + "</w:txbxContent>";
  const Document boxes = read(paragraph("<w:r><mc:AlternateContent><mc:Choice><w:drawing>" + box +
                                        "</w:drawing></mc:Choice><mc:Fallback><w:pict>" + box +
                                        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>" + run("after")));
  CHECK(plain_text(boxes) == "after\n\nboxed");
  CHECK(boxes.blocks[1].kind == BlockKind::text_box);
  const Document hidden = read(paragraph(run("seen") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"));
  REQUIRE(hidden.blocks.size() == 2);
  CHECK(hidden.blocks[1].hidden);
  CHECK(plain_text(hidden) == "seen");
}

TEST_CASE("spans and tables inside tables") {
  const std::string cell = paragraph(run("x"));
  const Document document =
      read("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" + cell +
           "</w:tc><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" + cell +
           "</w:tc></w:tr><w:tr><w:tc><w:tbl><w:tr><w:tc>" + cell + "</w:tc></w:tr></w:tbl><w:p/></w:tc><w:tc>" + cell +
           "</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>");
  REQUIRE(document.tables.size() == 2);
  const Table& outer = document.tables[0];
  CHECK(outer.columns == 3);
  CHECK(outer.cells[0].column_span == 2);
  CHECK(outer.cells[1].row_span == 2);
  CHECK(document.tables[1].rows == 1);
  REQUIRE(document.blocks.size() == 2);
  CHECK(document.blocks[0].table == 0);
  CHECK(document.blocks[1].table == 1);
}

TEST_CASE("headings and list numbers") {
  const Document document = read(
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
  const Document document = read(item(run("a")) + item("") + item(run("b")) + item("", "<w:vanish/>") +
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
  const auto text_of = [&](const std::string& items) { return plain_text(read(items, RevisionView::accepted, parts)); };
  CHECK(text_of(item(2, 0) + item(2, 1) + item(2, 1) + item(1, 0) + item(1, 1)) ==
        "3. x\n\n3.5 x\n\n3.6 x\n\n4. x\n\n4.1 x");
  CHECK(text_of(item(2, 1) + item(2, 0) + item(2, 1)) == "3.5 x\n\n4. x\n\n4.5 x");
  CHECK(text_of(item(1, 0) + item(2, 1) + item(2, 0)) == "1. x\n\n3.5 x\n\n4. x");
}

TEST_CASE("notes and comments stand with their anchors") {
  const Document document = read(
      paragraph(run("A claim") + R"(<w:r><w:footnoteReference w:id="2"/></w:r><w:commentRangeStart w:id="0"/>)" +
                run(" here") + R"(<w:commentRangeEnd w:id="0"/>)"),
      RevisionView::accepted,
      {{"word/_rels/document.xml.rels",
        R"(<Relationships><Relationship Id="a" Type="t/footnotes" Target="footnotes.xml"/><Relationship Id="b" Type="t/comments" Target="comments.xml"/></Relationships>)"},
       {"word/footnotes.xml",
        R"(<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>proof</w:t></w:r></w:p></w:footnote></w:footnotes>)"},
       {"word/comments.xml",
        R"(<w:comments><w:comment w:id="0" w:author="Bo"><w:p><w:r><w:t>really?</w:t></w:r></w:p></w:comment></w:comments>)"}});
  REQUIRE(document.blocks.size() == 3);
  CHECK(document.blocks[0].text == "A claim[1] here");
  CHECK(document.blocks[1].kind == BlockKind::footnote);
  CHECK(document.blocks[1].text == "[1] proof");
  CHECK(document.blocks[2].kind == BlockKind::comment);
  CHECK(document.blocks[2].text == "Bo: really? [on:  here]");
}

TEST_CASE("XML a thousand deep is a limit, entities are not expanded, a missing body is damage") {
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "<w:sdt><w:sdtContent>";
  const auto nested = try_read(test::make_document(deep));
  REQUIRE_FALSE(nested.has_value());
  CHECK(nested.error().kind == FailureKind::limit);
  const auto entities = try_read(test::make_document(
      {}, {{"word/document.xml",
            "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><w:document><w:body><w:p><w:r><w:t>x "
            "&b;</w:t></w:r></w:p></w:body></w:document>"}}));
  REQUIRE(entities.has_value());
  CHECK(plain_text(*entities) == "x &b;");
  CHECK(std::any_of(entities->notices.begin(), entities->notices.end(),
                    [](const Notice& notice) { return notice.code == "format.xml_dtd"; }));
  const auto none = try_read(test::make_package({{"word/other.xml", "<a/>"}}));
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().kind == FailureKind::damaged);
}

TEST_CASE("every truncation ends in an answer") {
  const std::string whole = test::make_document(paragraph(run("text") + change("ins", run("more"))));
  for (std::size_t size = 0; size < whole.size(); size += 5) CHECK_NOTHROW((void)try_read(whole.substr(0, size)));
}
