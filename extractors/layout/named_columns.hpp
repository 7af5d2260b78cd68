// The columns of a table as spreadsheets print it, without lines: a name and the texts below it begin at the left edge
// of their column, numbers end at its right edge, which may lie a word's gap before the next column. White space alone
// then parts "07/07/2014" from "00:00", and "population" from the figures below it, but not "5" from "London".
#pragma once

#include <vector>

#include "extractors/layout/columns.hpp"

namespace assay::layout {

struct NamedColumns {
  std::vector<Column> columns;
  const Row* names = nullptr;  // what stands above names groups of columns
};

// From the names on one of the first rows, the one with most of them, where nearly all rows below keep to them: no word
// crosses the beginning of a column, no cell takes two amounts or has a gap wider than a word's, and the cells of each
// column begin or end at one place. No columns otherwise.
NamedColumns find_named_columns(const std::vector<LayoutWord>& words, const std::vector<const Row*>& rows);

// The row with its segments parted where columns begin; as it is where it doesn't keep to them, and where it is one
// segment: the label of a section or the first line of a cell.
Row parted_at(const std::vector<LayoutWord>& words, const Row& row, const std::vector<Column>& columns);

}  // namespace assay::layout
