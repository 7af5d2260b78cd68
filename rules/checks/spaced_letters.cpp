#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& spaced_letters() {
  static const LimitRule rule({"readability.spaced_letters",
                               1,
                               Dimension::readability,
                               Severity::warning,
                               "Words pulled apart into letters",
                               "No search finds a word of which each letter stands alone.",
                               "Export the document again from its source, or have its pages read by OCR.",
                               {{"share", 0.05, 0, 1, "share of the words; initials and lists of letters stay below"},
                                {"least", 50, 1, 1e6, "words that a share is taken of"}}},
                              {"readability.spaced_letters", "share", [](const Measure& measure) {
                                 return fmt::format("{} of the words are pulled apart into single letters: '{}'.",
                                                    as_percent(measure.value), measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
