// Which of a table's first rows are its header.
#pragma once

#include "extractors/grid/shadow.hpp"

namespace assay::grid {

// Rows from the top of the area that are header, blank ones between them included; 0: none.
int header_rows(const Shadow& shadow, const Area& area);

// 1 where names stand down the first column and each further column is a record: the values of a line are all of one
// kind, and those of a column are not; 0 else, and where it may be either.
int header_columns(const Shadow& shadow, const Area& area);

// Whether the area surely begins with a header of its own: a row of texts alone, with numbers or dates below them.
bool starts_with_header(const Shadow& shadow, const Area& area);

// Whether the first line names every column, each by its own text, with nothing merged: a header that is complete.
bool names_all_columns(const Shadow& shadow, const Area& area);

// Nothing but texts and years, on a few lines: a header or a part of one.
bool is_header_like(const Shadow& shadow, const Area& area);

// The area without the first lines that hold one text at its left edge or over its whole width: titles. A text that
// stands alone over the first column of a header below ("State") is part of that header.
Area without_titles(const Shadow& shadow, const Area& area);

// Whether the first column stays blank from the area's first line down to its first values, as it does below the name
// of that column.
bool first_column_waits(const Shadow& shadow, const Area& area);

// Whether the line's numbers in these columns are years, none in the first column: names of columns, not values.
bool is_row_of_years(const Line& line, const Area& area);

}  // namespace assay::grid
