// A table of a policy file, and the words to complain about it: every key is known or refused with the nearest right
// one, every value is of its type and range. Internal to reading policies.
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/core/rule.hpp"

namespace assay {

struct Section {
  const toml::table& table;
  std::string_view origin;
  std::string path;  // "rules.format.error_cells"; empty: the whole file

  // All that refuse throw PolicyError, with the line.
  [[noreturn]] void refuse(const toml::node* node, const std::string& what) const;
  [[noreturn]] void unknown(std::string_view key, const std::vector<std::string>& known) const;
  std::string full(std::string_view key) const;

  std::string string(std::string_view key, const toml::node& node) const;
  bool boolean(std::string_view key, const toml::node& node) const;
  double number(std::string_view key, const toml::node& node, double low, double high) const;
  std::int64_t whole(std::string_view key, const toml::node& node, std::int64_t low, std::int64_t high) const;
  Severity severity(std::string_view key, const toml::node& node) const;
  Section child(std::string_view key, const toml::node& node) const;
};

using KeyReader = std::function<void(std::string_view, const toml::node&)>;

// Gives each entry to the reader of its name; refuses the others.
void read_keys(const Section& section, const std::map<std::string, KeyReader, std::less<>>& readers);

}  // namespace assay
