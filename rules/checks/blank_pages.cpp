#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& blank_pages() {
  static const LimitRule rule(
      {"completeness.blank_pages",
       1,
       Dimension::completeness,
       Severity::warning,
       "Blank pages",
       "Pages that fed blank or lost their content in a conversion leave gaps that nobody sees later.",
       "Compare with the original; remove blank pages or scan them again.",
       {{"share", 0.0, 0, 1, "share of the pages that may be blank; 0: one blank page is worth a look"}}},
      {"completeness.blank_pages", "share", [](const Measure& measure) {
         return fmt::format("{} of the pages are blank: {}.", as_percent(measure.value), measure.evidence);
       }});
  return rule;
}

}  // namespace assay
