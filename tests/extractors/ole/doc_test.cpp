#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tests/extractors/ole/doc_maker.hpp"

namespace {

using namespace assay;
using namespace assay::test;

const std::string hidden = le16(0x083C) + "\x01";
const std::string heading = le16(0x2640) + std::string(1, '\x01');

}  // namespace

TEST_CASE("text, headings, fields, hidden letters, signs beyond Latin") {
  const Document document =
      read_doc({{"Head\r", {}, heading}, {"price \x80 5 \x13 PAGE \x14 7\x15 "}, {"secret", hidden}, {"\x1E!\r"}});
  CHECK(plain_text(document) == "Head\n\nprice € 5  7 \u2011!");
  REQUIRE(document.blocks.size() == 3);
  CHECK(document.blocks[0].level == 2);
  CHECK(document.blocks[2].hidden);
  CHECK(document.blocks[2].text == "secret");
}

TEST_CASE("letters are hidden by their style, or that of their paragraph, too") {
  const auto toggle = [](char value) { return le16(0x083C) + std::string(1, value); };
  const auto in_style = [](unsigned style) { return le16(0x4A30) + le16(style); };
  DocTables tables;
  tables.styles = sheet_of({style_of(0, 0xFFF, {}, 0), style_of(1, 0, {}, 0x0FFE, hidden), style_of(2, 1, {}),
                            letter_style_of(0xFFF, hidden), letter_style_of(3, {})});
  const Document document = read_doc({{"one "},
                                      {"A", in_style(3)},
                                      {"B", in_style(4)},
                                      {"C", in_style(4) + toggle(0)},
                                      {"D", in_style(3) + toggle('\x81')},
                                      {"\rE", {}, {}, 0},
                                      {"\r"},
                                      {"F", {}, {}, 1},
                                      {"G", toggle(0), {}, 1},
                                      {"\r", {}, {}, 1},
                                      {"H\r", toggle('\x80'), {}, 2}},
                                     RevisionView::accepted, tables);
  CHECK(plain_text(document) == "one CD\n\nE\n\nG");
  std::string unseen;
  for (const Block& block : document.blocks)
    if (block.hidden) unseen += block.text + "|";
  CHECK(unseen == "AB|F|H|");
}

TEST_CASE("fields without a result show what Word draws of them") {
  const Document document =
      read_doc({{"half: \x13 EQ \\f(1,2) \x15, \x13MACROBUTTON Next [Your name]\x14\x15\x13 PAGE \x15.\r"}});
  CHECK(plain_text(document) == "half: 1/2, [Your name].");
}

TEST_CASE("tables end their rows where the file says") {
  const std::string in_table = le16(0x2416) + "\x01";
  const std::string places = le16(0) + le16(1000) + le16(2000);
  const std::string flags = le16(0x60) + std::string(18, '\0') + std::string(20, '\0');
  const std::string row = '\x02' + places + flags;
  const std::string ends =
      in_table + le16(0x2417) + "\x01" + le16(0xD608) + le16(static_cast<unsigned>(row.size() + 1)) + row;
  const Document document = read_doc({{"a\x07"
                                       "b\rbb\x07",
                                       {},
                                       in_table},
                                      {"\x07", {}, ends},
                                      {"after\r"}});
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].rows == 1);
  CHECK(document.tables[0].columns == 2);
  CHECK(document.tables[0].cells[1].text == "b\nbb");
  CHECK(plain_text(document).ends_with("after"));
}

TEST_CASE("each view of the tracked changes in a Word 97 file") {
  const std::vector<DocRun> runs = {
      {"We pay "},
      {"5", le16(0x0800) + "\x01" + le16(0x4863) + le16(1) + le16(0x6864) + le32(109392328)},
      {"7", le16(0x0801) + "\x01" + le16(0x4804) + le16(1)},
      {".\r"}};
  CHECK(plain_text(read_doc(runs)) == "We pay 7.");
  CHECK(plain_text(read_doc(runs, RevisionView::rejected)) == "We pay 5.");
  const Document document = read_doc(runs, RevisionView::all);
  CHECK(plain_text(document) == "We pay 57.");
  REQUIRE(document.revisions.size() == 2);
  CHECK(document.revisions[0].author == "Ada");
  CHECK(document.revisions[0].date == "2004-05-06T07:08:00");
  CHECK(document.revisions[1].kind == RevisionKind::insertion);
}

TEST_CASE("a note of a Word 97 file goes with its mark, and does not count") {
  const std::string deleted = le16(0x0800) + "\x01", inserted = le16(0x0801) + "\x01";
  const std::vector<DocRun> runs = {{"one"},       {"\x02", deleted}, {" two\x02"},    {"\x02", inserted}, {"\r"},
                                    {"\x02 gone"}, {"\r\x02 kept "},  {"5", inserted}, {"\r\x02 new\r\r"}};
  DocTables tables;
  tables.notes = 23;
  tables.note_marks = {3, 8, 9};
  tables.note_texts = {0, 7, 16, 22, 23};
  const Document document = read_doc(runs, RevisionView::accepted, tables);
  CHECK(plain_text(document) == "one two[1][2]\n\n[1] kept 5\n\n[2] new");
  CHECK(plain_text(read_doc(runs, RevisionView::rejected, tables)) == "one[1] two[2]\n\n[1] gone\n\n[2] kept");
  CHECK(plain_text(read_doc(runs, RevisionView::all, tables)) ==
        "one[1] two[2][3]\n\n[1] gone\n\n[2] kept 5\n\n[3] new");
  REQUIRE(document.revisions.size() == 3);
  CHECK(document.revisions[0].kind == RevisionKind::deletion);
  CHECK(document.revisions[0].text.empty());
  tables.note_texts = {0, 99, 16};  // then all of them are read
  CHECK(plain_text(read_doc(runs, RevisionView::accepted, tables)).ends_with("[1] gone\n\n[2] kept 5\n\n[3] new"));
}

TEST_CASE("a password is said, a lost list of pieces too") {
  const auto locked = try_doc(make_doc({{"x\r"}}, {}, 0x0100));
  REQUIRE(!locked.has_value());
  CHECK(locked.error().kind == FailureKind::encrypted);
  std::string main(0x600, '\0');
  put(main, 0, le16(0xA5EC) + le16(0x00C1));
  put(main, 0x18, le32(text_at) + le32(text_at + 6));
  put(main, 0x4C, le32(6));
  put(main, text_at, "words\r");
  const auto lost = try_doc(make_compound({{"WordDocument", main}}));
  REQUIRE(lost.has_value());
  CHECK(lost->partial);
  CHECK(plain_text(*lost) == "words");
}

TEST_CASE("bytes changed anywhere in a Word 97 file are survived") {
  const std::string good = make_doc({{"one\r", {}, heading}, {"a\x07\x07", hidden}, {"\x13x\x15 last\r"}});
  rc::check([&] {
    std::string bad = good;
    const int changes = *rc::gen::inRange(1, 30);
    for (int i = 0; i < changes; ++i)
      bad[*rc::gen::inRange<std::size_t>(0, bad.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
    (void)try_doc(bad);
  });
}
