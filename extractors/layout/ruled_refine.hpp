// Grids whose lines part only some of the rows and columns.
#pragma once

#include "extractors/layout/table_grid.hpp"

namespace assay::layout {

// Cells over several rows whose lines stand level with these rows become one cell a row; rows that hold several lines
// of numbers, level over the columns, become several rows.
void split_rows(const std::vector<LayoutWord>& words, Grid& grid);

// Whether any cell was parted: a cell over several columns becomes one cell a column where its words keep to the sides
// of `lines`, the x of the grid's inner vertical lines (NaN: not that one): the lines are there in other rows only.
bool split_columns(const std::vector<LayoutWord>& words, const std::vector<double>& lines, Grid& grid);

// A cell over several columns whose text stands in one of them, not the first nor in the middle of all, and begins or
// ends there as other texts of that column do, is a cell of that column: around empty cells no lines were drawn.
// `lines` as above.
void place_in_columns(const std::vector<LayoutWord>& words, const std::vector<double>& lines, Grid& grid);

// A cell over three rows or more becomes one cell a row where its text begins level with that of the cells beside it in
// nearly all rows, and none of it reaches over `lines`, the y of the grid's inner horizontal lines.
void split_down(const std::vector<LayoutWord>& words, const std::vector<double>& lines, Grid& grid);

// Takes rows over the whole width that are no part of the table out of the grid: its caption at the top, its source or
// note at the bottom. Their words stay on the page, outside the grid's box.
void peel(const std::vector<LayoutWord>& words, Grid& grid);

// Rows at the top before the first row with figures beside its first column; of a table without figures the first.
int count_header_rows(const std::vector<LayoutWord>& words, const Grid& grid);

}  // namespace assay::layout
