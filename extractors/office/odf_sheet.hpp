// One OpenDocument table as a grid.
#pragma once

#include <pugixml.hpp>

#include "extractors/core/extractor.hpp"
#include "extractors/grid/grid.hpp"
#include "extractors/office/odf_number_formats.hpp"
#include "extractors/office/odf_numbering.hpp"
#include "extractors/office/odf_text.hpp"
#include "extractors/office/sheet.hpp"

namespace assay::office {

struct OdfComment {
  int row = 0, column = 0;
  std::string text;
  bool hidden = false;  // with its cell
};

// What a table holds besides the texts of its cells.
struct OdfBeside {
  std::vector<OdfComment> comments;
  FoundCells without_value;           // formulas
  std::vector<pugi::xml_node> notes;  // text:note
  std::vector<pugi::xml_node> boxes;  // shapes and frames, and text boxes of paragraphs
  std::vector<std::string> hidden;    // of each cell, what its styles hide
  std::vector<std::string> pictures;  // descriptions of those in cells
};

// Rows and cells that stand for many count one by one against the budget; false where it ran out. Lists in cells are
// counted by `numbering`.
bool read_odf_sheet(pugi::xml_node table, const OdfNumberFormats& formats, OdfNumbering& numbering, OdfChanges& changes,
                    Budget& budget, Grid& grid, OdfBeside& beside);

// Adds the grid to the document as one table with the place and title of `about`; nothing where it is empty. One that
// spreads over more places than somebody could have written is left out, named, and the document read in part.
void append_odf_table(Grid grid, Table about, Document& document);

}  // namespace assay::office
