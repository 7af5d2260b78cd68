// Shades behind text: which of them fill cells of a table.
#pragma once

#include <vector>

#include "extractors/layout/layout.hpp"

namespace assay::layout {

// Those that reach up to the lines around them; a shade behind the lines of a text stands off from its cell's borders.
// None of a page that has so many that they are a drawing.
std::vector<Box> cell_shades(const LayoutPage& page);

}  // namespace assay::layout
