#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& mixed_date_columns() {
  static const LimitRule rule({"consistency.mixed_date_columns",
                               1,
                               Dimension::consistency,
                               Severity::warning,
                               "Mixed date formats in a column",
                               "Sorting and filtering by date go wrong, and 03/04 may be March or April.",
                               "Write all dates of the column in one notation, best 2024-03-12.",
                               {{"count", 0, 0, 1e6, "columns that may mix notations"}}},
                              {"consistency.mixed_date_columns", "count", [](const Measure& measure) {
                                 return fmt::format("Dates stand in mixed formats in {}: {}.",
                                                    counted(measure.value, "column", "columns"), measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
