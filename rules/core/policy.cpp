#include "rules/core/policy.hpp"

#include <algorithm>

namespace assay {

void RuleSetting::take(const RuleSetting& other) {
  if (other.enabled) enabled = other.enabled;
  if (other.severity) severity = other.severity;
  for (const auto& [name, value] : other.params) params.insert_or_assign(name, value);
}

bool PolicyCase::holds(const Facts& facts) const {
  if (!path.empty() && !path.found_in(facts.path)) return false;
  if (!document_class.empty()) {
    const Measure* found = facts.find("completeness.document_class");
    if (!found || found->evidence != document_class) return false;
  }
  return std::all_of(categories.begin(), categories.end(), [&facts](const auto& wanted) {
    return std::any_of(facts.categories.begin(), facts.categories.end(), [&wanted](const Category& category) {
      return category.name == wanted.first && category.value == wanted.second;
    });
  });
}

std::vector<TextPattern> text_patterns(const Policy& policy) {
  std::vector<TextPattern> out;
  for (const CustomRule& rule : policy.custom)
    if (!rule.text.empty()) out.push_back({rule.id, rule.text});
  return out;
}

std::vector<const PolicyCase*> cases_that_hold(const Policy& policy, const Facts& facts) {
  std::vector<const PolicyCase*> out;
  for (const PolicyCase& one : policy.cases)
    if (one.holds(facts)) out.push_back(&one);
  return out;
}

}  // namespace assay
