// From lines and columns to the rows of a table: wrapped cells joined, header rows told apart.
#pragma once

#include <vector>

#include "extractors/layout/columns.hpp"
#include "extractors/layout/table_grid.hpp"
#include "extractors/layout/underlines.hpp"

namespace assay::layout {

// `lines` from top to bottom; every word of theirs ends in one cell.
Grid make_grid(const LayoutPage& page, const std::vector<Underline>& underlines, const std::vector<const Row*>& lines,
               const std::vector<Column>& columns);

}  // namespace assay::layout
