#include <doctest/doctest.h>

#include "tests/rules/builder.hpp"

using namespace assay;
using namespace assay::test;

namespace {

// Exactly one finding of the rule, of this severity, whose message has this part.
void check_finding(const Document& document, std::string_view rule, Severity severity, std::string_view part) {
  const std::vector<Finding> found = findings_of(document, rule);
  CAPTURE(rule);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == severity);
  CHECK_MESSAGE(found[0].message.find(part) != std::string::npos, found[0].message);
  CHECK_FALSE(found[0].advice.empty());
}

Document pages_document(std::initializer_list<Page> pages) {
  Document document = text_document({prose()});
  document.pages = pages;
  return document;
}

}  // namespace

TEST_CASE("clean documents get no complaint") {
  CHECK(complaints(text_document({prose(), "Valid until 1 March 2030. Page 1 of 1. Call +49 30 1234567."})).empty());
  CHECK(
      complaints(
          sheet_document(
              {{"name", "price", "since"}, {"x", "=1.5", "2024-01-02"}, {"y", "=2", "2024-02-03"}, {"Total", "=3.5"}}))
          .empty());
  Document scan = pages_document({page_of(1, TextSource::ocr, PageOrigin::scan, 0.05)});
  scan.pages[0].predicted_cer = Estimate{0.01, 0, 0.03};
  CHECK(complaints(scan).empty());
  CHECK(findings_of(scan, "format.image_pages").size() == 1);  // worth knowing
}

TEST_CASE("planted defects are named") {
  check_finding(pages_document({page_of(1, TextSource::text_layer, PageOrigin::born_digital, 0.1),
                                page_of(2, TextSource::none, PageOrigin::blank, 0)}),
                "completeness.blank_pages", Severity::warning, "page 2 of 2");
  check_finding(text_document({""}), "completeness.nothing_to_index", Severity::critical, "no text");
  check_finding(text_document({"three words only"}), "completeness.hardly_any_text", Severity::warning, "3 words");
  CHECK(findings_of(text_document({"three words only"}), "completeness.nothing_to_index").empty());
  CHECK(findings_of(text_document({""}), "completeness.hardly_any_text").empty());
  check_finding(sheet_document({{"a", "b"}}), "completeness.no_data_rows", Severity::error, "below the header");
  check_finding(sheet_document({{""}}), "completeness.no_data_rows", Severity::error, "nothing is written");
  CHECK(findings_of(sheet_document({{"=1", "=2"}}, 0), "completeness.no_data_rows").empty());
  CHECK(findings_of(sheet_document({{"aspose"}}, 0), "completeness.no_data_rows").empty());
  check_finding(sheet_document({{"a", "b"}, {"=1", "#REF!"}}), "format.error_cells", Severity::warning,
                "#REF! in sheet 'Data', B2");
  check_finding(sheet_document({{"p"}, {"=1"}, {"2.5"}, {"=3"}}), "format.numbers_as_text", Severity::warning,
                "stored as text");
  check_finding(sheet_document({{"d"}, {"2024-01-02"}, {"01.03.2018"}}), "consistency.mixed_date_columns",
                Severity::warning, "mixed");
  check_finding(text_document({prose() + " schÃ¶n itâ€™s"}), "format.broken_letters", Severity::warning, "encoding");
  check_finding(text_document({prose() + " [insert date here]"}), "completeness.placeholders", Severity::warning,
                "[insert date here]");
  check_finding(text_document({prose() + " IBAN DE88 3704 0044 0532 0130 00"}), "consistency.invalid_ibans",
                Severity::warning, "check digit");
}

TEST_CASE("a page that was read badly is named with its expected errors") {
  Document document = pages_document(
      {page_of(1, TextSource::ocr, PageOrigin::scan, 0.05), page_of(2, TextSource::ocr, PageOrigin::fax, 0.05)});
  document.pages[0].predicted_cer = Estimate{0.01, 0, 0.02};
  document.pages[1].predicted_cer = Estimate{0.4, 0.3, 0.5};
  const std::vector<Finding> found = findings_of(document, "readability.reading_errors");
  REQUIRE(found.size() == 1);
  CHECK(found[0].place.page == 2);
  CHECK(found[0].severity == Severity::error);
  CHECK(findings_of(document, "readability.unreadable_pages").size() == 1);
  CHECK(findings_of(document, "readability.unreadable_pages").front().severity == Severity::error);
  document.pages[0].predicted_cer = Estimate{0.9, 0.6, 1};
  CHECK(findings_of(document, "readability.unreadable_pages").front().severity == Severity::critical);
}

TEST_CASE("a table that is likely mixed up is named, one that is likely right is not") {
  Document document = sheet_document({{"Name", "Sum"}, {"Pump", "=12"}});
  document.tables[0].place = {};
  document.tables[0].place.page = 3;
  CHECK(findings_of(document, "readability.doubtful_tables").empty());
  document.tables[0].confidence = 0.6;
  CHECK(findings_of(document, "readability.doubtful_tables").empty());
  document.tables[0].confidence = 0.05;
  const std::vector<Finding> found = findings_of(document, "readability.doubtful_tables");
  REQUIRE(found.size() == 1);
  CHECK(found[0].place.page == 3);
  CHECK(found[0].message.find("table on page 3 may be mixed up") != std::string::npos);
  CHECK(found[0].message.find("95 %") != std::string::npos);
  CHECK(found[0].evidence.find("Name | Sum") != std::string::npos);
}

TEST_CASE("freshness speaks of what the document says, judged by the day of the run") {
  const Document offer = text_document({prose(), "This offer is valid until 31 March 2023."});
  CHECK(findings_of(offer, "freshness.expired", "2023-03-31").empty());
  REQUIRE(findings_of(offer, "freshness.expired", "2023-04-01").size() == 1);
  CHECK(findings_of(offer, "freshness.expired", "2023-04-01")[0].message.find("2023-03-31") != std::string::npos);
  CHECK(complaints(text_document({prose(), "Signed on 3 May 1987."})).empty());  // age is no defect
}

TEST_CASE("tracked changes and comments") {
  Document document = text_document({prose()});
  document.revisions = {{RevisionKind::insertion, "B", "", "within 60 days", {}}};
  Block comment;
  comment.kind = BlockKind::comment;
  comment.text = "is this right?";
  document.blocks.push_back(comment);
  check_finding(document, "consistency.tracked_changes", Severity::warning, "tracked change");
  check_finding(document, "consistency.pending_alterations", Severity::critical, "within 60 days");
  check_finding(document, "consistency.comments", Severity::info, "is this right?");
}

TEST_CASE("without measures every rule on content answers unknown, never pass") {
  const Assessment result = assess(Facts{}, default_policy(), "2024-06-01");
  int unknown = 0;
  for (const RuleOutcome& outcome : result.outcomes) unknown += outcome.outcome == Outcome::unknown ? 1 : 0;
  CHECK(unknown >= 25);
  CHECK(result.score.assessed < 0.5);
}

TEST_CASE("a policy's parameter moves the limit") {
  const Document document = sheet_document({{"a", "b"}, {"=1", "#REF!"}});
  const Policy policy = parse_policy("[rules.format.error_cells]\ncount = 1\n", "p");
  for (const Finding& finding : assess(facts_of(document), policy, "2024-06-01").findings)
    CHECK(finding.rule != "format.error_cells");
}
