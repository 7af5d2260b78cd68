#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "extractors/markdown/markdown_extractor.hpp"

namespace {

using namespace assay;

Result<Document> try_read(const std::string& text, const ExtractOptions& options = {}) {
  NoProgress progress;
  return markdown_extractor().extract(as_bytes(text), options, progress);
}

Document read(const std::string& text) {
  auto document = try_read(text);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return *document;
}

}  // namespace

TEST_CASE("headings, lists, code and tables instead of signs") {
  const Document document = read(
      "# Title *of* it\n\nSome **words** and [a link](https://example.org).\n\n- one\n- two\n\n"
      "```\nx = 1\n```\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n| 3 | 4 |\n");
  REQUIRE(document.blocks.size() == 6);
  CHECK(document.blocks[0].kind == BlockKind::heading);
  CHECK(document.blocks[0].level == 1);
  CHECK(document.blocks[0].text == "Title of it");
  CHECK(document.blocks[1].text == "Some words and a link.");
  CHECK(document.blocks[2].kind == BlockKind::list_item);
  CHECK(document.blocks[4].kind == BlockKind::code);
  REQUIRE(document.tables.size() == 1);
  CHECK(document.tables[0].header_rows == 1);
  CHECK(tab_separated(document.tables[0]) == "a\tb\n1\t2\n3\t4");
}

TEST_CASE("front matter is no heading") {
  const Document document = read("---\ntitle: \"The title\"\nauthor: Ada\n---\nWords.\n");
  CHECK(document.metadata.title == "The title");
  CHECK(document.metadata.author == "Ada");
  REQUIRE(document.blocks.size() == 2);
  CHECK(document.blocks[0].kind == BlockKind::code);
  CHECK(document.blocks[1].text == "Words.");
}

TEST_CASE("text that shows nothing as a page is not lost; nothing is empty") {
  CHECK(read("[a]: https://example.org\n").blocks.size() == 1);
  REQUIRE_FALSE(try_read(" \n\n").has_value());
  CHECK(try_read("").error().kind == FailureKind::empty);
}

TEST_CASE("any text is read") {
  rc::check("signs in any order", []() {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(
        rc::gen::oneOf(rc::gen::elementOf(std::vector<std::string>{"#", "- ", "> ", "|", "---", "\n", "```", "[a](",
                                                                   "*", "<b>", "\t"}),
                       rc::gen::string<std::string>()));
    std::string text = "word ";
    for (const std::string& piece : pieces) text += piece;
    const auto document = try_read(text);
    RC_ASSERT(document.has_value() && !document->blocks.empty());
  });
  std::string references = "[a]: " + std::string(60'000, 'x') + "\n";
  for (int i = 0; i < 20'000; ++i) references += "[a] ";
  CHECK(try_read(references).has_value());
}
