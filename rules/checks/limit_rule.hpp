// Most rules: one measure over a limit is a finding, at the measure's place, with its evidence.
#pragma once

#include <string>

#include "rules/core/rule.hpp"

namespace assay {

struct LimitRuleText {
  std::string_view measure;  // of which it speaks
  std::string_view limit;    // parameter of RuleInfo: more than this is a finding
  std::string (*message)(const Measure&);
  Scope scope = Scope::document;  // of several pages or tables each speaks for itself
};

// The most usual one: a count under the rule's own name, of which one case is too many. The message is "3 links lead
// nowhere: " and the measure's evidence.
struct CountRule {
  std::string_view id;
  Severity severity = Severity::warning;
  std::string_view title, why, advice;
  std::string_view help;       // of the parameter "count"
  std::string_view one, many;  // behind the number: "link leads nowhere", "links lead nowhere"
  double fallback = 0;         // of the parameter
};

// A share of too few things says nothing: a rule with a parameter "least" does not apply below that n.
class LimitRule final : public Rule {
 public:
  LimitRule(RuleInfo info, LimitRuleText text) : info_(std::move(info)), text_(text) {}
  explicit LimitRule(const CountRule& rule);
  const RuleInfo& info() const override { return info_; }
  Outcome evaluate(const RuleContext& context, std::vector<Finding>& out) const override;
  std::optional<Threshold> threshold() const override { return Threshold{text_.measure, text_.limit, text_.scope}; }

 private:
  RuleInfo info_;
  LimitRuleText text_;
  std::string_view one_, many_;  // of a CountRule
};

// The rules of a list, by pointer.
std::vector<const Rule*> pointers_to(const std::vector<LimitRule>& rules);

// Words for messages: "1 cell", "3 cells"; 0.256 as "26 %".
std::string counted(double count, std::string_view one, std::string_view many);
std::string as_percent(double share);
// " (first: page 3)", or nothing when the measure has no place.
std::string at_place(const Measure& measure);

}  // namespace assay
