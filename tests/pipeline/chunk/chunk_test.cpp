#include "pipeline/chunk/chunk.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "pipeline/chunk/split.hpp"

using namespace assay;

namespace {

Block block_of(BlockKind kind, std::string text, int level = 0) {
  Block block;
  block.kind = kind;
  block.text = std::move(text);
  if (kind == BlockKind::heading) block.level = level;
  return block;
}

Cell cell_of(int row, int column, std::string text) {
  Cell cell;
  cell.row = row;
  cell.column = column;
  cell.text = std::move(text);
  return cell;
}

void add_table(Document& document, int rows, int columns, int header_rows, const std::string& fill) {
  Table table;
  table.rows = rows;
  table.columns = columns;
  table.header_rows = header_rows;
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c)
      table.cells.push_back(
          cell_of(r, c, (r < header_rows ? "H" : "c") + std::to_string(r) + "x" + std::to_string(c) + fill));
  Block block;
  block.kind = BlockKind::table;
  block.table = static_cast<int>(document.tables.size());
  document.tables.push_back(std::move(table));
  document.blocks.push_back(std::move(block));
}

std::string without_space(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\t' && c != '\n') out += c;
  return out;
}

// The chunks put together again: repeated header lines off.
std::string joined(const Document& document, const std::vector<Chunk>& chunks) {
  std::string out;
  for (const Chunk& chunk : chunks) {
    std::string_view text = chunk.text;
    if (chunk.kind == ChunkKind::table) {
      const Table& table = document.tables[static_cast<std::size_t>(*chunk.table)];
      if (*chunk.first_row >= table.header_rows && text.starts_with("H0x0")) {
        for (int i = 0; i < table.header_rows; ++i) text.remove_prefix(text.find('\n') + 1);
      }
    }
    out += without_space(text);
  }
  return out;
}

ChunkSettings budget(int max, int min = 0) {
  ChunkSettings settings;
  settings.max_chars = max;
  settings.min_chars = min;
  return settings;
}

}  // namespace

TEST_CASE("a document of one paragraph is one chunk under its headings") {
  Document document;
  document.blocks = {block_of(BlockKind::heading, "Costs", 1), block_of(BlockKind::heading, "Travel", 2),
                     block_of(BlockKind::paragraph, "By train.")};
  document.blocks[2].place.page = 4;
  const auto chunks = chunk_document(document, budget(100));
  REQUIRE(chunks.size() == 1);
  CHECK(chunks[0].text == "Costs\n\nTravel\n\nBy train.");
  CHECK(chunks[0].heading_path == std::vector<std::string>{"Costs", "Travel"});
  CHECK(chunks[0].first_page == 4);
  CHECK(chunks[0].last_page == 4);
  CHECK_FALSE(chunks[0].table.has_value());
}

TEST_CASE("a heading begins a chunk; short sections stay together under the path they share") {
  Document document;
  document.blocks = {block_of(BlockKind::heading, "A", 1), block_of(BlockKind::heading, "A1", 2),
                     block_of(BlockKind::paragraph, "one"), block_of(BlockKind::heading, "A2", 2),
                     block_of(BlockKind::paragraph, "two")};
  CHECK(chunk_document(document, budget(100)).size() == 2);
  const auto merged = chunk_document(document, budget(100, 50));
  REQUIRE(merged.size() == 1);
  CHECK(merged[0].heading_path == std::vector<std::string>{"A"});
}

TEST_CASE("over the budget, text is cut between sentences") {
  Document document;
  document.blocks = {block_of(BlockKind::paragraph, "First sentence here. Second one follows. Third.")};
  const auto chunks = chunk_document(document, budget(30));
  REQUIRE(chunks.size() == 2);
  CHECK(chunks[0].text == "First sentence here.");
  CHECK(chunks[1].text == "Second one follows. Third.");
}

TEST_CASE("a word longer than the budget is cut, never inside a character") {
  Document document;
  document.blocks = {block_of(BlockKind::paragraph, "äöüäöüäöüäöü")};
  const auto chunks = chunk_document(document, budget(5));
  REQUIRE(chunks.size() == 3);
  CHECK(chunks[0].text == "äöüäö");
}

TEST_CASE("a long table is split between rows, with its header in front of each part") {
  Document document;
  add_table(document, 5, 2, 1, "");
  const auto chunks = chunk_document(document, budget(32));
  REQUIRE(chunks.size() == 2);
  CHECK(chunks[0].text == "H0x0\tH0x1\nc1x0\tc1x1\nc2x0\tc2x1");
  CHECK(chunks[1].text == "H0x0\tH0x1\nc3x0\tc3x1\nc4x0\tc4x1");
  CHECK(chunks[0].first_row == 0);
  CHECK(chunks[0].last_row == 2);
  CHECK(chunks[1].first_row == 3);
  CHECK(chunks[1].last_row == 4);
}

TEST_CASE("a table that goes on from an earlier page has the names of its columns in front of it") {
  Document document;
  add_table(document, 3, 2, 1, "");
  add_table(document, 2, 2, 0, "");
  document.tables[1].continues = 0;
  const std::vector<Chunk> chunks = chunk_document(document, {});
  REQUIRE(chunks.size() == 2);
  CHECK(chunks[1].text == "H0x0\tH0x1\nc0x0\tc0x1\nc1x0\tc1x1");
  CHECK(chunks[1].first_row == 0);
}

TEST_CASE("what is not shown is in no chunk") {
  Document document;
  document.blocks = {block_of(BlockKind::page_header, "running"), block_of(BlockKind::comment, "remark"),
                     block_of(BlockKind::paragraph, "secret"), block_of(BlockKind::paragraph, "   ")};
  document.blocks[2].hidden = true;
  add_table(document, 2, 2, 1, "");
  document.tables[0].hidden = true;
  CHECK(chunk_document(document, budget(100)).empty());
}

TEST_CASE("hidden rows and columns are in no chunk unless asked, and rows count as they stand in the table") {
  Document document;
  add_table(document, 5, 2, 2, "");
  for (Cell& cell : document.tables[0].cells.loose()) cell.hidden = cell.row == 1 || cell.row == 3;
  const auto chunks = chunk_document(document, budget(24));
  REQUIRE(chunks.size() == 2);
  CHECK(chunks[0].text == "H0x0\tH0x1\nc2x0\tc2x1");
  CHECK(chunks[1].text == "H0x0\tH0x1\nc4x0\tc4x1");
  CHECK(chunks[1].first_row == 4);
  CHECK(chunks[1].last_row == 4);
  const auto narrow = chunk_document(document, budget(12));  // no room for the names beside a row
  REQUIRE(narrow.size() == 3);
  CHECK(narrow[1].text == "c2x0\tc2x1");
  ChunkSettings all = budget(100);
  all.hidden = true;
  REQUIRE(chunk_document(document, all).size() == 1);
  CHECK(chunk_document(document, all)[0].text.find("c3x1") != std::string::npos);
  document.tables[0].hidden = document.blocks[0].hidden = true;
  CHECK(chunk_document(document, budget(100)).empty());
  CHECK(chunk_document(document, all).size() == 1);
}

TEST_CASE("hidden names of columns are not repeated where the table goes on") {
  Document document;
  add_table(document, 2, 2, 1, "");
  add_table(document, 2, 2, 0, "");
  document.tables[1].continues = 0;
  for (Cell& cell : document.tables[0].cells.loose()) cell.hidden = cell.row == 0;
  const std::vector<Chunk> chunks = chunk_document(document, {});
  REQUIRE(chunks.size() == 2);
  CHECK(chunks[1].text == "c0x0\tc0x1\nc1x0\tc1x1");
}

TEST_CASE("property: the visible text is covered exactly once, within budget, and no chunk is empty") {
  const bool holds = rc::check([] {
    const auto words = std::vector<std::string>{"a",
                                                "be.",
                                                "Straße",
                                                "naïve!",
                                                "数据",
                                                "x\ny",
                                                "  ",
                                                "e\u0301",
                                                "\U0001F469\u200D\U0001F4BB",
                                                "verylongwordindeed",
                                                "1,234",
                                                "Dr."};
    Document document;
    const int blocks = *rc::gen::inRange(0, 12);
    for (int i = 0; i < blocks; ++i) {
      const int kind = *rc::gen::inRange(0, 6);
      if (kind == 0) {
        const int rows = *rc::gen::inRange(1, 8);
        const int header = *rc::gen::inRange(0, 3);
        add_table(document, rows, *rc::gen::inRange(1, 4), std::min(header, rows),
                  std::string(*rc::gen::inRange<std::size_t>(0, 20), 'z'));
        continue;
      }
      std::string text;
      const int count = *rc::gen::inRange(0, 15);
      for (int w = 0; w < count; ++w) text += *rc::gen::elementOf(words) + (w % 3 == 0 ? ". " : " ");
      document.blocks.push_back(block_of(kind == 1 ? BlockKind::heading : BlockKind::paragraph, text, kind));
    }
    const int max = *rc::gen::inRange(1, 80);
    const auto chunks = chunk_document(document, budget(max, *rc::gen::inRange(0, 60)));
    for (const Chunk& chunk : chunks) {
      RC_ASSERT(length_of(chunk.text) <= static_cast<std::size_t>(max));
      RC_ASSERT(!without_space(chunk.text).empty());
      RC_ASSERT((chunk.kind == ChunkKind::table) == chunk.table.has_value());
    }
    RC_ASSERT(joined(document, chunks) == without_space(plain_text(document)));
  });
  CHECK(holds);
}
