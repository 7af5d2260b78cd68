// What a text says of itself that does not hold: what rules/measures/claims.cpp and references.cpp see. Told, and
// without weight: slips of the pen and rounding are usual in documents that are right otherwise.
#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

std::span<const Rule* const> claim_rules() {
  using enum Severity;
  static const std::vector<LimitRule> list{
      LimitRule(CountRule{"consistency.wrong_weekdays", info, "A weekday that its date never was",
                          "Either the day or the date is wrong; a deadline or a meeting may be missed.",
                          "Compare the date named with its source.", "such dates that may be there",
                          "date stands with the wrong weekday (they contradict)",
                          "dates stand with the wrong weekday (they contradict)"}),
      LimitRule(CountRule{"consistency.reversed_spans", info, "A span of time that ends before it begins",
                          "One of the two dates is wrong, or they were exchanged.",
                          "Compare the dates named with their source.", "such spans that may be there",
                          "span of time ends before it starts (dates in the wrong order)",
                          "spans of time end before they start (dates in the wrong order)"}),
      LimitRule(CountRule{"consistency.invalid_numbers", info, "An ISBN or VAT number with a wrong check digit",
                          "The number was mistyped or misread, and finds nothing or something else.",
                          "Compare the number with its source.", "such numbers that may be there",
                          "number has a wrong check digit (invalid checksum of an ISBN or VAT number)",
                          "numbers have a wrong check digit (invalid checksum of an ISBN or VAT number)"}),
      LimitRule(CountRule{"consistency.contradictions", info, "One label with two values",
                          "The document contradicts itself; answers quote one of the two.",
                          "Find out which of the two holds.", "labels that may have two values",
                          "label stands with two different values (contradiction)",
                          "labels stand with two different values (contradictions)"}),
      LimitRule(CountRule{"completeness.missing_parts", info, "A part that is pointed to and not there",
                          "What the text leans on is not in it.", "Look whether the part named was left out or lost.",
                          "parts that may be elsewhere", "part (annex, figure, table) is missing",
                          "parts (annexes, figures, tables) are missing"}),
      LimitRule(CountRule{"completeness.section_gaps", info, "A gap in the numbers of the headings",
                          "A section may have been lost.", "Compare with the original: a section may be missing.",
                          "gaps that may be there", "section may be missing", "sections may be missing"}),
      LimitRule(CountRule{"consistency.share_sums", info, "Shares that do not make up the whole",
                          "One of the shares is wrong or missing.", "Compare the shares named with their source.",
                          "columns that may be so", "column of shares (percentages) does not add up to 100 %",
                          "columns of shares (percentages) do not add up to 100 %"}),
  };
  static const std::vector<const Rule*> pointers = pointers_to(list);
  return pointers;
}

}  // namespace assay
