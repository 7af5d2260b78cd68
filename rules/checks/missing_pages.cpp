#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& missing_pages() {
  static const LimitRule rule({"completeness.missing_pages",
                               1,
                               Dimension::completeness,
                               Severity::warning,
                               "Missing pages",
                               "What stood on the missing pages can be neither found nor quoted.",
                               "Get the complete document.",
                               {{"count", 0, 0, 1e6, "pages that may be missing"}}},
                              {"completeness.missing_pages", "count", [](const Measure& measure) {
                                 return fmt::format("{} missing: {}.",
                                                    counted(measure.value, "page seems to be", "pages seem to be"),
                                                    measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
