#include "pipeline/rows/rows.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/program.hpp"

using namespace assay;

namespace {

std::string printed(const Rows& rows, RowFormat format) {
  const test::TemporaryFolder folder;
  const auto file = folder / "rows";
  std::FILE* out = std::fopen(file.c_str(), "wb");
  print_rows(rows, format, out);
  std::fclose(out);
  return test::read_file(file);
}

Rows example() {
  return {"Example",
          {{"document"}, {"score", 1}, {"why"}},
          {{std::string("a,b.pdf"), 12.34, std::string("the \"total\" is\nwrong")},
           {std::string("日本.pdf"), Field{}, std::string(200, 'x') + " " + std::string(70, 'y')}}};
}

}  // namespace

TEST_CASE("a table keeps within 80 columns and shows unknown as a dash") {
  const std::string table = printed(example(), RowFormat::table);
  std::istringstream lines(table);
  std::string line;
  std::getline(lines, line);
  CHECK(line.substr(0, 8) == "document");
  while (std::getline(lines, line)) CHECK(line.size() <= 84);  // bytes: the dash and the ideographs have three
  CHECK(table.find("12.3") != std::string::npos);
  CHECK(table.find("the \"total\" is wrong") != std::string::npos);
  CHECK(table.find("–") != std::string::npos);
  CHECK(std::count(table.begin(), table.end(), 'x') == 200);  // broken, and nothing lost
}

TEST_CASE("JSON holds null for unknown and numbers as numbers") {
  const auto json = nlohmann::json::parse(printed(example(), RowFormat::json));
  REQUIRE(json.size() == 2);
  CHECK(json[0]["score"] == 12.34);
  CHECK(json[1]["score"].is_null());
}

TEST_CASE("CSV quotes what needs quoting and leaves unknown empty") {
  const std::string csv = printed(example(), RowFormat::csv);
  CHECK(csv.find("\"a,b.pdf\",12.34,\"the \"\"total\"\" is\nwrong\"\r\n") != std::string::npos);
  CHECK(csv.find("日本.pdf,,") != std::string::npos);
}

TEST_CASE("a workbook is a zip package") {
  CHECK(printed(example(), RowFormat::xlsx).substr(0, 2) == "PK");
}

TEST_CASE("no rows give an empty list, not nothing") {
  CHECK(nlohmann::json::parse(printed({"None", {{"a"}}, {}}, RowFormat::json)).empty());
}
