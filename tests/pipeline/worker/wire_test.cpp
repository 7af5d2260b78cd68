// Frames from a hostile worker: whatever the bytes, a document that keeps its promises or a WireError.
#include "pipeline/worker/wire.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <limits>
#include <memory>
#include <utility>

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
  const std::string bytes = bytes_of(rich_document());
  const std::string number("\x1e\xfb\xff\xff\xff\xff\xff\xff\x02", 9);  // -1250 and two decimals
  const std::size_t at = bytes.find(number);
  REQUIRE(at != std::string::npos);
  REQUIRE(bytes.find(number, at + 1) == std::string::npos);
  const auto with = [&bytes](std::size_t where, char byte) {
    std::string changed = bytes;
    changed[where] = byte;
    return changed;
  };
  CHECK_NOTHROW(decode(with(at + 8, 3)));
  for (const int decimals : {15, 16, 200}) CHECK_THROWS_AS(decode(with(at + 8, char(decimals))), wire::WireError);
  const std::size_t head = at - 9;  // before row and column
  CHECK_NOTHROW(decode(with(head, char(bytes[head] ^ 16))));
  for (const int form : {5, 6, 7, 8, 16, 24, 32, 255}) CHECK_THROWS_AS(decode(with(head, char(form))), wire::WireError);
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
  // The last text's number, made one that no text has.
  std::string broken = bytes;
  const std::string own = std::string("\xff\xff\xff\xff\x03\0\0\0own", 11);
  REQUIRE(broken.find(own) != std::string::npos);
  broken.replace(broken.find(own), 4, std::string("\x09\0\0\0", 4));
  CHECK_THROWS_AS(decode(broken), wire::WireError);
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
