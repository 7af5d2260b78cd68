// Flagged documents as SARIF 2.1.0 (OASIS, 2020), which code hosts and editors show as annotations.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/store/store.hpp"

namespace assay {

// Every finding of warning or worse of every flagged document, with the rules that made them; flags that people
// released or waived are suppressed results.
std::string flagged_sarif(const Store& store, std::string_view collection, std::string_view today);

}  // namespace assay
