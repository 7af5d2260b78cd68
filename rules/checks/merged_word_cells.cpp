#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& merged_word_cells() {
  static const LimitRule rule({"format.merged_word_cells",
                               1,
                               Dimension::format,
                               Severity::info,
                               "Merged cells in a table of a text",
                               "Usual in texts; a tool that reads row by row gives the columns under a merged cell no "
                               "name.",
                               "Look whether answers from this table are right; else give each column a name of its "
                               "own.",
                               {{"count", 0, 0, 1e6, "merged cells that may be there"}}},
                              {"format.merged_word_cells", "count", [](const Measure& measure) {
                                 return fmt::format("{} merged in tables of the text{}: {}.",
                                                    counted(measure.value, "cell is", "cells are"), at_place(measure),
                                                    measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
