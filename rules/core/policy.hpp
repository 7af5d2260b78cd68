// Policy: which rules run with which parameters, severities and weights. TOML; the built-in one is the default.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "rules/core/rule.hpp"

namespace assay {

struct RuleSetting {
  bool enabled = true;
  std::optional<Severity> severity;
  Params params;  // those that the policy sets
};

// A condition of `assay gate`: `value` compared with the figure named `figure` of the profile.
struct GateCondition {
  std::string name;
  std::string figure;  // "corpus.fit_share", "flattery.points", "coverage.uncovered_share" …
  std::optional<double> at_least, at_most;
};

struct ScoreSettings {
  std::map<Severity, double> penalty{
      {Severity::info, 0.0}, {Severity::warning, 0.10}, {Severity::error, 0.45}, {Severity::critical, 0.90}};
  std::map<Severity, double> cap{
      {Severity::info, 100}, {Severity::warning, 95}, {Severity::error, 60}, {Severity::critical, 20}};
  std::map<Dimension, double> weight;  // of each dimension; missing: 1
};

struct ChunkSettings {
  int max_chars = 1800;
  int min_chars = 200;
};

struct Policy {
  std::string name = "built-in";
  std::string approved_by;  // empty: nobody
  std::map<std::string, RuleSetting, std::less<>> rules;
  ScoreSettings score;
  ChunkSettings chunk;
  std::vector<GateCondition> gate;
  std::vector<DocumentClass> classes;     // the first that a document is of is taken
  Severity unfit_from = Severity::error;  // a document with a finding of this severity or worse is not fit to index
};

// The policy can't be used: what is wrong, where, and the nearest right key.
class PolicyError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

Policy default_policy();
std::string default_policy_toml();
Policy parse_policy(std::string_view toml, std::string_view origin);  // throws PolicyError
Policy load_policy(const std::filesystem::path& file);                // throws PolicyError
// The effective policy with every default filled in, as TOML that parse_policy reads back to the same policy.
std::string to_toml(const Policy& policy);
// Hash of the effective policy, hex: part of the key under which assessments are reused.
std::string policy_key(const Policy& policy);

}  // namespace assay
