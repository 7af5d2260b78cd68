#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "rules/collection/compare.hpp"

namespace assay {

double parameter(const Policy& policy, std::string_view rule, std::string_view name) {
  if (const auto setting = policy.rules.find(rule); setting != policy.rules.end())
    if (const auto found = setting->second.params.find(name); found != setting->second.params.end())
      return found->second;
  const Rule* known = find_rule(rule);
  for (const ParamInfo& param : known->info().params)
    if (param.name == name) return param.fallback;
  return 0;
}

std::vector<const Member*> in_order(std::span<const Member> members) {
  // As comes_before(), which reads the whole path for each comparison.
  std::vector<const Member*> out, aside;
  for (const Member& member : members) (lies_aside(member.path) ? aside : out).push_back(&member);
  for (auto* part : {&out, &aside})
    std::sort(part->begin(), part->end(),
              [](const Member* a, const Member* b) { return std::tie(a->path, a->id) < std::tie(b->path, b->id); });
  out.insert(out.end(), aside.begin(), aside.end());
  return out;
}

std::vector<std::vector<const Member*>> sharing(const std::vector<std::pair<std::string_view, const Member*>>& keyed) {
  constexpr std::size_t alone = static_cast<std::size_t>(-1);
  std::unordered_map<std::string_view, std::pair<const Member*, std::size_t>> first;  // with its group
  first.reserve(keyed.size());
  std::vector<std::vector<const Member*>> groups;
  for (const auto& [text, member] : keyed) {
    const auto [it, added] = first.try_emplace(text, member, alone);
    if (added) continue;
    auto& [original, group] = it->second;
    if (group == alone) {
      group = groups.size();
      groups.push_back({original});
    }
    groups[group].push_back(member);
  }
  return groups;
}

std::vector<CollectionFinding> assess_collection(std::span<const Member> members, const Policy& policy) {
  const std::vector<const Member*> ordered = in_order(members);
  std::vector<CollectionFinding> out;
  find_exact_duplicates(ordered, out);
  const double resemblance = parameter(policy, "uniqueness.near_duplicate", "resemblance");
  const double similar = std::min(resemblance, parameter(policy, "uniqueness.near_duplicate", "similar"));
  find_near_duplicates(similar_pairs(ordered, similar), resemblance, out);
  find_superseded(ordered, parameter(policy, "freshness.superseded", "resemblance"), out);
  find_differing_headers(ordered, parameter(policy, "consistency.header_differs", "resemblance"),
                         static_cast<std::size_t>(parameter(policy, "consistency.header_differs", "family")), out);
  // Enabled, severity and advice are the engine's: it takes these as `extra` of assess().
  for (CollectionFinding& item : out) {
    const RuleInfo& info = find_rule(item.finding.rule)->info();
    item.finding.dimension = info.dimension;
    item.finding.severity = std::min(item.finding.severity, info.severity);
    if (item.finding.advice.empty()) item.finding.advice = info.advice;
  }
  return out;
}

}  // namespace assay
