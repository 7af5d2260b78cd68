#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& comments() {
  static const LimitRule rule({"consistency.comments",
                               1,
                               Dimension::consistency,
                               Severity::info,
                               "Comments left in",
                               "Remarks meant for colleagues may be quoted to others.",
                               "Settle the comments and remove them.",
                               {{"count", 0, 0, 1e6, "comments that may be left"}}},
                              {"consistency.comments", "count", [](const Measure& measure) {
                                 return fmt::format("{} left in the file, first: '{}'.",
                                                    counted(measure.value, "comment was", "comments were"),
                                                    measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
