// Parts of assess_collection(); each gives the same findings for any order of members.
#pragma once

#include <vector>

#include "rules/core/collection.hpp"

namespace assay {

struct MemberPair {
  const Member* first = nullptr;  // the one before the other by path
  const Member* second = nullptr;
  double resemblance = 0;  // estimated Jaccard of word shingles
};

// Members in the order of their path, then id: whatever stands first is taken as the original.
std::vector<const Member*> in_order(std::span<const Member> members);

// Share of equal MinHash values; 0 when either is empty.
double estimated_resemblance(const Signature& a, const Signature& b);

// All pairs of at least `least` that share a band; documents of the same text once, by the first of them.
std::vector<MemberPair> similar_pairs(const std::vector<const Member*>& members, double least);

// A parameter of a rule as the policy has it.
double parameter(const Policy& policy, std::string_view rule, std::string_view name);

void find_exact_duplicates(const std::vector<const Member*>& members, std::vector<CollectionFinding>& out);
void find_near_duplicates(const std::vector<MemberPair>& pairs, std::vector<CollectionFinding>& out);
void find_superseded(const std::vector<const Member*>& members, double least, std::vector<CollectionFinding>& out);
void find_differing_headers(const std::vector<const Member*>& members, double least, std::size_t family,
                            std::vector<CollectionFinding>& out);

}  // namespace assay
