// Tables that are drawn with lines in both directions.
#pragma once

#include <vector>

#include "extractors/layout/table_grid.hpp"

namespace assay::layout {

// Grids of at least two cells in a row and two in a column whose borders are drawn, with the words inside them.
// A frame around text, and a grid that holds hardly any words (a chart), is none.
struct RuledTables {
  std::vector<Grid> tables;
  std::vector<Grid> shaded;  // those that hang on shades too, and may be parts of a larger one
  std::vector<Box> prose;    // lines around columns of running text: their words are read as text
};
// `shades`: those that fill cells.
RuledTables find_ruled(const LayoutPage& page, const std::vector<Box>& shades);

}  // namespace assay::layout
