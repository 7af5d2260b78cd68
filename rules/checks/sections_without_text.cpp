#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& sections_without_text() {
  static const LimitRule rule({"completeness.sections_without_text",
                               1,
                               Dimension::completeness,
                               Severity::info,
                               "A heading with nothing below it",
                               "The section that the heading promises was never written, or was lost.",
                               "Write the section or remove the heading.",
                               {{"count", 0, 0, 1e6, "headings that may have no text"}}},
                              {"completeness.sections_without_text", "count", [](const Measure& measure) {
                                 return fmt::format("{} no text below: '{}'{}.",
                                                    counted(measure.value, "heading has", "headings have"),
                                                    measure.evidence, at_place(measure));
                               }});
  return rule;
}

}  // namespace assay
