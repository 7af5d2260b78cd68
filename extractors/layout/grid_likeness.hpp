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

// Words stand beside many of its rows, near enough to be cells of them: shades and lines that fill only some columns,
// or pieces of cells, do not show where the table ends.
bool goes_on_beside(const std::vector<LayoutWord>& words, const Grid& grid);

// In half of the rows or more a cell over several columns holds a line of three parts or more, with wide gaps between
// them: the same columns were missed in all of them.
bool runs_columns_together(const std::vector<LayoutWord>& words, const Grid& grid);

// A cell in a column of figures has several lines, at least one of them a figure: figures are not broken over lines, so
// what was taken for one row is several.
bool holds_several_rows(const std::vector<LayoutWord>& words, const Grid& grid);

}  // namespace assay::layout
