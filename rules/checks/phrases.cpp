// What the words of rules/measures/phrases.cpp mean for whoever indexes the document.
#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

std::span<const Rule* const> phrase_rules() {
  using enum Severity;
  static const std::vector<LimitRule> list{
      LimitRule(CountRule{"completeness.placeholders", warning, "Placeholders of a template",
                          "The document is not finished, or its template was put in by mistake.",
                          "Fill the gaps, or take the template out.", "placeholders that may be left",
                          "placeholder of a template is left", "placeholders of a template are left"}),
      LimitRule(CountRule{"completeness.open_points", info, "Open points",
                          "What is not decided yet may be quoted as if it were.",
                          "Settle the points, or say that the document is a draft.", "open points that may be left",
                          "point is left open", "points are left open"}),
      LimitRule(CountRule{"completeness.blanks", info, "Blanks to fill in",
                          "A form that nobody filled in answers no question.", "Fill in the form, or leave it out.",
                          "blanks that may be left", "blank was left to fill in", "blanks were left to fill in"}),
      LimitRule(CountRule{"completeness.named_attachments", info, "An attachment that is named",
                          "What the text leans on may not be in the collection.",
                          "See that the file named is indexed too.", "attachments that may be named",
                          "attachment is named that is not in this file",
                          "attachments are named that are not in this file"}),
      LimitRule(CountRule{"format.broken_references", warning, "References that lead nowhere",
                          "The reader is sent to a place that does not exist, and the error text is indexed.",
                          "Open the document, update its fields and mend the references named.",
                          "references that may lead nowhere", "reference leads nowhere (error of a field)",
                          "references lead nowhere (errors of fields)"}),
      LimitRule(CountRule{"format.error_values_in_text", info, "Error values in the text",
                          "A number that was meant is lost; the error text stands in its place.",
                          "Write the number that was meant.", "error values that may stand in the text",
                          "error value stands in the text", "error values stand in the text"}),
      LimitRule(CountRule{"format.markup_in_text", info, "Markup in the text",
                          "Tags and entities are indexed as words and quoted in answers.",
                          "Export the text again, as text or as HTML.", "tags and entities that may stand in the text",
                          "tag or entity of HTML stands in the text", "tags and entities of HTML stand in the text"}),
      LimitRule(CountRule{"format.confidential_marks", info, "Marked as confidential",
                          "Not everybody who may search the index may read it.",
                          "Decide who may see the document before it is indexed.", "marks that may be there",
                          "mark says that it is confidential", "marks say that it is confidential"}),
      LimitRule(CountRule{"freshness.draft_marks", info, "Marked as a draft",
                          "What was not agreed yet may be quoted as if it were.",
                          "Index the version that was agreed, if there is one.", "marks that may be there",
                          "mark says that it is a draft", "marks say that it is a draft"}),
      LimitRule(CountRule{"freshness.withdrawn_marks", warning, "Withdrawn by its own words",
                          "Answers quote what no longer holds.", "Replace it by what holds now, or take it out.",
                          "such words that may be there", "phrase says that it is superseded or no longer valid",
                          "phrases say that it is superseded or no longer valid"}),
      LimitRule(CountRule{"consistency.machine_instructions", warning, "Instructions to a machine",
                          "A model that reads the document may obey it instead of its user.",
                          "Find out who wrote them; take them or the document out before it is indexed.",
                          "such sentences that may be there", "instruction to a machine stands in the text",
                          "instructions to a machine stand in the text"}),
  };
  static const std::vector<const Rule*> pointers = pointers_to(list);
  return pointers;
}

}  // namespace assay
