#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& breaks_off() {
  static const LimitRule rule({"completeness.breaks_off",
                               1,
                               Dimension::completeness,
                               Severity::warning,
                               "The text breaks off",
                               "What the document was written to say is not in it.",
                               "Get the whole document; take this one out of the collection.",
                               {{"count", 0, 0, 1, "1 lets such documents pass"}}},
                              {"completeness.breaks_off", "count", [](const Measure& measure) {
                                 return fmt::format("The text ends in the middle of a sentence{}: '{}'.",
                                                    at_place(measure), measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
