// A policy derived from a profile: for each limit, what it would flag, and the limit that the pilot would pass.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/store/store.hpp"
#include "rules/core/policy.hpp"

namespace assay {

// What one limit would flag: documents whose worst value is over it.
struct RetentionPoint {
  double limit = 0;
  int corpus = 0, pilot = 0;  // documents flagged
};

struct ProposedLimit {
  std::string rule, param;
  double current = 0;
  double proposed = 0;
  int corpus = 0, pilot = 0;          // documents that have the measure
  std::vector<RetentionPoint> curve;  // rising limits: the current, the proposed, and quantiles of the corpus
};

// The proposed limit is the lowest that flags none of the pilot, within the parameter's range; a pilot was picked as
// good, so what it holds should pass. Rules without values on both sides are left out.
std::vector<ProposedLimit> propose_limits(const Store& store, const Policy& policy, std::string_view corpus,
                                          std::string_view pilot);

// As a policy file: the proposals as settings, the retention curves as comments, approved by nobody.
std::string proposal_toml(const std::vector<ProposedLimit>& limits, const Policy& policy);

}  // namespace assay
