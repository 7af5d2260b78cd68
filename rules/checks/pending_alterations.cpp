#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& pending_alterations() {
  static const LimitRule rule(
      {"consistency.pending_alterations",
       2,
       Dimension::consistency,
       Severity::critical,
       "A pending change alters what is agreed",
       "An answer quotes a number, date, party or duty that may not hold, or its opposite.",
       "Have the change decided by whoever is responsible for the document.",
       {{"count", 0, 0, 1e6, "such changes that may be pending"}}},
      {"consistency.pending_alterations", "count", [](const Measure& measure) {
         return fmt::format("{} a number, date, negation, party or duty; first: {}.",
                            counted(measure.value, "tracked change alters", "tracked changes alter"), measure.evidence);
       }});
  return rule;
}

}  // namespace assay
