// Traces of programs, and words that say what became of a document: one of each, and a text that only looks like it.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/rules/builder.hpp"

using namespace assay;
using namespace assay::test;

namespace {

bool says(const std::string& rule, const std::string& passage) {
  return !findings_of(text_document({prose(), passage, prose() + " It ends here."}), rule).empty();
}

}  // namespace

TEST_CASE("a text without traces gets no complaint") {
  CHECK(complaints(text_document({prose()})).empty());
}

TEST_CASE("each trace is told, and what looks like it is not") {
  struct Case {
    const char* rule;
    const char* defect;
    const char* usual;
  };
  const Case cases[] = {
      {"freshness.withdrawn_stamps", "CANCELLED", "A cancelled order is kept for ten years."},
      {"freshness.withdrawn_stamps", "ARCHIVED - do not use", "ARCHIVED DOCUMENTS OF THE TOWN"},
      {"freshness.withdrawn_marks", "Dieses Dokument wurde durch Version 4.0 ersetzt.",
       "Der Motor wurde durch einen neuen ersetzt."},
      {"freshness.withdrawn_marks", "This order has been cancelled.", "The buyer may have orders cancelled."},
      {"freshness.draft_marks", "Working draft of 3 May", "The committee has seen a preliminary draft of the report."},
      {"freshness.draft_marks", "This is a preliminary draft.", "A working draft was sent round in May."},
      {"freshness.draft_marks", "Entwurf - nicht zur Weitergabe", "The draft of a ship is measured at the stern."},
      {"format.copy_marks", "SPECIMEN", "A specimen of the rock was sent to the museum."},
      {"format.copy_marks", "Evaluation Only. Created with a library.", "The evaluation of the tenders took a week."},
      {"format.program_messages", "503 Service Temporarily Unavailable", "There were 404 not found in the count."},
      {"format.program_messages", "(1204 rows affected)", "Row 12 (1204) is affected by the change."},
      {"completeness.cut_marks", "[... text truncated ...]", "The cone was truncated at half of its height."},
      {"completeness.cut_marks", "... and 4321 more rows", "It has 40 more rows than the other."},
      {"format.merge_conflicts", "<<<<<<< HEAD", "a << 3, b >> 7"},
      {"format.encoded_text", "Die%20Rechnung%20vom%2012.%20Mai", "It rose by 20%, 30% and then 40% within a year."},
      {"format.encoded_text", "Gr\\u00f6\\u00dfe", "the folder C:\\users\\00f6"},
      {"format.lost_letters", "M?nchen, Gr??e, T?r und f?r.", "Who? When? Where? And why?"},
      {"readability.direction_marks", "the file \u202egpj.exe", "the file gpj.exe"},
      {"format.split_words", "a con- tract of de- livery for ma- terials with- out de- lay", "pre- and post-war"},
      {"completeness.empty_items", "1.\n2.\n3.\n4.", "1. one\n2. two\n3. three"},
      {"completeness.test_entries", "test test test", "They test the test of testers."},
      {"format.unset_values", "Dear undefined, your balance is NaN EUR.",
       "The dear old null hypothesis was undefined."},
      {"consistency.impossible_dates_in_text", "signed on 31 February 2022", "signed on 28 February 2022"},
      {"consistency.impossible_dates_in_text", "vom 31.04.2023", "vom 30.04.2023"},
      {"completeness.placeholders", "between <Name of Supplier> and us", "if a <name> is given, a > b"},
      {"completeness.placeholders", "The fee is EUR XX,XXX per year.", "Pope Leo XIII, 12,345"},
      {"completeness.named_attachments", "Enclosures: price list, drawing 12",
       "The enclosure of the pump is of steel."},
  };
  for (const Case& one : cases) {
    CHECK_MESSAGE(says(one.rule, one.defect), one.defect);
    CHECK_MESSAGE(!says(one.rule, one.usual), one.usual);
  }
}

TEST_CASE("a text that goes on elsewhere says so at its very end only") {
  CHECK_FALSE(findings_of(text_document({prose(), "(continued on next page)"}), "completeness.cut_marks").empty());
  CHECK(findings_of(text_document({"(continued on next page)", prose()}), "completeness.cut_marks").empty());
}

TEST_CASE("a trace is told with its place, and does not unfit the document") {
  const auto found = findings_of(text_document({prose(), "VOID"}), "freshness.withdrawn_stamps");
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(found[0].evidence.find("VOID") != std::string::npos);
  CHECK(found[0].place.paragraph == 2);
}
