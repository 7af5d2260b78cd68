#include "rules/checks/limit_rule.hpp"

#include <fmt/format.h>

#include <cmath>

namespace assay {

LimitRule::LimitRule(const CountRule& rule)
    : info_{rule.id,
            1,
            dimension_from(rule.id.substr(0, rule.id.find('.'))).value_or(Dimension::format),
            rule.severity,
            rule.title,
            rule.why,
            rule.advice,
            {{"count", rule.fallback, 0, 1e6, rule.help}}},
      text_{rule.id, "count", nullptr},
      one_(rule.one),
      many_(rule.many) {}

std::vector<const Rule*> pointers_to(const std::vector<LimitRule>& rules) {
  std::vector<const Rule*> out;
  for (const LimitRule& rule : rules) out.push_back(&rule);
  return out;
}

Outcome LimitRule::evaluate(const RuleContext& context, std::vector<Finding>& out) const {
  const double limit = context.params.find(text_.limit)->second;
  const auto least = context.params.find("least");
  bool known = false;
  bool applies = false;
  bool failed = false;
  for (const Measure* measure : context.facts.all(text_.measure)) {
    if (measure->scope != text_.scope) continue;
    known = true;
    if (measure->n <= 0 || (least != context.params.end() && measure->n < least->second)) continue;
    applies = true;
    if (measure->value <= limit) continue;
    failed = true;
    Finding finding;
    finding.message = text_.message ? text_.message(*measure)
                                    : fmt::format("{}: {}.", counted(measure->value, one_, many_), measure->evidence);
    finding.evidence = measure->evidence;
    finding.place = measure->place;
    out.push_back(std::move(finding));
  }
  if (!known) return Outcome::unknown;
  return !applies ? Outcome::not_applicable : failed ? Outcome::fail : Outcome::pass;
}

std::string counted(double count, std::string_view one, std::string_view many) {
  return fmt::format("{:.0f} {}", count, std::lround(count) == 1 ? one : many);
}

std::string as_percent(double share) {
  const double points = share * 100;
  if (points > 0 && points < 1) return "under 1 %";
  return fmt::format("{:.0f} %", points);
}

std::string at_place(const Measure& measure) {
  const std::string place = to_string(measure.place);
  return place.empty() ? std::string() : fmt::format(" (first: {})", place);
}

}  // namespace assay
