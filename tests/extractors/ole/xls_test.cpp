#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <optional>
#include <string>

#include "extractors/ole/xls_extractor.hpp"
#include "tests/extractors/notices.hpp"
#include "tests/extractors/ole/biff_maker.hpp"

namespace {

using namespace assay;
using namespace assay::test;

Result<Document> try_read(const std::string& bytes, const ExtractOptions& options = {}) {
  NoProgress progress;
  return xls_extractor().extract(as_bytes(bytes), options, progress);
}

Document read(const std::string& bytes, const ExtractOptions& options = {}) {
  auto document = try_read(bytes, options);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *document;
}

std::optional<Cell> cell_at(const Table& table, int row, int column) {
  for (const Cell& its : table.cells)
    if (its.row == row && its.column == column) return its;
  return std::nullopt;
}

std::string text_at(const Table& table, int row, int column) {
  const std::optional<Cell> its = cell_at(table, row, column);
  return its ? its->text : "(none)";
}

// Styles: 0 a number, 1 a date, 2 a duration by a format of its own, 3 text.
std::string styles() {
  const auto xf = [](unsigned format) { return record(0x00E0, le16(0) + le16(format) + std::string(16, '\0')); };
  return record(0x041E, le16(164) + text16("[h]:mm:ss")) + xf(0) + xf(14) + xf(164) + xf(49);
}

std::string shared(const std::vector<std::string>& texts) {
  std::string data = le32(static_cast<std::uint32_t>(texts.size())) + le32(static_cast<std::uint32_t>(texts.size()));
  for (const std::string& text : texts) data += text16(text);
  return record(0x00FC, data);
}

std::string label(int row, int column, unsigned index) {
  return record(0x00FD, cell(row, column) + le32(index));
}

std::string number(int row, int column, double value, int style = 0) {
  return record(0x0203, cell(row, column, style) + le64(value));
}

std::string formula(int row, int column, const std::string& result) {
  return record(0x0006, cell(row, column) + result + std::string(8, '\0'));
}

// Names over two numbers, so that a table with a header is found.
std::string small_table() {
  return label(0, 0, 0) + label(0, 1, 1) + number(1, 0, 1) + number(1, 1, 2);
}

}  // namespace

TEST_CASE("every type of cell of Excel 97") {
  const std::string sheet =
      label(0, 0, 0) + label(0, 1, 1) + number(1, 0, 0.256) + number(1, 1, 45000, 1) + number(1, 2, 1.25, 2) +
      record(0x027E, cell(1, 3) + le32(0x2F1 << 2 | 3)) +  // a whole number over 100
      record(0x00BD, le16(2) + le16(0) + le16(0) + le32(7 << 2 | 2) + le16(0) + le32(8 << 2 | 2) + le16(1)) +
      record(0x0205, cell(2, 2) + std::string("\1\0", 2)) + record(0x0205, cell(2, 3) + std::string("\x17\1", 2)) +
      formula(3, 0, le64(12.5)) + formula(3, 1, std::string("\0\0\0\0\0\0\xFF\xFF", 8)) +
      record(0x0207, text16("made")) + formula(3, 2, std::string("\1\0\0\0\0\0\xFF\xFF", 8)) +
      formula(3, 3, std::string("\2\0\x2A\0\0\0\xFF\xFF", 8));
  const Document document = read(make_stream(styles() + shared({"One", "Two"}), {{"Data", 0, sheet}}));
  REQUIRE(document.tables.size() == 1);
  const Table& table = document.tables[0];
  CHECK(table.place.sheet == "Data");
  CHECK(table.place.range == "A1:D4");
  CHECK(text_at(table, 0, 0) == "One");
  CHECK(text_at(table, 1, 0) == "0.256");
  CHECK(text_at(table, 1, 1) == "2023-03-15");
  CHECK(cell_at(table, 1, 1)->type == CellType::date);
  CHECK(text_at(table, 1, 2) == "30:00:00");
  CHECK(text_at(table, 1, 3) == "7.53");
  CHECK(text_at(table, 2, 0) == "7");
  CHECK(text_at(table, 2, 1) == "8");
  CHECK(text_at(table, 2, 2) == "TRUE");
  CHECK(cell_at(table, 2, 2)->type == CellType::boolean);
  CHECK(text_at(table, 2, 3) == "#REF!");
  CHECK(text_at(table, 3, 0) == "12.5");
  CHECK(text_at(table, 3, 1) == "made");
  CHECK(text_at(table, 3, 2) == "FALSE");
  CHECK(text_at(table, 3, 3) == "#N/A");
  CHECK(document.signals.at("formulas") == 4);
  CHECK_FALSE(document.partial);
}

TEST_CASE("numbers of Excel 97 are shown by their formats, and kept as they are") {
  const auto xf = [](unsigned format) { return record(0x00E0, le16(0) + le16(format) + std::string(16, '\0')); };
  const std::string styles = record(0x041E, le16(164) + text16("00000")) + xf(0) + xf(10) + xf(39) + xf(164);
  const std::string cells = number(0, 0, 0.125, 1) + number(0, 1, -1234.5, 2) + number(0, 2, 7, 3) +
                            formula(0, 3, le64(0.25)) + number(0, 4, 1.0 / 3);
  const Document document = read(make_compound({{"Workbook", make_stream(styles, {{"Data", 0, cells}})}}));
  REQUIRE(document.tables.size() == 1);
  CHECK(text_at(document.tables[0], 0, 0) == "0.125");
  CHECK(plain_text(document) == "12.50%\t(1,234.50)\t00007\t0.25\t0.333333333");
}

TEST_CASE("texts of Excel 97 whose format shows nothing of them are hidden, of formulas too") {
  const auto xf = [](unsigned format) { return record(0x00E0, le16(0) + le16(format) + std::string(16, '\0')); };
  const std::string styles = record(0x041E, le16(164) + text16(";;;")) + xf(0) + xf(164) + xf(20);
  const std::string result = std::string("\0\0\0\0\0\0\xFF\xFF", 8) + std::string(8, '\0');
  const std::string cells = record(0x00FD, cell(0, 0, 1) + le32(0)) + record(0x0006, cell(0, 1, 1) + result) +
                            record(0x0207, text16("made")) + label(0, 2, 0) + number(0, 3, 0.5, 2);
  const Document document =
      read(make_compound({{"Workbook", make_stream(styles + shared({"One"}), {{"Data", 0, cells}})}}));
  CHECK(plain_text(document) == "\t\tOne\t12:00");
  CHECK(plain_text(document, Shown::all) == "One\tmade\tOne\t12:00");
}

TEST_CASE("rules of Excel 97 for what may be entered are told") {
  const std::string none = text16(std::string_view("\0", 1));
  const std::string rule = record(0x01BE, le32(0x83) + text16("Pick") + none + text16("open or closed") + none);
  const Document document =
      read(make_stream(shared({"One", "Two"}), {{"Data", 0, small_table() + rule + record(0x01BE, "\1")}}));
  const Notice* notice = notice_of(document, "format.entry_rules");
  REQUIRE(notice);
  CHECK(notice->message.starts_with("The workbook has 2 rules"));
  CHECK(notice->evidence == "sheet 'Data', a list; Pick; open or closed");
}

TEST_CASE("protected sheets of Excel 97 are told, and a protected list of them") {
  const std::string protect = record(0x0012, le16(1));
  const std::string names = shared({"One", "Two"});
  const auto said = [&](const std::string& globals, const std::string& sheet) {
    const Document document =
        read(make_stream(names + globals, {{"Open", 0, small_table()}, {"Shut", 0, sheet + small_table()}}));
    const Notice* notice = notice_of(document, "format.protected");
    return notice ? notice->message : "(none)";
  };
  CHECK(said(protect, "") == "The workbook is protected against changes: the list of its sheets.");
  CHECK(said("", protect) == "The workbook is protected against changes: the sheet 'Shut'.");
  CHECK(said(record(0x0012, le16(0)), "") == "(none)");
}

TEST_CASE("a formula whose result was never stored is told, an empty text is a result") {
  const auto read_with = [](const std::string& cells) {
    return read(make_stream(styles() + shared({"One", "Two"}), {{"Data", 0, small_table() + cells}}));
  };
  const std::string empty = formula(2, 1, std::string("\3\0\0\0\0\0\xFF\xFF", 8));
  const std::string missing = formula(2, 0, std::string("\0\0\0\0\0\0\xFF\xFF", 8));
  CHECK(has_notice(read_with(missing + empty), "format.formula_without_value", "A3"));
  CHECK(has_notice(read_with(missing), "format.formula_without_value", "1 formula on"));
  CHECK_FALSE(has_notice(read_with(empty), "format.formula_without_value"));
}

TEST_CASE("a merged cell of Excel 97 is hidden where no part of it is shown") {
  const auto hide_row = [](unsigned row) {
    return record(0x0208, le16(row) + std::string(10, '\0') + le16(0x20) + le16(0));
  };
  const auto merge = [](unsigned row0, unsigned row1) {
    return record(0x00E5, le16(1) + le16(row0) + le16(row1) + le16(1) + le16(1));
  };
  const std::string sheet = hide_row(0) + hide_row(2) + hide_row(3) + label(0, 0, 0) + label(0, 1, 1) + label(0, 2, 0) +
                            label(1, 0, 2) + label(1, 2, 2) + label(2, 1, 3) + label(3, 0, 0) + label(4, 0, 4) +
                            label(4, 1, 4) + merge(0, 1) + merge(2, 3);
  const Document document =
      read(make_stream(styles() + shared({"x", "down", "a", "gone", "d"}), {{"Front", 0, sheet}}));
  CHECK(plain_text(document) == "a\tdown\ta\nd\td");
}

TEST_CASE("rows that a sheet of Excel 97 hides by default are those that it says nothing of") {
  const auto says_row = [](unsigned row, bool hidden) {
    return record(0x0208, le16(row) + std::string(10, '\0') + le16(hidden ? 0x20 : 0) + le16(0));
  };
  const auto text_of = [&](unsigned defaults, unsigned last) {
    const std::string sheet = record(0x0225, le16(defaults) + le16(300)) + says_row(0, false) + says_row(1, true) +
                              says_row(4, false) + label(0, 0, 0) + label(1, 1, 1) + label(3, 0, 2) + label(4, 0, 3) +
                              record(0x00E5, le16(1) + le16(1) + le16(last) + le16(1) + le16(1));
    return plain_text(read(make_stream(styles() + shared({"shown", "over", "untold", "end"}), {{"Front", 0, sheet}})));
  };
  CHECK(text_of(0, 2).find("over") != std::string::npos);
  CHECK(text_of(0, 2).find("untold") != std::string::npos);
  CHECK(text_of(2, 2).find("over") == std::string::npos);
  CHECK(text_of(2, 2).find("untold") == std::string::npos);
  CHECK(text_of(2, 4).find("over") != std::string::npos);
}

TEST_CASE("dates of the other system, merges, hidden sheets, rows and columns, comments") {
  const std::string sheet = record(0x0208, le16(1) + std::string(10, '\0') + le16(0x20) + le16(0)) +
                            record(0x007D, le16(1) + le16(1) + le16(0) + le16(0) + le16(1) + le16(0)) + label(0, 0, 0) +
                            label(0, 1, 1) + label(0, 2, 2) + number(1, 0, 100, 1) + number(1, 2, 3) + number(2, 0, 5) +
                            number(2, 1, 6) + number(2, 2, 7) +
                            record(0x00E5, le16(1) + le16(0) + le16(0) + le16(0) + le16(1)) +
                            record(0x005D, le16(0x15) + le16(0x12) + le16(0x19) + le16(7) + std::string(14, '\0')) +
                            record(0x01B6, std::string(10, '\0') + le16(5) + le16(0) + std::string(4, '\0')) +
                            record(0x003C, std::string("\0Check", 6)) +
                            record(0x001C, le16(2) + le16(1) + le16(0) + le16(7) + text16("Ada") + '\0');
  const Document document =
      read(make_stream(record(0x0022, le16(1)) + styles() + shared({"Over both", "Covered", "Third"}),
                       {{"Front", 0, sheet}, {"Back", 2, small_table()}}));
  REQUIRE(document.tables.size() == 2);
  const Table& table = document.tables[0];
  REQUIRE(table.rows == 3);
  CHECK(cell_at(table, 0, 0)->column_span == 2);
  CHECK_FALSE(cell_at(table, 0, 1).has_value());
  REQUIRE(text_at(table, 1, 0) == "1904-04-10");
  CHECK(cell_at(table, 1, 0)->hidden);
  CHECK_FALSE(cell_at(table, 2, 0)->hidden);
  CHECK(cell_at(table, 2, 1)->hidden);
  CHECK(document.tables[1].hidden);
  CHECK(has_notice(document, "consistency.hidden_sheet", "Back"));
  CHECK(has_notice(document, "consistency.covered_value"));
  const auto comment = std::find_if(document.blocks.begin(), document.blocks.end(),
                                    [](const Block& block) { return block.kind == BlockKind::comment; });
  REQUIRE(comment != document.blocks.end());
  CHECK(comment->text == "Ada: Check");
  CHECK(comment->place.range == "B3");
  CHECK(comment->hidden);  // as its cell is
}

TEST_CASE("shared texts that go on in a next record, wide and narrow") {
  // "Abcd" breaks after two letters and goes on wide; "xy" has runs of formatting and lies behind the break.
  const std::string first = le32(2) + le32(2) + le16(4) + '\0' + "Ab";
  const std::string second = std::string("\1c\0\xE4\0", 5) + le16(2) + '\x08' + le16(1) + "xy" + std::string(4, '\0');
  const Document document =
      read(make_stream(styles() + record(0x00FC, first) + record(0x003C, second), {{"Data", 0, small_table()}}));
  REQUIRE(document.tables.size() == 1);
  CHECK(text_at(document.tables[0], 0, 0) == "Abcä");
  CHECK(text_at(document.tables[0], 0, 1) == "xy");
}

TEST_CASE("a copy of the data behind a pivot table is told, of Excel 5 and of Excel 97") {
  const std::string stream = make_stream(shared({"One", "Two"}), {{"Data", 0, small_table()}});
  for (const char* caches : {"_SX_DB/0001", "_SX_DB_CUR/0001"})
    CHECK(has_notice(read(make_compound({{"Workbook", stream}, {caches, "x"}})), "format.pivot_cache"));
  CHECK_FALSE(has_notice(read(make_compound({{"Workbook", stream}})), "format.pivot_cache"));
}

TEST_CASE("a compound file, its name in capitals, and one whose tables are lost") {
  const std::string stream = make_stream(styles() + shared({"One", "Two"}), {{"Data", 0, small_table()}});
  const std::string file = make_compound({{"WORKBOOK", stream + std::string(5000, '\0')}});
  CHECK(read(file).tables.size() == 1);
  std::string lost = file;
  std::fill(lost.begin() + 40, lost.begin() + 100, '\xFF');
  const Document document = read(lost);
  CHECK(document.tables.size() == 1);
  CHECK(document.partial);
  CHECK(has_notice(document, "format.damaged"));
}

TEST_CASE("a password, a sheet that is not there, texts that are not there, the limit of cells") {
  const auto locked = try_read(make_stream(record(0x002F, std::string(6, '\1')), {{"Data", 0, small_table()}}));
  REQUIRE_FALSE(locked.has_value());
  CHECK(locked.error().kind == FailureKind::encrypted);

  std::string cut = make_stream(styles() + shared({"One", "Two"}), {{"Data", 0, small_table()}, {"Gone", 0, ""}});
  cut.resize(cut.size() - 24);
  const Document document = read(cut);
  CHECK(document.tables.size() == 1);
  CHECK(has_notice(document, "format.damaged", "Gone"));

  CHECK(has_notice(read(make_stream(styles(), {{"Data", 0, small_table()}})), "format.damaged", "A1"));

  ExtractOptions options;
  options.limits.cells = 3;
  const Document limited = read(make_stream(styles() + shared({"One", "Two"}), {{"Data", 0, small_table()}}), options);
  CHECK(limited.partial);
  CHECK(has_notice(limited, "completeness.limit", "cells"));
}

TEST_CASE("the single sheet of Excel 2") {
  const auto old_cell = [](unsigned row, unsigned column, unsigned format) {
    return le16(row) + le16(column) + '\0' + static_cast<char>(format) + '\0';
  };
  const std::string bytes =
      record(0x0009, le16(2) + le16(0x10)) + record(0x0004, old_cell(0, 0, 0) + '\4' + "N\xE4me") +
      record(0x0004, old_cell(0, 1, 0) + '\3' + "Day") + record(0x0002, old_cell(1, 0, 0) + le16(7)) +
      record(0x0003, old_cell(1, 1, 14) + le64(45000)) + record(0x000A, "");
  const Document document = read(bytes);
  REQUIRE(document.tables.size() == 1);
  CHECK(text_at(document.tables[0], 0, 0) == "Näme");
  CHECK(text_at(document.tables[0], 1, 0) == "7");
  CHECK(text_at(document.tables[0], 1, 1) == "2023-03-15");
}

TEST_CASE("damaged workbooks are read or refused, never more") {
  const std::string good =
      make_compound({{"Workbook", make_stream(styles() + shared({"One", "Two"}),
                                              {{"Data", 0, small_table()}, {"B", 1, small_table()}}) +
                                      std::string(4096, '\0')}});
  rc::check("bytes changed and the end cut", [&good]() {
    std::string bytes = good;
    const auto changes = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(0, static_cast<int>(good.size())), rc::gen::inRange(0, 256)));
    for (const auto& [at, value] : changes) bytes[static_cast<std::size_t>(at)] = static_cast<char>(value);
    bytes.resize(static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(good.size()) + 1)));
    const auto document = try_read(bytes);
    RC_ASSERT(document.has_value() || !document.error().message.empty());
  });
  rc::check("records of any kind and length", []() {
    std::string records;
    const auto made = *rc::gen::container<std::vector<std::pair<unsigned, std::string>>>(rc::gen::pair(
        rc::gen::elementOf(std::vector<unsigned>{0x203, 0x27E, 0xBD,  0xFD, 0x204, 0x205, 0x6, 0x207, 0xE5, 0x1C, 0x1B6,
                                                 0x3C,  0x5D,  0x208, 0x7D, 0x14,  0x809, 0xA, 0xFC,  0x85, 0x41E}),
        rc::gen::string<std::string>()));
    for (const auto& [id, data] : made) records += record(id, data);
    const auto document = try_read(make_stream(records, {{"Data", 0, records}, {"B", 0, records}}));
    RC_ASSERT(document.has_value() || !document.error().message.empty());
  });
}
