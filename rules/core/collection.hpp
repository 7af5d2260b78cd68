// Rules between documents: exact and near duplicates, families of versions, headers that differ.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "rules/core/measure.hpp"
#include "rules/core/policy.hpp"
#include "rules/core/rule.hpp"

namespace assay {

struct Member {
  std::int64_t id = 0;  // of the caller
  std::string path;
  std::string sha256;
  std::string media_type;
  Signature signature;
};

struct CollectionFinding {
  std::int64_t id = 0;  // of the member that it concerns
  Finding finding;
};

// The same for any order of members.
std::vector<CollectionFinding> assess_collection(std::span<const Member> members, const Policy& policy);

}  // namespace assay
