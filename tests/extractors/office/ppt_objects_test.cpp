#include <doctest/doctest.h>
#include <zlib.h>

#include <string>

#include "extractors/read.hpp"
#include "tests/extractors/notices.hpp"
#include "tests/extractors/office/package_maker.hpp"
#include "tests/extractors/ole/doc_maker.hpp"
#include "tests/extractors/ole/ppt_maker.hpp"

namespace {

using namespace assay;
using namespace assay::test;
using namespace assay::test::ppt;

Document read(const std::string& bytes, const ExtractOptions& options = {}) {
  NoProgress progress;
  auto document = read_document(as_bytes(bytes), options, progress);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *std::move(document);
}

std::string packed(const std::string& bytes) {
  uLongf size = compressBound(static_cast<uLong>(bytes.size()));
  std::string out(size, '\0');
  compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
           static_cast<uLong>(bytes.size()));
  return le32(static_cast<std::uint32_t>(bytes.size())) + out.substr(0, size);
}

std::string bare_storage(const std::string& bytes) {
  return atom(0x1011, bytes);
}
std::string packed_storage(const std::string& bytes) {
  return atom(0x1011, packed(bytes), 1);
}

// An object with a number of its own, whose bytes are a part of the presentation.
std::string object(unsigned id, unsigned part, bool link = false) {
  return container(link ? 4046 : 4044,
                   atom(4035, le32(1) + le32(link ? 1 : 0) + le32(id) + le32(0) + le32(part) + le32(0)));
}
std::string objects(const std::string& list) {
  return container(1033, atom(1034, le32(9)) + list);
}
std::string shows(unsigned id) {
  return shape(container(0xF011, atom(3009, le32(id))));
}

std::string workbook() {
  return make_compound({{"Workbook", make_stream({}, {{"Data", 0, record(0x0203, cell(0, 0) + le64(7))}})}});
}

}  // namespace

TEST_CASE("objects on slides of a PowerPoint 97 file are read as its children, in the order of the slides") {
  const std::string lists = objects(object(4, 5) + object(3, 4)) + container(4080, entry(2, 256) + entry(3, 257));
  const Document document = read(make_ppt(lists, {slide(shape(box(text(4, "first"))) + shows(3)),
                                                  slide(shape(box(text(4, "second"))) + shows(4) + shows(3)),
                                                  packed_storage(make_doc({{"letter\r"}})), bare_storage(workbook())}));
  CHECK(plain_text(document) == "first\n\nsecond\n\nobject 3\n\nletter\n\nobject 4\n\n7");
  REQUIRE(document.children.size() == 2);
  CHECK(document.children[0].source.media_type == "application/msword");
  CHECK(document.children[1].source.media_type == "application/vnd.ms-excel");
  CHECK(document.children[1].read);
  CHECK(document.notices.empty());
}

TEST_CASE("what a hidden slide or none shows is read as hidden") {
  const std::string lists = objects(object(1, 4) + object(2, 5)) + container(4080, entry(2, 256) + entry(3, 257));
  const Document document =
      read(make_ppt(lists, {slide(shape(box(text(4, "seen")))), slide(shows(1), 0, true),
                            packed_storage(make_doc({{"letter\r"}})), packed_storage(make_doc({{"note\r"}}))}));
  CHECK(plain_text(document) == "seen");
  CHECK(plain_text(document, Shown::all).find("letter\n\nobject 2\n\nnote") != std::string::npos);
}

TEST_CASE("objects of other programs, lost ones and links are told") {
  const std::string lists = objects(object(1, 3) + object(2, 9) + object(3, 3, true)) + container(4080, entry(2, 256));
  const Document document = read(make_ppt(lists, {slide(shape(box(text(4, "seen"))) + shows(1) + shows(2) + shows(3)),
                                                  packed_storage(make_compound({{"Equation Native", "x"}}))}));
  CHECK(plain_text(document) == "seen");
  REQUIRE(document.children.size() == 1);
  CHECK(document.children[0].source.path == "object 1");
  CHECK(!document.children[0].read);
  const Notice* const foreign = notice_of(document, "completeness.embedded_document");
  REQUIRE(foreign != nullptr);
  CHECK(foreign->message.starts_with("1 object(s) of other programs"));
  CHECK(foreign->severity == Severity::info);
  CHECK(notice_of(document, "format.damaged")->message.starts_with("1 embedded document(s) are missing"));
  CHECK(notice_of(document, "format.external_link")->severity == Severity::info);
}

TEST_CASE("packed objects that are cut or too large are told, and the limits of all parts hold for them") {
  const std::string lists = objects(object(1, 3)) + container(4080, entry(2, 256));
  const auto made = [&](const std::string& storage) {
    return make_ppt(lists, {slide(shape(box(text(4, "seen"))) + shows(1)), storage});
  };
  const std::string whole = packed(make_doc({{"letter\r"}}));
  const Document cut = read(made(atom(0x1011, whole.substr(0, whole.size() / 2), 1)));
  CHECK(cut.partial);
  CHECK(has_notice(cut, "format.damaged", "'object 1' is cut short"));

  ExtractOptions small;
  small.limits.member_bytes = 100;
  const Document large = read(made(atom(0x1011, whole, 1)), small);
  CHECK(large.partial);
  CHECK(has_notice(large, "completeness.limit", "limit: member_bytes"));
  CHECK(large.children.at(0).source.path == "object 1");
  small.limits.member_bytes = Limits{}.member_bytes;
  small.limits.unpacked_bytes = 100;
  CHECK(has_notice(read(made(atom(0x1011, whole, 1)), small), "completeness.limit", "limit: unpacked_bytes"));
  CHECK(has_notice(read(made(bare_storage(make_doc({{"letter\r"}}))), small), "completeness.limit", "unpacked_bytes"));
}
