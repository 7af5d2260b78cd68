// Tables that are drawn with lines in both directions.
#pragma once

#include <vector>

#include "extractors/layout/table_grid.hpp"

namespace assay::layout {

// Grids of at least two cells in a row and two in a column whose borders are drawn, with the words inside them.
// A frame around text, and a grid that holds hardly any words (a chart), is none.
std::vector<Grid> find_ruled(const LayoutPage& page);

}  // namespace assay::layout
