#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& open_points() {
  static const LimitRule rule({"completeness.open_points",
                               1,
                               Dimension::completeness,
                               Severity::info,
                               "Open points",
                               "What is not decided yet may be quoted as if it were.",
                               "Settle the points, or say that the document is a draft.",
                               {{"count", 0, 0, 1e6, "open points that may be left"}}},
                              {"completeness.open_points", "count", [](const Measure& measure) {
                                 return fmt::format("{} left open: {}.",
                                                    counted(measure.value, "point is", "points are"), measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
