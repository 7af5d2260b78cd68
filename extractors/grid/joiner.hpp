// Pieces of a grid put together again to tables.
#pragma once

#include <vector>

#include "extractors/grid/regions.hpp"

namespace assay::grid {

// Tables of pieces with values, each with the pieces of its header above it, and the texts that are left over. Tables
// that the file declares are kept as they are.
std::vector<Region> join_pieces(const Shadow& shadow, std::vector<Area> pieces, const std::vector<Region>& declared);

}  // namespace assay::grid
