// A table while it is being found: a grid of cells that hold words.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extractors/layout/lines.hpp"

namespace assay::layout {

struct GridCell {
  int row = 0, column = 0;
  int row_span = 1, column_span = 1;
  std::vector<int> words;  // in any order
};

struct Grid {
  Box box;
  int rows = 0, columns = 0;
  int header_rows = 0;
  std::vector<GridCell> cells;
  TableSource found_by = TableSource::aligned;
};

// The text of a cell: its lines from top to bottom as one, broken words joined, leader dots left out.
std::string cell_text(const std::vector<LayoutWord>& words, const std::vector<int>& which);

// The table of a grid: cells in order, empty rows and columns taken out. `signals` receives what its confidence rests
// on (extractors/layout/table_confidence.hpp).
Table make_table(const std::vector<LayoutWord>& words, Grid grid, int page_number,
                 std::map<std::string, double>& signals);

// Share of the letters and digits of a text that are digits; a text of numbers, dates or amounts has 0.5 or more.
bool looks_numeric(const std::string& text);
// 1900 to 2099: the name of a column as well as a figure.
bool is_year(const std::string& text);

}  // namespace assay::layout
