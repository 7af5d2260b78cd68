#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& letter_runs() {
  static const LimitRule rule(
      {"readability.letter_runs",
       1,
       Dimension::readability,
       Severity::warning,
       "Runs of one letter",
       "A reader made letters of smudges or lines.",
       "Look at the page; scan it again.",
       {{"share", 0.02, 0, 1, "share of the letters"}, {"least", 200, 1, 1e9, "letters that a share is taken of"}}},
      {"readability.letter_runs", "share", [](const Measure& measure) {
         return fmt::format("{} of the letters stand in runs of one and the same.", as_percent(measure.value));
       }});
  return rule;
}

}  // namespace assay
