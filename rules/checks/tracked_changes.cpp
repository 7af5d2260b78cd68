#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& tracked_changes() {
  static const LimitRule rule({"consistency.tracked_changes",
                               1,
                               Dimension::consistency,
                               Severity::warning,
                               "Tracked changes that nobody accepted",
                               "Which of two texts holds is not decided; tools show one, the other or both.",
                               "Accept or reject the changes and save the document.",
                               {{"count", 0, 0, 1e6, "changes that may be pending"}}},
                              {"consistency.tracked_changes", "count", [](const Measure& measure) {
                                 return fmt::format("{} neither accepted nor rejected, first: {}.",
                                                    counted(measure.value, "tracked change is", "tracked changes are"),
                                                    measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
