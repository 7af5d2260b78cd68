#include "extractors/ole/doc_numbering.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <string>
#include <vector>

#include "extractors/ole/doc_styles.hpp"
#include "tests/extractors/ole/doc_maker.hpp"

namespace {

using namespace assay;
using namespace assay::test;
using namespace std::string_literals;

constexpr int upper_roman = 1, lower_letter = 4, zeros = 22, bullet = 23, none = 255;
constexpr int legal = 4, no_restart = 8;

struct LevelMade {
  std::u16string text;  // letters below 9 stand for the number of a level
  int format = 0;
  std::uint32_t start = 1;
  int flags = 0, limit = 0;
};

std::string bytes_of(const LevelMade& level) {
  std::string places, letters;
  for (std::size_t i = 0; i < level.text.size(); ++i) {
    if (level.text[i] < 9) places += static_cast<char>(i + 1);
    letters += le16(level.text[i]);
  }
  places.resize(9);
  std::string out = le32(level.start);
  out += {static_cast<char>(level.format), static_cast<char>(level.flags)};
  out += places + std::string(9, '\0');
  out += {'\x03', '\x02', static_cast<char>(level.limit), '\0'};  // sizes of properties, first those of letters
  return out + "PPCCC" + le16(static_cast<unsigned>(level.text.size())) + letters;
}

std::string levels_of(const std::vector<LevelMade>& levels) {
  std::string out;
  for (std::size_t i = 0; i < 9; ++i) out += bytes_of(i < levels.size() ? levels[i] : LevelMade{});
  return out;
}

std::string scheme(std::uint32_t id, bool one_level = false) {
  return le32(id) + std::string(22, '\x0F') + std::string(1, one_level ? '\1' : '\0') + std::string(1, '\0');
}

std::string list(std::uint32_t scheme, unsigned overrides = 0) {
  return le32(scheme) + std::string(8, '\0') + std::string(1, static_cast<char>(overrides)) + std::string(3, '\0');
}

std::string override_of(int level, std::uint32_t start, bool replaces = false) {
  return le32(start) + le32(static_cast<std::uint32_t>(level | 0x10 | (replaces ? 0x20 : 0)));
}

const std::string no_overrides = le32(0xFFFFFFFF);

// One scheme with two lists, the second with overrides of its own.
std::string schemes_of(const std::vector<LevelMade>& levels) {
  return le16(1) + scheme(7) + levels_of(levels);
}
std::string lists_of(unsigned count = 0, const std::string& overrides = {}) {
  return le32(2) + list(7) + list(7, count) + no_overrides + no_overrides + overrides;
}

std::string marks(office::WordNumbering numbering, const std::vector<std::pair<int, int>>& paragraphs) {
  std::string out;
  for (const auto& [list, level] : paragraphs) out += numbering.next(list, level) + "|";
  return out;
}

const std::vector<std::pair<int, int>> tree = {{1, 0}, {1, 1}, {1, 1}, {1, 2}, {1, 0}, {1, 1}, {1, 2}};

DocTables tables_of(const std::vector<LevelMade>& levels) {
  return {{}, le16(1) + scheme(7), levels_of(levels), lists_of()};
}

std::string in_list(unsigned list, int level = 0) {
  return le16(0x260A) + std::string(1, static_cast<char>(level)) + le16(0x460B) + le16(list);
}

const std::vector<LevelMade> decimals = {{u"\0."s}, {u"\0.\1"s}, {u"\0.\1.\2"s}};

}  // namespace

TEST_CASE("levels of Word 97 lists count, restart and print in their formats") {
  const auto numbers = [](const std::vector<LevelMade>& levels) {
    return marks(ole::read_numbering(schemes_of(levels), lists_of()), tree);
  };
  CHECK(numbers(decimals) == "1.|1.1|1.2|1.2.1|2.|2.1|2.1.1|");
  CHECK(numbers({{u"Article \0"s, upper_roman, 4}, {u"(\1)"s, lower_letter}, {u"\2"s, zeros}}) ==
        "Article IV|(a)|(b)|01|Article V|(a)|01|");
  CHECK(numbers({{u"\0"s, upper_roman}, {u"\0.\1"s, 0, 1, legal}}) == "I|1.1|1.2||II|2.1||");
  CHECK(numbers({{u"\0."s}, {u"\1"s, 0, 1, no_restart}, {u"\2"s, 0, 1, no_restart, 1}}) == "1.|1|2|1|2.|3|1|");
  CHECK(numbers({{u"\uF0B7"s, bullet}, {u"x"s, none}, {u"\xA7 \2\uF0B7"s}}) == "•|||§ 1|•||§ 1|");
}

TEST_CASE("a Word 97 list starts anew and has levels of its own") {
  const std::vector<std::pair<int, int>> both = {{1, 0}, {1, 0}, {2, 0}, {2, 1}, {2, 0}, {1, 0}};
  const auto numbers = [&](unsigned count, const std::string& overrides) {
    return marks(ole::read_numbering(schemes_of(decimals), lists_of(count, overrides)), both);
  };
  CHECK(numbers(0, {}) == "1.|2.|3.|3.1|4.|5.|");
  CHECK(numbers(2, override_of(0, 1) + override_of(1, 7)) == "1.|2.|1.|1.7|2.|3.|");
  CHECK(numbers(1, override_of(0, 99, true) + bytes_of({u"<\0>"s, lower_letter, 3})) == "1.|2.|<c>|c.1|<d>|5.|");
}

TEST_CASE("a text of its own begins its lists anew") {
  auto numbering = ole::read_numbering(schemes_of(decimals), lists_of(1, override_of(0, 5)));
  CHECK(numbering.next(2, 0) == "5.");
  CHECK(numbering.next(1, 0) == "6.");
  numbering.begin_story();
  CHECK(numbering.next(1, 0) == "1.");
  CHECK(numbering.next(2, 0) == "5.");
}

TEST_CASE("a scheme of one level stands between those of nine; unknown lists and levels have no number") {
  const std::string schemes = le16(2) + scheme(3, true) + scheme(7) + bytes_of({u"(\0)"s}) + levels_of(decimals);
  auto numbering =
      ole::read_numbering(schemes, le32(3) + list(7) + list(3) + list(4) + no_overrides + no_overrides + no_overrides);
  CHECK(marks(numbering, {{1, 0}, {2, 0}, {2, 1}, {3, 0}, {4, 0}, {1, 9}, {1, 12}}) == "1.|(1)||||||");
  CHECK(numbering.knows(3));
  CHECK(!numbering.knows(0));
  CHECK(!numbering.knows(4));
}

TEST_CASE("a level that cannot be has no number, those beside it do") {
  auto numbering = ole::read_numbering(
      schemes_of({{u"\0."s}, {std::u16string(256, u'x')}, {u"\2."s, 0, 0x8000}, {u"\3."s}}), lists_of());
  CHECK(marks(numbering, {{1, 0}, {1, 1}, {1, 2}, {1, 3}}) == "1.|||1.|");
}

TEST_CASE("tables of lists that break off anywhere give no other number") {
  const std::string schemes = schemes_of(decimals);
  const std::string lists = lists_of(2, override_of(0, 4, true) + bytes_of({u"<\0>"s}) + override_of(1, 9));
  const std::vector<std::pair<int, int>> paragraphs = {{1, 0}, {1, 1}, {2, 0}, {2, 1}};
  CHECK(marks(ole::read_numbering(schemes, lists), paragraphs) == "1.|1.1|<1>|1.9|");
  for (std::size_t size = 0; size < schemes.size(); ++size)
    CHECK(marks(ole::read_numbering(schemes.substr(0, size), lists), paragraphs) == "||||");
  for (std::size_t size = 0; size < lists.size(); ++size) {
    const std::string cut = marks(ole::read_numbering(schemes, lists.substr(0, size)), paragraphs);
    CHECK((cut == "||||" || cut == "1.|1.1|||"));
  }
}

TEST_CASE("any bytes as tables of lists and styles are survived") {
  const std::string schemes = schemes_of(decimals), lists = lists_of(1, override_of(0, 4, true) + bytes_of({u"\0"s}));
  const std::string styles = sheet_of({style_of(0, 0xFFF, {}), style_of(1, 0, in_list(1)), style_of(2, 1, in_list(2))});
  const auto spoil = [](std::string text) {
    const int changes = *rc::gen::inRange(0, 20);
    for (int i = 0; i < changes; ++i)
      text[*rc::gen::inRange<std::size_t>(0, text.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
    return text.substr(0, *rc::gen::inRange<std::size_t>(0, text.size() + 1));
  };
  rc::check([&] {
    auto numbering = ole::read_numbering(spoil(schemes), spoil(lists));
    const ole::DocStyles sheet(spoil(styles));
    for (int i = 0; i < 4; ++i) {
      RC_ASSERT(numbering.next(sheet[i].list.value_or(1), sheet[i].list_level.value_or(i)).size() < 2000);
      RC_ASSERT(numbering.next(2, i).size() < 2000);
    }
  });
}

TEST_CASE("paragraphs of a Word 97 file have their numbers") {
  const std::string cell_of_table = le16(0x2416) + "\x01" + in_list(1);
  const Document document = read_doc({{"one\r", {}, in_list(1)},
                                      {" \r", {}, in_list(1)},            // an empty one is printed with its number
                                      {"two\r", {}, in_list(0xFFFF, 1)},  // with indents of its own
                                      {"plain\r", {}, in_list(0)},
                                      {"not here\r", {}, in_list(0xF801)},
                                      {"no such list\r", {}, in_list(9)},
                                      {"Head\r", {}, le16(0x2640) + std::string(1, '\0') + in_list(1)},
                                      {"c\rd\x07\x07", {}, cell_of_table}},
                                     RevisionView::accepted, tables_of(decimals));
  CHECK(plain_text(document) == "1. one\n\n2.1 two\n\nplain\n\nnot here\n\nno such list\n\n3. Head\n\n4. c 5. d\t6.");
  CHECK(document.blocks[0].kind == BlockKind::list_item);
  CHECK(document.blocks[2].kind == BlockKind::paragraph);
  CHECK(document.blocks[5].kind == BlockKind::heading);
}

TEST_CASE("styles put paragraphs of a Word 97 file in lists") {
  DocTables tables = tables_of(decimals);
  tables.styles =
      sheet_of({style_of(0, 0xFFF, {}, 0), style_of(1, 0, in_list(1), 1), style_of(2, 1, le16(0x260A) + "\x01", 2),
                le16(0), style_of(4, 2, in_list(0)), style_of(5, 6, {}), style_of(6, 5, {})});
  const Document document = read_doc({{"one\r", {}, {}, 1},
                                      {"inner\r", {}, {}, 2},
                                      {"deeper\r", {}, le16(0x260A) + "\x02", 2},
                                      {"without\r", {}, in_list(0), 2},
                                      {"out\r", {}, {}, 4},
                                      {"circle\r", {}, {}, 5},
                                      {"unknown\r", {}, {}, 99},
                                      {"two\r", {}, {}, 1}},
                                     RevisionView::accepted, tables);
  CHECK(plain_text(document) == "1. one\n\n1.1 inner\n\n1.1.1 deeper\n\nwithout\n\nout\n\ncircle\n\nunknown\n\n2. two");
  CHECK(document.blocks[1].level == 2);
}

TEST_CASE("a paragraph that is not in a view does not count there") {
  const std::string inserted = le16(0x0801) + "\x01", deleted = le16(0x0800) + "\x01";
  const std::vector<DocRun> runs = {{"old\r", deleted, in_list(1)},
                                    {"new\r", inserted, in_list(1)},
                                    {"new too\r", inserted, in_list(1)},
                                    {"both\r", {}, in_list(1)}};
  const auto text_of = [&](RevisionView view) { return plain_text(read_doc(runs, view, tables_of(decimals))); };
  CHECK(text_of(RevisionView::accepted) == "1. new\n\n2. new too\n\n3. both");
  CHECK(text_of(RevisionView::rejected) == "1. old\n\n2. both");
  CHECK(text_of(RevisionView::all) == "1. old\n\n2. new\n\n3. new too\n\n4. both");
}

TEST_CASE("numbers that are longer than the text are held to its limit") {
  const std::string bytes =
      make_doc({{"a\rb\rc\rd\r", {}, in_list(1)}}, tables_of({{std::u16string(250, u'x') + u'\0'}}));
  ExtractOptions options;
  options.limits.text_bytes = 600;
  NoProgress progress;
  const auto document = doc_extractor().extract(as_bytes(bytes), options, progress);
  REQUIRE(document.has_value());
  CHECK(document->partial);
  CHECK(document->blocks.size() == 3);
}

TEST_CASE("fields of a Word 97 file that number paragraphs have the numbers that Word prints") {
  DocTables tables;
  tables.styles = sheet_of({style_of(0, 0xFFF, {}, 0), style_of(1, 0, {}, 1), style_of(2, 0, {}, 2)});
  const std::string field = "\x13 AUTONUMLGL \x15";
  const Document document =
      read_doc({{field + " One\r", {}, {}, 1}, {field + " Two\r", {}, {}, 2}, {field + " text\r"}, {field + " more\r"}},
               RevisionView::accepted, tables);
  CHECK(plain_text(document) == "1. One\n\n1.1. Two\n\n1.1.1. text\n\n1.1.2. more");
  CHECK(document.notices.empty());
}

TEST_CASE("notes of a Word 97 file count their lists apart from the body, and go on from one to the next") {
  DocTables tables = tables_of(decimals);
  const std::string notes = "\x02 a\rb\r\x02 c\r";
  tables.notes = static_cast<std::uint32_t>(notes.size());
  const Document document =
      read_doc({{"one\rtwo\r", {}, in_list(1)}, {notes, {}, in_list(1)}}, RevisionView::accepted, tables);
  CHECK(plain_text(document) == "1. one\n\n2. two\n\n1. [1] a\n\n2. b\n\n3. [2] c");
}

TEST_CASE("styles of a Word 97 file that are based on a heading are headings, those with a level of their own too") {
  const auto outline = [](char level) { return le16(0x2640) + std::string(1, level); };
  DocTables tables;
  tables.styles = sheet_of({style_of(0, 0xFFF, {}, 0), style_of(1, 0, {}, 1), style_of(2, 0, {}, 2), style_of(3, 2, {}),
                            style_of(4, 0, outline(4)), style_of(5, 1, outline(9))});
  const Document document = read_doc({{"based\r", {}, {}, 3},
                                      {"own\r", {}, {}, 4},
                                      {"body\r", {}, {}, 5},
                                      {"said\r", {}, outline(9), 3},
                                      {"heading\r", {}, outline(9), 1},
                                      {"plain\r", {}, outline(2)}},
                                     RevisionView::accepted, tables);
  REQUIRE(document.blocks.size() == 6);
  CHECK(document.blocks[0].level == 2);
  CHECK(document.blocks[1].level == 5);
  CHECK_FALSE(document.blocks[2].level.has_value());
  CHECK_FALSE(document.blocks[3].level.has_value());
  CHECK(document.blocks[4].level == 1);
  CHECK(document.blocks[5].level == 3);
}
