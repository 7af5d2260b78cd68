#include "extractors/core/document_json.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

using namespace assay;
using nlohmann::json;

namespace {

Table small_table() {
  Table table;
  table.rows = 3;
  table.columns = 3;
  table.header_rows = 1;
  table.place.sheet = "Data";
  table.place.range = "B2:D4";
  Cell wide;
  wide.column_span = 2;
  wide.text = "Name | first";
  Cell number;
  number.row = 2;
  number.column = 2;
  number.text = "007";
  table.cells = {wide, number};
  return table;
}

Document document_with(Table table) {
  Document document;
  Block block;
  block.kind = BlockKind::table;
  block.table = 0;
  document.blocks.push_back(block);
  document.tables.push_back(std::move(table));
  return document;
}

}  // namespace

TEST_CASE("rows are rectangular, with null where nothing is, and a merged value stands once") {
  const json object = json::parse(to_json(document_with(small_table())));
  CHECK(object["schema"] == "assay.document/1");
  const json& table = object["tables"][0];
  CHECK(table["rows"] == json::parse(R"([["Name | first",null,null],[null,null,null],[null,null,"007"]])"));
  CHECK(table["merged"] == json::parse("[[0,0,0,1]]"));
  CHECK(table["sheet"] == "Data");
  CHECK(table["range"] == "B2:D4");
  CHECK(table["header_rows"] == 1);
  CHECK(table["hidden"] == false);
  CHECK(table["bbox"].is_null());
  CHECK(object["blocks"][0]["table"] == 0);
}

TEST_CASE("a merge that reaches beyond the table is told whole, and shown inside of it") {
  Table table = small_table();
  table.cells.loose()[1].text = "below";
  table.cut_merges = {{0, 0, 1, 4}, {2, 2, 3, 2}};
  for (const bool in_order : {true, false}) {
    if (!in_order) std::swap(table.cells.loose()[0], table.cells.loose()[1]);
    const json written = json::parse(to_json(document_with(table)))["tables"][0];
    CHECK(written["merged"] == json::parse("[[0,0,0,1],[2,2,4,3]]"));  // no cell holds the first, cut, at its place
    CHECK(written["rows"] == json::parse(R"([["Name | first",null,null],[null,null,null],[null,null,"below"]])"));
  }
  table.cells.loose()[1].column_span = 3;
  CHECK(json::parse(to_json(document_with(table)))["tables"][0]["merged"] == json::parse("[[0,0,0,3],[2,2,4,3]]"));
  CHECK(to_markdown(document_with(table)).find("colspan=\"3\"") != std::string::npos);
}

TEST_CASE("words of OCR are written where they are asked for, each with its place and confidence") {
  Document document;
  document.pages.resize(2);
  document.pages[0].words = {{"quay", Box{1, 2, 3, 4}, 0.5}, {"side", Box{5, 2, 8, 4}, {}}};
  std::string written;
  write_json(document, [&](std::string_view piece) { written += piece; }, {Shown::visible, true});
  const json pages = json::parse(written)["pages"];
  CHECK(pages[0]["words"][0] == json::parse(R"({"text":"quay","bbox":[1.0,2.0,3.0,4.0],"confidence":0.5})"));
  CHECK(pages[0]["words"][1]["confidence"].is_null());
  CHECK(pages[1]["words"].empty());
  CHECK_FALSE(json::parse(to_json(document))["pages"][0].contains("words"));
}

TEST_CASE("documents inside of the document are named, each with what is known of it") {
  Document document;
  Child child;
  child.source.path = "letters.zip > offer.docx";
  child.source.sha256 = std::string(64, 'a');
  child.source.bytes = 12;
  child.metadata.title = "Offer";
  child.read = true;
  document.children = {child, {}};
  const json children = json::parse(to_json(document))["children"];
  CHECK(children[0]["source"]["path"] == "letters.zip > offer.docx");
  CHECK(children[0]["source"]["bytes"] == 12);
  CHECK(children[0]["metadata"]["title"] == "Offer");
  CHECK(children[0]["read"] == true);
  CHECK(children[1]["source"]["bytes"].is_null());
  CHECK(children[1]["read"] == false);
}

TEST_CASE("a number stands in full, and beside it what its format shows") {
  Table table = small_table();
  Cell& number = table.cells.loose()[1];
  number.type = CellType::number;
  number.text = "0.125";
  number.number = 0.125;
  number.format = 1;
  for (const bool packed : {false, true}) {
    Cells cells = packed ? Cells::packed() : Cells();
    for (const Cell& cell : table.cells) cells.push_back(cell);
    cells.set_formats(std::make_shared<Cells::Formats>(Cells::Formats{NumberFormat("0.0%")}));
    table.cells = std::move(cells);
    const Document document = document_with(table);
    const json written = json::parse(to_json(document));
    CHECK(written["tables"][0]["rows"][2][2] == "0.125");
    CHECK(written["tables"][0]["display"] == json::parse(R"([[2,2,"12.5%"]])"));
    CHECK(written["text"] == "Name | first\n\n\t\t12.5%");
    CHECK(to_markdown(document).find("12.5%") != std::string::npos);
  }
  table.cells.set_formats(std::make_shared<Cells::Formats>(Cells::Formats{NumberFormat("0.000")}));
  const json same = json::parse(to_json(document_with(table)));
  CHECK_FALSE(same["tables"][0].contains("display"));
}

TEST_CASE("what is not known is null") {
  Document document;
  document.pages.resize(2);
  document.pages[1].predicted_cer = Estimate{0.25, 0.125, 0.5};
  document.pages[1].language = "de";
  document.pages[1].signals = {{"ocr.words", 200}, {"ocr.doubt_numbers", 0.01}};
  const json object = json::parse(to_json(document));
  for (const char* name : {"title", "author", "created", "modified", "language"})
    CHECK(object["metadata"][name].is_null());
  CHECK(object["pages"][0]["predicted_cer"].is_null());
  CHECK(object["pages"][0]["language"].is_null());
  CHECK(object["pages"][0]["predicted_wrong_numbers"].is_null());
  CHECK(object["pages"][1]["predicted_wrong_numbers"] == 2);
  CHECK(object["pages"][1]["predicted_cer"] == 0.25);
  CHECK(object["pages"][1]["predicted_cer_interval"] == json::parse("[0.125,0.5]"));
  CHECK(object["pages"][1]["language"] == "de");
}

TEST_CASE("invalid UTF-8 becomes U+FFFD") {
  Document document;
  Block block;
  block.text =
      "a\xff"
      "b\xc3";
  document.blocks.push_back(block);
  const json object = json::parse(to_json(document));
  CHECK(object["text"] ==
        "a\xef\xbf\xbd"
        "b\xef\xbf\xbd");
}

TEST_CASE("cells outside the table and out of order do no harm") {
  Table table = small_table();
  Cell outside;
  outside.row = 9;
  outside.text = "lost";
  Cell negative;
  negative.column = -4;
  negative.text = "lost";
  table.cells.loose().insert(table.cells.loose().begin(), {outside, negative});
  const json object = json::parse(to_json(document_with(table)));
  CHECK(object["tables"][0]["rows"][2][2] == "007");
  CHECK(object["tables"][0]["rows"].size() == 3);
}

TEST_CASE("a sparse table of hostile extent is cut, and a finding says so") {
  Table table = small_table();
  table.rows = 2'000'000'000;
  table.columns = 16'384;
  const json object = json::parse(to_json(document_with(table)));
  CHECK(object["tables"][0]["rows"].size() == 1024);
  REQUIRE(object["findings"].size() == 1);
  CHECK(object["findings"][0]["rule"] == "completeness.limit");
  CHECK(object["findings"][0]["place"] == "sheet 'Data', B2:D4");
}

TEST_CASE("notices are findings with their place") {
  Document document;
  Notice notice{"format.wrong_extension", Severity::error, "It lies.", "PK", {}};
  notice.place.page = 3;
  document.notices.push_back(notice);
  const json finding = json::parse(to_json(document))["findings"][0];
  CHECK(finding == json::parse(R"({"rule":"format.wrong_extension","severity":"error","message":"It lies.",
                                     "evidence":"PK","page":3,"place":"page 3"})"));
}

TEST_CASE("a file that can't be read is an object with one finding that says why") {
  Source source;
  source.path = "in/secret.pdf";
  source.bytes = 12;
  const Document document = unreadable_document(source, {FailureKind::encrypted, "Locked.", "needs a password"});
  CHECK(document.partial);
  const json object = json::parse(to_json(document));
  CHECK(object["source"]["path"] == "in/secret.pdf");
  REQUIRE(object["findings"].size() == 1);
  CHECK(object["findings"][0]["rule"] == "format.encrypted");
  CHECK(object["findings"][0]["severity"] == "critical");
  CHECK(object["findings"][0]["message"] == "Locked.");
}

TEST_CASE("Markdown: headings, lists, pipe tables; what would be markup is escaped") {
  Document document;
  const auto add = [&](BlockKind kind, std::string text, std::optional<int> level = {}) {
    Block block;
    block.kind = kind;
    block.text = std::move(text);
    block.level = level;
    document.blocks.push_back(std::move(block));
  };
  add(BlockKind::page_header, "Running head");
  add(BlockKind::heading, "Costs", 2);
  add(BlockKind::list_item, "first");
  add(BlockKind::list_item, "second");
  add(BlockKind::paragraph, "1. not a list\n# not a heading, a*b");
  add(BlockKind::table, "");
  Table table = small_table();
  table.cells.loose()[0].column_span = 1;
  document.blocks.back().table = 0;
  document.tables.push_back(table);
  CHECK(to_markdown(document) ==
        "## Costs\n\n- first\n- second\n\n1\\. not a list\n\\# not a heading, a\\*b\n\n"
        "| Name \\| first | | |\n| --- | --- | --- |\n| | | |\n| | | 007 |\n");
}

TEST_CASE("Markdown: tables with spans are HTML, and what a span covers has no cell") {
  Table table;
  table.rows = 2;
  table.columns = 2;
  Cell tall;
  tall.row_span = 2;
  tall.text = "a<b";
  Cell right;
  right.column = 1;
  right.text = "x";
  Cell below = right;
  below.row = 1;
  below.text = "y";
  table.cells = {tall, right, below};
  CHECK(to_markdown(document_with(table)) ==
        "<table>\n<tr><td rowspan=\"2\">a&lt;b</td><td>x</td></tr>\n<tr><td>y</td></tr>\n</table>\n");
}

TEST_CASE("a long document is handed on in pieces that together are its JSON") {
  Document document;
  for (int i = 0; i < 30; ++i) {
    Block block;
    for (int k = 0; k < 2000 + i; ++k) block.text += k % 3 == 0 ? "\u20ac" : "a\"\u00e9";
    document.blocks.push_back(std::move(block));
  }
  std::string joined;
  std::size_t pieces = 0;
  std::size_t longest = 0;
  write_json(document, [&](std::string_view piece) {
    joined += piece;
    ++pieces;
    longest = std::max(longest, piece.size());
  });
  CHECK(pieces > 3);
  CHECK(longest < joined.size() / 3);
  const json object = json::parse(joined);
  CHECK(object["text"] == plain_text(document));
  CHECK(object["blocks"].size() == 30);
}

TEST_CASE("texts that cells share stand in rows and in the whole text as if each were its own") {
  const auto texts = std::make_shared<Cells::Texts>(
      Cells::Texts{"plain", "gr\u00fcn", "\"quoted\"\\", "two\tparts\nand lines\r", "", "\x01\x7f"});
  Document document;
  for (const bool shared : {true, false}) {
    Table table;
    table.rows = 2;
    table.columns = static_cast<int>(texts->size()) + 3;
    table.cells = Cells::packed(shared ? texts : nullptr);
    for (int row = 0; row < table.rows; ++row) {
      for (int column = 0; column < static_cast<int>(texts->size()); ++column) {
        Cell cell;
        cell.row = row;
        cell.column = column;
        cell.text = (*texts)[static_cast<std::size_t>(column)];
        table.cells.push_back(cell, shared ? static_cast<std::uint32_t>(column) : Cells::own_text);
      }
      table.cells.push_number({row, table.columns - 3}, {-5, 2});
      table.cells.push_number({row, table.columns - 2}, {123'456'789'012'345, 0});
      table.cells.push_day({row, table.columns - 1}, 19'787);
    }
    append_table(document, std::move(table));
  }
  const json object = json::parse(to_json(document));
  CHECK(object["tables"][0]["rows"] == object["tables"][1]["rows"]);
  CHECK(object["tables"][0]["rows"][1] == json({"plain", "gr\u00fcn", "\"quoted\"\\", "two\tparts\nand lines\r",
                                                nullptr, "\x01\x7f", "-0.05", "123456789012345", "2024-03-05"}));
  const std::string line =
      "plain\tgr\u00fcn\t\"quoted\"\\\ttwo parts and lines \t\t\x01\x7f\t-0.05\t123456789012345\t2024-03-05";
  CHECK(object["text"] == line + '\n' + line + "\n\n" + line + '\n' + line);
  CHECK(object["text"] == plain_text(document));
}

TEST_CASE("shared texts of every length stand in rows and in the whole text") {
  const auto texts = std::make_shared<Cells::Texts>();
  std::string one;
  for (int size = 1; size <= 70; ++size) texts->push_back(one += static_cast<char>('a' + size % 26));
  Table table;
  table.rows = 70;
  table.columns = 1;
  table.cells = Cells::packed(texts);
  std::string whole;
  for (int row = 0; row < table.rows; ++row) {
    table.cells.push_shared({row, 0}, static_cast<std::uint32_t>(row));
    whole += (row > 0 ? "\n" : "") + (*texts)[static_cast<std::size_t>(row)];
  }
  const json object = json::parse(to_json(document_with(std::move(table))));
  CHECK(object["text"] == whole);
  for (std::size_t row = 0; row < texts->size(); ++row) CHECK(object["tables"][0]["rows"][row][0] == (*texts)[row]);
}
