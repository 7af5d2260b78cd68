#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& wrong_totals() {
  static const LimitRule rule({"consistency.wrong_totals",
                               1,
                               Dimension::consistency,
                               Severity::warning,
                               "A total that is not the sum",
                               "Either a part or the total is wrong, by a slip or by misreading.",
                               "Compare the column with its source.",
                               {{"count", 0, 0, 1e6, "totals that may be off"}}},
                              {"consistency.wrong_totals", "count", [](const Measure& measure) {
                                 return fmt::format("{} not add up: {}.",
                                                    counted(measure.value, "column does", "columns do"),
                                                    measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
