#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& mojibake() {
  static const LimitRule rule(
      {"format.broken_letters",
       1,
       Dimension::format,
       Severity::warning,
       "Letters broken by a wrong encoding",
       "Broken letters are not found by any search and look careless in an answer.",
       "Export the text again from its source, as UTF-8.",
       {{"count", 1, 0, 1e6, "places that may be broken; one alone may be a rightful rare pair of letters"}}},
      {"format.mojibake", "count", [](const Measure& measure) {
         return fmt::format("{} broken by a wrong encoding (mojibake){}.",
                            counted(measure.value, "place is", "places are"), at_place(measure));
       }});
  return rule;
}

}  // namespace assay
