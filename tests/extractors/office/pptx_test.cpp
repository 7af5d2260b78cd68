#include <doctest/doctest.h>

#include <string>

#include "extractors/office/pptx_extractor.hpp"
#include "extractors/office/sheet_extras.hpp"
#include "tests/extractors/office/package_maker.hpp"

using namespace assay;

TEST_CASE("a slide: its title first, lists, tables, notes; hidden slides are marked") {
  const std::string shapes =
      R"(<p:sld show="0"><p:cSld><p:spTree>
      <p:sp><p:nvSpPr><p:nvPr><p:ph idx="1"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>point</a:t></a:r></a:p></p:txBody></p:sp>
      <p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc gridSpan="2"><a:txBody><a:p><a:r><a:t>wide</a:t></a:r></a:p></a:txBody></a:tc><a:tc hMerge="1"/></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>
      <p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>The title</a:t></a:r></a:p></p:txBody></p:sp>
      </p:spTree></p:cSld></p:sld>)";
  const std::string notes =
      R"(<p:notes><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>say this</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:notes>)";
  const std::string bytes = test::make_package(
      {{"_rels/.rels",
        R"(<Relationships><Relationship Id="r1" Type="t/officeDocument" Target="ppt/presentation.xml"/></Relationships>)"},
       {"ppt/presentation.xml",
        R"(<p:presentation xmlns:r="r"><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>)"},
       {"ppt/_rels/presentation.xml.rels",
        R"(<Relationships><Relationship Id="r1" Type="t/slide" Target="slides/slide1.xml"/></Relationships>)"},
       {"ppt/slides/slide1.xml", shapes},
       {"ppt/slides/_rels/slide1.xml.rels",
        R"(<Relationships><Relationship Id="n" Type="t/notesSlide" Target="../notesSlides/notesSlide1.xml"/>
           <Relationship Id="l" Type="t/slideLayout" Target="../slideLayouts/slideLayout1.xml"/></Relationships>)"},
       {"ppt/slideLayouts/slideLayout1.xml",
        R"(<p:sldLayout><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>Click to add</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sldLayout>)"},
       {"ppt/slideLayouts/_rels/slideLayout1.xml.rels",
        R"(<Relationships><Relationship Id="m" Type="t/slideMaster" Target="../slideMasters/slideMaster1.xml"/></Relationships>)"},
       {"ppt/slideMasters/slideMaster1.xml",
        R"(<p:sldMaster><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>Harbour board</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sldMaster>)"},
       {"ppt/notesSlides/notesSlide1.xml", notes}});
  NoProgress progress;
  const auto document = pptx_extractor().extract(as_bytes(bytes), {}, progress);
  REQUIRE(document.has_value());
  REQUIRE(document->blocks.size() == 5);
  CHECK(document->blocks[0].text == "The title");
  CHECK(document->blocks[0].kind == BlockKind::heading);
  CHECK(document->blocks[1].kind == BlockKind::list_item);
  CHECK(document->blocks[1].hidden);
  REQUIRE(document->tables.size() == 1);
  CHECK(document->tables[0].cells[0].column_span == 2);
  CHECK(document->blocks[3].kind == BlockKind::page_header);
  CHECK(document->blocks[3].text == "Harbour board");
  CHECK(document->blocks[4].place.part == "notes of slide 1");
  REQUIRE(document->pages.size() == 1);
  CHECK(document->pages[0].width == 720);
  REQUIRE(document->notices.size() == 1);
  CHECK(document->notices[0].code == "consistency.hidden_slide");
}

namespace {

// A presentation of one slide with these shapes; `parts` are further members, `related` is what the slide points to,
// `slide`: attributes of it.
Document read_slide(const std::string& shapes, test::Members parts = {}, const std::string& related = {},
                    const std::string& slide = {}) {
  parts.insert(
      parts.end(),
      {{"_rels/.rels",
        R"(<Relationships><Relationship Id="r1" Type="t/officeDocument" Target="ppt/presentation.xml"/></Relationships>)"},
       {"ppt/presentation.xml",
        R"(<p:presentation xmlns:r="r"><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>)"},
       {"ppt/_rels/presentation.xml.rels",
        R"(<Relationships><Relationship Id="r1" Type="t/slide" Target="slides/slide1.xml"/>
                    <Relationship Id="r2" Type="t/commentAuthors" Target="commentAuthors.xml"/>
                    <Relationship Id="r3" Type="t/authors" Target="authors.xml"/></Relationships>)"},
       {"ppt/slides/slide1.xml", "<p:sld" + slide + "><p:cSld><p:spTree>" + shapes + "</p:spTree></p:cSld></p:sld>"},
       {"ppt/slides/_rels/slide1.xml.rels", "<Relationships>" + related + "</Relationships>"}});
  NoProgress progress;
  auto document = pptx_extractor().extract(as_bytes(test::make_package(parts)), {}, progress);
  REQUIRE(document.has_value());
  return std::move(*document);
}

std::string text_shape(const std::string& text, const std::string& attributes = {}) {
  return "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"n\" " + attributes + "/></p:nvSpPr><p:txBody><a:p><a:r><a:t>" +
         text + "</a:t></a:r></a:p></p:txBody></p:sp>";
}

}  // namespace

TEST_CASE("shapes that are hidden, or stand in a group that is, are marked") {
  const Document document =
      read_slide(text_shape("seen") + text_shape("not seen", R"(hidden="1")") +
                 R"(<p:grpSp><p:nvGrpSpPr><p:cNvPr id="5" name="g" hidden="true"/></p:nvGrpSpPr>)" +
                 text_shape("inside") + "</p:grpSp>" + text_shape("seen too", R"(hidden="0")"));
  REQUIRE(document.blocks.size() == 4);
  CHECK_FALSE(document.blocks[0].hidden);
  CHECK(document.blocks[1].hidden);
  CHECK(document.blocks[2].hidden);
  CHECK_FALSE(document.blocks[3].hidden);
  CHECK(plain_text(document) == "seen\n\nseen too");
}

TEST_CASE("comments on a slide, with author and day; answers follow what they answer") {
  const Document document =
      read_slide(text_shape("Turnover"),
                 {{"ppt/commentAuthors.xml", R"(<p:cmAuthorLst><p:cmAuthor id="0" name="Kim"/></p:cmAuthorLst>)"},
                  {"ppt/authors.xml", R"(<p188:authorLst><p188:author id="{A}" name="Lee Park"/></p188:authorLst>)"},
                  {"ppt/comments/comment1.xml",
                   R"(<p:cmLst><p:cm authorId="0" dt="2024-01-02T08:00:00"><p:text>wrong number</p:text></p:cm>
           <p:cm authorId="7"><p:text>whose?</p:text></p:cm></p:cmLst>)"},
                  {"ppt/comments/modernComment_1.xml",
                   R"(<p188:cmLst><p188:cm id="{1}" authorId="{A}" created="2024-02-03T10:00:00.5"><p188:replyLst>
           <p188:reply id="{2}" authorId="{A}" created="2024-02-04T10:00:00"><p188:txBody><a:p><a:r><a:t>Done</a:t></a:r></a:p></p188:txBody></p188:reply></p188:replyLst>
           <p188:txBody><a:p><a:r><a:t>Check</a:t></a:r></a:p><a:p><a:r><a:t>this</a:t></a:r></a:p></p188:txBody></p188:cm></p188:cmLst>)"}},
                 R"(<Relationship Id="c" Type="t/comments" Target="../comments/comment1.xml"/>
         <Relationship Id="m" Type="u/comments" Target="../comments/modernComment_1.xml"/>)");
  REQUIRE(document.blocks.size() == 5);
  CHECK(document.blocks[1].kind == BlockKind::comment);
  CHECK(document.blocks[1].text == "Kim (2024-01-02): wrong number");
  CHECK(document.blocks[1].place.page == 1);
  CHECK(document.blocks[2].text == "whose?");
  CHECK(document.blocks[3].text == "Lee Park (2024-02-03): Check\nthis");
  CHECK(document.blocks[4].text == "Lee Park (2024-02-04): Done");
  CHECK(plain_text(document) == "Turnover");
}

TEST_CASE("the description of a picture or chart is a figure; a file's name is none") {
  const auto picture = [](const std::string& description) {
    return R"(<p:pic><p:nvPicPr><p:cNvPr id="4" name="Picture 3" descr=")" + description + R"("/></p:nvPicPr></p:pic>)";
  };
  const Document document = read_slide(
      text_shape("Plant", R"(descr="a box")") + picture(" A map of the plant. ") + picture("image1.png") +
      picture("scan of the gate.jpeg") + picture("") +
      R"(<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="6" name="c" descr="Sales fall"/></p:nvGraphicFramePr></p:graphicFrame>)");
  REQUIRE(document.blocks.size() == 4);
  CHECK(document.blocks[1].kind == BlockKind::figure);
  CHECK(document.blocks[1].text == "A map of the plant.");
  CHECK(document.blocks[1].place.page == 1);
  CHECK(document.blocks[2].text == "scan of the gate.jpeg");
  CHECK(document.blocks[3].text == "Sales fall");
  CHECK(plain_text(document) == "Plant");  // beside the text, as in a DOCX
}

TEST_CASE("comments on a hidden slide are hidden, and a part that is named twice is read once") {
  const std::string comments = R"(<p:cmLst><p:cm authorId="0"><p:text>why?</p:text></p:cm></p:cmLst>)";
  const std::string twice = R"(<Relationship Id="a" Type="t/comments" Target="../c.xml"/>
         <Relationship Id="b" Type="t/comments" Target="../c.xml"/>)";
  const Document shown = read_slide(text_shape("x"), {{"ppt/c.xml", comments}}, twice);
  REQUIRE(shown.blocks.size() == 2);
  CHECK_FALSE(shown.blocks[1].hidden);
  const Document hidden = read_slide(text_shape("x"), {{"ppt/c.xml", comments}}, twice, R"( show="0")");
  REQUIRE(hidden.blocks.size() == 2);
  CHECK(hidden.blocks[1].hidden);
}

TEST_CASE("printed headers without their codes") {
  CHECK(office::printed_text("&L&\"Arial,Bold\"&12Draft && more&R&K00FF00Page &P") == "Draft & more\nPage ");
  CHECK(office::printed_text("&") == "&");
}
