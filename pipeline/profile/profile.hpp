// Profile: a corpus compared with the pilot that was taken from it.
#pragma once

#include <string>

#include "pipeline/profile/comparison.hpp"
#include "pipeline/store/store.hpp"
#include "rules/core/policy.hpp"

namespace assay {

// Compares two collections of the store. Throws RunError when one of them is empty.
Comparison compare(const Store& store, const Policy& policy, std::string_view corpus, std::string_view pilot);

}  // namespace assay
