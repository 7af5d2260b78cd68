#include <fmt/format.h>
#include <toml++/toml.h>
#include <xxhash.h>

#include <sstream>

#include "rules/core/policy.hpp"

namespace assay {
namespace {

toml::table severities(const std::map<Severity, double>& values) {
  toml::table out;
  for (const auto& [severity, value] : values) out.insert(to_string(severity), value);
  return out;
}

toml::table rule_table(const RuleInfo& info, const RuleSetting& setting) {
  toml::table out;
  out.insert("enabled", setting.is_enabled());
  if (setting.severity) out.insert("severity", to_string(*setting.severity));
  for (const ParamInfo& param : info.params) {
    const auto set = setting.params.find(param.name);
    out.insert(param.name, set == setting.params.end() ? param.fallback : set->second);
  }
  return out;
}

toml::table rule_tables(const Policy& policy) {
  toml::table out;
  for (const Rule* rule : rules()) {
    const RuleInfo& info = rule->info();
    const auto found = policy.rules.find(info.id);
    const std::size_t dot = info.id.find('.');
    toml::table& group = *out.insert(info.id.substr(0, dot), toml::table{}).first->second.as_table();
    group.insert(info.id.substr(dot + 1),
                 rule_table(info, found == policy.rules.end() ? RuleSetting{} : found->second));
  }
  for (const CustomRule& rule : policy.custom)
    if (const auto found = policy.rules.find(rule.id); found != policy.rules.end()) {
      const std::size_t dot = rule.id.find('.');
      toml::table& group = *out.insert(rule.id.substr(0, dot), toml::table{}).first->second.as_table();
      group.insert(rule.id.substr(dot + 1), rule_table({}, found->second));
    }
  return out;
}

// Only what the case sets.
toml::table case_rules(const PolicyCase& one) {
  toml::table out;
  for (const auto& [id, setting] : one.rules) {
    toml::table rule;
    if (setting.enabled) rule.insert("enabled", *setting.enabled);
    if (setting.severity) rule.insert("severity", to_string(*setting.severity));
    for (const auto& [name, value] : setting.params) rule.insert(name, value);
    const std::size_t dot = id.find('.');
    toml::table& group = *out.insert(id.substr(0, dot), toml::table{}).first->second.as_table();
    group.insert(id.substr(dot + 1), std::move(rule));
  }
  return out;
}

toml::array case_tables(const std::vector<PolicyCase>& cases) {
  toml::array out;
  for (const PolicyCase& one : cases) {
    toml::table item;
    if (!one.document_class.empty()) item.insert("class", one.document_class);
    if (!one.path.empty()) item.insert("path", one.path.text());
    for (const auto& [name, value] : one.categories) item.insert(name, value);
    item.insert("rules", case_rules(one));
    out.push_back(std::move(item));
  }
  return out;
}

toml::array gate_tables(const std::vector<GateCondition>& gate) {
  toml::array out;
  for (const GateCondition& condition : gate) {
    toml::table item{{"name", condition.name}, {"figure", condition.figure}};
    if (condition.at_least) item.insert("at_least", *condition.at_least);
    if (condition.at_most) item.insert("at_most", *condition.at_most);
    out.push_back(std::move(item));
  }
  return out;
}

toml::table field_table(const RequiredField& field) {
  toml::table out{{"name", field.name}};
  if (!field.label.empty()) out.insert("label", field.label.text());
  if (!field.value.empty()) out.insert("value", field.value.text());
  if (!field.pattern.empty()) out.insert("pattern", field.pattern.text());
  return out;
}

toml::array class_tables(const std::vector<DocumentClass>& classes) {
  toml::array out;
  for (const DocumentClass& kind : classes) {
    toml::array words, required;
    for (const Pattern& word : kind.words) words.push_back(word.text());
    for (const RequiredField& field : kind.required) required.push_back(field_table(field));
    out.push_back(toml::table{{"name", kind.name},
                              {"title", kind.title.text()},
                              {"words", std::move(words)},
                              {"least", kind.least},
                              {"most_words", kind.most_words},
                              {"required", std::move(required)}});
  }
  return out;
}

toml::array custom_tables(const std::vector<CustomRule>& rules) {
  toml::array out;
  for (const CustomRule& rule : rules) {
    toml::table item{{"id", rule.id}, {"severity", to_string(rule.severity)}, {"message", rule.message}};
    if (!rule.advice.empty()) item.insert("advice", rule.advice);
    if (!rule.text.empty()) item.insert("text", rule.text.text());
    if (!rule.sql.empty()) item.insert("sql", rule.sql);
    out.push_back(std::move(item));
  }
  return out;
}

toml::table weights(const ScoreSettings& score) {
  toml::table out;
  for (const Dimension dimension : all_dimensions) {
    const auto found = score.weight.find(dimension);
    out.insert(to_string(dimension), found == score.weight.end() ? 1.0 : found->second);
  }
  return out;
}

toml::table limits_table(const Policy& policy) {
  toml::table out;
  auto visit = [&out](std::string_view name, const auto& value) {
    if constexpr (std::is_floating_point_v<std::remove_cvref_t<decltype(value)>>)
      out.insert(name, value);
    else
      out.insert(name, static_cast<std::int64_t>(value));
  };
  fields(visit, policy.limits);
  fields(visit, policy.work);
  return out;
}

toml::table to_table(const Policy& policy) {
  toml::table out{{"name", policy.name},
                  {"approved_by", policy.approved_by},
                  {"unfit_from", to_string(policy.unfit_from)},
                  {"chunk", toml::table{{"max_chars", policy.chunk.max_chars},
                                        {"min_chars", policy.chunk.min_chars},
                                        {"hidden", policy.chunk.hidden}}}};
  out.insert("score", toml::table{{"penalty", severities(policy.score.penalty)},
                                  {"cap", severities(policy.score.cap)},
                                  {"weight", weights(policy.score)}});
  toml::array strata;
  for (const std::string& category : policy.strata) strata.push_back(category);
  out.insert("strata", std::move(strata));
  out.insert("limits", limits_table(policy));
  out.insert("rules", rule_tables(policy));
  out.insert("classes", class_tables(policy.classes));
  if (!policy.cases.empty()) out.insert("when", case_tables(policy.cases));
  if (!policy.custom.empty()) out.insert("custom", custom_tables(policy.custom));
  out.insert("gate", gate_tables(policy.gate));
  return out;
}

}  // namespace

std::string to_toml(const Policy& policy) {
  std::ostringstream out;
  out.imbue(std::locale::classic());
  out << to_table(policy) << '\n';
  return out.str();
}

std::string policy_key(const Policy& policy) {
  std::string text = to_toml(policy);
  for (const Rule* rule : rules()) text += fmt::format("{}/{}\n", rule->info().id, rule->info().version);
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace assay
