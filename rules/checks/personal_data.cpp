#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& personal_data() {
  static const LimitRule rule({"format.personal_data",
                               1,
                               Dimension::format,
                               Severity::info,
                               "Personal data",
                               "Not everybody who may search the index may see it.",
                               "Decide who may see the document before it is indexed.",
                               {{"count", 0, 0, 1e6, "items that may be there"}}},
                              {"format.personal_data", "count", [](const Measure& measure) {
                                 return fmt::format("Personal data: {}.", measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
