#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& empty_sheets() {
  static const LimitRule rule({"completeness.empty_sheets",
                               1,
                               Dimension::completeness,
                               Severity::info,
                               "Empty sheets",
                               "Somebody may expect data there.",
                               "Remove the sheets, or fill them.",
                               {{"count", 0, 0, 1e6, "sheets that may be empty"}}},
                              {"completeness.empty_sheets", "count", [](const Measure& measure) {
                                 return fmt::format("{}: no content.", measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
