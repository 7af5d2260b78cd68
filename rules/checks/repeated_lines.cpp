#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& repeated_lines() {
  static const LimitRule rule(
      {"readability.repeated_lines",
       1,
       Dimension::readability,
       Severity::info,
       "Text that repeats itself",
       "Repeated passages crowd out others in a search.",
       "Look whether a page or passage was put in twice.",
       {{"share", 0.3, 0, 1, "share of the characters; Gopher drops web pages at 20 %, forms repeat more"},
        {"least", 2000, 1, 1e9, "characters that a share is taken of"}}},
      {"readability.repeated_lines", "share", [](const Measure& measure) {
         return fmt::format("{} of the text stands in lines that occur more than once: '{}'.",
                            as_percent(measure.value), measure.evidence);
       }});
  return rule;
}

}  // namespace assay
