// One row of a table whose rows lines part, alone on its page: the table goes on from the page before, without names.
#pragma once

#include <optional>
#include <vector>

#include "extractors/layout/underlines.hpp"

namespace assay::layout {

// The last of the rows that one item fills: it begins with the row `first`, which has four cells or more, two of them
// figures, goes on with wrapped cells and notes, and stands between two lines of its width. None: it is no such item.
std::optional<std::size_t> framed_item_end(const std::vector<LayoutWord>& words, const std::vector<Row>& rows,
                                           std::size_t first, const std::vector<Underline>& underlines);

}  // namespace assay::layout
