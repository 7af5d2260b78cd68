#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "extractors/core/sha256.hpp"
#include "extractors/read.hpp"
#include "tests/extractors/notices.hpp"
#include "tests/extractors/office/package_maker.hpp"

namespace {

using namespace assay;
using test::has_notice;

Document read(const std::string& bytes, const ExtractOptions& options = {}) {
  NoProgress progress;
  auto document = read_document(as_bytes(bytes), options, progress);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *std::move(document);
}

std::string links(const std::string& items) {
  return "<Relationships>" + items + "</Relationships>";
}
std::string link(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"t/" + type + "\" Target=\"" + target + "\"/>";
}

const std::string body = "<w:p><w:r><w:t>the letter</w:t></w:r></w:p>";
const std::string workbook =
    test::make_workbook("<sheetData><row><c t=\"s\"><v>0</v></c><c><v>7</v></c></row></sheetData>");
// A compound file whose program nobody knows.
const std::string object = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(1528, '\0');

std::string letter(const std::string& related, const test::Members& more = {}) {
  test::Members members{{"word/_rels/document.xml.rels", links(related)}};
  members.insert(members.end(), more.begin(), more.end());
  return test::make_document(body, members);
}

std::string letter_with_workbook() {
  return letter(link("a", "package", "embeddings/sheet.xlsx"), {{"word/embeddings/sheet.xlsx", workbook}});
}

}  // namespace

TEST_CASE("documents embedded in a text are its children, and read behind it") {
  const Document document = read(
      letter(link("a", "package", "embeddings/sheet.xlsx") + link("b", "oleObject", "embeddings/sheet.xlsx") +
                 link("c", "oleObject", "embeddings/object1.bin") + link("d", "oleObject", "embeddings/object2.bin") +
                 link("e", "package", "embeddings/gone.docx") + link("f", "chart", "charts/chart1.xml"),
             {{"word/embeddings/sheet.xlsx", workbook},
              {"word/embeddings/object1.bin", object},
              {"word/embeddings/object2.bin", object + '\0'},
              {"word/charts/chart1.xml", "<c:chartSpace/>"},
              {"word/charts/_rels/chart1.xml.rels", links(link("a", "package", "../embeddings/data.xlsx"))},
              {"word/embeddings/data.xlsx", workbook}}));
  CHECK(plain_text(document) == "the letter\n\nword/embeddings/sheet.xlsx\n\nplain\t7");
  REQUIRE(document.children.size() == 3);
  const Child& sheet = document.children[0];
  CHECK(sheet.source.path == "word/embeddings/sheet.xlsx");
  CHECK(sheet.source.media_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  CHECK(sheet.source.sha256 == sha256_of(as_bytes(workbook)));
  CHECK(sheet.source.bytes == workbook.size());
  CHECK(sheet.read);
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].place.part == "word/embeddings/sheet.xlsx");
  const Child& foreign = document.children[1];
  CHECK(foreign.source.path == "word/embeddings/object1.bin");
  CHECK(foreign.source.media_type == "application/x-ole-storage");
  CHECK(foreign.source.sha256 == sha256_of(as_bytes(object)));
  CHECK_FALSE(foreign.read);
  const Notice* unread = test::notice_of(document, "completeness.embedded_document");
  REQUIRE(unread);
  CHECK(unread->severity == Severity::info);
  CHECK(unread->message == "2 object(s) of other programs that are embedded in this document were not read.");
  CHECK(has_notice(document, "format.damaged", "embeddings/gone.docx"));
}

TEST_CASE("embedded documents that are missing are told once") {
  const Document document =
      read(letter(link("a", "package", "embeddings/a.xlsx") + link("b", "package", "embeddings/b.xlsx")));
  const auto is_missing = [](const Notice& notice) { return notice.code == "format.damaged"; };
  CHECK(std::count_if(document.notices.begin(), document.notices.end(), is_missing) == 1);
  CHECK(test::notice_of(document, "format.damaged")->message.starts_with("2 embedded document(s) are missing"));
}

TEST_CASE("what lies on hidden slides and sheets is hidden, unless another one shows it") {
  const std::string shown = "<sheetData><row><c><v>1</v></c></row></sheetData>";
  const auto book = [&](const std::string& on_first) {
    return read(test::make_package(
        {{"_rels/.rels", links(link("r1", "officeDocument", "xl/workbook.xml"))},
         {"xl/workbook.xml", R"(<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="r1"/>)"
                             R"(<sheet name="B" sheetId="2" r:id="r2" state="hidden"/></sheets></workbook>)"},
         {"xl/_rels/workbook.xml.rels",
          links(link("r1", "worksheet", "worksheets/sheet1.xml") + link("r2", "worksheet", "worksheets/sheet2.xml"))},
         {"xl/worksheets/sheet1.xml", "<worksheet>" + shown + "</worksheet>"},
         {"xl/worksheets/sheet2.xml", "<worksheet>" + shown + "</worksheet>"},
         {"xl/worksheets/_rels/sheet1.xml.rels", links(on_first)},
         {"xl/worksheets/_rels/sheet2.xml.rels", links(link("a", "package", "../embeddings/letter.docx"))},
         {"xl/embeddings/letter.docx", letter("")}}));
  };
  CHECK(plain_text(book("")) == "1");
  CHECK(book("").children.at(0).read);
  CHECK(plain_text(book(link("a", "package", "../embeddings/letter.docx"))).ends_with("the letter"));
}

TEST_CASE("documents embedded in headers, slides and sheets are children too") {
  const Document headed =
      read(letter(link("h", "header", "header1.xml"),
                  {{"word/header1.xml", "<w:hdr/>"},
                   {"word/_rels/header1.xml.rels", links(link("a", "package", "embeddings/sheet.xlsx"))},
                   {"word/embeddings/sheet.xlsx", workbook}}));
  CHECK(plain_text(headed).ends_with("plain\t7"));
  const Document slides = read(test::make_package(
      {{"_rels/.rels", links(link("r1", "officeDocument", "ppt/presentation.xml"))},
       {"ppt/presentation.xml",
        R"(<p:presentation xmlns:r="r"><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>)"},
       {"ppt/_rels/presentation.xml.rels", links(link("r1", "slide", "slides/slide1.xml"))},
       {"ppt/slides/slide1.xml", "<p:sld/>"},
       {"ppt/slides/_rels/slide1.xml.rels", links(link("a", "package", "../embeddings/letter.docx"))},
       {"ppt/embeddings/letter.docx", letter_with_workbook()}}));
  REQUIRE(slides.children.size() == 2);
  CHECK(slides.children[0].read);
  CHECK(slides.children[1].source.path == "ppt/embeddings/letter.docx > word/embeddings/sheet.xlsx");
  CHECK(plain_text(slides).find("the letter") != std::string::npos);
  const Document sheet = read(test::make_workbook(
      "<sheetData><row><c><v>1</v></c></row></sheetData>",
      {{"xl/worksheets/_rels/sheet1.xml.rels", links(link("a", "oleObject", "../embeddings/letter.docx"))},
       {"xl/embeddings/letter.docx", letter("")}}));
  REQUIRE(sheet.children.size() == 1);
  CHECK(plain_text(sheet).find("the letter") != std::string::npos);
}

TEST_CASE("documents in folders of an OpenDocument package, and inside of a flat one, are children too") {
  const std::string names = R"( xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0")";
  const auto content = [&](const std::string& body) {
    return "<office:document-content" + names + "><office:body>" + body + "</office:body></office:document-content>";
  };
  const std::string sheet =
      "<office:spreadsheet><table:table table:name=\"S\"><table:table-row><table:table-cell><text:p>in "
      "<text:span>it</text:span></text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>";
  const std::string text = "<office:text><text:p>letter</text:p>";
  const Document packed = read(test::make_package(
      {{"mimetype", "application/vnd.oasis.opendocument.text"},
       {"content.xml", content(text + R"(<draw:frame><draw:object-ole xlink:href="./Object 2"/></draw:frame>
           <draw:frame><draw:object-ole xlink:href="./gone"/></draw:frame></office:text>)")},
       {"Object 1/content.xml", content(sheet)},
       {"Object 2", object},
       {"Object 3/content.xml", content("<office:chart><chart:chart/></office:chart>")}}));
  CHECK(plain_text(packed) == "letter\n\nObject 1\n\nin it");
  REQUIRE(packed.children.size() == 2);
  CHECK(packed.children[0].source.media_type == "application/vnd.oasis.opendocument.spreadsheet");
  CHECK(packed.children[1].source.path == "Object 2");
  CHECK(has_notice(packed, "completeness.embedded_document", "1 object(s)"));
  CHECK(has_notice(packed, "format.damaged", "gone"));
  const Document flat =
      read("<office:document" + names + R"( office:mimetype="application/vnd.oasis.opendocument.text"><office:body>)" +
           text + "<draw:frame><draw:object><office:document><office:body>" + sheet +
           "</office:body></office:document></draw:object></draw:frame></office:text></office:body></office:document>");
  CHECK(plain_text(flat) == "letter\n\nobject 1\n\nin it");
}

TEST_CASE("embedded documents hold to the limits") {
  ExtractOptions options;
  options.depth = options.limits.nesting;
  const Document deep = read(letter_with_workbook(), options);
  CHECK(has_notice(deep, "completeness.limit", "nesting"));
  CHECK(deep.partial);
  options = {};
  options.limits.member_bytes = 10;
  const Document large = read(letter_with_workbook(), options);
  CHECK(has_notice(large, "completeness.limit", "member_bytes"));
  REQUIRE(large.children.size() == 1);
  CHECK_FALSE(large.children[0].read);
  CHECK(large.children[0].source.path == "word/embeddings/sheet.xlsx");
  CHECK(large.partial);
  CHECK(plain_text(large) == "the letter");
  options = {};
  options.limits.text_bytes = 40;  // of the letter and its parts together
  CHECK_FALSE(has_notice(read(letter_with_workbook(), options), "completeness.limit"));
  options.limits.text_bytes = 12;
  CHECK(has_notice(read(letter_with_workbook(), options), "completeness.limit", "text_bytes"));
  options = {};
  options.limits.package_entries = 5;
  std::string related;
  test::Members many;
  for (int i = 0; i < 3; ++i) {
    const std::string name = "embeddings/o" + std::to_string(i) + ".bin";
    related += link("r" + std::to_string(i), "oleObject", name);
    many.push_back({"word/" + name, object});
  }
  CHECK(read(letter(related, many)).children.size() == 3);
  CHECK(has_notice(read(letter(related, many), options), "completeness.limit", "package_entries"));
}
