#include "rules/core/policy_section.hpp"

#include <fmt/format.h>

#include "rules/core/nearest.hpp"
#include "rules/core/policy.hpp"

namespace assay {

void Section::refuse(const toml::node* node, const std::string& what) const {
  const toml::source_region& region = node ? node->source() : table.source();
  const std::string line = region.begin.line > 0 ? fmt::format(":{}", region.begin.line) : std::string();
  throw PolicyError(fmt::format("{}{}: {}", origin, line, what));
}

std::string Section::full(std::string_view key) const {
  return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
}

void Section::unknown(std::string_view key, const std::vector<std::string>& known) const {
  const std::string best = nearest(key, known);
  std::string listed;
  for (const std::string& name : known) listed += (listed.empty() ? "" : ", ") + name;
  refuse(table.get(key),
         fmt::format("there is no '{}'; {}", full(key),
                     best.empty() ? "what can stand here: " + listed : fmt::format("did you mean '{}'?", full(best))));
}

std::string Section::string(std::string_view key, const toml::node& node) const {
  if (const auto value = node.value_exact<std::string>()) return *value;
  refuse(&node, fmt::format("'{}' must be a text in quotes", full(key)));
}

bool Section::boolean(std::string_view key, const toml::node& node) const {
  if (const auto value = node.value_exact<bool>()) return *value;
  refuse(&node, fmt::format("'{}' must be true or false", full(key)));
}

double Section::number(std::string_view key, const toml::node& node, double low, double high) const {
  const auto value = node.is_number() ? node.value<double>() : std::nullopt;
  if (!value) refuse(&node, fmt::format("'{}' must be a number", full(key)));
  if (!(*value >= low && *value <= high))
    refuse(&node, fmt::format("'{}' must be from {} to {}, not {}", full(key), low, high, *value));
  return *value;
}

std::int64_t Section::whole(std::string_view key, const toml::node& node, std::int64_t low, std::int64_t high) const {
  const auto value = node.value_exact<std::int64_t>();
  if (!value) refuse(&node, fmt::format("'{}' must be a whole number", full(key)));
  if (*value < low || *value > high)
    refuse(&node, fmt::format("'{}' must be from {} to {}, not {}", full(key), low, high, *value));
  return *value;
}

Severity Section::severity(std::string_view key, const toml::node& node) const {
  if (const auto value = severity_from(string(key, node))) return *value;
  refuse(&node, fmt::format("'{}' must be \"info\", \"warning\", \"error\" or \"critical\"", full(key)));
}

Section Section::child(std::string_view key, const toml::node& node) const {
  if (const toml::table* inner = node.as_table()) return {*inner, origin, full(key)};
  refuse(&node, fmt::format("'{0}' must be a table: [{0}]", full(key)));
}

void read_keys(const Section& section, const std::map<std::string, KeyReader, std::less<>>& readers) {
  for (const auto& [key, node] : section.table) {
    const auto found = readers.find(key.str());
    if (found == readers.end()) {
      std::vector<std::string> known;
      for (const auto& [name, reader] : readers) known.push_back(name);
      section.unknown(key.str(), known);
    }
    found->second(key.str(), node);
  }
}

}  // namespace assay
