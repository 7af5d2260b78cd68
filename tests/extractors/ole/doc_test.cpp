#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extractors/ole/doc_extractor.hpp"
#include "tests/extractors/ole/biff_maker.hpp"

namespace {

using namespace assay;
using namespace assay::test;

// A run of letters with the properties of its letters, and of the paragraphs that end in it.
struct Run {
  std::string text;
  std::string letters = {}, paragraphs = {};
};

constexpr std::size_t text_at = 0x400, letters_at = 0x800, paragraphs_at = 0xA00;

void put(std::string& where, std::size_t at, const std::string& what) {
  where.replace(at, what.size(), what);
}

// A page of properties: where runs begin, then for each where its properties lie, which fill the page from behind.
std::string page_of(const std::vector<Run>& runs, bool paragraphs) {
  std::string page(512, '\0');
  const std::size_t entry = paragraphs ? 13 : 1;
  std::size_t place = text_at;
  std::size_t end = 510;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    put(page, 4 * i, le32(static_cast<std::uint32_t>(place)));
    place += runs[i].text.size();
    const std::string list = paragraphs ? le16(0) + runs[i].paragraphs : runs[i].letters;
    if (list.size() <= (paragraphs ? 2 : 0)) continue;
    const std::string whole = paragraphs ? le16(static_cast<unsigned>((list.size() + 1) / 2) << 8) + list
                                         : std::string(1, static_cast<char>(list.size())) + list;
    end = (end - whole.size()) & ~std::size_t{1};
    put(page, end, whole);
    page[4 * (runs.size() + 1) + entry * i] = static_cast<char>(end / 2);
  }
  put(page, 4 * runs.size(), le32(static_cast<std::uint32_t>(place)));
  page[511] = static_cast<char>(runs.size());
  return page;
}

std::string make_doc(const std::vector<Run>& runs, unsigned flags = 0) {
  std::string text;
  for (const Run& run : runs) text += run.text;
  const auto length = static_cast<std::uint32_t>(text.size());
  std::string main(0xC00, '\0');
  put(main, 0, le16(0xA5EC) + le16(0x00C1));
  put(main, 10, le16(flags));
  put(main, 0x4C, le32(length));
  put(main, text_at, text);
  put(main, letters_at, page_of(runs, false));
  put(main, paragraphs_at, page_of(runs, true));
  std::string table(8, '\0');
  const auto part = [&](std::size_t index, const std::string& bytes) {
    put(main, 0x9A + 8 * index,
        le32(static_cast<std::uint32_t>(table.size())) + le32(static_cast<std::uint32_t>(bytes.size())));
    table += bytes;
  };
  const std::string piece = le32(0) + le32(length) + le16(0) + le32(text_at * 2 | 0x40000000) + le16(0);
  part(33, '\x02' + le32(static_cast<std::uint32_t>(piece.size())) + piece);
  const std::string whole = le32(text_at) + le32(static_cast<std::uint32_t>(text_at) + length);
  part(12, whole + le32(letters_at / 512));
  part(13, whole + le32(paragraphs_at / 512));
  part(51, le16(0xFFFF) + le16(2) + le16(0) + le16(1) + le16('?') + le16(3) + le16('A') + le16('d') + le16('a'));
  return make_compound({{"WordDocument", main}, {"0Table", table}});
}

Result<Document> try_read(const std::string& bytes, RevisionView view = RevisionView::accepted) {
  ExtractOptions options;
  options.revisions = view;
  NoProgress progress;
  return doc_extractor().extract(as_bytes(bytes), options, progress);
}

Document read(const std::vector<Run>& runs, RevisionView view = RevisionView::accepted) {
  auto document = try_read(make_doc(runs), view);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *document;
}

const std::string hidden = le16(0x083C) + "\x01";
const std::string heading = le16(0x2640) + std::string(1, '\x01');

}  // namespace

TEST_CASE("text, headings, fields, hidden letters, signs beyond Latin") {
  const Document document =
      read({{"Head\r", {}, heading}, {"price \x80 5 \x13 PAGE \x14 7\x15 "}, {"secret", hidden}, {"\x1E!\r"}});
  CHECK(plain_text(document) == "Head\n\nprice € 5  7 \u2011!");
  REQUIRE(document.blocks.size() == 3);
  CHECK(document.blocks[0].level == 2);
  CHECK(document.blocks[2].hidden);
  CHECK(document.blocks[2].text == "secret");
}

TEST_CASE("fields without a result show what Word draws of them") {
  const Document document =
      read({{"half: \x13 EQ \\f(1,2) \x15, \x13MACROBUTTON Next [Your name]\x14\x15\x13 PAGE \x15.\r"}});
  CHECK(plain_text(document) == "half: 1/2, [Your name].");
}

TEST_CASE("tables end their rows where the file says") {
  const std::string in_table = le16(0x2416) + "\x01";
  const std::string places = le16(0) + le16(1000) + le16(2000);
  const std::string flags = le16(0x60) + std::string(18, '\0') + std::string(20, '\0');
  const std::string row = '\x02' + places + flags;
  const std::string ends =
      in_table + le16(0x2417) + "\x01" + le16(0xD608) + le16(static_cast<unsigned>(row.size() + 1)) + row;
  const Document document = read({{"a\x07"
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
  const std::vector<Run> runs = {{"We pay "},
                                 {"5", le16(0x0800) + "\x01" + le16(0x4863) + le16(1) + le16(0x6864) + le32(109392328)},
                                 {"7", le16(0x0801) + "\x01" + le16(0x4804) + le16(1)},
                                 {".\r"}};
  CHECK(plain_text(read(runs)) == "We pay 7.");
  CHECK(plain_text(read(runs, RevisionView::rejected)) == "We pay 5.");
  const Document document = read(runs, RevisionView::all);
  CHECK(plain_text(document) == "We pay 57.");
  REQUIRE(document.revisions.size() == 2);
  CHECK(document.revisions[0].author == "Ada");
  CHECK(document.revisions[0].date == "2004-05-06T07:08:00");
  CHECK(document.revisions[1].kind == RevisionKind::insertion);
}

TEST_CASE("a password is said, a lost list of pieces too") {
  const auto locked = try_read(make_doc({{"x\r"}}, 0x0100));
  REQUIRE(!locked.has_value());
  CHECK(locked.error().kind == FailureKind::encrypted);
  std::string main(0x600, '\0');
  put(main, 0, le16(0xA5EC) + le16(0x00C1));
  put(main, 0x18, le32(text_at) + le32(text_at + 6));
  put(main, 0x4C, le32(6));
  put(main, text_at, "words\r");
  const auto lost = try_read(make_compound({{"WordDocument", main}}));
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
    (void)try_read(bad);
  });
}
