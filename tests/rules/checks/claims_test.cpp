// What a text says of itself that does not hold: one of each, and a text that only looks like it.
#include <doctest/doctest.h>

#include "tests/rules/builder.hpp"

using namespace assay;
using namespace assay::test;

namespace {

bool says(const std::string& rule, std::initializer_list<std::string> passages) {
  return !findings_of(text_document(passages), rule).empty();
}

Document with_table(const std::vector<std::vector<std::string>>& rows) {
  Document document = sheet_document(rows);
  document.source.media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  document.signals.clear();
  Table& table = document.tables[0];
  table.found_by = TableSource::word;
  table.place = {};
  for (Block& block : document.blocks) block.place = {};
  return document;
}

}  // namespace

TEST_CASE("claims that are proven wrong are told, and right ones are not") {
  struct Case {
    const char* rule;
    const char* defect;
    const char* usual;
  };
  const Case cases[] = {
      {"consistency.wrong_weekdays", "We meet on Monday, 4 May 2021.", "We meet on Tuesday, 4 May 2021."},
      {"consistency.wrong_weekdays", "am Freitag, den 24.12.2020", "am Donnerstag, den 24.12.2020"},
      {"consistency.wrong_weekdays", "Sunday 2024-02-29", "Thu 2024-02-29"},
      {"consistency.wrong_weekdays", "Monday, 22 November 1963", "Friday, 22 November 1963"},
      {"consistency.wrong_weekdays", "Monday 05/13/2022", "Tuesday 05/04/2022, whichever of both is the month"},
      {"consistency.reversed_spans", "from 5 May 2021 to 3 April 2021", "from 3 April 2021 to 5 May 2021"},
      {"consistency.reversed_spans", "vom 05.05.2021 bis zum 03.04.2021", "am 05.05.2021, nicht am 03.04.2021"},
      {"consistency.reversed_spans", "Start date: 2024-05-01\nEnd date: 2023-04-30",
       "Start date: 2024-05-01\nEnd date: 2025-04-30"},
      {"consistency.invalid_numbers", "ISBN 978-3-16-148410-1", "ISBN 978-3-16-148410-0"},
      {"consistency.invalid_numbers", "ISBN 0-306-40615-3", "ISBN 0-306-40615-2"},
      {"consistency.invalid_numbers", "VAT ID: DE136695977", "VAT ID: DE136695976"},
      {"consistency.invalid_numbers", "TVA FR84 404833048", "TVA FR83 404833048"},
      {"consistency.invalid_numbers", "VAT BE 0428759498", "VAT BE 0428759497"},
      {"completeness.missing_parts", "The prices are set out in Annex B.", "It is as in Annex II to the Directive."},
      {"freshness.review_overdue", "Next review: 2021-03-01", "Next review: 2031-03-01"},
      {"freshness.expired", "valid from 1 May 2019 to 30 April 2020", "valid from 1 May 2019 to 30 April 2031"},
  };
  for (const Case& one : cases) {
    CHECK_MESSAGE(says(one.rule, {prose(), one.defect}), one.rule, ": ", one.defect);
    CHECK_MESSAGE(!says(one.rule, {prose(), one.usual}), one.rule, ": ", one.usual);
  }
}

TEST_CASE("one label with two values is a contradiction, with three it is a list") {
  CHECK(says("consistency.contradictions", {"Invoice date: 3 May 2021", prose(), "Invoice date: 5 May 2021"}));
  CHECK_FALSE(says("consistency.contradictions", {"Invoice date: 3 May 2021", prose(), "Invoice date: 2021-05-03"}));
  CHECK_FALSE(
      says("consistency.contradictions", {"Invoice number: 11", "Invoice number: 12", "Invoice number: 13", prose()}));
}

TEST_CASE("parts that are pointed to must be there") {
  const char* rule = "completeness.missing_parts";
  CHECK_FALSE(says(rule, {prose(), "The prices are set out in Annex B.", "Annex B: Prices"}));
  CHECK(says(rule, {"Figure 1: the pump", "Figure 2: the valve", "The seal is shown in figure 7."}));
  CHECK_FALSE(
      says(rule, {"Figure 1: the pump", "Figure 2: the valve", "The seal is shown in figure 7 of the manual."}));
  CHECK_FALSE(says(rule, {prose(), "The seal is shown in figure 7."}));  // figures without captions
}

TEST_CASE("a section left out of the count") {
  const char* rule = "completeness.section_gaps";
  CHECK(says(rule, {"1. Scope", prose(), "2. Terms", prose(), "4. Prices", prose(), "5. Law", prose()}));
  CHECK_FALSE(says(rule, {"1. Scope", prose(), "2. Terms", prose(), "3. Prices", prose(), "4. Law", prose()}));
  CHECK_FALSE(says(rule, {"1. Scope", "12. Terms", "35. Prices", "40. Law"}));  // numbers of something else
}

TEST_CASE("shares that do not make up the whole") {
  const auto sums = [](const std::string& last) {
    return !findings_of(sheet_document({{"Party", "Share"}, {"A", "40 %"}, {"B", "30 %"}, {"C", "20 %"}, {"D", last}}),
                        "consistency.share_sums")
                .empty();
  };
  CHECK(sums("17 %"));
  CHECK_FALSE(sums("10 %"));
  CHECK_FALSE(sums("9 %"));   // rounding
  CHECK_FALSE(sums("60 %"));  // no parts of one whole
}

TEST_CASE("codes and units of a column") {
  std::vector<std::vector<std::string>> zips{{"town", "zip", "price"}};
  for (int i = 0; i < 20; ++i)
    zips.push_back({"Town", i % 5 ? std::to_string(10115 + 7 * i) : "0" + std::to_string(1067 + i),
                    std::to_string(10 + i) + " EUR"});
  CHECK(findings_of(sheet_document(zips), "format.lost_zeros").empty());
  CHECK(findings_of(sheet_document(zips), "consistency.odd_units").empty());
  zips[6][1] = "1072";
  zips[9][2] = "19 USD";
  CHECK(findings_of(sheet_document(zips), "format.lost_zeros").size() == 1);
  CHECK(findings_of(sheet_document(zips), "consistency.odd_units").size() == 1);
  for (std::size_t i = 1; i < zips.size(); ++i)
    if (zips[i][1][0] == '0') zips[i][1].erase(0, 1);
  CHECK(findings_of(sheet_document(zips), "format.lost_zeros").size() == 1);  // by the name of the column
  zips[0][1] = "parts";
  CHECK(findings_of(sheet_document(zips), "format.lost_zeros").empty());
}

TEST_CASE("a value that fills its field to the last character") {
  const auto cut = [](std::size_t length, const char* end) {
    std::string text = "word";
    while (text.size() + 5 <= length) text += " word";
    text.resize(length - 1, 'x');
    return !findings_of(sheet_document({{"no", "remark"}, {"=1", "short"}, {"=2", text + end}}), "format.cut_cells")
                .empty();
  };
  CHECK(cut(255, "w"));
  CHECK_FALSE(cut(255, "."));
  CHECK_FALSE(cut(251, "w"));
}

TEST_CASE("a text without pages that counts them") {
  const char* rule = "completeness.missing_pages";
  CHECK(says(rule, {prose(), "Page 1 of 4", prose(), "Page 2 of 4", prose(), "Page 3 of 4"}));
  CHECK_FALSE(says(rule, {prose(), "Page 1 of 3", prose(), "Page 2 of 3", prose(), "Page 3 of 3"}));
  CHECK_FALSE(says(rule, {prose(), "Page 1 of 4"}));  // a footer's field
}

TEST_CASE("a table at the end of a text that stops within its last row") {
  std::vector<std::vector<std::string>> rows{{"Item", "Pieces", "Price"}};
  for (int i = 0; i < 5; ++i) rows.push_back({"Screw", "12", "3.40"});
  CHECK(findings_of(with_table(rows), "completeness.open_end").empty());
  rows.back() = {"Screw", "", ""};
  CHECK(findings_of(with_table(rows), "completeness.open_end").size() == 1);
  rows[2][2] = "";  // rows that are not filled are usual in it
  CHECK(findings_of(with_table(rows), "completeness.open_end").empty());
}
