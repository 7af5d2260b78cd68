// Bands: what stands between lines of one width, drawn or the edges of shades, one below the other.
#pragma once

#include <vector>

#include "extractors/layout/columns.hpp"

namespace assay::layout {

// The place of one row of a table, or of something else between two lines.
struct Band {
  double y0 = 0, y1 = 0;
  std::vector<Row> lines;  // of its words, from top to bottom; never empty
};

// Bands that follow each other without running text between them.
struct Stack {
  double x0 = 0, x1 = 0;  // of its lines
  std::vector<Band> bands;
  std::vector<double> edges;  // x of the sides of shades inside, each once: of those in two bands or more
};

// Three lines or more of one width, drawn or the edges of `shades`, those that fill cells.
struct LinesAcross {
  double x0 = 0, x1 = 0;
  std::vector<double> ys;  // from top to bottom
};
std::vector<LinesAcross> find_lines_across(const LayoutPage& page, const std::vector<Box>& shades);

// Of the words at `which`. A stack has two bands or more.
std::vector<Stack> find_stacks(const LayoutPage& page, const std::vector<Box>& shades,
                               const std::vector<LinesAcross>& lines, const std::vector<int>& which);

// Where the columns of these bands meet: white from top to bottom, but for names of several columns and the like.
std::vector<double> find_cuts(const LayoutPage& page, const Stack& stack);

// A line's words are all on one side of each cut, or reach over it.
bool crosses(const Box& box, double cut);

}  // namespace assay::layout
