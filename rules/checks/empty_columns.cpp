#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& empty_columns() {
  static const LimitRule rule(
      {"completeness.empty_columns",
       1,
       Dimension::completeness,
       Severity::warning,
       "Columns without values",
       "Most of what the header promises is missing, perhaps by a failed export.",
       "Export the table again, or remove the columns.",
       {{"share", 0.5, 0, 1, "share of the named columns that may be empty; a few optional ones are usual"},
        {"least", 4, 1, 1e6, "named columns that a share is taken of"}}},
      {"completeness.empty_columns", "share", [](const Measure& measure) {
         return fmt::format("{} of the named columns are empty: {}.", as_percent(measure.value), measure.evidence);
       }});
  return rule;
}

}  // namespace assay
