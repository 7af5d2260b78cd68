// Tables whose rows say where each cell begins and ends on the page, as RTF and Word 97 files keep them: the columns
// are the places where the cells of any row end.
#pragma once

#include <string>
#include <vector>

#include "extractors/core/document.hpp"

namespace assay::office {

struct EdgeCell {
  int left = 0, right = 0;   // twips
  bool merged_left = false;  // goes on from the cell before it
  bool merged_up = false;    // goes on from the cell above it
  std::string text;
};

struct EdgeRow {
  std::vector<EdgeCell> cells;
  bool header = false;  // repeated on each page
};

// Texts in cells that lie covered by a merge are added to the cell that covers them. Places closer than 1/48 inch are
// one.
Table table_of_edges(std::vector<EdgeRow> rows);

}  // namespace assay::office
