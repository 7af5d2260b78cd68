// The end of a run: what only the whole collection shows.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/ingest/stages.hpp"
#include "pipeline/store/store.hpp"
#include "rules/core/policy.hpp"

namespace assay {

// Duplicates, families of versions, headers that differ: assesses again, from the store, those documents whose findings
// of this kind are others than at their last assessment. Returns how many.
int assess_between(Store& store, std::string_view collection, const Policy& policy, const RunKeys& keys);

}  // namespace assay
