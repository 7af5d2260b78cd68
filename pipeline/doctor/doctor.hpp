// Is this machine ready: each thing that a run depends on, tried for real, and what to do where it is missing.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/worker/pool.hpp"

namespace assay {

enum class Health {
  ok,
  degraded,  // a run works, but something is left out or less safe
  broken,    // a run can't work
};
std::string_view to_string(Health value);

struct Check {
  std::string name;
  Health health = Health::ok;
  std::string seen;    // what was found
  std::string remedy;  // what to type or whom to ask; empty when ok
};

std::vector<Check> examine(const PoolOptions& pool, const std::filesystem::path& store);

}  // namespace assay
