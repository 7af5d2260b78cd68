// Columns taken together: signs, stand-ins, counters, spans, spellings; one defect each, and the same without it.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <functional>

#include "tests/rules/builder.hpp"

using namespace assay;
using namespace assay::test;

namespace {

using Rows = std::vector<std::vector<std::string>>;

// Sixty contracts with nothing wrong.
Rows contracts() {
  static const char* const towns[] = {"Birmingham", "Southampton", "Nottingham", "Manchester"};
  Rows rows{{"no", "town", "start_date", "end_date", "share %", "fee", "signed", "seen"}};
  for (int i = 0; i < 60; ++i)
    rows.push_back({fmt::format("={}", i + 1), towns[i % 4], fmt::format("20{}-03-{:02}", 10 + i % 9, 1 + i % 28),
                    fmt::format("20{}-05-{:02}", 10 + i % 9, 1 + i % 28), fmt::format("={}", (i * 37) % 100),
                    fmt::format("={}", 100 + (i * 53) % 97), i % 3 ? "yes" : "no",
                    fmt::format("2023-05-{:02}T10:{:02}:00Z", 1 + i % 28, i)});
  return rows;
}

bool says(std::string_view rule, const std::function<void(Rows&)>& edit) {
  Rows rows = contracts();
  edit(rows);
  return !findings_of(sheet_document(rows), rule).empty();
}

}  // namespace

TEST_CASE("contracts without a defect say nothing by these rules") {
  for (const char* rule :
       {"consistency.odd_signs", "format.sentinel_numbers", "consistency.frozen_values", "completeness.number_gaps",
        "consistency.impossible_shares", "consistency.reversed_dates", "consistency.near_spellings",
        "consistency.mixed_booleans", "format.cut_values", "consistency.mixed_time_zones", "uniqueness.repeated_tables",
        "consistency.numbers_among_formulas"})
    CHECK_MESSAGE(!says(rule, [](Rows&) {}), rule);
}

TEST_CASE("one odd value of a column is told") {
  CHECK(says("consistency.odd_signs", [](Rows& rows) { rows[20][5] = "=-150"; }));
  CHECK_FALSE(says("consistency.odd_signs", [](Rows& rows) { rows[20][5] = "=-2"; }));  // near zero it is no slip
  CHECK(says("consistency.impossible_shares", [](Rows& rows) { rows[20][4] = "=812"; }));
  CHECK(says("consistency.reversed_dates", [](Rows& rows) { std::swap(rows[20][2], rows[20][3]); }));
  CHECK(says("consistency.near_spellings", [](Rows& rows) { rows[20][1] = "Nottignham"; }));
  CHECK_FALSE(says("consistency.near_spellings", [](Rows& rows) { rows[20][1] = "Leicester"; }));
  CHECK(says("completeness.number_gaps", [](Rows& rows) { rows.erase(rows.begin() + 30, rows.begin() + 33); }));
}

TEST_CASE("several odd values of a column are told") {
  CHECK(says("format.sentinel_numbers", [](Rows& rows) { rows[20][5] = rows[40][5] = "=-999"; }));
  CHECK(says("consistency.frozen_values", [](Rows& rows) {
    for (std::size_t i = 30; i < rows.size(); ++i) rows[i][5] = "=140";
  }));
  CHECK_FALSE(says("consistency.frozen_values", [](Rows& rows) {  // zero goes on in many columns
    for (std::size_t i = 30; i < rows.size(); ++i) rows[i][5] = "=0";
  }));
  CHECK(says("consistency.mixed_booleans", [](Rows& rows) {
    for (std::size_t i = 30; i < rows.size(); ++i) rows[i][6] = i % 2 ? "Y" : "N";
  }));
  CHECK(says("consistency.mixed_time_zones", [](Rows& rows) {
    for (std::size_t i = 30; i < rows.size(); ++i) rows[i][7].pop_back();
  }));
  CHECK(says("format.cut_values", [](Rows& rows) {
    for (std::size_t i = 1; i < rows.size(); ++i)
      rows[i][1] =
          fmt::format("{} house {} and its garden", rows[i][1], std::string(1, static_cast<char>('a' + i % 26)))
              .substr(0, 22);
  }));
}

TEST_CASE("numbers typed among formulas are told") {
  Document document = sheet_document(contracts());
  int typed = 0;
  for (Cell& cell : document.tables[0].cells.loose())
    if (cell.column == 5 && cell.row > 0 && cell.row != 20) cell.formula = RareText(std::string("A2*2"));
  for (const Finding& finding : findings_of(document, "consistency.numbers_among_formulas"))
    typed += finding.place.range == "F21" ? 1 : 0;
  CHECK(typed == 1);
}

TEST_CASE("a sheet that stands twice is told") {
  Document document = sheet_document(contracts());
  document.tables.push_back(document.tables[0]);
  document.tables[1].place.sheet = "Data (2)";
  const auto found = findings_of(document, "uniqueness.repeated_tables");
  REQUIRE(found.size() == 1);
  CHECK(found[0].place.sheet == "Data (2)");
}
