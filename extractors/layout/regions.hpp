// Columns and bands: the segments of a page in the order in which a person reads them.
#pragma once

#include <vector>

#include "extractors/layout/lines.hpp"

namespace assay::layout {

// Something that takes part in the reading order: a segment of text, or a table found before.
struct Element {
  Box box;
  int segment = -1;
  int table = -1;
};

// A part of the page that is read from top to bottom: one column, or text over the whole width.
struct Region {
  std::vector<Element> elements;
};

// Parts in reading order. Columns of running text are told from the columns of a table by their lines: full and many.
// Four small pages on one are read row by row. May split segments that run over a gutter: then `segments` grows.
std::vector<Region> find_regions(const LayoutPage& page, std::vector<Segment>& segments, std::vector<Element> elements,
                                 const std::vector<RulingLine>& rules);

}  // namespace assay::layout
