// Parts of assess_collection(); each gives the same findings for any order of members.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/core/collection.hpp"

namespace assay {

struct MemberPair {
  const Member* first = nullptr;  // comes_before the other
  const Member* second = nullptr;
  double resemblance = 0;  // estimated Jaccard of pairs of words
};

// Of copies the first is taken as the original: what lies in an archive or is called a copy comes after what does not,
// else they stand in the order of their paths.
bool comes_before(const Member& a, const Member& b);

// Whether words of a path say that this is not where a document is kept for use.
bool lies_aside(std::string_view path);

// Is a an older version of b? None: they have not the same name but for marks of a version, or neither marks nor dates
// say.
std::optional<bool> is_older(const Member& a, const Member& b);

// Members in that order.
std::vector<const Member*> in_order(std::span<const Member> members);

// Those that share a text with others: a group for each such text, in the order of `keyed`.
std::vector<std::vector<const Member*>> sharing(const std::vector<std::pair<std::string_view, const Member*>>& keyed);

// Share of equal MinHash values; 0 when either is empty.
double estimated_resemblance(const Signature& a, const Signature& b);

// All pairs of at least `least` that share a band; documents of the same text once, by the first of them.
std::vector<MemberPair> similar_pairs(const std::vector<const Member*>& members, double least);

// A parameter of a rule as the policy has it.
double parameter(const Policy& policy, std::string_view rule, std::string_view name);

void find_exact_duplicates(const std::vector<const Member*>& members, std::vector<CollectionFinding>& out);
// Pairs below `near` are told, as similar.
void find_near_duplicates(const std::vector<MemberPair>& pairs, double near, std::vector<CollectionFinding>& out);
void find_superseded(const std::vector<const Member*>& members, double least, std::vector<CollectionFinding>& out);
void find_differing_headers(const std::vector<const Member*>& members, double least, std::size_t family,
                            std::vector<CollectionFinding>& out);

}  // namespace assay
