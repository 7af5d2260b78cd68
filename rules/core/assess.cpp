#include "rules/core/assess.hpp"

#include <algorithm>
#include <exception>
#include <tuple>

#include "rules/core/custom_rule.hpp"
#include "rules/core/sensitive.hpp"

namespace assay {
namespace {

Params filled_params(const RuleInfo& info, const RuleSetting& setting) {
  Params params;
  for (const ParamInfo& param : info.params) params.emplace(param.name, param.fallback);
  for (const auto& [name, value] : setting.params) params.insert_or_assign(name, value);
  return params;
}

void fill(Finding& finding, const RuleInfo& info, const RuleSetting& setting) {
  if (finding.rule.empty()) {
    finding.rule = info.id;
    finding.dimension = info.dimension;
    finding.severity = info.severity;
  }
  if (finding.advice.empty()) finding.advice = info.advice;
  if (setting.severity) finding.severity = *setting.severity;
  // A report is read by more people than the document.
  finding.message = without_sensitive(finding.message);
  finding.evidence = without_sensitive(finding.evidence);
}

auto order(const Finding& finding) {
  const Place& place = finding.place;
  return std::make_tuple(-static_cast<int>(finding.severity), std::string_view(finding.rule), place.page.value_or(0),
                         std::string_view(place.sheet), std::string_view(place.part), place.paragraph.value_or(0),
                         std::string_view(place.range), std::string_view(finding.message),
                         std::string_view(finding.evidence));
}

// Findings that came from outside, of this rule: it has spoken, whatever it says on its own.
Outcome take_extra(const RuleInfo& info, const RuleSetting& setting, std::vector<Finding>& extra,
                   std::vector<Finding>& out) {
  Outcome outcome = Outcome::pass;
  for (Finding& finding : extra) {
    if (finding.rule != info.id) continue;
    outcome = Outcome::fail;
    fill(finding, info, setting);
    out.push_back(std::move(finding));
    finding.rule.clear();
  }
  return outcome;
}

RuleOutcome run_rule(const Rule& rule, const RuleContext& context, const RuleSetting& setting,
                     std::vector<Finding>& out) {
  const RuleInfo& info = rule.info();
  RuleOutcome result{std::string(info.id), Outcome::pass, {}};
  std::vector<Finding> found;
  try {
    result.outcome = rule.evaluate(context, found);
    if (result.outcome == Outcome::unknown) result.note = "what it looks at is not known of this document";
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    result.outcome = Outcome::rule_error;
    result.note = error.what();
    found.clear();
  }
  for (Finding& finding : found) {
    fill(finding, info, setting);
    out.push_back(std::move(finding));
  }
  return result;
}

// How the cases that hold set a rule otherwise; none: they say nothing of it.
std::optional<RuleSetting> overridden(const RuleSetting& usual, std::string_view rule,
                                      const std::vector<const PolicyCase*>& cases) {
  std::optional<RuleSetting> setting;
  for (const PolicyCase* one : cases) {
    const auto found = one->rules.find(rule);
    if (found == one->rules.end()) continue;
    if (!setting) setting = usual;
    setting->take(found->second);
  }
  return setting;
}

void judge_custom(const Policy& policy, const std::vector<const PolicyCase*>& cases, const Facts& facts,
                  std::string_view today, Assessment& result, AssessedShares& shares) {
  for (const CustomRule& rule : policy.custom) {
    const auto found = policy.rules.find(rule.id);
    const RuleSetting usual = found == policy.rules.end() ? RuleSetting{} : found->second;
    const RuleSetting setting = overridden(usual, rule.id, cases).value_or(usual);
    if (!setting.is_enabled()) continue;
    result.outcomes.push_back(judge(rule, setting.severity.value_or(rule.severity), facts, today, result.findings));
    shares[static_cast<std::size_t>(rule.dimension)].take(result.outcomes.back().outcome, 1);
  }
}

}  // namespace

Judge::Judge(const Policy& policy, std::string_view today) : policy_(policy), today_(today) {
  for (const Rule* rule : rules()) {
    const auto found = policy.rules.find(rule->info().id);
    RuleSetting setting = found == policy.rules.end() ? RuleSetting{} : found->second;
    Params params = filled_params(rule->info(), setting);
    rules_.push_back({rule, std::move(setting), std::move(params)});
  }
}

Assessment Judge::assess(const Facts& facts, std::vector<Finding> extra) const {
  Assessment result;
  const std::vector<const PolicyCase*> cases = cases_that_hold(policy_, facts);
  result.outcomes.reserve(rules_.size() + policy_.custom.size());
  AssessedShares shares{};
  for (const Prepared& usual : rules_) {
    const RuleInfo& info = usual.rule->info();
    const std::optional<RuleSetting> own = overridden(usual.setting, info.id, cases);
    const RuleSetting& setting = own ? *own : usual.setting;
    if (!setting.is_enabled()) {
      std::erase_if(extra, [&info](const Finding& finding) { return finding.rule == info.id; });
      continue;
    }
    const Params of_case = own ? filled_params(info, *own) : Params{};
    const Params& params = own ? of_case : usual.params;
    RuleOutcome outcome = run_rule(*usual.rule, {facts, params, today_}, setting, result.findings);
    if (take_extra(info, setting, extra, result.findings) == Outcome::fail)
      outcome = {std::string(info.id), Outcome::fail, {}};
    shares[static_cast<std::size_t>(info.dimension)].take(outcome.outcome, info.weight);
    result.outcomes.push_back(std::move(outcome));
  }
  judge_custom(policy_, cases, facts, today_, result, shares);
  for (Finding& finding : extra)  // of rules that are not listed here
    if (!finding.rule.empty()) result.findings.push_back(std::move(finding));
  std::stable_sort(result.findings.begin(), result.findings.end(),
                   [](const Finding& a, const Finding& b) { return order(a) < order(b); });
  result.score = score_of(facts, result.findings, shares, policy_);
  return result;
}

Assessment assess(const Facts& facts, const Policy& policy, std::string_view today, std::vector<Finding> extra) {
  return Judge(policy, today).assess(facts, std::move(extra));
}

}  // namespace assay
