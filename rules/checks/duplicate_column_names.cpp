#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& duplicate_column_names() {
  static const LimitRule rule({"consistency.duplicate_column_names",
                               1,
                               Dimension::consistency,
                               Severity::info,
                               "A column name used twice",
                               "Whoever joins or searches by name gets one of the columns, not known which.",
                               "Give each column a name of its own.",
                               {{"count", 0, 0, 1e6, "names that may be used twice"}}},
                              {"consistency.duplicate_column_names", "count", [](const Measure& measure) {
                                 return fmt::format("{} used for more than one column: {}.",
                                                    counted(measure.value, "column name is", "column names are"),
                                                    measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
