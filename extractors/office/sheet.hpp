// One sheet's cells as a grid.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extractors/core/extractor.hpp"
#include "extractors/grid/grid.hpp"
#include "extractors/office/entry_rules.hpp"
#include "extractors/office/hidden_runs.hpp"
#include "extractors/office/workbook.hpp"

namespace assay::office {

// What is left of the limits, over all sheets.
struct Budget {
  std::uint64_t cells = 0;
  std::uint64_t text_bytes = 0;
};

// How many cells are so, and the first of them.
struct FoundCells {
  int count = 0;
  std::string first_at;  // "B7"
  std::string first;     // what is told of it: "B7 =SUM(B1:B6)"
  // Whether it is the first one.
  bool add(int row, int column) {
    if (count++ > 0) return false;
    first = first_at = cell_name(row, column);
    return true;
  }
};

struct SheetContent {
  Grid grid;
  int formulas = 0;
  FoundCells without_value;   // formulas
  FoundCells unknown_format;  // numbers whose cell names a style that the file does not hold
  HiddenParts hidden;
  bool is_protected = false;
  EntryRules entry_rules;
  int covered_values = 0;                // values under merged cells, which nobody sees; left out
  std::string header_text, footer_text;  // of printed pages
  std::vector<DeclaredTable> declared;
  std::vector<Block> comments;  // where the sheet's own reader finds them; read_sheet_extras() reads those in XML
};

SheetContent read_sheet(Package& package, const Workbook& book, const SheetEntry& sheet, Budget& budget,
                        Progress& progress);

}  // namespace assay::office
