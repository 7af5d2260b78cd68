#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& placeholders() {
  static const LimitRule rule({"completeness.placeholders",
                               1,
                               Dimension::completeness,
                               Severity::warning,
                               "Placeholders of a template",
                               "The document is not finished, or its template was put in by mistake.",
                               "Fill the gaps, or take the template out.",
                               {{"count", 0, 0, 1e6, "placeholders that may be left"}}},
                              {"completeness.placeholders", "count", [](const Measure& measure) {
                                 return fmt::format("{} of a template {} left: {}.",
                                                    counted(measure.value, "placeholder", "placeholders"),
                                                    measure.value > 1 ? "are" : "is", measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
