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

}  // namespace

Assessment assess(const Facts& facts, const Policy& policy, std::string_view today, std::vector<Finding> extra) {
  Assessment result;
  for (const Rule* rule : rules()) {
    const RuleInfo& info = rule->info();
    const RuleSetting setting = setting_for(policy, info.id, facts);
    if (!setting.is_enabled()) {
      std::erase_if(extra, [&info](const Finding& finding) { return finding.rule == info.id; });
      continue;
    }
    const Params params = filled_params(info, setting);
    RuleOutcome outcome = run_rule(*rule, {facts, params, today}, setting, result.findings);
    if (take_extra(info, setting, extra, result.findings) == Outcome::fail)
      outcome = {std::string(info.id), Outcome::fail, {}};
    result.outcomes.push_back(std::move(outcome));
  }
  for (CustomRule rule : policy.custom) {
    const RuleSetting setting = setting_for(policy, rule.id, facts);
    rule.severity = setting.severity.value_or(rule.severity);
    if (setting.is_enabled()) result.outcomes.push_back(judge(rule, facts, today, result.findings));
  }
  for (Finding& finding : extra)  // of rules that are not listed here
    if (!finding.rule.empty()) result.findings.push_back(std::move(finding));
  std::stable_sort(result.findings.begin(), result.findings.end(),
                   [](const Finding& a, const Finding& b) { return order(a) < order(b); });
  result.score = score_of(facts, result.findings, result.outcomes, policy);
  return result;
}

}  // namespace assay
