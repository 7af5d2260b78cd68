#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& invalid_ibans() {
  static const LimitRule rule({"consistency.invalid_ibans",
                               1,
                               Dimension::consistency,
                               Severity::warning,
                               "A bank account with a wrong check digit",
                               "A payment to it fails, or the number was misread.",
                               "Compare the number with its source.",
                               {{"count", 0, 0, 1e6, "accounts that may fail the check"}}},
                              {"consistency.invalid_ibans", "count", [](const Measure& measure) {
                                 return fmt::format("{} a wrong check digit, first: {}.",
                                                    counted(measure.value, "bank account number (IBAN) has",
                                                            "bank account numbers (IBAN) have"),
                                                    measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
