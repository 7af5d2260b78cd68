#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& garbled_characters() {
  static const LimitRule rule(
      {"readability.garbled_characters",
       1,
       Dimension::readability,
       Severity::error,
       "Characters that are none",
       "Words with replaced or private characters are not found and can't be quoted.",
       "Export the document again with embedded fonts and as Unicode text.",
       {{"share", 0.01, 0, 1,
         "share of such characters; Tika gives a text layer up at 10 %, and single ornaments of symbol fonts stay "
         "below 1 %"},
        {"least", 50, 0, 1e6, "characters that a text must have for a share to mean something"}}},
      {"readability.garbled_characters", "share", [](const Measure& measure) {
         return fmt::format("{} of the characters are garbled: not letters of any writing (unreadable text).",
                            as_percent(measure.value));
       }});
  return rule;
}

}  // namespace assay
