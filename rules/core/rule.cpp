#include "rules/core/rule.hpp"

#include <algorithm>
#include <unordered_map>

#include "extractors/core/names.hpp"

namespace assay {
namespace {

constexpr NameTable<Dimension, 6> dimensions{{
    {Dimension::completeness, "completeness"},
    {Dimension::format, "format"},
    {Dimension::freshness, "freshness"},
    {Dimension::consistency, "consistency"},
    {Dimension::uniqueness, "uniqueness"},
    {Dimension::readability, "readability"},
}};

constexpr NameTable<ExtractionStatus, 4> statuses{{
    {ExtractionStatus::ok, "ok"},
    {ExtractionStatus::partial, "partial"},
    {ExtractionStatus::failed, "failed"},
    {ExtractionStatus::skipped, "skipped"},
}};

constexpr NameTable<Outcome, 5> outcomes{{
    {Outcome::pass, "pass"},
    {Outcome::fail, "fail"},
    {Outcome::not_applicable, "not_applicable"},
    {Outcome::unknown, "unknown"},
    {Outcome::rule_error, "rule_error"},
}};

}  // namespace

std::string_view to_string(Dimension value) {
  return name_of(dimensions, value);
}
std::string_view to_string(ExtractionStatus value) {
  return name_of(statuses, value);
}
std::string_view to_string(Outcome value) {
  return name_of(outcomes, value);
}

std::optional<Dimension> dimension_from(std::string_view name) {
  return value_of(dimensions, name);
}
std::optional<ExtractionStatus> extraction_status_from(std::string_view name) {
  return value_of(statuses, name);
}

std::optional<Outcome> outcome_from(std::string_view name) {
  return value_of(outcomes, name);
}

std::optional<Severity> severity_from(std::string_view name) {
  for (const Severity value : {Severity::info, Severity::warning, Severity::error, Severity::critical})
    if (to_string(value) == name) return value;
  return std::nullopt;
}

const Rule* find_rule(std::string_view id) {
  static const std::unordered_map<std::string_view, const Rule*> by_id = [] {
    std::unordered_map<std::string_view, const Rule*> out;
    for (const Rule* rule : rules()) out.emplace(rule->info().id, rule);
    return out;
  }();
  const auto found = by_id.find(id);
  return found == by_id.end() ? nullptr : found->second;
}

namespace {

// Where measures of this name may stand.
std::span<const Measure> candidates(const Facts& facts, std::string_view name) {
  if (!facts.are_by_name) return facts.measures;
  struct ByName {
    bool operator()(const Measure& measure, std::string_view text) const { return measure.name < text; }
    bool operator()(std::string_view text, const Measure& measure) const { return text < measure.name; }
  };
  const auto [first, last] = std::equal_range(facts.measures.begin(), facts.measures.end(), name, ByName());
  return {first, last};
}

}  // namespace

const Measure* Facts::find(std::string_view name) const {
  for (const Measure& measure : candidates(*this, name))
    if (measure.scope == Scope::document && measure.name == name) return &measure;
  return nullptr;
}

std::vector<const Measure*> Facts::all(std::string_view name) const {
  std::vector<const Measure*> found;
  for (const Measure& measure : candidates(*this, name))
    if (measure.name == name) found.push_back(&measure);
  return found;
}

}  // namespace assay
