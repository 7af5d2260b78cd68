// The columns that a run of rows has in common.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "extractors/layout/lines.hpp"

namespace assay::layout {

struct Column {
  double x0 = 0, x1 = 0;
};

// From the rows with most segments, a few that reach over a gap overruled; then those that only other rows fill.
// Columns of numbers that stand close are told apart by the gaps that all rows share.
std::vector<Column> find_columns(const std::vector<LayoutWord>& words, const std::vector<const Row*>& rows);

// First and last column that a segment stands over; {-1, -1} when over none.
struct ColumnRange {
  int first = -1, last = -1;
  bool operator==(const ColumnRange&) const = default;
};
ColumnRange columns_of(const std::vector<Column>& columns, const Box& box);

// The row with its segments parted between words of which `column_of` (by their index) says two columns.
Row parted(const std::vector<LayoutWord>& words, const Row& row, const std::function<std::ptrdiff_t(int)>& column_of);

}  // namespace assay::layout
