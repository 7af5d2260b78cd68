#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& mixed_decimals() {
  static const LimitRule rule({"consistency.mixed_decimals",
                               1,
                               Dimension::consistency,
                               Severity::warning,
                               "Decimal comma and decimal point mixed",
                               "1,234 and 1.234 differ a thousandfold, and nobody knows which is meant.",
                               "Write all numbers of the column in one notation.",
                               {{"count", 0, 0, 1e6, "columns that may mix both"}}},
                              {"consistency.mixed_decimal_columns", "count", [](const Measure& measure) {
                                 return fmt::format("Decimal comma and decimal point are mixed in {}: {}.",
                                                    counted(measure.value, "column", "columns"), measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
