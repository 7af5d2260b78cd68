#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& pending_alterations() {
  static const LimitRule rule(
      {"consistency.pending_alterations",
       1,
       Dimension::consistency,
       Severity::warning,
       "A pending change alters what is agreed",
       "An answer quotes a number, date or duty that may not hold.",
       "Have the change decided by whoever is responsible for the document.",
       {{"count", 0, 0, 1e6, "such changes that may be pending"}}},
      {"consistency.pending_alterations", "count", [](const Measure& measure) {
         return fmt::format("{} numbers, dates, negations or duties; first: {}.",
                            counted(measure.value, "tracked change alters", "tracked changes alter"), measure.evidence);
       }});
  return rule;
}

}  // namespace assay
