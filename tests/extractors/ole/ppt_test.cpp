#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "extractors/ole/ppt_extractor.hpp"
#include "tests/extractors/ole/ppt_maker.hpp"

namespace {

using namespace assay;
using std::string_literals::operator""s;
using namespace assay::test;
using namespace assay::test::ppt;

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

TEST_CASE("what masters print on every slide is a page header, told once; their prompts are none") {
  const auto signed_text = [](const std::string& words, unsigned sign) {
    return text(4, words) + atom(4056, le32(sign));
  };
  const std::string shapes =
      shape(container(0xF011, atom(3011, std::string(8, '\0'))) + box(text(0, "Click to edit"))) +
      shape(box(text(4, "For the staff"))) + shape(box(signed_text("Page * of the plan", 5)));
  const std::string master =
      container(1016, atom(1007, std::string(24, '\0')) + container(1036, container(0xF002, shapes)));
  const std::string titles = slide(shape(box(text(4, "Draft"))), 0, false, 7);
  const std::string footers = container(4057, atom(4058, le16(0) + le16(0x20)) + atom(4026, "E\0n\0d\0"s, 2));
  const std::string lists =
      container(4080, entry(2, 7) + entry(3, 8), 1) + container(4080, entry(4, 256) + entry(5, 257) + entry(6, 258), 0);
  const auto document =
      try_read(make_ppt(lists, {master, titles, slide(shape(box(text(4, "one"))), 0, false, 8),
                                slide(shape(box(text(4, "two"))), 0, false, 7),
                                container(1006, slide(shape(box(signed_text("3*", 1)))).substr(8) + footers)}));
  REQUIRE(document.has_value());
  std::string printed, rest;
  for (const Block& block : document->blocks)
    (block.kind == BlockKind::page_header ? printed : rest) += block.text + ';';
  CHECK(printed == "Draft;For the staff;Page  of the plan;");
  CHECK(rest == "one;two;3;End;");
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
