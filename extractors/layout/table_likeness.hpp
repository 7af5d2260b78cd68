// Whether lines whose cells stand in columns are a table: or a list, a form, columns of prose.
#pragma once

#include <utility>
#include <vector>

#include "extractors/layout/columns.hpp"

namespace assay::layout {

// What stands one below the other on a page.
struct AlignedLines {
  const std::vector<LayoutWord>& words;
  std::vector<const Row*> all;   // from top to bottom
  std::vector<const Row*> rows;  // of these the ones with several cells
  std::vector<Column> columns;   // that those rows have in common
};

bool is_table(const AlignedLines& lines);

// One row of values under names of columns, its first cell over several lines ("VAT (exempt)" / "under article 9 …",
// the figures beside the middle): every line but these two lies in the first column.
bool is_row_with_wrapped_name(const AlignedLines& lines);

// The columns that a row fills, and in which of them stand figures; empty where a cell lies over two or over none.
using RowPattern = std::vector<std::pair<int, bool>>;
RowPattern pattern_of(const std::vector<LayoutWord>& words, const Row& row, const std::vector<Column>& columns);

}  // namespace assay::layout
