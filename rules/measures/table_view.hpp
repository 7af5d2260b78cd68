// A table as columns of body cells, for measures that compare the cells of one column.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extractors/core/document.hpp"

namespace assay {

struct ColumnView {
  int index = 0;
  std::string name;               // of the header rows, joined by a space; empty: none
  std::vector<const Cell*> body;  // visible cells below the header that hold something, downwards
};

// By position; columns without any cell are there too.
std::vector<ColumnView> columns_of(const Table& table);

// Cells shown to a reader: the table isn't hidden and neither is the cell.
bool is_visible(const Table& table, const Cell& cell);

// Sheets and delimited files: their rows are records, not a layout on a page.
bool is_data_table(const Table& table);

}  // namespace assay
