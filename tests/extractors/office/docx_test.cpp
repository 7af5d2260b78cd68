#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "extractors/read.hpp"
#include "tests/extractors/notices.hpp"
#include "tests/extractors/office/word_maker.hpp"

namespace {

using namespace assay;

using test::has_notice, test::paragraph, test::run;

Result<Document> try_read(const std::string& bytes, RevisionView view = RevisionView::accepted) {
  return test::try_word(bytes, view);
}
Document read(const std::string& body, RevisionView view = RevisionView::accepted, const test::Members& more = {}) {
  return test::read_word(body, view, more);
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

TEST_CASE("descriptions of pictures stand where these do, once, beside the text; drawn words are text") {
  const std::string picture =
      R"(<w:drawing><wp:inline><wp:docPr id="1" title="Quay" descr="Cranes at night"/><pic:pic><pic:cNvPr descr="Cranes at night" title="Quay"/><a:blip/></pic:pic></wp:inline></w:drawing>)";
  const std::string old = R"(<w:pict><v:shape alt="Cranes, old"/></w:pict>)";
  const Document document = read(
      paragraph(run("one") + "<w:r><mc:AlternateContent><mc:Choice>" + picture + "</mc:Choice><mc:Fallback>" + old +
                "</mc:Fallback></mc:AlternateContent></w:r>") +
      paragraph(
          "<w:r>" + old +
          R"(<w:pict><v:shapetype><v:textpath on="t"/></v:shapetype><v:shape><v:textpath string="Big sale"/></v:shape></w:pict></w:r>)") +
      "<w:tbl><w:tr><w:tc>" + paragraph(run("cell") + "<w:r>" + picture + "</w:r>") + "</w:tc></w:tr></w:tbl>" +
      paragraph(change("del", "<w:r>" + picture + "</w:r>")));
  CHECK(plain_text(document) == "one\n\nBig sale\n\ncell");
  std::string described;
  for (const Block& block : document.blocks)
    if (block.kind == BlockKind::figure) {
      CHECK(block.hidden);
      described += block.text + "|";
    }
  CHECK(described == "Quay\nCranes at night|Cranes, old|Quay\nCranes at night|");
  CHECK(document.blocks[1].kind == BlockKind::figure);
  CHECK(document.blocks[2].kind == BlockKind::text_box);
  CHECK(document.blocks[2].place.paragraph == 2);
}

TEST_CASE("a description that the picture in a drawing repeats without the title is told once") {
  const Document document = read(paragraph(
      run("one") +
      R"(<w:r><w:drawing><wp:inline><wp:docPr id="1" title="Quay" descr="Cranes"/><pic:pic><pic:cNvPr descr="Cranes"/><a:blip/></pic:pic><pic:pic><pic:cNvPr descr="nes"/><a:blip/></pic:pic></wp:inline></w:drawing></w:r>)"));
  REQUIRE(document.blocks.size() == 3);
  CHECK(document.blocks[1].text == "Quay\nCranes");
  CHECK(document.blocks[2].text == "nes");
}

TEST_CASE("a watermark is a page header, each text once") {
  const std::string header =
      "<w:hdr>" +
      paragraph(R"(<w:r><w:pict><v:shape alt="Mark"><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>)") +
      "</w:hdr>";
  const Document document = read(
      paragraph(run("text")), RevisionView::accepted,
      {{"word/_rels/document.xml.rels",
        R"(<Relationships><Relationship Id="a" Type="t/header" Target="header1.xml"/><Relationship Id="b" Type="t/header" Target="header2.xml"/></Relationships>)"},
       {"word/header1.xml", header},
       {"word/header2.xml", header}});
  REQUIRE(document.blocks.size() == 3);
  CHECK(document.blocks[0].kind == BlockKind::page_header);
  CHECK(document.blocks[0].text == "DRAFT");
  CHECK(document.blocks[1].kind == BlockKind::figure);
  CHECK(plain_text(document) == "text");
}

TEST_CASE("digital signatures are told with the time of the first") {
  const std::string signature =
      R"(<Signature><Object><SignatureProperties><SignatureProperty><mdssi:SignatureTime><mdssi:Value>2024-03-05T10:00:00Z</mdssi:Value></mdssi:SignatureTime></SignatureProperty></SignatureProperties></Object></Signature>)";
  const Document document = read(paragraph(run("text")), RevisionView::accepted,
                                 {{"_xmlsignatures/origin.sigs", ""}, {"_xmlsignatures/sig1.xml", signature}});
  const Notice* notice = test::notice_of(document, "format.signed");
  REQUIRE(notice != nullptr);
  CHECK(notice->severity == Severity::info);
  CHECK(notice->evidence == "signed 2024-03-05T10:00:00Z");
  CHECK_FALSE(has_notice(read(paragraph(run("text"))), "format.signed"));
}

TEST_CASE("documents that are shown as a part of the text are read where they stand") {
  const std::string chunk = R"(<w:altChunk r:id="c"/>)";
  const std::string bytes = test::make_document(
      paragraph(run("before")) + chunk + paragraph(run("after")) + "<w:tbl><w:tr><w:tc>" + chunk +
          "</w:tc></w:tr></w:tbl>" + R"(<w:altChunk r:id="gone"/>)",
      {{"word/_rels/document.xml.rels",
        R"(<Relationships><Relationship Id="c" Type="t/aFChunk" Target="part.htm"/></Relationships>)"},
       {"word/part.htm",
        "<html><body><p>shown <b>here</b></p><table><tr><td>1</td><td>2</td></tr></table></body></html>"}});
  NoProgress progress;
  const Result<Document> document = read_document(as_bytes(bytes), {}, progress);
  REQUIRE(document.has_value());
  CHECK(plain_text(*document) == "before\n\nshown here\n\n1\t2\n\nafter");
  REQUIRE(document->children.size() == 1);
  CHECK(document->children[0].source.path == "word/part.htm");
  CHECK(document->children[0].source.media_type == "text/html");
  CHECK(document->blocks[1].place.part == "word/part.htm");
  CHECK(has_notice(*document, "completeness.embedded_document"));  // the one in the cell
  CHECK(has_notice(*document, "format.damaged"));                  // the one that is not there
}

TEST_CASE("the text of a document and of those that are shown in it has one limit") {
  const std::string chunk = R"(<w:altChunk r:id="c"/>)";
  const std::string words(40, 'a');
  const std::string cells = "<w:tbl><w:tr><w:tc>" + paragraph(run("b")) + "</w:tc></w:tr></w:tbl>";
  const std::string bytes = test::make_document(
      paragraph(run(words)) + chunk + cells + paragraph(run(std::string(100, 'c'))) + chunk,
      {{"word/_rels/document.xml.rels",
        R"(<Relationships><Relationship Id="c" Type="t/aFChunk" Target="part.htm"/></Relationships>)"},
       {"word/part.htm", "<html><body><p>" + words + "</p><table><tr><td>1<td>2</table></body></html>"}});
  const auto read_within = [&](const auto& narrow) {
    ExtractOptions options;
    narrow(options.limits);
    NoProgress progress;
    return read_document(as_bytes(bytes), options, progress).value();
  };
  const Document text = read_within([](Limits& limits) { limits.text_bytes = 160; });
  CHECK(plain_text(text) == words + "\n\n" + words + "\n\n1\t2\n\nb");
  CHECK(has_notice(text, "completeness.limit", "limit: text_bytes"));
  const Document table = read_within([](Limits& limits) { limits.cells = 2; });
  CHECK(plain_text(table).ends_with("1\t2"));
  CHECK(has_notice(table, "completeness.limit", "limit: cells"));
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

TEST_CASE("notes, comments and headers that the text refers to and the file does not hold are told") {
  const std::string body =
      paragraph(run("A claim") + R"(<w:r><w:footnoteReference w:id="2"/><w:endnoteReference w:id="2"/></w:r>
      <w:r><w:commentReference w:id="0"/></w:r>)") +
      R"(<w:sectPr><w:headerReference r:id="h"/><w:footerReference r:id="none"/></w:sectPr>)";
  const std::string relations =
      R"(<Relationships><Relationship Id="a" Type="t/footnotes" Target="gone.xml"/><Relationship Id="h" Type="t/header" Target="header1.xml"/>
      <Relationship Id="b" Type="t/comments" Target="comments.xml"/></Relationships>)";
  const Document document = read(body, RevisionView::accepted, {{"word/_rels/document.xml.rels", relations}});
  CHECK(document.partial);
  CHECK(has_notice(document, "format.damaged", "1 footnote(s)"));
  CHECK(has_notice(document, "format.damaged", "word/gone.xml"));
  CHECK(has_notice(document, "format.damaged", "1 endnote(s)"));
  CHECK(has_notice(document, "format.damaged", "1 comment(s)"));
  CHECK(has_notice(document, "format.damaged", "word/header1.xml"));
  CHECK(has_notice(document, "format.damaged", "A page footer"));
  CHECK(document.notices.size() == 5);
  const std::string text = R"(<w:p><w:r><w:t>x</w:t></w:r></w:p>)";
  const Document whole = read(
      body, RevisionView::accepted,
      {{"word/_rels/document.xml.rels",
        R"(<Relationships><Relationship Id="a" Type="t/footnotes" Target="gone.xml"/><Relationship Id="h" Type="t/header" Target="header1.xml"/>
             <Relationship Id="none" Type="t/footer" Target="header1.xml"/></Relationships>)"},
       {"word/header1.xml", "<w:hdr>" + text + "</w:hdr>"},
       {"word/comments.xml", "<w:comments/>"},
       {"word/footnotes.xml", R"(<w:footnotes><w:footnote w:id="2">)" + text + "</w:footnote></w:footnotes>"},
       {"word/endnotes.xml", R"(<w:endnotes><w:endnote w:id="2">)" + text + "</w:endnote></w:endnotes>"}});
  CHECK(plain_text(whole) == "A claim[1][i]\n\n[1] x\n\n[i] x");
  CHECK_FALSE(whole.partial);
  REQUIRE(whole.notices.size() == 1);
  CHECK(whole.notices[0].severity == Severity::warning);
  CHECK(whole.notices[0].evidence == "word/gone.xml");
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

TEST_CASE("a table of one column around other tables is a frame: what it holds is read in its order") {
  const auto row = [](const std::string& content, const std::string& properties = {}) {
    return "<w:tr>" + properties + "<w:tc>" + content + "</w:tc></w:tr>";
  };
  const auto table = [](const std::string& rows) { return "<w:tbl>" + rows + "</w:tbl>"; };
  const std::string inner = table(row(paragraph(run("in"))));
  const std::string gone = "<w:trPr>" + change("del", "") + "</w:trPr>";
  const Document framed =
      read(table(row(paragraph(run("above")) + inner + "<w:p/>") + row(inner, gone) + "<w:sdt><w:sdtContent>" +
                 row(paragraph(run("below"))) + "</w:sdtContent></w:sdt>"));
  CHECK(plain_text(framed) == "above\n\nin\n\nbelow");
  CHECK(framed.tables.size() == 1);
  const std::string two = "<w:tr><w:tc>" + inner + "<w:p/></w:tc><w:tc>" + paragraph(run("beside")) + "</w:tc></w:tr>";
  CHECK(read(table(two)).tables.size() == 2);
}

TEST_CASE("the first cell of a row from right to left is the one that is read first") {
  const Document document = read("<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr><w:tr><w:tc>" + paragraph(run("first")) +
                                 "</w:tc><w:tc>" + paragraph(run("second")) + "</w:tc></w:tr></w:tbl>");
  CHECK(plain_text(document) == "first\tsecond");
}

TEST_CASE("a list of choices shows its choice, once") {
  const auto form = [](const std::string& chosen, const std::string& result) {
    return R"(<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>)" + chosen +
           R"(<w:listEntry w:val="red"/><w:listEntry w:val="blue"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>)" +
           result + R"(<w:r><w:fldChar w:fldCharType="end"/></w:r>)";
  };
  const std::string stored = R"(<w:r><w:fldChar w:fldCharType="separate"/></w:r>)" + run("blue");
  CHECK(plain_text(read(paragraph(run("Colour: ") + form(R"(<w:result w:val="1"/>)", "")))) == "Colour: blue");
  CHECK(plain_text(read(paragraph(form("", "")))) == "red");
  CHECK(plain_text(read(paragraph(form(R"(<w:result w:val="1"/>)", stored)))) == "blue");
  CHECK(plain_text(read(paragraph(run("none: ") + form(R"(<w:default w:val="7"/>)", "")))) == "none:");
}
