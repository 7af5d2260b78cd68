// The verdict of a comparison for a terminal.
#pragma once

#include <string>

#include "pipeline/profile/comparison.hpp"

namespace assay {

// The verdict in a few lines of at most 80 columns, for the end of `assay profile`.
std::string terminal_verdict(const Comparison& comparison);

}  // namespace assay
