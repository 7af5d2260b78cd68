#include "pipeline/report/sheets.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/pipeline/support/synthetic_store.hpp"

using namespace assay;
using namespace assay::test;

namespace {

void fill(SyntheticStore& store) {
  store.add_collection("production");
  SyntheticDocument good;
  good.path = "letters/good.docx";
  good.media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  good.categories = {{"media_type", "Word (docx)"}, {"origin", "born digital"}, {"language", "en"}};
  store.add(good);
  SyntheticDocument bad;
  bad.path = "scans/bad, one.pdf";
  bad.fit = false;
  bad.score = 37.5;
  bad.pages = 2;
  bad.findings = {{"consistency.header_differs", "warning", "The header differs.", "A | B"},
                  {"readability.reading_errors", "error", "Many errors.", "lnv0ice", 2}};
  store.add(bad);
  SyntheticDocument locked;
  locked.path = "locked.pdf";
  locked.status = "failed";
  locked.failure_kind = "encrypted";
  locked.score.reset();
  locked.fit = false;
  locked.pages = 0;
  locked.findings = {{"format.encrypted", "critical", "It opens only with a password.", ""}};
  store.add(locked);
  store.add_collection("pilot");
  SyntheticDocument pilot = good;
  pilot.path = "pilot.docx";
  store.add(pilot);
  store.database().exec("INSERT INTO tables VALUES(2, 0, 'ruled', 2, '', '', 5, 3, 1, 0, 0.9)");
}

std::string csv(const Rows& rows) {
  std::ostringstream out;
  for (const Column& column : rows.columns) out << column.name << '\t';
  out << '\n';
  for (const auto& row : rows.rows) {
    for (const Field& field : row) {
      if (const auto* number = std::get_if<double>(&field)) out << *number;
      if (const auto* text = std::get_if<std::string>(&field)) out << *text;
      if (std::holds_alternative<std::monostate>(field)) out << '-';
      out << '\t';
    }
    out << '\n';
  }
  return out.str();
}

}  // namespace

TEST_CASE("Every sheet has a whole header, a title of its own, and the rows of its golden file") {
  SyntheticStore store;
  fill(store);
  std::set<std::string> titles;
  REQUIRE(report_sheets().size() >= 6);
  for (const Sheet& sheet : report_sheets()) {
    CAPTURE(sheet.id);
    CHECK(titles.insert(sheet.title).second);
    CHECK_FALSE(sheet.about.empty());
    const std::string found = csv(sheet_rows(store.database(), sheet, "production", "pilot"));
    const std::string golden = std::string(ASSAY_TEST_DATA "/golden/") + sheet.id + ".tsv";
    if (std::getenv("ASSAY_REWRITE_GOLDEN") != nullptr) std::ofstream(golden) << found;
    std::ifstream in(golden);
    CHECK(found == std::string(std::istreambuf_iterator<char>(in), {}));
  }
}

TEST_CASE("A sheet's header is read") {
  const Sheet sheet =
      parse_sheet("70_new_one.sql",
                  "-- title: New one\n-- about: What: it says.\n-- column: A | link | 40\n-- column: B | "
                  "share | 8\nSELECT 1, 2");
  CHECK(sheet.id == "new_one");
  CHECK(sheet.title == "New one");
  CHECK(sheet.about == "What: it says.");
  REQUIRE(sheet.columns.size() == 2);
  CHECK(sheet.columns[0].format == CellFormat::link);
  CHECK(sheet.columns[1].title == "B");
  CHECK(sheet.columns[1].width == 8);
}
