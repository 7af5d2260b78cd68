// Texts: what rules/measures/passages.cpp sees.
#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

std::span<const Rule* const> passage_rules() {
  using enum Severity;
  static const std::vector<LimitRule> list{
      LimitRule(CountRule{"completeness.boilerplate_only", warning, "Nothing but boilerplate",
                          "It answers no question, and resembles every other document with the same words.",
                          "Take it out, or get what it should have said.", "1 lets such documents pass",
                          "text says nothing but boilerplate (a notice)", "texts say nothing but boilerplate"}),
      LimitRule(CountRule{"completeness.empty_tables", info, "A table that nobody filled in",
                          "Somebody may expect data there.", "Fill in the table, or remove it.",
                          "tables that may be empty", "table has names and no values (empty cells)",
                          "tables have names and no values (empty cells)"}),
      LimitRule(CountRule{"completeness.open_end", info, "The text may break off",
                          "What the document was written to say may not be in it.",
                          "Compare its end with the original.", "1 lets such documents pass",
                          "last paragraph stops without a mark: the text may be cut off (incomplete)",
                          "last paragraphs stop without a mark"}),
      LimitRule(CountRule{"completeness.page_gaps", warning, "A gap in the page numbers",
                          "What stood on the missing pages can be neither found nor quoted.",
                          "Compare with the original: pages may be missing.", "gaps that may be there",
                          "gap in the printed page numbers: pages may be missing",
                          "gaps in the printed page numbers: pages may be missing"}),
      LimitRule(CountRule{"consistency.page_order", warning, "Pages out of order",
                          "Sentences that go over the page are torn, and chunks mix what does not belong together.",
                          "Put the pages in order.", "pages that may be out of order",
                          "page is out of order by its printed number",
                          "pages are out of order by their printed numbers"}),
      LimitRule(CountRule{"consistency.passages_in_another_language", info, "A passage in another language",
                          "Who asks in one language may not find it; OCR and search are set for one.",
                          "Nothing, if it is a quotation or a translation.", "passages that may be in another language",
                          "passage is in another language", "passages are in another language"}),
      LimitRule(CountRule{"consistency.hidden_text", info, "Hidden text",
                          "Nobody who opens the file sees it; it was left out of the text that is indexed.",
                          "Show the text, or remove it.", "words that may be hidden", "word is hidden",
                          "words are hidden"}),
      LimitRule(RuleInfo{"format.turned_pages",
                         1,
                         Dimension::format,
                         info,
                         "Turned pages",
                         "Who opens the document cannot read them without turning; programs may read them wrongly.",
                         "Turn the pages and save the document.",
                         {{"share", 0, 0, 1, "share of the pages that may be turned; 0: none"}}},
                {"format.turned_pages", "share",
                 [](const Measure& measure) {
                   return fmt::format("The text stands sideways or upside down (rotated): {}.", measure.evidence);
                 }}),
      LimitRule(RuleInfo{"format.watermarked_pages",
                         1,
                         Dimension::format,
                         info,
                         "A watermark across the pages",
                         "A draft, sample or copy may be quoted as if it were the document that holds.",
                         "Index the document without the watermark, if there is one.",
                         {{"share", 0, 0, 1, "share of the pages that may have one; 0: none"}}},
                {"format.watermarked_pages", "share",
                 [](const Measure& measure) {
                   return fmt::format("Words stand across the text (a watermark): {}.", measure.evidence);
                 }}),
      LimitRule(CountRule{"completeness.text_beyond_page", warning, "Text beyond the edge of its page",
                          "Nobody who opens the document sees the end of these lines.",
                          "Get the document with the right size of page.", "blocks that may leave the page",
                          "block of text goes beyond the edge of its page (cut at the margin)",
                          "blocks of text go beyond the edge of their page (cut at the margin)"}),
      LimitRule(CountRule{"format.soft_hyphens", info, "Soft hyphens in words",
                          "A search that does not take them out does not find the words.",
                          "Export the text again without hyphenation.", "words that may have them",
                          "word holds an invisible soft hyphen", "words hold invisible soft hyphens"}),
      LimitRule(RuleInfo{"readability.expected_errors",
                         1,
                         Dimension::readability,
                         warning,
                         "Reading errors to be expected",
                         "Names and numbers break first: an answer may quote a wrong one.",
                         "Compare what matters with the page; scan it again if you can.",
                         {{"cer", 0.05, 0.01, 1,
                           "expected share of wrong characters, mean over the pages; at 5 % every fourth word of five "
                           "letters is hit (1 − 0.95⁵)"}}},
                {"readability.predicted_cer", "cer",
                 [](const Measure& measure) {
                   return fmt::format(
                       "Reading errors are to be expected: about {} of the characters (poor scan or print).",
                       as_percent(measure.value));
                 }}),
      LimitRule(RuleInfo{"readability.unlikely_text",
                         1,
                         Dimension::readability,
                         warning,
                         "Text that is not like words",
                         "It was misread, garbled or is no language; nothing in it is found.",
                         "Compare the text with its source; have it read again.",
                         {{"share", 0.12, 0, 1,
                           "expected share of wrong characters; over 20 % nobody reads it (as of "
                           "readability.unreadable_pages)"},
                          {"least", 40, 1, 1e6, "words that say anything about it"}}},
                {"readability.unlikely_text", "share",
                 [](const Measure& measure) {
                   return fmt::format(
                       "The text is hardly readable (garbled, or full of reading errors): about {} of its "
                       "characters are wrong.",
                       as_percent(measure.value));
                 }}),
      LimitRule(CountRule{"readability.invisible_characters", warning, "Invisible characters inside of words",
                          "The words look right and are found by no search.",
                          "Export the text again from its source, or take the characters out.",
                          "words that may hold one; one or two may be a trace of copying",
                          "word holds invisible (zero-width) characters",
                          "words hold invisible (zero-width) characters", 2}),
      LimitRule(CountRule{"readability.mixed_scripts", warning, "Words of two alphabets",
                          "The words look right and are found by no search: some letters are look-alikes of another "
                          "alphabet.",
                          "Have the document read again, or replace the letters.",
                          "words that may mix alphabets; one or two may be formulas",
                          "word mixes letters of two alphabets (look-alikes)",
                          "words mix letters of two alphabets (look-alikes)", 2}),
      LimitRule(CountRule{"uniqueness.repeated_pages", warning, "A page that stands twice",
                          "It is found and quoted twice, and weighs double.", "Remove the repeated pages.",
                          "pages that may stand twice", "page stands twice (duplicate)",
                          "pages stand twice (duplicates)"}),
      LimitRule(CountRule{"uniqueness.repeated_passages", info, "A passage that stands twice",
                          "It was pasted twice, or belongs to a form.", "Remove the repetition if it was not meant.",
                          "passages that may stand twice", "passage stands twice (repeated)",
                          "passages stand twice (repeated)"}),
  };
  static const std::vector<const Rule*> pointers = pointers_to(list);
  return pointers;
}

}  // namespace assay
