#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& error_cells() {
  static const LimitRule rule({"format.error_cells",
                               1,
                               Dimension::format,
                               Severity::warning,
                               "Cells with an error value",
                               "The value that was meant is lost; the error text is indexed in its place.",
                               "Open the workbook, correct the formulas named and save it with their values.",
                               {{"count", 0, 0, 1e6, "cells that may be errors; 0: each one is a lost value"}}},
                              {"format.error_cells", "count", [](const Measure& measure) {
                                 return fmt::format("{} an error value instead of a result: {}.",
                                                    counted(measure.value, "cell holds", "cells hold"),
                                                    measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
