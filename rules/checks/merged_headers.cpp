#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& merged_headers() {
  static const LimitRule rule({"format.merged_headers",
                               1,
                               Dimension::format,
                               Severity::warning,
                               "Merged header cells",
                               "A tool that reads row by row gives the columns under a merged cell no name.",
                               "Give each column a full name in one header row.",
                               {{"count", 0, 0, 1e6, "merged header cells that may be there"}}},
                              {"format.merged_header_cells", "count", [](const Measure& measure) {
                                 return fmt::format("{} merged over several columns: {}.",
                                                    counted(measure.value, "header cell is", "header cells are"),
                                                    measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
