#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& printed_page_without_text() {
  static const LimitRule rule({"completeness.printed_page_without_text",
                               1,
                               Dimension::completeness,
                               Severity::error,
                               "Printed pages without text",
                               "What stands on these pages never gets into the index, and nothing says so.",
                               "Scan the pages again, straight and at 300 dpi, or add their text.",
                               {{"share", 0.0, 0, 1, "share of the pages that may be without text; 0: none"}}},
                              {"completeness.pages_with_ink_but_no_text", "share", [](const Measure& measure) {
                                 return fmt::format("Something is printed on {}, but no text was found there.",
                                                    measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
