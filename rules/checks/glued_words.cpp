#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& glued_words() {
  static const LimitRule rule(
      {"readability.glued_words",
       1,
       Dimension::readability,
       Severity::warning,
       "Words glued together",
       "No search finds a word inside a string of many.",
       "Export the document again from its source, or have its pages read by OCR.",
       {{"share", 0.05, 0, 1, "share of the words; ten times that of clean prose in English, German and French"},
        {"least", 50, 1, 1e6, "words that a share is taken of"}}},
      {"readability.glued_words", "share", [](const Measure& measure) {
         return fmt::format("{} of the words are glued together: '{}'.", as_percent(measure.value), measure.evidence);
       }});
  return rule;
}

}  // namespace assay
