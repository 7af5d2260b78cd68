// Rules drawn side by side under the names of columns: each as wide as its column, with white between two.
#pragma once

#include <vector>

#include "extractors/layout/columns.hpp"

namespace assay::layout {

struct Underline {
  double y = 0;
  std::vector<Column> pieces;  // from left to right; what touches is one piece
};

// From top to bottom; of one rule alone too.
std::vector<Underline> find_underlines(const std::vector<RulingLine>& rules);

// Rows in which segments that hold the words of several columns are parted where the rules above or below them are:
// names that stand over rules, and figures in the rows under them. No words are lost, no rows are joined.
std::vector<Row> part_at_underlines(const std::vector<LayoutWord>& words, std::vector<Row> rows,
                                    const std::vector<Underline>& underlines);

}  // namespace assay::layout
