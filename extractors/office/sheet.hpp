// One sheet's cells as a grid.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extractors/core/extractor.hpp"
#include "extractors/grid/grid.hpp"
#include "extractors/office/entry_rules.hpp"
#include "extractors/office/workbook.hpp"

namespace assay::office {

// What is left of the limits, over all sheets.
struct Budget {
  std::uint64_t cells = 0;
  std::uint64_t text_bytes = 0;
};

struct SheetContent {
  Grid grid;
  int hidden_rows = 0, hidden_columns = 0;  // that hold cells
  int formulas = 0, formulas_without_value = 0;
  std::string first_without_value;  // "B7 =SUM(B1:B6)"
  std::string first_without_value_at;
  int numbers_of_unknown_format = 0;  // by the style that the cell names and the file does not hold
  std::string first_of_unknown_format;
  bool is_protected = false;
  EntryRules entry_rules;
  int covered_values = 0;                // values under merged cells, which nobody sees; left out
  std::string header_text, footer_text;  // of printed pages
  std::vector<DeclaredTable> declared;
  void add_unknown_format(int row, int column) {
    if (numbers_of_unknown_format++ == 0) first_of_unknown_format = cell_name(row, column);
  }
  std::vector<Block> comments;  // where the sheet's own reader finds them; read_sheet_extras() reads those in XML
};

SheetContent read_sheet(Package& package, const Workbook& book, const SheetEntry& sheet, Budget& budget,
                        Progress& progress);

}  // namespace assay::office
