// From facts to findings and a score.
#pragma once

#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "rules/core/policy.hpp"
#include "rules/core/rule.hpp"

namespace assay {

// The part of a score that one dimension gives.
struct Component {
  Dimension dimension = Dimension::format;
  std::optional<double> value;  // 0..100; none: nothing of this dimension could be assessed
  double assessed = 0;          // 0..1: weight of the rules that could speak over that of all that apply
  int findings = 0;
};

// score = min(weighted mean of the components, cap of the worst severity found);
// component = 100 · Π over its findings (1 − penalty(severity)), each rule counted once by its worst finding.
// A component that could not be assessed stands as 100 in the mean: leaving it out would let a further finding raise
// the score. So the score says what was found against a document, and `assessed` how much of it could be looked at.
struct Score {
  std::optional<double> value;  // 0..100; none: nothing could be read
  double assessed = 0;          // 0..1 over all dimensions
  std::vector<Component> components;
  std::optional<Severity> worst;  // none: no finding
  double cap = 100;
  bool fit = false;  // fit to index: read, and nothing found at Policy::unfit_from or worse
};

struct RuleOutcome {
  std::string rule;
  Outcome outcome = Outcome::pass;
  std::string note;  // why unknown or rule_error
};

struct Assessment {
  std::vector<Finding> findings;  // worst first, then by rule and place
  std::vector<RuleOutcome> outcomes;
  Score score;
};

// Weights of the rules of one dimension: those that could speak, and all that apply.
struct AssessedShare {
  double spoke = 0;
  double applies = 0;
  void take(Outcome outcome, double weight);
  double value() const { return applies > 0 ? spoke / applies : 0; }
};
using AssessedShares = std::array<AssessedShare, std::size(all_dimensions)>;  // by Dimension

// A policy made ready to judge many documents, from several threads at once. The policy must outlive it.
class Judge {
 public:
  Judge(const Policy& policy, std::string_view today);
  // Rules on one document. `extra` are findings between documents (collection.hpp) that concern it.
  Assessment assess(const Facts& facts, std::vector<Finding> extra = {}) const;

 private:
  struct Prepared {  // a rule as the policy sets it for documents of no special kind
    const Rule* rule = nullptr;
    RuleSetting setting;
    Params params;  // every declared one
  };
  const Policy& policy_;
  std::string today_;
  std::vector<Prepared> rules_;
};

// The same for one document.
Assessment assess(const Facts& facts, const Policy& policy, std::string_view today, std::vector<Finding> extra = {});
Score score_of(const Facts& facts, const std::vector<Finding>& findings, const AssessedShares& shares,
               const Policy& policy);

}  // namespace assay
