// Merged ranges put on a grid: one value with its span.
#pragma once

#include <vector>

#include "extractors/grid/grid.hpp"

namespace assay::office {

struct MergedRange {
  int row0 = 0, column0 = 0, row1 = 0, column1 = 0;
};

// Gives the first cell of each range its span (making the cell where it is blank) and takes out the values that lie
// covered under it; `covered` counts them. The grid must be in order, and stays so. False where the ranges were so many
// and so large that some were left alone.
bool apply_merges(Grid& grid, const std::vector<MergedRange>& merges, int& covered);

}  // namespace assay::office
