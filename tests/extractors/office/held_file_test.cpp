#include <doctest/doctest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "extractors/core/sha256.hpp"
#include "extractors/read.hpp"
#include "tests/extractors/notices.hpp"
#include "tests/extractors/office/package_maker.hpp"
#include "tests/extractors/ole/biff_maker.hpp"
#include "tests/extractors/ole/doc_maker.hpp"

namespace {

using namespace assay;
using namespace assay::test;
using std::string_literals::operator""s;

Result<Document> try_read(const std::string& bytes, const ExtractOptions& options = {}) {
  NoProgress progress;
  return read_document(as_bytes(bytes), options, progress);
}

Document read(const std::string& bytes, const ExtractOptions& options = {}) {
  auto document = try_read(bytes, options);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *std::move(document);
}

std::string wide(const std::string& ascii) {
  std::string out;
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

const std::string held = "The held text.\n";
const std::string stream = "\1Ole10Native";

// The frame of a file; `size`: what it says about its length.
std::string framed(const std::string& label, const std::string& path, std::size_t size = held.size(),
                   const std::string& tail = {}) {
  const std::string temporary = "C:\\Temp\\x\0"s;
  const std::string frame = le16(2) + label + '\0' + path + '\0' + le32(0x00030000) +
                            le32(static_cast<std::uint32_t>(temporary.size())) + temporary +
                            le32(static_cast<std::uint32_t>(size)) + held + tail;
  return le32(static_cast<std::uint32_t>(frame.size())) + frame;
}

std::string object_of(const std::string& frame) {
  return make_compound({{stream, frame}});
}

std::string name_of(const std::string& frame) {
  const Document document = read(object_of(frame));
  REQUIRE(document.children.size() == 1);
  return document.children[0].source.path;
}

}  // namespace

TEST_CASE("a file that an object in a letter holds is read as a child") {
  const std::string related =
      "<Relationships><Relationship Id=\"a\" Type=\"t/oleObject\" Target=\"embeddings/o.bin\"/></Relationships>";
  const Document document = read(make_document(
      "<w:p><w:r><w:t>the letter</w:t></w:r></w:p>",
      {{"word/_rels/document.xml.rels", related}, {"word/embeddings/o.bin", object_of(framed("a.txt", "C:\\a.txt"))}}));
  CHECK(plain_text(document) == "the letter\n\nword/embeddings/o.bin\n\na.txt\n\nThe held text.");
  REQUIRE(document.children.size() == 2);
  CHECK(document.children[0].source.media_type == "application/x-ole-object");
  CHECK(document.children[0].read);
  CHECK(document.children[1].source.path == "word/embeddings/o.bin > a.txt");
  CHECK(document.children[1].source.sha256 == sha256_of(as_bytes(held)));
  CHECK(document.children[1].read);
  CHECK(document.notices.empty());
  ExtractOptions shallow;
  shallow.limits.nesting = 0;
  CHECK(has_notice(read(object_of(framed("a.txt", "")), shallow), "completeness.limit", "nesting"));
}

TEST_CASE("the name of a held file is its label's, or that of its path, and never a path") {
  const std::size_t size = held.size();
  const auto text = [](const std::string& ascii) {
    return le32(static_cast<std::uint32_t>(ascii.size())) + wide(ascii);
  };
  CHECK(name_of(framed("a.txt", "C:\\b.txt")) == "a.txt");
  CHECK(name_of(framed("Click here", "C:\\new\\b.txt")) == "b.txt");
  CHECK(name_of(framed("../../etc/pass\x01wd.txt", "")) == "passwd.txt");
  CHECK(name_of(framed("..", "")) == "file");
  CHECK(name_of(framed(std::string(5000, 'x') + ".txt", "")).size() == 255);
  CHECK(name_of(framed("J?.txt", "", size, text("C:\\t") + text("J\xF6.txt") + text("C:\\J\xF6.txt"))) == "Jö.txt");
  CHECK(name_of(framed("J.txt", "", size, text("C:\\t") + le32(0xFFFFFFFF) + "x")) == "J.txt");
}

TEST_CASE("a held file that is cut is told, and what is left of it is read") {
  const Document document = read(object_of(framed("a.txt", "", 0xFFFFFFF0)));
  CHECK(plain_text(document).ends_with("The held text."));
  CHECK(document.partial);
  CHECK(has_notice(document, "format.damaged", "15 bytes"));
}

TEST_CASE("objects with a bare file in a stream, and those that hold none") {
  const std::string workbook = make_workbook("<sheetData><row><c><v>7</v></c></row></sheetData>");
  const Document document = read(make_compound({{"Package", workbook}}));
  CHECK(plain_text(document) == "Package\n\n7");
  CHECK(document.children.at(0).read);
  CHECK(try_read(make_compound({{"Package", "other"}})).error().kind == FailureKind::unsupported);
  CHECK(try_read(make_compound({{"CONTENTS", "CHNKWKS"}})).error().message.find("unknown program") !=
        std::string::npos);
  std::string link = framed("a.txt", "C:\\a.txt");
  link[link.find("\x03"s, 6)] = '\1';
  for (const std::string& frame : {link, framed("a.txt", "").substr(0, 20), std::string("\x08\0\0\0BM\0\0"s), ""s})
    CHECK(try_read(object_of(frame)).error().kind == FailureKind::unsupported);
}

TEST_CASE("files that objects in Word 97 and Excel 97 files hold are children too") {
  const std::string frame = framed("a.txt", "");
  const Document letter = read(
      make_doc({{"letter\r"}}, {}, 0, {{"ObjectPool/_1/" + stream, frame}, {"ObjectPool/_2/Equation Native", "x"}}));
  CHECK(plain_text(letter) == "letter\n\n_1/a.txt\n\nThe held text.");
  CHECK(notice_of(letter, "completeness.embedded_document")->message.starts_with("1 object(s)"));
  const std::string book = make_stream({}, {{"Data", 0, record(0x0203, cell(0, 0) + le64(7))}});
  const Document workbook = read(make_compound({{"Workbook", book}, {"MBD0001/" + stream, frame}}));
  CHECK(plain_text(workbook) == "7\n\nMBD0001/a.txt\n\nThe held text.");
}

TEST_CASE("documents in folders of Word 97 and Excel 97 files are children too") {
  const std::string sheet = make_stream({}, {{"Data", 0, record(0x0203, cell(0, 0) + le64(7))}});
  const Document letter = read(make_doc({{"letter\r"}}, {}, 0,
                                        {{"ObjectPool/_1/Workbook", sheet},
                                         {"ObjectPool/_1/MBD0001/" + stream, framed("a.txt", "")},
                                         {"ObjectPool/_2/Equation Native", "x"}}));
  CHECK(plain_text(letter) == "letter\n\n_1\n\n7\n\nMBD0001/a.txt\n\nThe held text.");
  REQUIRE(letter.children.size() == 2);
  CHECK(letter.children[0].source.media_type == "application/vnd.ms-excel");
  CHECK(letter.children[1].source.path == "_1 > MBD0001/a.txt");
  CHECK(notice_of(letter, "completeness.embedded_document")->message.starts_with("1 object(s)"));
  ExtractOptions few;
  few.limits.package_entries = 1;
  CHECK(has_notice(
      read(make_doc({{"letter\r"}}, {}, 0, {{"ObjectPool/_1/Workbook", sheet}, {"ObjectPool/_2/Workbook", sheet}}),
           few),
      "completeness.limit", "package_entries"));
}

TEST_CASE("each object is read once, also of two with one name and of thousands") {
  std::string twins = make_doc(
      {{"letter\r"}}, {}, 0,
      {{"ObjectPool/_7000/" + stream, framed("a.txt", "")}, {"ObjectPool/_7001/" + stream, framed("b.txt", "")}});
  twins.replace(twins.find(wide("_7001")), wide("_7001").size(), wide("_7000"));
  const Document document = read(twins);
  REQUIRE(document.children.size() == 2);
  CHECK(std::set{document.children[0].source.path, document.children[1].source.path} ==
        std::set<std::string>{"_7000/a.txt", "_7000/b.txt"});

  std::vector<std::pair<std::string, std::string>> formulas;
  for (int i = 0; i < 8000; ++i) formulas.emplace_back("ObjectPool/_" + std::to_string(i) + "/Equation Native", "x");
  const Document thesis = read(make_doc({{"letter\r"}}, {}, 0, formulas));
  CHECK(notice_of(thesis, "completeness.embedded_document")->message.starts_with("8000 object(s)"));
}

TEST_CASE("a long name of a held file is cut between letters, and only what looks so is its ending") {
  std::string letters;
  for (int i = 0; i < 200; ++i) letters += "\xF6";
  CHECK(name_of(framed(letters + ".txt", "")).find("\uFFFD") == std::string::npos);
  CHECK(name_of(framed("Version 2.0 of it", "C:\\it.txt")) == "it.txt");
}
