#include "tools/conserve/conserve.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "extractors/read.hpp"
#include "tests/extractors/office/package_maker.hpp"

namespace {

using namespace assay;

Document read(const std::string& bytes, const std::string& name) {
  ExtractOptions options;
  options.file_name = name;
  options.ocr = false;
  NoProgress progress;
  auto document = read_document(as_bytes(bytes), options, progress);
  REQUIRE_MESSAGE(document.has_value(), name);
  return *document;
}

}  // namespace

TEST_CASE("a text that was not read is found, one that was deleted stands in its revision") {
  const std::string bytes = test::make_document(
      "<w:p><w:r><w:t>kept</w:t></w:r><w:del w:id=\"1\" w:author=\"Ada\"><w:r><w:delText>gone</w:delText></w:r></w:del>"
      "</w:p>");
  Document document = read(bytes, "a.docx");
  const auto whole = check_conservation(as_bytes(bytes), document);
  REQUIRE(whole.has_value());
  CHECK(whole->texts == 2);
  CHECK(whole->lost.empty());
  document.revisions.clear();
  const auto less = check_conservation(as_bytes(bytes), document);
  REQUIRE(less->lost.size() == 1);
  CHECK(less->lost[0].text == "gone");
}

TEST_CASE("a cell is looked for at its place, however often its text stands elsewhere") {
  const std::string bytes = test::make_workbook(
      R"(<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c></row>
         <row r="2"><c r="A2"><v>7</v></c><c r="B2"><v>7</v></c></row></sheetData>)");
  Document document = read(bytes, "a.xlsx");
  CHECK(check_conservation(as_bytes(bytes), document)->lost.empty());
  REQUIRE(document.tables.size() == 1);
  std::vector<Cell>& cells = document.tables[0].cells.loose();
  cells.erase(cells.begin() + 1);
  const auto less = check_conservation(as_bytes(bytes), document);
  REQUIRE(less->lost.size() == 1);
  CHECK(less->lost[0].text == "plain");
}

TEST_CASE("what was read twice, or was deleted and is back, is found") {
  const std::string bytes = test::make_document(
      "<w:p><w:r><w:t>a sentence that stays</w:t></w:r><w:del w:id=\"1\" w:author=\"Ada\"><w:r><w:delText>a sentence "
      "that "
      "goes</w:delText></w:r></w:del></w:p>");
  Document document = read(bytes, "a.docx");
  CHECK(check_conservation(as_bytes(bytes), document)->repeated.empty());
  document.blocks.push_back(document.blocks[0]);
  document.blocks.back().text += " a sentence that goes";
  CHECK(check_conservation(as_bytes(bytes), document)->repeated.size() == 2);
}

TEST_CASE("nothing of the office files among the samples is lost") {
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(ASSAY_SAMPLES_FOLDER)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".docx" && extension != ".xlsx" && extension != ".pptx" && extension != ".odt" &&
        extension != ".ods")
      continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    ExtractOptions options;
    options.file_name = entry.path().filename().string();
    NoProgress progress;
    const auto document = read_document(as_bytes(bytes), options, progress);
    if (!document || document->partial) continue;  // locked, broken or cut, and they say so
    const auto found = check_conservation(as_bytes(bytes), *document);
    if (!found) continue;
    ++files;
    for (const LostText& text : found->lost) FAIL_CHECK(entry.path(), " ", text.part, ": ", text.text);
    for (const LostText& text : found->repeated) FAIL_CHECK(entry.path(), " twice: ", text.text);
  }
  CHECK(files >= 10);
}
