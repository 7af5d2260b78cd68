// Gate: the go-live conditions of a policy, judged on the figures of a comparison.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/profile/comparison.hpp"
#include "rules/core/policy.hpp"

namespace assay {

enum class GateOutcome { passed, failed, inconclusive };
std::string_view to_string(GateOutcome value);

struct ConditionResult {
  GateCondition condition;
  Figure figure;
  GateOutcome outcome = GateOutcome::inconclusive;
  std::string message;  // for people, with the numbers
};

struct GateResult {
  GateOutcome outcome = GateOutcome::inconclusive;  // failed if any failed, else inconclusive if any was
  std::vector<ConditionResult> conditions;
  std::string message;
};

// Policy::gate on Comparison::figures. A condition holds when all of the figure's interval meets it, fails when none of
// it does, and is inconclusive between. Without conditions: inconclusive. Throws PolicyError for an unknown figure.
GateResult gate(const Policy& policy, const Comparison& comparison);

}  // namespace assay
