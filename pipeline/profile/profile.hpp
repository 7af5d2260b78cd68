// Profile: a corpus compared with the pilot that was taken from it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/profile/comparison.hpp"
#include "pipeline/store/store.hpp"
#include "rules/core/policy.hpp"

namespace assay {

// Compares two collections of the store. `outcomes`: what is known of pilot
// documents alone. Throws RunError when a side is empty.
Comparison compare(const Store& store, const Policy& policy, std::string_view corpus, std::string_view pilot,
                   std::span<const PilotOutcome> outcomes = {});

// Which documents of the corpus to add to the pilot, at most `budget`, in order. Greedy over strata: the next document
// comes from the one where it most narrows what the pilot can say about any outcome of the corpus (worst-case bounds
// of what no document shows, interval of the rest), until each has three. From a stratum: the document of median
// length, then those at the quartiles; never a copy of a pilot document. The same store gives the same list.
std::vector<Suggestion> suggest(const Store& store, const Policy& policy, std::string_view corpus,
                                std::string_view pilot, int budget);

// Pilot documents without which the pilot would say as much: copies, kinds that the corpus does not hold, and of kinds
// with more than three those that lower the effective number of documents by 2 % at most, all together.
std::vector<Redundant> redundant(const Store& store, const Policy& policy, std::string_view corpus,
                                 std::string_view pilot);

}  // namespace assay
