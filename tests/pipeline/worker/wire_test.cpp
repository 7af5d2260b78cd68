// Frames from a hostile worker: whatever the bytes, a document that keeps its promises or a WireError.
#include "pipeline/worker/wire.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/core/document_json.hpp"

using namespace assay;

namespace {

constexpr std::uint64_t budget = std::uint64_t{16} << 20;

std::string bytes_of(const Document& document) {
  std::string bytes;
  wire::encode(document, [&bytes](std::string_view piece) {
    REQUIRE(piece.size() <= wire::max_payload);
    bytes += piece;
  });
  return bytes;
}

// Cut into pieces of `piece` bytes, as a socket may deliver them.
Document decode(const std::string& bytes, std::size_t piece = wire::max_payload, std::uint64_t limit = budget) {
  std::size_t at = 0;
  return wire::decode_document(
      [&] {
        const std::string part = bytes.substr(std::min(at, bytes.size()), piece);
        at += piece;
        return part;
      },
      limit, Limits{});
}

// A cell of every form that packed ones have.
Table packed_table() {
  Table table;
  table.rows = 2;
  table.columns = 4;
  table.cells = Cells::packed(std::make_shared<Cells::Texts>(Cells::Texts{"shared"}));
  table.cells.push_shared({0, 0, false, true}, 0);
  table.cells.push_number({0, 1, true, false}, {-1250, 2});
  table.cells.push_number({0, 3, false, false}, {7, 0});
  table.cells.push_day({1, 0, true, true}, 19'787);
  Cell cell;
  cell.row = 1;
  cell.column = 2;
  cell.column_span = 2;
  cell.text = "own";
  cell.formula = std::string("A1");
  table.cells.push_back(cell);
  return table;
}

Document rich_document() {
  Document document;
  document.source.media_type = "application/pdf";
  document.metadata.title = "Größe";
  document.metadata.other["k"] = "v";
  document.span = {1, 2, 2};
  document.signals["images"] = 2.5;
  for (int number : {1, 2}) {
    Page page;
    page.number = number;
    page.width = 595;
    page.text_source = TextSource::ocr;
    page.predicted_cer = Estimate{0.02, 0.01, 0.05};
    page.signals["ocr.word_conf_p10"] = 61;
    page.words.push_back({"word", {1, 2, 3, 4}, 0.93});
    document.pages.push_back(page);
  }
  Table table;
  table.rows = table.columns = 3;
  table.header_rows = 1;
  Cell cell;
  cell.row_span = 2;
  cell.type = CellType::number;
  cell.number = 3.25;
  cell.text = "3.25";
  table.cells.push_back(cell);
  table.cut_merges.push_back({0, 0, 2, 5});
  table.place.sheet = "Data";
  document.tables.push_back(table);
  document.tables.push_back(packed_table());
  Block block;
  block.kind = BlockKind::table;
  block.table = 0;
  block.place.box = Box{1, 2, 3, 4};
  document.blocks.push_back(block);
  document.revisions.push_back({RevisionKind::deletion, "A", "2024-01-02", "gone", {}});
  document.notices.push_back({"format.wrong_extension", Severity::warning, "m", "e", {}});
  return document;
}

// The bytes of packed_table(), cell by cell (extractors/core/packed_cell.hpp).
const std::vector<std::string> packed_cells{std::string("\x91\x00\x00", 3), "\x0b\x02\xc3\x13", "\x42\x02\x0e",
                                            std::string("\x9c\x00\x96\xb5\x02", 5),
                                            "\x45\x02\x30\x02\x04\x03\x02ownA1"};

std::string varint(std::uint64_t value) {
  std::string out;
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  return out += static_cast<char>(value);
}

template <class T>
std::string as_sent(T value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

// rich_document() as it is sent, with other bytes for the cells of its packed table, which has one shared text.
std::string with_chunk(const std::string& chunk, std::uint32_t count = 1, int row_offset = 0, int column_offset = 0) {
  std::string was;
  for (const std::string& cell : packed_cells) was += cell;
  const auto cells = [](std::uint32_t size, int rows, int columns, const std::string& bytes) {
    return as_sent(size) + as_sent(rows) + as_sent(columns) + as_sent(std::uint32_t{1}) + as_sent(std::uint32_t{6}) +
           "shared" + as_sent(std::uint32_t{0}) + as_sent(static_cast<std::uint32_t>(bytes.size())) + bytes;
  };
  const std::string sent = cells(5, 0, 0, was);
  std::string bytes = bytes_of(rich_document());
  const std::size_t at = bytes.find(sent);
  REQUIRE(at != std::string::npos);
  return bytes.replace(at, sent.size(), cells(count, row_offset, column_offset, chunk));
}

bool refused(const std::string& bytes) {
  try {
    decode(bytes);
    return false;
  } catch (const wire::WireError&) {
    return true;
  }
}

}  // namespace

TEST_CASE("a document travels whole, in pieces of any size") {
  const Document document = rich_document();
  const std::string bytes = bytes_of(document);
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, wire::max_payload}) {
    const Document back = decode(bytes, piece);
    CHECK(to_json(back) == to_json(document));
    CHECK(bytes_of(back) == bytes);
  }
}

TEST_CASE("every cut and every flipped bit is a document that holds together or an error") {
  const std::string bytes = bytes_of(rich_document());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_THROWS_AS(decode(bytes.substr(0, size)), wire::WireError);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string flipped = bytes;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
      try {
        wire::check(decode(flipped), Limits{});
      } catch (const wire::WireError&) {
      }
    }
  }
}

TEST_CASE("random bytes never pass for more than they are") {
  CHECK(rc::check("random bytes", [](const std::string& bytes) {
    try {
      wire::check(decode(bytes), Limits{});
    } catch (const wire::WireError&) {
    }
  }));
}

TEST_CASE("a count that promises more than comes costs nothing") {
  std::string bytes = bytes_of(Document{});
  // The count of pages is the first of the six at the end, four bytes each, before the signals' count.
  const std::size_t pages_at = bytes.size() - 6 * 4;
  for (int i = 0; i < 4; ++i) bytes[pages_at + static_cast<std::size_t>(i)] = '\xff';
  CHECK_THROWS_AS(decode(bytes), wire::WireError);
}

TEST_CASE("the budget ends a document that is too large for it") {
  Document document;
  document.blocks.resize(10'000);
  const std::string bytes = bytes_of(document);
  CHECK_NOTHROW(decode(bytes));
  bool over = false;
  try {
    decode(bytes, wire::max_payload, 100'000);
  } catch (const wire::WireError& error) {
    over = error.over_budget();
  }
  CHECK(over);
}

TEST_CASE("what does not hold together is refused") {
  const auto refused = [](auto change) {
    Document document = rich_document();
    change(document);
    CHECK_THROWS_AS(decode(bytes_of(document)), wire::WireError);
  };
  refused([](Document& d) { d.blocks[0].table = 2; });
  refused([](Document& d) { d.blocks[0].table = -1; });
  refused([](Document& d) { d.blocks[0].level = 1'000'000'000; });
  refused([](Document& d) { d.pages[1].number = 1; });
  refused([](Document& d) { d.span.last_page = 3; });
  refused([](Document& d) { d.tables[0].rows = 2'000'000'000; });
  refused([](Document& d) { d.tables[0].cells.loose()[0].row = 2; });
  refused([](Document& d) { d.tables[0].cells.loose()[0].column_span = std::numeric_limits<int>::max(); });
  refused([](Document& d) { d.tables[0].header_rows = 4; });
  refused([](Document& d) { d.pages[0].origin = static_cast<PageOrigin>(99); });
}

TEST_CASE("merges that a table cuts off lie in it, reach beyond it and fit on a sheet") {
  const auto decoded = [](const std::vector<CellSpan>& merges) {
    Document document = rich_document();
    document.tables[0].cells.loose().resize(3);
    document.tables[0].cut_merges = merges;
    return decode(bytes_of(document)).tables[0].cut_merges.size();
  };
  constexpr int most_rows = 1'048'576;
  constexpr int most_columns = 16'384;
  constexpr int huge = std::numeric_limits<int>::max();
  CHECK(decoded({{0, 1, 1, 3}, {1, 0, most_rows, 1}, {2, 2, most_rows, most_columns}}) == 3);
  const std::vector<std::vector<CellSpan>> refused{{{-1, 0, 9, 9}},
                                                   {{0, -1, 9, 9}},
                                                   {{3, 0, 9, 9}},
                                                   {{0, 3, 9, 9}},
                                                   {{0, 0, 0, 9}},
                                                   {{0, 0, 9, -1}},
                                                   {{0, 0, 3, 3}},
                                                   {{2, 2, 1, 1}},
                                                   {{0, 0, most_rows + 1, 1}},
                                                   {{0, 0, 1, most_columns + 1}},
                                                   {{0, 0, huge, huge}},
                                                   {{huge, huge, huge, huge}},
                                                   {{1, 0, 9, 9}, {0, 0, 9, 9}},
                                                   {{0, 1, 9, 9}, {0, 1, 9, 9}},
                                                   {{0, 0, 9, 9}, {0, 1, 9, 9}, {0, 2, 9, 9}, {1, 0, 9, 9}}};
  for (const auto& merges : refused) CHECK_THROWS_AS(decoded(merges), wire::WireError);
}

TEST_CASE("cells of every form come out as they went in") {
  const Cells cells = packed_table().cells;
  const Cells back = decode(bytes_of(rich_document())).tables[1].cells;
  REQUIRE(back.size() == cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Cell was = cells[i], is = back[i];
    CHECK(is.row == was.row);
    CHECK(is.column == was.column);
    CHECK(is.column_span == was.column_span);
    CHECK(is.text == was.text);
    CHECK(is.number == was.number);
    CHECK(is.formula.text() == was.formula.text());
    CHECK(is.type == was.type);
    CHECK(is.hidden == was.hidden);
    CHECK(is.number_as_text == was.number_as_text);
  }
  CHECK(back[1].text == "-12.50");
  CHECK(back[3].text == "2024-03-05");

  // What no reader packs: a number of sixteen digits, a day of the year 10000.
  Cells hostile = Cells::packed();
  hostile.push_number({0, 0, false, false}, {9'999'999'999'999'999, 0});
  Document document = rich_document();
  document.tables[1].cells = hostile;
  CHECK_THROWS_AS(decode(bytes_of(document)), wire::WireError);
  hostile = Cells::packed();
  hostile.push_day({0, 0, false, false}, 2'932'897);
  document.tables[1].cells = hostile;
  CHECK_THROWS_AS(decode(bytes_of(document)), wire::WireError);
}

TEST_CASE("a packed cell that none of our readers sends is refused") {
  const std::string nan = as_sent(std::numeric_limits<double>::quiet_NaN());
  const std::string row("\x82", 1);  // the next one, a whole number
  const std::string unending(11, '\xff');
  const auto bytes = [](std::string_view text) { return std::string(text); };
  using namespace std::string_view_literals;
  CHECK_FALSE(refused(with_chunk(bytes("\x82\x00\x0e"sv))));
  CHECK_FALSE(refused(with_chunk(bytes("\x81\x00\x00"sv))));
  CHECK_FALSE(refused(with_chunk(bytes("\xa2\x00\x00\x0e"sv))));                   // a format that is none
  CHECK_FALSE(refused(with_chunk(row + '\0' + varint(2 * 999'999'999'999'999))));  // of 15 digits
  CHECK_FALSE(refused(with_chunk(bytes("\x84\x00"sv) + varint(2 * 2'932'896))));   // 9999-12-31
  CHECK_FALSE(refused(with_chunk(bytes("\x85\x00\x20\x04\x08\x00"sv))));           // two rows, four columns
  const std::vector<std::pair<const char*, std::string>> hostile{
      {"no cell", ""},
      {"coding 6", bytes("\x86\x00\x00\x00\x00"sv)},
      {"coding 7", bytes("\x87\x00\x00\x00\x00"sv)},
      {"a column without an end", row + unending},
      {"digits without an end", row + '\0' + unending},
      {"a text that does not exist", bytes("\x81\x00\x01"sv)},
      {"a text far behind all", bytes("\x81\x00"sv) + varint(0xffffffff)},
      {"a text that overflows", bytes("\x81\x00"sv) + varint(std::uint64_t{1} << 32)},
      {"a format that does not exist", bytes("\xa2\x00\x01\x0e"sv)},
      {"16 digits", row + '\0' + varint(2 * std::uint64_t{1'000'000'000'000'000})},
      {"15 decimals", bytes("\x83\x00\x0f\x02"sv)},
      {"200 decimals", bytes("\x83\x00\xc8\x02"sv)},
      {"the year 10000", bytes("\x84\x00"sv) + varint(2 * 2'932'897)},
      {"a text behind the end", bytes("\x80\x00\x04own"sv)},
      {"a text without bounds", bytes("\x80\x00"sv) + varint(~std::uint64_t{0}) + "own"},
      {"a formula behind the end", bytes("\x85\x00\x10\x01\x02x="sv)},
      {"type 5", bytes("\x85\x00\x05\x00"sv)},
      {"an unknown mark", bytes("\x85\x00\x80\x00"sv)},
      {"a number that is none", bytes("\x85\x00\x09"sv) + nan + '\0'},
      {"half a number", bytes("\x85\x00\x09\x00\x00\x00"sv)},
      {"no rows", bytes("\x85\x00\x20\x00\x02\x00"sv)},
      {"minus one column", bytes("\x85\x00\x20\x02\x01\x00"sv)},
      {"three rows of two", bytes("\x85\x00\x20\x06\x02\x00"sv)},
      {"rows beyond an int", bytes("\x85\x00\x20"sv) + varint(std::uint64_t{1} << 40) + bytes("\x02\x00"sv)},
      {"before the first row", bytes("\x02\x0e"sv)},
      {"a column outside", bytes("\x82\x04\x0e"sv)},
      {"a column beyond an int", row + varint(std::uint64_t{1} << 31) + '\x0e'},
      {"a step beyond all", bytes("\x42"sv) + varint(~std::uint64_t{0}) + '\x0e'},
      {"a row beyond an int", bytes("\xc2"sv) + varint(std::uint64_t{1} << 40) + bytes("\x00\x0e"sv)},
      {"two cells for one", bytes("\x82\x00\x0e\x02\x0e"sv)},
  };
  for (const auto& [what, chunk] : hostile) CHECK_MESSAGE(refused(with_chunk(chunk)), what);
  // The last row there can be, and then the next.
  CHECK(refused(
      with_chunk(bytes("\xc2"sv) + varint(2 * std::uint64_t{2'147'483'647}) + bytes("\x00\x0e\x82\x00\x0e"sv), 2)));
  CHECK(refused(with_chunk(bytes("\x82\x00\x0e"sv), 2)));
  constexpr int least = std::numeric_limits<int>::min();
  for (const int offset : {1, -2, least / 2, std::numeric_limits<int>::max()}) {
    CHECK(refused(with_chunk(bytes("\x82\x00\x0e"sv), 1, offset, 0)));
    CHECK(refused(with_chunk(bytes("\x82\x00\x0e"sv), 1, 0, offset < 0 ? 2 * offset : offset)));
  }
}

TEST_CASE("a chunk that is cut off is refused, and one with any bit flipped or any bytes in it holds together") {
  std::string whole;
  for (const std::string& cell : packed_cells) whole += cell;
  REQUIRE_FALSE(refused(with_chunk(whole, 5)));
  const auto look_at_all = [](const std::string& bytes) {
    try {
      const Document document = decode(bytes);
      CHECK(!to_json(document).empty());
      CHECK(!bytes_of(document).empty());
    } catch (const wire::WireError&) {
    }
  };
  for (std::size_t size = 0; size < whole.size(); ++size) CHECK(refused(with_chunk(whole.substr(0, size), 5)));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string changed = whole;
      changed[at] = static_cast<char>(byte);
      look_at_all(with_chunk(changed, 5));
    }
  }
  CHECK(rc::check("any bytes", [&](const std::string& bytes) {
    for (std::uint32_t count = 1; count < 4; ++count) look_at_all(with_chunk(bytes, count));
  }));
}

TEST_CASE("packed cells that are no UTF-8 are repaired, the others stay as they are") {
  Document document = rich_document();
  Cell cell;
  cell.row = 1;
  cell.column = 3;
  cell.text = "a\xff";
  cell.formula = std::string("\xc3");
  Table& table = document.tables[1];
  table.cells = packed_table().cells;
  Cells cells = Cells::packed(table.cells.texts());
  cells.push_shared({0, 0, false, true}, 0);
  cells.push_number({0, 1, true, false}, {-1250, 2});
  cells.push_day({1, 0, false, false}, 19'787);
  cells.push_back(cell);
  table.cells = cells;
  const Cells back = decode(bytes_of(document)).tables[1].cells;
  REQUIRE(back.size() == 4);
  CHECK(back[0].text == "shared");
  CHECK(back.from(0).text() == 0);
  CHECK(back[1].text == "-12.50");
  CHECK(back[1].hidden);
  CHECK(back[2].text == "2024-03-05");
  CHECK(back[3].text == "a\uFFFD");
  CHECK(back[3].formula.text() == "\uFFFD");
}

TEST_CASE("cells of many chunks come out as they went in, moved as they were") {
  Document document = rich_document();
  constexpr int rows = 40'000;
  constexpr int columns = 5;
  const auto texts = std::make_shared<Cells::Texts>();
  for (int i = 0; i < 1000; ++i) texts->push_back("text " + std::to_string(i));
  Cells cells = Cells::packed(texts);
  for (int row = 0; row < rows; ++row) {
    cells.push_number({row + 7, 2}, {row * 31, row % 3});
    cells.push_shared({row + 7, 3, row % 1000 == 5}, static_cast<std::uint32_t>((row * 7 + 3) % 900));
    Cell own;
    own.row = row + 7;
    own.column = 4 + row % 3;
    own.text = std::string(static_cast<std::size_t>(row % 40), 'o');
    cells.push_back(own);
  }
  cells.shift(7, 2);
  document.tables[1].rows = rows;
  document.tables[1].columns = columns;
  document.tables[1].cells = cells;
  const std::string bytes = bytes_of(document);
  const Document document_back = decode(bytes);
  const Cells& back = document_back.tables[1].cells;
  REQUIRE(back.size() == cells.size());
  CHECK(back.texts()->size() == 900);
  CHECK(back.any_hidden());
  CHECK(back.rows_in_order());
  CHECK(back.own_ascii());
  CHECK(back.extent().row1 == rows - 1);
  CHECK(back.extent().column1 == 4);
  std::size_t different = 0;
  auto is = back.begin();
  for (auto was = cells.begin(); was != Cells::end(); ++was, ++is)
    if (is->text != was->text || is->row != was->row || is->column != was->column || is.hidden() != was.hidden())
      ++different;
  CHECK(different == 0);
  CHECK(back[77'777].text == cells[77'777].text);
  CHECK(bytes_of(document_back) == bytes);
}

TEST_CASE("a text that many cells share costs what it would cost each of them") {
  Document document = rich_document();
  Table& table = document.tables[1];
  table.rows = 100;
  table.cells = Cells::packed(std::make_shared<Cells::Texts>(Cells::Texts{std::string(1'000'000, 'x')}));
  for (int row = 0; row < table.rows; ++row) table.cells.push_shared({row, 0}, 0);
  CHECK(refused(bytes_of(document)));
  CHECK_NOTHROW(decode(bytes_of(document), wire::max_payload, 200'000'000));
}

TEST_CASE("formats travel with the cells that have them, each once") {
  Document document = rich_document();
  Cells cells = Cells::packed();
  cells.set_formats(std::make_shared<Cells::Formats>(
      Cells::Formats{NumberFormat("0.0%"), NumberFormat("\"never used\"0"), NumberFormat("000")}));
  cells.push_number({0, 0, false, false, 3}, {7, 0});
  cells.push_number({0, 1, false, false, 1}, {125, 3});
  cells.push_number({0, 2}, {5, 0});
  Cell sum;
  sum.row = 1;
  sum.type = CellType::number;
  sum.text = "42";
  sum.number = 42;
  sum.formula = std::string("SUM(A1:C1)");
  sum.format = 3;
  cells.push_back(sum);
  document.tables[1].cells = cells;
  const std::string bytes = bytes_of(document);
  CHECK(bytes.find("never used") == std::string::npos);
  CHECK(bytes.find("000") == bytes.rfind("000"));
  const Document back = decode(bytes);
  std::string shown;
  for (auto at = back.tables[1].cells.begin(); at != back.tables[1].cells.end(); ++at)
    shown += at.display().value_or("-") + " ";
  CHECK(shown == "007 12.5% - 042 ");
  Document loose = document;
  loosen(loose);
  CHECK(to_json(decode(bytes_of(loose))) == to_json(document));
}

TEST_CASE("texts that cells share travel once, and are shared again") {
  Document document = rich_document();
  const auto texts = std::make_shared<Cells::Texts>(Cells::Texts{"never used", std::string(500, 'x'), "other"});
  Cells cells = Cells::packed(texts);
  Cell cell;
  for (const std::uint32_t text : {1U, 2U, 1U, Cells::own_text, 1U}) {
    cell.text = text == Cells::own_text ? "own" : (*texts)[text];
    cells.push_back(cell, text);
    cell.column = cell.column == 2 ? 0 : cell.column + 1;
    if (cell.column == 0) ++cell.row;
  }
  document.tables[0].cells = cells;
  const std::string bytes = bytes_of(document);
  CHECK(bytes.size() < 2000);
  const Document back = decode(bytes);
  REQUIRE(back.tables[0].cells.size() == cells.size());
  REQUIRE(back.tables[0].cells.texts()->size() == 2);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    CHECK(back.tables[0].cells[i].text == cells[i].text);
    CHECK(back.tables[0].cells[i].column == cells[i].column);
  }
}

TEST_CASE("numbers that are none become unknown, broken text is repaired") {
  Document document = rich_document();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  document.tables[0].cells.loose()[0].number = nan;
  document.signals["images"] = nan;
  document.metadata.title =
      "a\xff"
      "b";
  const Document back = decode(bytes_of(document));
  CHECK_FALSE(back.tables[0].cells[0].number.has_value());
  CHECK(back.signals.empty());
  CHECK(back.metadata.title ==
        "a\xEF\xBF\xBD"
        "b");
}
