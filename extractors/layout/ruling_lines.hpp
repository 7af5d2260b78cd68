// Drawn lines along one direction, their pieces joined.
#pragma once

#include <vector>

namespace assay::layout {

struct Line {
  double at, from, to;  // at: y of a horizontal line, x of a vertical one
};

// Lines of one border are often drawn in pieces, a little apart or beside each other: those are one. Very short ones
// are left out.
std::vector<Line> merge_lines(std::vector<Line> lines);

}  // namespace assay::layout
