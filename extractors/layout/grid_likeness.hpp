// Whether a grid that lines or shades draw is a table.
#pragma once

#include <vector>

#include "extractors/layout/table_grid.hpp"

namespace assay::layout {

// Words stand in several cells, in more than one row and column: neither a frame nor the axes of a chart.
bool holds_a_table(const Grid& grid);

// Columns of running text between lines, as magazines print them: nearly all words in long cells, side by side, most of
// which break off within a sentence. Cells of a table say something whole.
bool is_columns_of_prose(const std::vector<LayoutWord>& words, const Grid& grid);

// Many lines of text inside cells are themselves parted by wide gaps: the drawn columns are not all there are.
bool lacks_columns(const std::vector<LayoutWord>& words, const Grid& grid);

}  // namespace assay::layout
