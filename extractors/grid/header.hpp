// Which of a table's first rows are its header.
#pragma once

#include "extractors/grid/shadow.hpp"

namespace assay::grid {

// Rows from the top of the area that are header, blank ones between them included; 0: none.
int header_rows(const Shadow& shadow, const Area& area);

// Whether the area surely begins with a header of its own: a row of texts alone, with numbers or dates below them.
bool starts_with_header(const Shadow& shadow, const Area& area);

// Whether the line's numbers in these columns are years in order (2005, 2006 …), as they stand above columns.
bool is_row_of_years(const Line& line, const Area& area);

}  // namespace assay::grid
