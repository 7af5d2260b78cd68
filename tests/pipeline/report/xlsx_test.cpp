#include "pipeline/report/xlsx.hpp"

#include <doctest/doctest.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "pipeline/core/run_error.hpp"
#include "pipeline/report/sheets.hpp"
#include "pipeline/report/text.hpp"
#include "tests/pipeline/report/example.hpp"

using namespace assay;
using namespace assay::test;

namespace {

std::map<std::string, std::string> members_of(const std::filesystem::path& file) {
  std::map<std::string, std::string> members;
  zip_t* archive = zip_open(file.c_str(), ZIP_RDONLY, nullptr);
  REQUIRE(archive != nullptr);
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t stat;
    REQUIRE(zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat) == 0);
    std::string content(stat.size, '\0');
    zip_file_t* member = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    zip_fread(member, content.data(), content.size());
    zip_fclose(member);
    members[stat.name] = content;
  }
  zip_close(archive);
  return members;
}

int occurrences(const std::string& text, std::string_view what) {
  int found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("The workbook holds a summary with charts, seven tables of the comparison and every row of each query") {
  SyntheticStore store;
  fill_example(store);
  SyntheticDocument odd;
  odd.path = "odd/=HYPERLINK(\"x\").csv";
  odd.fit = false;
  odd.findings = {{"format.odd", "error", "=1+1", "+cmd|' /C calc'!A0"}};
  store.add(odd);  // to the pilot
  const auto file = std::filesystem::temp_directory_path() / fmt::format("assay-{}.xlsx", ::getpid());
  const Comparison comparison = example_comparison(store);
  write_xlsx(store.database(), comparison, file);
  const auto members = members_of(file);
  std::filesystem::remove(file);

  const std::size_t sheets = 1 + 7 + report_sheets().size();
  CHECK(std::count_if(members.begin(), members.end(), [](const auto& member) {
          return member.first.starts_with("xl/worksheets/sheet");
        }) == static_cast<long>(sheets));
  CHECK(members.contains("xl/charts/chart4.xml"));
  CHECK(members.at("xl/worksheets/sheet1.xml").find("The pilot flattered you by") != std::string::npos);
  for (const std::string* sentence : {&comparison.decision, &comparison.outlook, &comparison.likeness.sentence})
    CHECK(members.at("xl/worksheets/sheet1.xml").find(sentence->substr(0, sentence->find_first_of("'&“"))) !=
          std::string::npos);
  const std::string& documents = members.at("xl/worksheets/sheet9.xml");
  CHECK(occurrences(documents, "<row ") == 1 + 624 + 31);
  CHECK(documents.find("<autoFilter ref=\"A1:P656\"/>") != std::string::npos);
  CHECK(documents.find("state=\"frozen\"") != std::string::npos);
  CHECK(members.at("xl/worksheets/_rels/sheet9.xml.rels").find("file:///data/documents/faxes/faxes%200001.tif") !=
        std::string::npos);
  for (const auto& [name, content] : members)
    if (name.starts_with("xl/worksheets/sheet")) CHECK(content.find("<f>") == std::string::npos);  // text stays text
}

TEST_CASE("A workbook that can't be written is an error of the run") {
  SyntheticStore store;
  fill_example(store);
  CHECK_THROWS_AS(write_xlsx(store.database(), example_comparison(store), "/nowhere/at/all/report.xlsx"), RunError);
}
