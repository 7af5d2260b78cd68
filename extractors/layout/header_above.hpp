// Names of columns that stand above a drawn grid, outside its lines.
#pragma once

#include <vector>

#include "extractors/layout/table_grid.hpp"

namespace assay::layout {

// Takes them in as the first row: one or more lines of the words at `free` right above the grid, which stand over most
// of its columns and begin, end or have their middle where the texts below do. `lines`: x of the grid's inner lines.
void take_header_above(const LayoutPage& page, const std::vector<int>& free, const std::vector<double>& lines,
                       Grid& grid);

}  // namespace assay::layout
