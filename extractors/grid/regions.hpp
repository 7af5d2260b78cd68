// Where the tables of a grid are, and which texts stand around them.
#pragma once

#include <vector>

#include "extractors/grid/shadow.hpp"

namespace assay::grid {

struct Region {
  Area area;
  bool table = true;      // otherwise texts, one to a line
  bool title = false;     // texts above a table
  bool declared = false;  // the file itself says that this is a table
  int header_rows = 0;    // of a declared one
};

// Areas that together hold every entry of the shadow, none in two; by first row, then first column. The shadow must
// hold nothing of the declared tables, which are given back with the rest.
std::vector<Region> find_regions(const Shadow& shadow, const std::vector<Region>& declared);

}  // namespace assay::grid
