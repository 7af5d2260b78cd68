// From a grid of cells to the tables on it: for sheets and delimited text alike.
//
// A sheet holds several tables, stacked or side by side, with titles above, notes below and spacer rows within. Blocks
// are cut at blank rows and columns, then joined again where the lower block has no header of its own. The header is
// the longest prefix of rows without numbers or dates, read on a shadow grid that repeats merged values and knows which
// are copies (the naive vote of column types loses every header of several merged rows).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"

namespace assay {

// Cells at their places on the sheet or in the delimited file (row and column from 0), in row order. A merged value
// stands once, with its span. Types may be left at `text`: texts that read as numbers or dates count as such.
struct Grid {
  Cells cells;
};

// What stands on the grid, in reading order. Cells of a table count from the table's first row and column; each table
// and block has place.range, and table blocks index `tables`. Every cell of the grid with text is in exactly one table
// or block: titles (headings, with the table's `title` set to the nearest) and notes (paragraphs) are no part of
// tables.
struct GridReading {
  std::vector<Block> blocks;
  std::vector<Table> tables;
};

// A table that the file itself declares, at its place on the grid; corners inclusive.
struct DeclaredTable {
  int row0 = 0, column0 = 0, row1 = 0, column1 = 0;
  int header_rows = 0;
};

GridReading find_tables(Grid grid, const std::vector<DeclaredTable>& declared = {});

// Header rows of a table that is already known (Word, HTML): by its cells alone.
int infer_header_rows(const Table& table);

// Adds a reading to the document, indices shifted; `sheet` (may be empty) becomes the place of all.
void append_reading(Document& document, GridReading reading, TableSource found_by, const std::string& sheet,
                    bool hidden);

// Whether the text reads as a number ("1,234.50", "-3 %", "(12)", "1e5", "€ 5") or a date ("2024-03-05", "5.3.2024").
bool reads_as_number(std::string_view text);
bool reads_as_date(std::string_view text);

// "B" of column 1; "B7" of row 6 and column 1; "B7" or "A1:F20" of a rectangle, corners inclusive.
std::string column_name(int column);
std::string cell_name(int row, int column);
std::string range_name(int row0, int column0, int row1, int column1);

}  // namespace assay
