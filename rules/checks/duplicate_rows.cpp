#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& duplicate_rows() {
  static const LimitRule rule({"uniqueness.duplicate_rows",
                               1,
                               Dimension::uniqueness,
                               Severity::warning,
                               "Records that stand twice",
                               "Sums count the record twice, and answers list it twice.",
                               "Remove the second record, or add what tells the two apart.",
                               {{"count", 0, 0, 1e9, "records that may stand there again"}}},
                              {"uniqueness.duplicate_rows", "count", [](const Measure& measure) {
                                 return fmt::format("{} twice: {}.",
                                                    counted(measure.value, "record stands", "records stand"),
                                                    measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
