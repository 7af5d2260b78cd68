// Profile: a corpus compared with the pilot that was taken from it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/profile/comparison.hpp"
#include "pipeline/store/store.hpp"
#include "rules/core/policy.hpp"

namespace assay {

// Compares two collections of the store. Throws RunError when one of them is empty.
Comparison compare(const Store& store, const Policy& policy, std::string_view corpus, std::string_view pilot);

// Which documents of the corpus to add to the pilot, at most `budget`, in order. Greedy over strata: the next document
// comes from the stratum with the largest share / (pilot documents + 1)², until each has three; the square because what
// a further document of a kind adds to what is known of it falls so. From a stratum: the document of median length,
// then those at the quartiles; never a copy of a pilot document. The same store gives the same list.
std::vector<Suggestion> suggest(const Store& store, const Policy& policy, std::string_view corpus,
                                std::string_view pilot, int budget);

}  // namespace assay
