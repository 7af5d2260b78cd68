// Tables of which the rows are drawn but not all columns: by lines across, or by a shade behind every row or every
// second one, as office programs and web pages set them.
#pragma once

#include <vector>

#include "extractors/layout/bands.hpp"
#include "extractors/layout/table_grid.hpp"

namespace assay::layout {

// Among the words at `which`, between these lines. A table in which more stands between two lines than one row is none.
std::vector<Grid> find_banded(const LayoutPage& page, const std::vector<Box>& shades,
                              const std::vector<LinesAcross>& across, const std::vector<int>& which);

}  // namespace assay::layout
