#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "extractors/ole/ppt_extractor.hpp"
#include "tests/extractors/ole/biff_maker.hpp"

namespace {

using namespace assay;
using namespace assay::test;

std::string atom(unsigned type, const std::string& data, unsigned instance = 0) {
  return le16(instance << 4) + le16(type) + le32(static_cast<std::uint32_t>(data.size())) + data;
}
std::string container(unsigned type, const std::string& data, unsigned instance = 0) {
  return le16(instance << 4 | 15) + le16(type) + le32(static_cast<std::uint32_t>(data.size())) + data;
}
std::string text(unsigned kind, const std::string& words) {
  return atom(3999, le32(kind)) + atom(4008, words);
}
std::string shape(const std::string& content) {
  return container(0xF004, content);
}
std::string box(const std::string& content) {
  return container(0xF00D, content);
}
std::string slide(const std::string& shapes, unsigned notes = 0, bool hidden = false) {
  return container(1006, atom(1007, std::string(16, '\0') + le32(notes) + le32(0)) +
                             atom(1017, std::string(10, '\0') + le16(hidden ? 4 : 0) + std::string(4, '\0')) +
                             container(1036, container(0xF002, container(0xF003, shapes))));
}

// Parts are numbered from 1: the document, then the others.
std::string make_ppt(const std::string& lists, const std::vector<std::string>& others, std::uint32_t token = 0xE391C05F,
                     const std::string& old = {}) {
  std::string stream = old;
  std::string places = le32(static_cast<std::uint32_t>(others.size() + 1) << 20 | 1);
  const auto add = [&](const std::string& part) {
    places += le32(static_cast<std::uint32_t>(stream.size()));
    stream += part;
  };
  add(container(1000, atom(1001, le32(5760) + le32(4320) + std::string(32, '\0')) + lists));
  for (const std::string& part : others) add(part);
  const auto directory = static_cast<std::uint32_t>(stream.size());
  stream += atom(6002, places);
  const auto edit = static_cast<std::uint32_t>(stream.size());
  stream += atom(4085, le32(0) + le32(0) + le32(0) + le32(directory) + le32(1) + le32(9) + le32(0));
  const std::string user = atom(4086, le32(20) + le32(token) + le32(edit) + le32(0) + le32(0));
  return make_compound({{"PowerPoint Document", stream}, {"Current User", user}});
}

std::string entry(unsigned part, unsigned id) {
  return atom(1011, le32(part) + le32(0) + le32(0) + le32(id) + le32(0));
}

Result<Document> try_read(const std::string& bytes) {
  NoProgress progress;
  return ppt_extractor().extract(as_bytes(bytes), {}, progress);
}

std::string sample() {
  const std::string list =
      container(4080, entry(2, 256) + text(0, "Title") + text(1, "one\rtwo"), 0) + container(4080, entry(3, 300), 2);
  const std::string shapes = shape(box(atom(3998, le32(1)))) + shape(box(atom(3998, le32(0)))) +
                             shape(box(text(4,
                                            "a note\x0B"
                                            "below")));
  const std::string notes = container(1008, container(1036, container(0xF002, shape(box(text(2, "say this"))))));
  return make_ppt(list, {slide(shapes, 300), notes}, 0xE391C05F, slide(shape(box(text(4, "an older version")))));
}

}  // namespace

TEST_CASE("slides: titles first, lists, notes; older versions stay away") {
  const auto document = try_read(sample());
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  CHECK(plain_text(*document) == "Title\n\none\n\ntwo\n\na note\nbelow\n\nsay this");
  CHECK(document->blocks[0].kind == BlockKind::heading);
  CHECK(document->blocks[1].kind == BlockKind::list_item);
  CHECK(document->blocks[4].place.part == "notes of slide 1");
  REQUIRE(document->pages.size() == 1);
  CHECK(document->pages[0].width == 720);
}

TEST_CASE("a hidden slide is marked, a table has its spans") {
  const auto cell = [](int left, int top, int right, int bottom, const std::string& words) {
    const auto at = [](int value) { return le32(static_cast<std::uint32_t>(value)); };
    return shape(atom(0xF00F, at(left) + at(top) + at(right) + at(bottom)) + box(text(4, words)));
  };
  const std::string table =
      container(0xF003, shape(atom(0xF122, le16(0x039F) + le32(1), 1)) + cell(0, 0, 20, 10, "wide") +
                            cell(0, 10, 10, 20, "a") + cell(10, 10, 20, 20, "b"));
  const auto document = try_read(make_ppt(container(4080, entry(2, 256)), {slide(table, 0, true)}));
  REQUIRE(document.has_value());
  REQUIRE(document->tables.size() == 1);
  CHECK(document->tables[0].rows == 2);
  CHECK(document->tables[0].cells[0].column_span == 2);
  CHECK(document->tables[0].hidden);
  REQUIRE(document->notices.size() == 1);
  CHECK(document->notices[0].code == "consistency.hidden_slide");
}

TEST_CASE("locked and old presentations are named") {
  const auto locked = try_read(make_ppt({}, {}, 0xF3D1C4DF));
  REQUIRE(!locked.has_value());
  CHECK(locked.error().kind == FailureKind::encrypted);
  const auto old = try_read(make_compound({{"PP40", "x"}}));
  REQUIRE(!old.has_value());
  CHECK(old.error().kind == FailureKind::unsupported);
}

TEST_CASE("bytes changed anywhere in a presentation are survived") {
  const std::string good = sample();
  rc::check([&] {
    std::string bad = good;
    const int changes = *rc::gen::inRange(1, 30);
    for (int i = 0; i < changes; ++i)
      bad[*rc::gen::inRange<std::size_t>(0, bad.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
    (void)try_read(bad);
  });
}
