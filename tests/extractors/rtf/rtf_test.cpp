#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

#include "extractors/rtf/rtf_extractor.hpp"
#include "tests/extractors/notices.hpp"

namespace {

using namespace assay;
using test::has_notice;

Result<Document> try_read(const std::string& bytes, const ExtractOptions& options = {}) {
  NoProgress progress;
  return rtf_extractor().extract(as_bytes(bytes), options, progress);
}

Document read(const std::string& body, RevisionView view = RevisionView::accepted) {
  ExtractOptions options;
  options.revisions = view;
  auto document = try_read("{\\rtf1\\ansi\\ansicpg1252\\deff0" + body + "}", options);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *document;
}

}  // namespace

TEST_CASE("letters in every way of writing them") {
  CHECK(plain_text(read("caf\\'e9 \\emdash\\~x\\par \\{a\\}")) == "café \u2014\u00a0x\n\n{a}");
  const std::string fonts = "{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Arial Cyr;}{\\f2\\fcharset2 Symbol;}}";
  CHECK(plain_text(read(fonts + "{\\f1\\'cc\\'e8\\'f0} {\\f2 a}")) == "Мир α");
  CHECK(plain_text(read("\\u8364?5 \\uc2\\u8364\\'80\\'80!\\uc1\\u-10179?\\u-8704?")) == "€5 €!😀");
  CHECK(plain_text(read("{\\fonttbl{\\f0\\fcharset128 Mincho;}}\\f0\\'93\\'fa\\'96\\'7b")) == "日本");
  CHECK(plain_text(read("one\\u13\\'0d two\\'0b three\\u1? \\u13\\'0d")) == "one\n two\n three");
}

TEST_CASE("what is no text is left out, what is stands where it belongs") {
  const Document document = read(
      "{\\info{\\title Offer}{\\author Ada}{\\creatim\\yr2020\\mo2\\dy3}}{\\stylesheet{\\s1\\outlinelevel0 heading "
      "1;}}{\\*\\unknown gone}{\\header Top\\par}\\pard\\s1 Head\\par\\pard A {\\field{\\*\\fldinst PAGE}{\\fldrslt "
      "7}}{\\v secret}{\\pict\\bin4 }}}}}{\\super\\chftn}{\\footnote {\\super\\chftn} "
      "note}\\par{\\listtext  1.\\tab}item\\par{\\*\\atnauthor Bo}{\\*\\annotation hm}{\\shp{\\*\\shpinst{\\sp{\\sn "
      "n}}{\\shptxt box\\par}}{\\shprslt box}}last");
  CHECK(document.metadata.title == "Offer");
  CHECK(document.metadata.created == "2020-02-03");
  CHECK(plain_text(document) == "Head\n\nA 7[1]\n\n1. item\n\nlast\n\nbox\n\n[1] note");
  REQUIRE(document.blocks.size() == 9);
  CHECK(document.blocks[0].kind == BlockKind::page_header);
  CHECK(document.blocks[1].level == 1);
  CHECK(document.blocks[3].text == "secret");
  CHECK(document.blocks[3].hidden);
  CHECK(document.blocks[4].kind == BlockKind::list_item);
  CHECK(document.blocks[6].kind == BlockKind::text_box);
  CHECK(document.blocks[8].text == "Bo: hm");
}

TEST_CASE("a date that the file does not know is none") {
  const auto created = [](const std::string& words) {
    return read("{\\info{\\creatim" + words + "}}text").metadata.created;
  };
  CHECK(created("\\yr0\\mo0\\dy0\\hr0\\min0").empty());
  CHECK(created("\\yr2020\\mo0\\dy3") == "2020");
  CHECK(created("\\yr2020\\mo13\\dy3") == "2020");
  CHECK(created("\\mo2\\dy3").empty());
}

TEST_CASE("tables: spans by the places of their cells, merges, tables in tables") {
  const auto row = [](const std::string& places, const std::string& cells) {
    return "\\trowd" + places + "\\pard\\intbl " + cells + "\\row";
  };
  const Document document = read(row("\\clvmgf\\cellx1000\\cellx2000\\cellx3000", "a\\cell b\\par bb\\cell c\\cell") +
                                 row("\\clvmrg\\cellx1000\\cellx3010", "\\cell wide\\cell") + "\\pard after\\par");
  REQUIRE(document.tables.size() == 1);
  const Table& table = document.tables[0];
  CHECK(table.rows == 2);
  CHECK(table.columns == 3);
  REQUIRE(table.cells.size() == 4);
  CHECK(table.cells[0].row_span == 2);
  CHECK(table.cells[1].text == "b\nbb");
  CHECK(table.cells[3].column_span == 2);
  CHECK(document.blocks.back().text == "after");
  const Document nested = read(
      "\\trowd\\cellx5000\\pard\\intbl\\itap2 in\\nestcell{\\*\\nesttableprops\\trowd\\cellx900\\nestrow}"
      "\\pard\\intbl\\itap1 out\\cell\\trowd\\cellx5000\\row\\pard end");
  REQUIRE(nested.tables.size() == 2);
  CHECK(plain_text(nested) == "out\n\nin\n\nend");
}

TEST_CASE("each view of the tracked changes") {
  const std::string body =
      "{\\*\\revtbl{Unknown;}{Ada;}}We pay {\\deleted\\revauthdel1\\revdttmdel109392328 5}{\\revised\\revauth1 7}.";
  CHECK(plain_text(read(body)) == "We pay 7.");
  CHECK(plain_text(read(body, RevisionView::rejected)) == "We pay 5.");
  const Document document = read(body, RevisionView::all);
  CHECK(plain_text(document) == "We pay 57.");
  REQUIRE(document.revisions.size() == 2);
  CHECK(document.revisions[0].kind == RevisionKind::deletion);
  CHECK(document.revisions[0].author == "Ada");
  CHECK(document.revisions[0].date == "2004-05-06T07:08:00");
  CHECK(document.revisions[1].text == "7");
}

TEST_CASE("dates of changes fill 32 bits, the first of which may be that of a sign") {
  const Document document = read(
      "{\\revised\\revdttm1203835076 a}{\\deleted\\revdttmdel-2015220796 b}{\\revised\\revdttm99999999999999999999 c}"
      "{\\deleted\\revdttmdel-99999999999999999999 d}");
  REQUIRE(document.revisions.size() == 4);
  CHECK(document.revisions[0].date == "2024-01-02T03:04:00");
  CHECK(document.revisions[1].date == "2026-02-05T15:04:00");
  CHECK(document.revisions[2].date.empty());
  CHECK(document.revisions[3].date.empty());
}

TEST_CASE("a note goes with its mark, and does not count") {
  const std::string body =
      "one{\\deleted{\\super\\chftn{\\footnote\\chftn\\pard\\plain gone}}} two{\\super\\chftn{\\footnote\\chftn\\plain "
      " "
      "kept {\\revised 5}}}{\\revised\\chftn{\\footnote\\chftn\\plain  new}}";
  const Document document = read(body);
  CHECK(plain_text(document) == "one two[1][2]\n\n[1] kept 5\n\n[2] new");
  CHECK(plain_text(read(body, RevisionView::rejected)) == "one[1] two[2]\n\n[1]gone\n\n[2] kept");
  CHECK(plain_text(read(body, RevisionView::all)) == "one[1] two[2][3]\n\n[1]gone\n\n[2] kept 5\n\n[3] new");
  REQUIRE(document.revisions.size() == 3);
  CHECK(document.revisions[0].kind == RevisionKind::deletion);
  CHECK(document.revisions[0].text.empty());
  CHECK(document.revisions[1].text == "5");
}

TEST_CASE("endnotes count apart from footnotes, in the format that the document sets") {
  const std::string body =
      "a{\\super\\chftn{\\footnote\\pard\\chftn foot}} b{\\chftn{\\*\\footnote\\ftnalt\\chftn\\pard end}} "
      "c{\\deleted\\chftn{\\footnote\\ftnalt\\chftn gone}} d{\\chftn{\\footnote\\ftnalt\\chftn "
      "last}}{\\chftn{\\footnote\\chftn two}}";
  const Document document = read(body);
  CHECK(plain_text(document) == "a[1] b[i] c d[ii][2]\n\n[1]foot\n\n[2]two\n\n[i]end\n\n[ii]last");
  CHECK(document.blocks.back().kind == BlockKind::endnote);
  CHECK(plain_text(read("\\aftnnauc\\ftnnruc " + body)).starts_with("a[I] b[A] c d[B][II]"));
}

TEST_CASE("signs of symbol fonts before items are bullets, and so is the round one of typewriters") {
  const std::string symbols = "{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset2 Wingdings;}}";
  CHECK(plain_text(read(symbols + "{\\listtext\\f0\\u61548?\\tab}one\\par{\\listtext\\f1 l\\tab}two\\par{\\f1 l}")) ==
        "• one\n\n• two\n\n●");
  CHECK(plain_text(read(
            "{\\fonttbl{\\f0 Arial;}{\\f1 Courier New;}}{\\listtext\\f1 o\\tab}one\\par{\\listtext\\f0 o\\tab}two")) ==
        "• one\n\no two");
}

TEST_CASE("marks of lists stand alone before the text, in cells and at the end too") {
  const std::string mark = "{\\listtext 1.\\tab}";
  CHECK(plain_text(read(mark + "one")) == "1. one");
  CHECK(plain_text(read("\\trowd\\cellx900\\cellx1800\\intbl " + mark + "a\\cell b\\cell\\row\\pard after")) ==
        "1. a\tb\n\nafter");
}

TEST_CASE("what stands behind the end of a document is none of it, unless it is Rich Text") {
  const auto text_of = [](const std::string& behind) {
    const auto document = try_read("{\\rtf1 text\\par}" + behind);
    REQUIRE(document.has_value());
    CHECK(has_notice(*document, "format.damaged") == (behind == "8$DM\x0e"));
    return plain_text(*document);
  };
  CHECK(text_of("8$DM\x0e") == "text");
  CHECK(text_of(std::string("\r\n \0\x1a}", 6)) == "text");
  CHECK(text_of(" goes on\\par}") == "text\n\ngoes on");  // a bracket too many
}

TEST_CASE("limits and damage are said") {
  ExtractOptions options;
  options.limits.text_bytes = 10;
  const auto long_one = try_read("{\\rtf1 one\\par two three four five}", options);
  REQUIRE(long_one.has_value());
  CHECK(long_one->partial);
  CHECK(has_notice(*long_one, "completeness.limit"));
  const auto deep = try_read("{\\rtf1 " + std::string(100'000, '{'));
  REQUIRE(deep.has_value());
  CHECK(has_notice(*deep, "completeness.limit"));
  const auto cut = try_read("{\\rtf1 one\\par {\\b two");
  REQUIRE(cut.has_value());
  CHECK(plain_text(*cut) == "one\n\ntwo");
  CHECK(has_notice(*cut, "format.damaged"));
  CHECK(!try_read("nothing of the kind").has_value());
}

TEST_CASE("fields without a result give what Word draws: equations, words of buttons, boxes, choices") {
  const auto field = [](const std::string& code, const std::string& result = {}) {
    return "{\\field\\flddirty{\\*\\fldinst {\\b " + code + "}}{\\fldrslt " + result + "}}";
  };
  CHECK(plain_text(read("half: " + field("EQ \\\\f(1,2)") + ".")) == "half: 1/2.");
  CHECK(plain_text(read(field("MACROBUTTON Go [Click here]") + field("PAGEREF x") + field("DATE", "today"))) ==
        "[Click here]today");
  const auto form = [&](const std::string& words) {
    return field("FORM {\\*\\formfield{" + words + "{\\*\\ffname N}{\\*\\ffl red}{\\*\\ffl blue}}}");
  };
  CHECK(plain_text(read(form("\\fftype1\\ffres1") + form("\\fftype1\\ffres25\\ffdefres0") + form("\\fftype2\\ffres1") +
                        form("\\fftype2\\ffres25") + form("\\fftype2\\ffres9") + form("\\fftype0"))) == "☒☐bluered");
  const std::string inner = "{\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}";
  CHECK(plain_text(read(field("EQ \\\\f(" + inner + ",4)") + " and " + field("IF", "x" + inner))) == "3/4 and x3");
  CHECK(plain_text(read("a" + field("{\\deleted MACROBUTTON X [gone]}") + field("{\\v MACROBUTTON X [hid]}") + "b")) ==
        "ab");
  CHECK_FALSE(has_notice(read(field("{\\deleted AUTONUM}") + " clause"), "completeness.field_number"));
  const Document numbered = read(field("AUTONUM") + " clause");
  CHECK(plain_text(numbered) == "clause");
  CHECK(has_notice(numbered, "completeness.field_number"));
}

TEST_CASE("any arrangement of words is survived") {
  rc::check([] {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "{", "}", "\\*", "\\cell", "\\row", "\\nestcell", "\\nestrow", "\\trowd", "\\cellx100", "\\intbl", "\\itap3",
        "\\pard", "\\par", "\\u-1", "\\u55357", "\\'8", "\\bin3", "{\\footnote", "{\\shptxt", "{\\*\\shpinst",
        "{\\fonttbl", "\\f1", "{\\revtbl", "\\deleted", "{\\header", "text", "\\", "{\\listtext", "{\\*\\annotation",
        "{\\field", "{\\*\\fldinst", "{\\fldrslt", "{\\*\\formfield", "{\\*\\ffl", "\\ffres1"));
    std::string all = "{\\rtf1";
    for (const std::string& piece : pieces) all += piece;
    const auto document = try_read(all);
    RC_ASSERT(document.has_value());
    const bool right = std::all_of(document->blocks.begin(), document->blocks.end(), [&](const Block& block) {
      return !block.table || static_cast<std::size_t>(*block.table) < document->tables.size();
    });
    RC_ASSERT(right);
  });
}
