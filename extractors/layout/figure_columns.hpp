// Columns of figures that stand no farther apart than words, as narrow sheets are printed: "1848.45 (X)" are two cells
// where other rows fill one of the two places, or leave more white between them.
#pragma once

#include <vector>

#include "extractors/layout/columns.hpp"

namespace assay::layout {

// From the places of single figures in rows that hold little else, and of the codes that stand for missing ones ("(X)",
// "NA"); with the columns of text beside them. None where no gap between two segments would be added.
std::vector<Column> find_figure_columns(const std::vector<LayoutWord>& words, const std::vector<const Row*>& rows);

// The row with its segments parted where its words lie in two of the columns; as it is where it holds names.
Row parted_at_figures(const std::vector<LayoutWord>& words, const Row& row, const std::vector<Column>& columns);

}  // namespace assay::layout
