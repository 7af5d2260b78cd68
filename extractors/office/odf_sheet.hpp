// One OpenDocument table as a grid.
#pragma once

#include <pugixml.hpp>

#include "extractors/core/extractor.hpp"
#include "extractors/grid/grid.hpp"
#include "extractors/office/sheet.hpp"

namespace assay::office {

struct OdfComment {
  int row = 0, column = 0;
  std::string text;
};

// Rows and cells that stand for many count one by one against the budget; false where it ran out.
bool read_odf_sheet(pugi::xml_node table, Budget& budget, Grid& grid, std::vector<OdfComment>& comments);

}  // namespace assay::office
