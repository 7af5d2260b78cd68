#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& wrong_invoice_totals() {
  static const LimitRule rule({"consistency.wrong_invoice_totals",
                               1,
                               Dimension::consistency,
                               Severity::warning,
                               "Net, tax and total that do not add up",
                               "Either a part or the total is wrong, by a slip or by misreading; answers quote it.",
                               "Compare the amounts with the original.",
                               {{"count", 0, 0, 1e6, "groups of amounts that may be off"}}},
                              {"consistency.wrong_invoice_totals", "count", [](const Measure& measure) {
                                 return fmt::format("The amounts do not add up: {}.", measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
