// One OpenDocument table as a grid.
#pragma once

#include <optional>
#include <pugixml.hpp>

#include "extractors/core/extractor.hpp"
#include "extractors/grid/grid.hpp"
#include "extractors/office/odf_text.hpp"
#include "extractors/office/sheet.hpp"

namespace assay::office {

struct OdfComment {
  int row = 0, column = 0;
  std::string text;
};

// What a table holds besides the texts of its cells.
struct OdfBeside {
  std::vector<OdfComment> comments;
  std::vector<pugi::xml_node> notes;  // text:note
  std::vector<pugi::xml_node> boxes;  // shapes and frames, and text boxes of paragraphs
};

// Rows and cells that stand for many count one by one against the budget; false where it ran out.
bool read_odf_sheet(pugi::xml_node table, OdfChanges& changes, Budget& budget, Grid& grid, OdfBeside& beside);

// A grid as one table; none where it is empty, or too large to be one that somebody wrote.
std::optional<Table> odf_table(Grid grid);

}  // namespace assay::office
