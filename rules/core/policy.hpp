// Policy: which rules run with which parameters, severities and weights. TOML; the built-in one is the default.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/limits.hpp"
#include "rules/core/rule.hpp"

namespace assay {

struct RuleSetting {
  std::optional<bool> enabled;  // none: it is
  std::optional<Severity> severity;
  Params params;  // those that the policy sets

  bool is_enabled() const { return enabled.value_or(true); }
  // Takes what `other` sets.
  void take(const RuleSetting& other);
};

// Other settings for documents of a kind: [[when]] with conditions, all of which must hold, and the rules that differ.
// Of several that hold, a later one overrides an earlier one.
struct PolicyCase {
  std::map<std::string, std::string, std::less<>> categories;  // of Facts: "origin" "scan", "language" "de" …
  std::string document_class;                                  // name of a DocumentClass; empty: any
  Pattern path;                                                // occurs in the path; empty: any
  std::map<std::string, RuleSetting, std::less<>> rules;       // what they set, and nothing else

  bool holds(const Facts& facts) const;
};

// A rule of the policy's own, [[custom]]: `text` is looked for in the documents' text, or `sql` selects what is wrong
// from their measures (rules/core/custom_rule.hpp says what it may read).
struct CustomRule {
  std::string id;  // "consistency.old_name": a dimension and a name that no built-in rule has
  Dimension dimension = Dimension::consistency;
  Severity severity = Severity::warning;
  std::string message, advice;
  Pattern text;
  std::string sql;
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
  bool hidden = false;  // whether rows, columns, sheets and texts that a file hides are for the index too
};

struct Policy {
  std::string name = "built-in";
  std::string approved_by;  // empty: nobody
  std::map<std::string, RuleSetting, std::less<>> rules;
  std::vector<PolicyCase> cases;
  ScoreSettings score;
  ChunkSettings chunk;
  Limits limits;
  WorkLimits work;
  // Categories by which the profile tells kinds of documents apart; "folder" is the first one of the path.
  std::vector<std::string> strata{"media_type", "origin", "language", "tables", "tracked_changes"};
  std::vector<GateCondition> gate;
  std::vector<DocumentClass> classes;  // the first that a document is of is taken
  std::vector<CustomRule> custom;
  Severity unfit_from = Severity::error;  // a document with a finding of this severity or worse is not fit to index
};

// The policy can't be used: what is wrong, where, and the nearest right key.
class PolicyError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What the custom rules look for in texts: looked for when a document is read.
std::vector<TextPattern> text_patterns(const Policy& policy);

std::vector<const PolicyCase*> cases_that_hold(const Policy& policy, const Facts& facts);

Policy default_policy();
std::string default_policy_toml();
// What differs from `base`. Both throw PolicyError.
Policy parse_policy(std::string_view toml, std::string_view origin, Policy base = default_policy());
Policy load_policy(const std::filesystem::path& file, Policy base = default_policy());
// The effective policy with every default filled in, as TOML that parse_policy reads back to the same policy.
std::string to_toml(const Policy& policy);
// Hash of the effective policy, hex: part of the key under which assessments are reused.
std::string policy_key(const Policy& policy);

}  // namespace assay
