// Traces of programs in a text: what rules/measures/traces.cpp sees. What manuals and forms rightly hold is told, and
// takes nothing from the score.
#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

std::span<const Rule* const> trace_rules() {
  using enum Severity;
  static const std::vector<LimitRule> list{
      LimitRule(CountRule{"freshness.withdrawn_stamps", warning, "Stamped as withdrawn",
                          "Answers quote what no longer holds.", "Replace it by what holds now, or take it out.",
                          "stamps that may be there", "stamp says that it is withdrawn, cancelled or no longer valid",
                          "stamps say that it is withdrawn, cancelled or no longer valid"}),
      LimitRule(CountRule{"format.copy_marks", info, "Marked as a copy, sample or trial",
                          "It may be quoted as if it were the document that holds.",
                          "Index the original, if there is one.", "marks that may be there",
                          "mark says that it is a copy, sample (specimen) or made by a trial version",
                          "marks say that it is a copy, sample (specimen) or made by a trial version"}),
      LimitRule(CountRule{"format.program_messages", info, "Messages of programs",
                          "A page of a failed server or a log may stand where the document was meant.",
                          "Look whether the document is there; get it again if it is not.",
                          "messages that may be there; manuals and logs hold them rightly",
                          "error message of a program or server stands in the text",
                          "error messages of programs or servers stand in the text"}),
      LimitRule(CountRule{"completeness.cut_marks", warning, "Cut off by its own words",
                          "What comes behind the cut is lost.", "Get the whole document.", "marks that may be there",
                          "mark says that the text was truncated or goes on elsewhere",
                          "marks say that the text was truncated or goes on elsewhere"}),
      LimitRule(CountRule{"format.merge_conflicts", warning, "Two versions in one text",
                          "Both versions of a passage are found, and one of them does not hold.",
                          "Decide which version holds and take the marks out.", "marks that may be there",
                          "mark of a merge conflict is left", "marks of merge conflicts are left"}),
      LimitRule(CountRule{"format.encoded_text", info, "Text in a code of transport",
                          "The words cannot be found, and the code is indexed.", "Export the text again, decoded.",
                          "such passages that may be there", "passage is encoded (base64, %20, =C3=BC or \\u00fc)",
                          "passages are encoded (base64, %20, =C3=BC or \\u00fc)"}),
      LimitRule(CountRule{"format.lost_letters", warning, "Letters replaced by question marks",
                          "The letters are lost: the words are found by no search.",
                          "Export the text again from its source, as UTF-8.",
                          "such words that may be there; one or two may be slips of the pen",
                          "word has a question mark where a letter was (lost encoding)",
                          "words have a question mark where a letter was (lost encoding)", 2}),
      LimitRule(CountRule{"readability.direction_marks", warning, "Text stored in another direction than it is shown",
                          "What is indexed is not what a person reads.", "Take the characters out.",
                          "such characters that may be there", "invisible character turns the direction of the text",
                          "invisible characters turn the direction of the text"}),
      LimitRule(CountRule{"format.split_words", info, "Hyphenated words that were not joined",
                          "No search finds a word with a hyphen and a space inside.",
                          "Export the text again without hyphenation.",
                          "such words that may be there; \"pre- and post-\" is written so rightly",
                          "word has a hyphen and a space inside (hyphenated)",
                          "words have a hyphen and a space inside (hyphenated)", 4}),
      LimitRule(CountRule{"completeness.empty_items", info, "Items of a list without text",
                          "What the list should name was never written, or was lost.",
                          "Fill in the items, or remove them.", "items that may be empty",
                          "item of a list is empty (blank)", "items of a list are empty (blank)", 2}),
      LimitRule(CountRule{"completeness.test_entries", info, "Words typed to try",
                          "The document, or this part of it, was a trial.", "Leave the document out.",
                          "such words that may be there", "passage is a test entry (placeholder)",
                          "passages are test entries (placeholders)"}),
      LimitRule(CountRule{"format.unset_values", warning, "Values that a program did not fill in",
                          "The value that was meant is lost.", "Have the document made again with its data.",
                          "such values that may be there", "value is undefined or null (an empty placeholder)",
                          "values are undefined or null (empty placeholders)"}),
      LimitRule(CountRule{"consistency.impossible_dates_in_text", warning, "Dates in the text that do not exist",
                          "The day that was meant is not known.", "Correct the dates named.",
                          "such dates that may be there", "date in the text does not exist",
                          "dates in the text do not exist"}),
  };
  static const std::vector<const Rule*> pointers = pointers_to(list);
  return pointers;
}

}  // namespace assay
