#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& numbers_as_text() {
  static const LimitRule rule({"format.numbers_as_text",
                               2,
                               Dimension::format,
                               Severity::warning,
                               "Numbers stored as text",
                               "Sums, sorting and comparisons leave these cells out without a word.",
                               "Turn the column into numbers (in Excel: Data, Text to Columns) and save it.",
                               {{"share", 0, 0, 1, "share of the numbers of a column that may be text"}}},
                              {"format.numbers_as_text", "share", [](const Measure& measure) {
                                 return fmt::format("Numbers in a column of numbers are stored as text: {}.",
                                                    measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
