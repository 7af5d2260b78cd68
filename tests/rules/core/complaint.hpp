// What a policy is refused with, for the tests of what may stand in one.
#pragma once

#include <string>
#include <string_view>

#include "rules/core/policy.hpp"

namespace assay::test {

// The message that parse_policy refuses `toml` with (as "my.toml"); empty when it takes it.
inline std::string complaint(std::string_view toml) {
  try {
    parse_policy(toml, "my.toml");
  } catch (const PolicyError& error) {
    return error.what();
  }
  return {};
}

inline bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace assay::test
