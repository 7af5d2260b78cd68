// Where the tables of a grid are, and which texts stand around them.
#pragma once

#include <vector>

#include "extractors/grid/shadow.hpp"

namespace assay::grid {

struct Region {
  Area area;
  bool table = true;   // otherwise texts, one to a line
  bool title = false;  // texts above a table
};

// Areas that together hold every entry of the shadow, none in two; by first row, then first column.
std::vector<Region> find_regions(const Shadow& shadow);

}  // namespace assay::grid
