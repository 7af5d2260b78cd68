#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

#include "extractors/ole/xlsb_extractor.hpp"
#include "tests/extractors/notices.hpp"
#include "tests/extractors/office/package_maker.hpp"
#include "tests/extractors/ole/biff_maker.hpp"

namespace {

using namespace assay;
using namespace assay::test;

std::string binary(unsigned type, const std::string& data) {
  std::string out;
  if (type >= 0x80) out += static_cast<char>((type & 0x7F) | 0x80), type >>= 7;
  out += static_cast<char>(type);
  std::size_t size = data.size();
  for (; size >= 0x80; size >>= 7) out += static_cast<char>((size & 0x7F) | 0x80);
  return out + static_cast<char>(size) + data;
}

std::string wide(std::string_view ascii) {
  std::string out = le32(static_cast<std::uint32_t>(ascii.size()));
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

std::string place(int column, int style = 0) {
  return le32(static_cast<std::uint32_t>(column)) + le32(static_cast<std::uint32_t>(style));
}

std::string row(int number, bool hidden = false) {
  return binary(0, le32(static_cast<std::uint32_t>(number)) + le32(0) + le16(300) + '\0' + (hidden ? '\x10' : '\0') +
                       '\0' + le32(0));
}

const std::string relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string link(const std::string& id, const std::string& type, const std::string& target) {
  return R"(<Relationship Id=")" + id + R"(" Type=")" + relation + type + R"(" Target=")" + target + R"("/>)";
}

std::string sheet() {
  return row(0) + binary(7, place(0) + le32(0)) + binary(6, place(1) + wide("Sum")) +
         binary(6, place(2) + wide("Day")) + row(1) + binary(7, place(0) + le32(1)) + binary(5, place(1) + le64(2.5)) +
         binary(5, place(2, 1) + le64(43832)) + row(2, true) +
         binary(8, place(0) + wide("x") + le16(0) + le32(0) + le32(0)) + binary(4, place(1) + "\x01") +
         binary(3, place(2) + "\x07") + row(3) + binary(2, place(0) + le32(7 << 2 | 2)) + binary(14, le32(0) + "\x2A") +
         binary(176, le32(3) + le32(3) + le32(1) + le32(2));
}

std::string make_xlsb(const std::string& records, const std::string& more_styles = {}) {
  const auto list = [](const std::string& links) {
    return R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)" + links +
           "</Relationships>";
  };
  return make_package(
      {{"_rels/.rels", list(link("r", "officeDocument", "xl/workbook.bin"))},
       {"xl/workbook.bin", binary(156, le32(1) + le32(1) + wide("s1") + wide("Data"))},
       {"xl/_rels/workbook.bin.rels",
        list(link("s1", "worksheet", "worksheets/sheet1.bin") + link("s2", "sharedStrings", "sharedStrings.bin") +
             link("s3", "styles", "styles.bin"))},
       {"xl/sharedStrings.bin", binary(19, '\0' + wide("Name")) + binary(19, '\0' + wide("Bolt"))},
       {"xl/styles.bin", binary(617, le32(2)) + binary(47, le16(0) + le16(0) + std::string(12, '\0')) +
                             binary(47, le16(0) + le16(14) + std::string(12, '\0')) + more_styles + binary(618, "")},
       {"xl/worksheets/sheet1.bin", records}});
}

Result<Document> try_read(const std::string& bytes) {
  NoProgress progress;
  return xlsb_extractor().extract(as_bytes(bytes), {}, progress);
}

}  // namespace

TEST_CASE("a binary workbook: types, dates, hidden rows and sheets, merges") {
  const auto document = try_read(make_xlsb(sheet()));
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  REQUIRE(document->tables.size() == 1);
  const Table& table = document->tables[0];
  CHECK(table.hidden);
  CHECK(table.place.sheet == "Data");
  REQUIRE(table.cells.size() >= 11);
  const char* const texts[] = {"Name", "Sum", "Day", "Bolt", "2.5", "2020-01-02", "x", "TRUE", "#DIV/0!", "7", "#N/A"};
  for (std::size_t i = 0; i < std::size(texts); ++i) CHECK(table.cells[i].text == texts[i]);
  CHECK(table.cells[5].type == CellType::date);
  CHECK(table.cells[6].hidden);
  CHECK(table.cells[10].column_span == 2);
  CHECK(document->signals.at("formulas") == 1);
}

TEST_CASE("a merged cell of a binary workbook is hidden where no part of it is shown") {
  const auto text = [](int column, const std::string& value) { return binary(6, place(column) + wide(value)); };
  const auto merge = [](unsigned row0, unsigned row1) {
    return binary(176, le32(row0) + le32(row1) + le32(1) + le32(1));
  };
  const auto document =
      try_read(make_xlsb(row(0, true) + text(0, "x") + text(1, "down") + text(2, "y") + row(1) + text(0, "a") +
                         text(2, "c") + row(2, true) + text(1, "gone") + row(3, true) + text(0, "w") + row(4) +
                         text(0, "d") + text(1, "e") + merge(0, 1) + merge(2, 3)));
  REQUIRE(document.has_value());
  REQUIRE(document->tables.size() == 1);
  CHECK(tab_separated(document->tables[0]) == "\na\tdown\tc\n\n\nd\te");
}

TEST_CASE("rows that a binary sheet hides by default are those that it leaves out") {
  const auto text_of = [](bool hide, unsigned last) {
    const std::string defaults = binary(485, le32(0xFFFFFFFF) + le16(8) + le16(300) + le16(hide ? 2 : 0) + le16(0));
    const auto document = try_read(make_xlsb(
        defaults + row(0) + binary(6, place(0) + wide("shown")) + row(1, true) + binary(6, place(1) + wide("over")) +
        row(4) + binary(6, place(0) + wide("end")) + binary(176, le32(1) + le32(last) + le32(1) + le32(1))));
    REQUIRE(document.has_value());
    REQUIRE(document->tables.size() >= 1);
    std::string out;
    for (const Table& table : document->tables) out += tab_separated(table) + '|';
    return out;
  };
  CHECK(text_of(false, 3).find("over") != std::string::npos);
  CHECK(text_of(true, 3).find("over") == std::string::npos);
  CHECK(text_of(true, 4).find("over") != std::string::npos);
}

TEST_CASE("numbers of a binary workbook are shown by their formats, and kept as they are") {
  const auto style = [](unsigned format) { return binary(47, le16(0) + le16(format) + std::string(12, '\0')); };
  const auto number = [](int column, int its, double value) { return binary(5, place(column, its) + le64(value)); };
  const auto document = try_read(make_xlsb(row(0) + number(0, 2, 0.125) + number(1, 3, -1234.5) + number(2, 4, 7) +
                                               binary(2, place(3, 2) + le32(1 << 2 | 2)) + number(4, 0, 1.0 / 3),
                                           binary(44, le16(164) + wide("00000")) + style(10) + style(39) + style(164)));
  REQUIRE(document.has_value());
  REQUIRE(document->tables.size() == 1);
  CHECK(document->tables[0].cells[0].text == "0.125");
  CHECK(plain_text(*document, Shown::all) == "12.50%\t(1,234.50)\t00007\t100.00%\t0.333333333");
}

TEST_CASE("texts of a binary workbook whose format shows nothing of them are hidden") {
  const auto style = [](unsigned format) { return binary(47, le16(0) + le16(format) + std::string(12, '\0')); };
  const auto document = try_read(make_xlsb(row(0) + binary(6, place(0, 2) + wide("Sum")) +
                                               binary(6, place(1) + wide("seen")) + binary(5, place(2, 3) + le64(1.5)),
                                           binary(44, le16(164) + wide(";;;")) + style(164) + style(46)));
  REQUIRE(document.has_value());
  REQUIRE(document->tables.size() == 1);
  CHECK(tab_separated(document->tables[0]) == "\tseen\t36:00:00");
  CHECK(tab_separated(document->tables[0], Shown::all) == "Sum\tseen\t36:00:00");
}

TEST_CASE("a formula whose record ends before its result is a finding, and no number") {
  const auto document =
      try_read(make_xlsb(row(0) + binary(6, place(0) + wide("Sum")) + binary(9, place(1) + le64(2.5) + le16(0)) +
                         binary(9, place(2) + le32(0)) + binary(8, place(3)) + binary(10, place(4))));
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  CHECK(document->signals.at("formulas") == 4);
  REQUIRE(document->tables.size() == 1);
  CHECK(document->tables[0].cells.size() == 2);
  const auto notice = std::find_if(document->notices.begin(), document->notices.end(),
                                   [](const Notice& each) { return each.code == "format.formula_without_value"; });
  REQUIRE(notice != document->notices.end());
  CHECK(notice->message.starts_with("3 formulas"));
  CHECK(notice->place.range == "C1");
}

TEST_CASE("a binary workbook says which of its sheets are protected") {
  const auto document = try_read(make_xlsb(sheet() + binary(535, le16(0xCBEB) + le32(1) + std::string(60, '\0'))));
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  CHECK(has_notice(*document, "format.protected", "the sheet 'Data'"));
  CHECK_FALSE(has_notice(*try_read(make_xlsb(sheet())), "format.protected"));
}

TEST_CASE("rules of a binary workbook for what may be entered are told") {
  const std::string range = le32(1) + le32(8) + le32(1) + le32(1);
  const std::string none = le32(0xFFFFFFFF);
  const auto document = try_read(make_xlsb(
      sheet() + binary(64, le32(0x83) + le32(1) + range + none + wide("Not so") + wide("Pick") + none + le32(0)) +
      binary(64, le32(1) + le32(0xFFFFFFFF))));
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  const Notice* notice = notice_of(*document, "format.entry_rules");
  REQUIRE(notice);
  CHECK(notice->message.starts_with("The workbook has 2 rules"));
  CHECK(notice->evidence == "sheet 'Data', B2:B9: a list; Pick; Not so");
}

TEST_CASE("a sheet that breaks off gives what there was, and says so") {
  const std::string whole = sheet();
  const auto document = try_read(make_xlsb(whole.substr(0, whole.size() - 20)));
  REQUIRE(document.has_value());
  CHECK(document->partial);
  CHECK(std::any_of(document->notices.begin(), document->notices.end(),
                    [](const Notice& notice) { return notice.code == "format.damaged"; }));
}

TEST_CASE("bytes changed anywhere in a binary sheet are survived") {
  rc::check([] {
    std::string bad = sheet();
    const int changes = *rc::gen::inRange(1, 20);
    for (int i = 0; i < changes; ++i)
      bad[*rc::gen::inRange<std::size_t>(0, bad.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
    (void)try_read(make_xlsb(bad));
  });
}
