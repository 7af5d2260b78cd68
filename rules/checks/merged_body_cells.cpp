#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& merged_body_cells() {
  static const LimitRule rule({"format.merged_body_cells",
                               1,
                               Dimension::format,
                               Severity::info,
                               "Merged cells among the data",
                               "The value belongs to several rows or columns, but stands in one.",
                               "Write the value into each cell that it is for.",
                               {{"count", 0, 0, 1e6, "merged cells that may be there"}}},
                              {"format.merged_body_cells", "count", [](const Measure& measure) {
                                 return fmt::format("{} among the data: {}.",
                                                    counted(measure.value, "merged cell stands", "merged cells stand"),
                                                    measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
