#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& mixed_date_order() {
  static const LimitRule rule({"consistency.mixed_date_order",
                               1,
                               Dimension::consistency,
                               Severity::warning,
                               "Day and month in either order",
                               "Every date with both numbers up to 12 may be read as another day.",
                               "Write all dates in one order, best 2024-03-12.",
                               {{"count", 0, 0, 1e6, "dates that may be in the rarer order"}}},
                              {"consistency.mixed_date_order", "count", [](const Measure& measure) {
                                 return fmt::format("Dates are mixed: some have the day first, some the month ({}).",
                                                    measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
