// Merged ranges put on a grid: one value with its span.
#pragma once

#include <vector>

#include "extractors/grid/grid.hpp"
#include "extractors/office/hidden_runs.hpp"

namespace assay::office {

// Gives the first cell of each range its span (making the cell where it is blank) and takes out the values that lie
// covered under it; `covered` counts them. It is hidden where no part of the range is shown. The grid must be in order,
// and stays so. False where the ranges were so many and so large that some were left alone.
bool apply_merges(Grid& grid, const std::vector<MergedRange>& merges, const HiddenParts& hidden, int& covered);

}  // namespace assay::office
