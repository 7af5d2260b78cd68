// Tables without drawn cells: columns that show only in the white space between the cells of consecutive rows.
#pragma once

#include <vector>

#include "extractors/layout/table_grid.hpp"
#include "extractors/layout/underlines.hpp"

namespace assay::layout {

struct AlignedTable {
  std::size_t first_row = 0, last_row = 0;  // of the rows that were given, both inside
  Grid grid;
};

// Tables among the rows of one region, from top to bottom, not overlapping. Horizontal rules help to tell rows and
// headers apart, and `underlines`, those of the page, to tell columns. Lists, forms of label and value, contents pages
// and running text are no tables.
std::vector<AlignedTable> find_aligned(const LayoutPage& page, const std::vector<Underline>& underlines,
                                       const std::vector<Row>& rows);

}  // namespace assay::layout
