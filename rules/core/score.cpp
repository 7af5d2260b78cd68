#include <algorithm>
#include <map>
#include <string_view>

#include "rules/core/assess.hpp"

namespace assay {
namespace {

double weight_of(const Policy& policy, Dimension dimension) {
  const auto found = policy.score.weight.find(dimension);
  return found == policy.score.weight.end() ? 1.0 : found->second;
}

Component component_of(Dimension dimension, const std::vector<Finding>& findings, const Policy& policy,
                       const AssessedShare& share) {
  Component component{dimension, std::nullopt, share.value(), 0};
  std::map<std::string_view, Severity> worst_by_rule;
  for (const Finding& finding : findings) {
    if (finding.dimension != dimension) continue;
    ++component.findings;
    const auto [it, added] = worst_by_rule.emplace(finding.rule, finding.severity);
    if (!added) it->second = std::max(it->second, finding.severity);
  }
  if (share.spoke <= 0 && component.findings == 0) return component;
  double value = 100;
  for (const auto& [rule, severity] : worst_by_rule) value *= 1 - policy.score.penalty.at(severity);
  component.value = value;
  return component;
}

}  // namespace

void AssessedShare::take(Outcome outcome, double weight) {
  if (outcome == Outcome::not_applicable) return;
  applies += weight;
  if (outcome == Outcome::pass || outcome == Outcome::fail) spoke += weight;
}

Score score_of(const Facts& facts, const std::vector<Finding>& findings, const AssessedShares& shares,
               const Policy& policy) {
  Score score;
  double sum = 0;
  double weights = 0;
  AssessedShare total;
  for (const Dimension dimension : all_dimensions) {
    const AssessedShare& share = shares[static_cast<std::size_t>(dimension)];
    const double weight = weight_of(policy, dimension);
    score.components.push_back(component_of(dimension, findings, policy, share));
    sum += weight * score.components.back().value.value_or(100);
    weights += weight;
    total.spoke += weight * share.spoke;
    total.applies += weight * share.applies;
  }
  score.assessed = total.value();
  for (const Finding& finding : findings)
    score.worst = score.worst ? std::max(*score.worst, finding.severity) : finding.severity;
  if (score.worst) score.cap = policy.score.cap.at(*score.worst);
  const bool was_read = facts.status == ExtractionStatus::ok || facts.status == ExtractionStatus::partial;
  if (was_read) score.value = std::min(weights > 0 ? sum / weights : 100, score.cap);
  score.fit = was_read && (!score.worst || *score.worst < policy.unfit_from);
  return score;
}

}  // namespace assay
