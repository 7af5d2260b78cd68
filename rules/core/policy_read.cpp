// Reading a policy.
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <sstream>

#include "rules/core/custom_rule.hpp"
#include "rules/core/default_policy.hpp"
#include "rules/core/nearest.hpp"
#include "rules/core/policy.hpp"
#include "rules/core/policy_section.hpp"

namespace assay {
namespace {

void read_rule(const Section& section, const RuleInfo& info, RuleSetting& setting) {
  std::map<std::string, KeyReader, std::less<>> readers{
      {"enabled", [&](auto key, auto& node) { setting.enabled = section.boolean(key, node); }},
      {"severity", [&](auto key, auto& node) { setting.severity = section.severity(key, node); }},
  };
  for (const ParamInfo& param : info.params)
    readers.emplace(param.name, [&section, &setting, &param](auto key, auto& node) {
      setting.params.insert_or_assign(std::string(key), section.number(key, node, param.low, param.high));
    });
  read_keys(section, readers);
}

// [rules.format.error_cells] and [rules."format.error_cells"] are the same.
using Settings = std::map<std::string, RuleSetting, std::less<>>;
using Customs = std::vector<CustomRule>;  // rules of the policy's own: they have no parameters
void read_rules(const Section& section, const std::string& prefix, const Customs& customs, Settings& out) {
  for (const auto& [key, node] : section.table) {
    const std::string id = prefix.empty() ? std::string(key.str()) : fmt::format("{}.{}", prefix, key.str());
    const Section inner = section.child(key.str(), node);
    if (const Rule* rule = find_rule(id)) {
      read_rule(inner, rule->info(), out[id]);
    } else if (std::any_of(customs.begin(), customs.end(), [&id](const CustomRule& own) { return own.id == id; })) {
      read_rule(inner, {}, out[id]);
    } else if (prefix.empty() && dimension_from(id)) {
      read_rules(inner, id, customs, out);
    } else {
      std::vector<std::string> known;
      for (const CustomRule& own : customs) known.push_back(own.id);
      for (const Rule* item : rules()) known.emplace_back(item->info().id);
      const std::string best = nearest(id, known);
      section.refuse(&node, fmt::format("there is no rule '{}'; {}", id,
                                        best.empty() ? "`assay policy show` lists all rules"
                                                     : fmt::format("did you mean '{}'?", best)));
    }
  }
}

void read_severities(const Section& section, double high, bool worse_is_more, std::map<Severity, double>& out) {
  std::map<std::string, KeyReader, std::less<>> readers;
  for (auto& [severity, value] : out)
    readers.emplace(to_string(severity), [&section, &value = value, high](auto key, auto& node) {
      value = section.number(key, node, 0, high);
    });
  read_keys(section, readers);
  double before = worse_is_more ? 0 : high;
  for (const auto& [severity, value] : out) {
    if (worse_is_more ? value < before : value > before)
      section.refuse(nullptr, fmt::format("'{}': a worse finding must never count less than a milder one",
                                          section.full(to_string(severity))));
    before = value;
  }
}

void read_score(const Section& section, ScoreSettings& score) {
  read_keys(
      section,
      {{"penalty", [&](auto key, auto& node) { read_severities(section.child(key, node), 1, true, score.penalty); }},
       {"cap", [&](auto key, auto& node) { read_severities(section.child(key, node), 100, false, score.cap); }},
       {"weight", [&](auto key, auto& node) {
          const Section weights = section.child(key, node);
          std::map<std::string, KeyReader, std::less<>> readers;
          for (const Dimension dimension : all_dimensions)
            readers.emplace(to_string(dimension), [&weights, &score, dimension](auto name, auto& value) {
              score.weight[dimension] = weights.number(name, value, 0, 100);
            });
          read_keys(weights, readers);
        }}});
}

void read_chunk(const Section& section, ChunkSettings& chunk) {
  const auto whole = [&section](int& out) {
    return [&](std::string_view key, const toml::node& node) {
      out = static_cast<int>(section.whole(key, node, 1, 1'000'000));
    };
  };
  read_keys(
      section,
      {{"max_chars", whole(chunk.max_chars)},
       {"min_chars", whole(chunk.min_chars)},
       {"hidden", [&](std::string_view key, const toml::node& node) { chunk.hidden = section.boolean(key, node); }}});
  if (chunk.min_chars > chunk.max_chars)
    section.refuse(nullptr, "'chunk.min_chars' must not be more than 'chunk.max_chars'");
}

// Below, no worker starts.
constexpr std::int64_t least_memory = std::int64_t{64} << 20;
// Readers call themselves for each level, and a stack ends.
constexpr std::int64_t most_xml_depth = 10'000, most_nesting = 100;
constexpr std::int64_t most_of_any = 1'000'000'000'000'000;

void read_limits(const Section& section, Limits& limits, WorkLimits& work) {
  std::map<std::string, KeyReader, std::less<>> readers;
  auto visit = [&](std::string_view name, auto& value) {
    using Value = std::remove_reference_t<decltype(value)>;
    const std::int64_t low = name == "memory_bytes" ? least_memory : 1;
    const std::int64_t high = name == "xml_depth"          ? most_xml_depth
                              : name == "nesting"          ? most_nesting
                              : std::is_same_v<Value, int> ? std::numeric_limits<int>::max()
                                                           : most_of_any;
    readers.emplace(name, [&section, &value, low, high](auto key, auto& node) {
      if constexpr (std::is_floating_point_v<Value>)
        value = section.number(key, node, double(low), double(high));
      else
        value = static_cast<Value>(section.whole(key, node, low, high));
    });
  };
  fields(visit, limits);
  fields(visit, work);
  read_keys(section, readers);
}

GateCondition read_condition(const Section& section) {
  GateCondition gate;
  constexpr double far = 1e12;
  read_keys(section, {{"name", [&](auto key, auto& node) { gate.name = section.string(key, node); }},
                      {"figure", [&](auto key, auto& node) { gate.figure = section.string(key, node); }},
                      {"at_least", [&](auto key, auto& node) { gate.at_least = section.number(key, node, -far, far); }},
                      {"at_most", [&](auto key, auto& node) { gate.at_most = section.number(key, node, -far, far); }}});
  if (gate.figure.empty()) section.refuse(nullptr, "a [[gate]] needs a 'figure'");
  if (!gate.at_least && !gate.at_most) section.refuse(nullptr, "a [[gate]] needs 'at_least' or 'at_most'");
  if (gate.name.empty()) gate.name = gate.figure;
  return gate;
}

void read_gate(const Section& section, const toml::node& node, std::vector<GateCondition>& out) {
  const toml::array* list = node.as_array();
  if (!list) section.refuse(&node, "'gate' is a list of tables: [[gate]]");
  out.clear();
  for (const toml::node& item : *list) out.push_back(read_condition(section.child("gate", item)));
}

Pattern read_pattern(const Section& section, std::string_view key, const toml::node& node) {
  try {
    return Pattern(section.string(key, node));
  } catch (const std::invalid_argument& error) {
    section.refuse(&node, fmt::format("'{}' is no regular expression: {}", section.full(key), error.what()));
  }
}

const toml::array& read_list(const Section& section, std::string_view key, const toml::node& node) {
  if (const toml::array* list = node.as_array()) return *list;
  section.refuse(&node, fmt::format("'{}' must be a list", section.full(key)));
}

RequiredField read_field(const Section& section) {
  RequiredField field;
  const auto pattern = [&section](Pattern& out) {
    return [&](std::string_view key, const toml::node& node) { out = read_pattern(section, key, node); };
  };
  read_keys(section, {{"name", [&](auto key, auto& node) { field.name = section.string(key, node); }},
                      {"label", pattern(field.label)},
                      {"value", pattern(field.value)},
                      {"pattern", pattern(field.pattern)}});
  if (field.name.empty()) section.refuse(nullptr, "a required field needs a 'name'");
  if (field.label.empty() != field.value.empty())
    section.refuse(nullptr, "a required field needs 'label' and 'value' together");
  if (field.label.empty() && field.pattern.empty())
    section.refuse(nullptr, "a required field needs 'label' and 'value', or 'pattern'");
  return field;
}

DocumentClass read_class(const Section& section) {
  DocumentClass kind;
  const auto whole = [&section](int& out) {
    return [&](std::string_view key, const toml::node& node) {
      out = static_cast<int>(section.whole(key, node, 0, 1'000'000));
    };
  };
  read_keys(section, {{"name", [&](auto key, auto& node) { kind.name = section.string(key, node); }},
                      {"title", [&](auto key, auto& node) { kind.title = read_pattern(section, key, node); }},
                      {"words",
                       [&](auto key, auto& node) {
                         for (const toml::node& item : read_list(section, key, node))
                           kind.words.push_back(read_pattern(section, key, item));
                       }},
                      {"least", whole(kind.least)},
                      {"most_words", whole(kind.most_words)},
                      {"required", [&](auto key, auto& node) {
                         for (const toml::node& item : read_list(section, key, node))
                           kind.required.push_back(read_field(section.child(key, item)));
                       }}});
  if (kind.name.empty()) section.refuse(nullptr, "a [[classes]] needs a 'name'");
  if (kind.title.empty()) section.refuse(nullptr, "a [[classes]] needs a 'title'");
  return kind;
}

// A class takes the place of the one of its name; a new name comes before those that are there.
void read_classes(const Section& section, const toml::node& node, std::vector<DocumentClass>& out) {
  std::vector<DocumentClass> added;
  for (const toml::node& item : read_list(section, "classes", node)) {
    DocumentClass kind = read_class(section.child("classes", item));
    const auto known = std::find_if(out.begin(), out.end(), [&](const auto& other) { return other.name == kind.name; });
    if (known == out.end()) {
      added.push_back(std::move(kind));
    } else {
      *known = std::move(kind);
    }
  }
  out.insert(out.begin(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
}

PolicyCase read_case(const Section& section, const Customs& customs) {
  PolicyCase out;
  std::map<std::string, KeyReader, std::less<>> readers{
      {"class", [&](auto key, auto& node) { out.document_class = section.string(key, node); }},
      {"path", [&](auto key, auto& node) { out.path = read_pattern(section, key, node); }},
      {"rules", [&](auto key, auto& node) { read_rules(section.child(key, node), {}, customs, out.rules); }},
  };
  for (const char* category : {"media_type", "origin", "language", "tables", "tracked_changes", "size", "pages"})
    readers.emplace(category, [&section, &out](auto key, auto& node) {
      out.categories.insert_or_assign(std::string(key), section.string(key, node));
    });
  read_keys(section, readers);
  if (out.categories.empty() && out.document_class.empty() && out.path.empty())
    section.refuse(nullptr, "a [[when]] needs a condition: class, path, media_type, origin, language …");
  if (out.rules.empty()) section.refuse(nullptr, "a [[when]] needs rules: [when.rules.DIMENSION.NAME]");
  return out;
}

void read_cases(const Section& section, const toml::node& node, const Customs& customs, std::vector<PolicyCase>& out) {
  for (const toml::node& item : read_list(section, "when", node))
    out.push_back(read_case(section.child("when", item), customs));
}

// "consistency.old_name"
void check_custom_id(const Section& section, const toml::node& node, CustomRule& rule,
                     const std::vector<CustomRule>& before) {
  const std::size_t dot = rule.id.find('.');
  const std::string name = dot == std::string::npos ? std::string() : rule.id.substr(dot + 1);
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  const auto dimension = dimension_from(std::string_view(rule.id).substr(0, dot));
  if (!dimension || name.empty() || !std::all_of(name.begin(), name.end(), plain)) {
    std::vector<std::string> known;
    for (const Dimension one : all_dimensions) known.emplace_back(to_string(one));
    const std::string best = nearest(rule.id.substr(0, dot), known);
    section.refuse(&node, fmt::format("the id '{}' must be a dimension and a name of small letters, as in '{}.{}'",
                                      rule.id, best.empty() ? "consistency" : best, name.empty() ? "old_name" : name));
  }
  if (find_rule(rule.id) || find_measure(rule.id))
    section.refuse(&node, fmt::format("'{}' is built in; give your rule another id", rule.id));
  if (std::any_of(before.begin(), before.end(), [&rule](const CustomRule& other) { return other.id == rule.id; }))
    section.refuse(&node, fmt::format("there are two [[custom]] rules '{}'", rule.id));
  rule.dimension = *dimension;
}

CustomRule read_custom_rule(const Section& section, const std::vector<CustomRule>& before) {
  CustomRule rule;
  const auto text = [&section](std::string& out) {
    return [&](std::string_view key, const toml::node& node) { out = section.string(key, node); };
  };
  read_keys(section, {{"id", text(rule.id)},
                      {"severity", [&](auto key, auto& node) { rule.severity = section.severity(key, node); }},
                      {"message", text(rule.message)},
                      {"advice", text(rule.advice)},
                      {"text", [&](auto key, auto& node) { rule.text = read_pattern(section, key, node); }},
                      {"sql", text(rule.sql)}});
  if (rule.id.empty()) section.refuse(nullptr, "a [[custom]] rule needs an 'id'");
  check_custom_id(section, *section.table.get("id"), rule, before);
  if (rule.message.empty()) section.refuse(nullptr, fmt::format("'{}' needs a 'message' for people", rule.id));
  if (rule.text.empty() == rule.sql.empty())
    section.refuse(nullptr, fmt::format("'{}' needs either 'text' or 'sql'", rule.id));
  if (rule.text.found_in(""))
    section.refuse(section.table.get("text"), fmt::format("'{}': 'text' is found in every document", rule.id));
  return rule;
}

void read_custom(const Section& section, const toml::node& node, std::vector<CustomRule>& out) {
  for (const toml::node& item : read_list(section, "custom", node))
    out.push_back(read_custom_rule(section.child("custom", item), out));
  std::vector<std::string> own;
  for (const CustomRule& rule : out) own.push_back(rule.id);
  for (const CustomRule& rule : out) {
    const std::string complaint = rule.sql.empty() ? std::string() : complaint_about_condition(rule.sql, own);
    if (!complaint.empty()) section.refuse(&node, fmt::format("'{}': 'sql' can't be used: {}", rule.id, complaint));
  }
}

// Of the categories of rules/measures/categories.cpp, and what the profile takes from the path.
void read_strata(const Section& section, const toml::node& node, std::vector<std::string>& out) {
  static const std::vector<std::string> known{"media_type",      "origin", "language", "tables",
                                              "tracked_changes", "size",   "pages",    "folder"};
  const toml::array* names = node.as_array();
  if (names == nullptr || names->empty())
    section.refuse(&node, "'strata' must be a list of categories, such as [\"media_type\", \"origin\", \"folder\"]");
  out.clear();
  for (const toml::node& item : *names) {
    const std::string name = item.value<std::string>().value_or("");
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      std::string list;
      for (const std::string& category : known) list += (list.empty() ? "" : ", ") + category;
      section.refuse(&item, fmt::format("'strata': there is no category '{}'; there are: {}", name, list));
    }
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  }
}

Policy read_policy(std::string_view text, std::string_view origin, Policy policy) {
  toml::table table;
  try {
    table = toml::parse(text, origin);
  } catch (const toml::parse_error& error) {
    throw PolicyError(
        fmt::format("{}:{}: this is not TOML: {}", origin, error.source().begin.line, error.description()));
  }
  const Section root{table, origin, {}};
  // First, so that [rules] and [[when]] may set them too.
  if (const toml::node* custom = table.get("custom")) read_custom(root, *custom, policy.custom);
  read_keys(
      root,
      {{"name", [&](auto key, auto& node) { policy.name = root.string(key, node); }},
       {"approved_by", [&](auto key, auto& node) { policy.approved_by = root.string(key, node); }},
       {"unfit_from", [&](auto key, auto& node) { policy.unfit_from = root.severity(key, node); }},
       {"rules", [&](auto key, auto& node) { read_rules(root.child(key, node), {}, policy.custom, policy.rules); }},
       {"score", [&](auto key, auto& node) { read_score(root.child(key, node), policy.score); }},
       {"chunk", [&](auto key, auto& node) { read_chunk(root.child(key, node), policy.chunk); }},
       {"limits", [&](auto key, auto& node) { read_limits(root.child(key, node), policy.limits, policy.work); }},
       {"strata", [&](auto, auto& node) { read_strata(root, node, policy.strata); }},
       {"classes", [&](auto, auto& node) { read_classes(root, node, policy.classes); }},
       {"when", [&](auto, auto& node) { read_cases(root, node, policy.custom, policy.cases); }},
       {"custom", [](auto, auto&) {}},
       {"gate", [&](auto, auto& node) { read_gate(root, node, policy.gate); }}});
  for (const PolicyCase& one : policy.cases) {
    if (one.document_class.empty()) continue;
    std::vector<std::string> known;
    for (const DocumentClass& kind : policy.classes) known.push_back(kind.name);
    if (std::find(known.begin(), known.end(), one.document_class) != known.end()) continue;
    const std::string best = nearest(one.document_class, known);
    root.refuse(table.get("when"), fmt::format("[[when]]: there is no class '{}'{}", one.document_class,
                                               best.empty() ? "" : fmt::format("; did you mean '{}'?", best)));
  }
  return policy;
}

}  // namespace

std::string default_policy_toml() {
  return std::string(default_policy_text);
}

Policy default_policy() {
  static const Policy policy = read_policy(default_policy_text, "the built-in policy", {});
  return policy;
}

Policy parse_policy(std::string_view toml, std::string_view origin, Policy base) {
  return read_policy(toml, origin, std::move(base));
}

Policy load_policy(const std::filesystem::path& file, Policy base) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  if (in) text << in.rdbuf();
  if (!in) throw PolicyError(fmt::format("{}: the policy can't be read; is the path right?", file.string()));
  return parse_policy(text.str(), file.string(), std::move(base));
}

}  // namespace assay
