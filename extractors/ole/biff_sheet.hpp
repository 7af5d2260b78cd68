// One sheet of an Excel 97–2003 workbook.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/extractor.hpp"
#include "extractors/office/sheet.hpp"
#include "extractors/ole/biff_globals.hpp"

namespace assay::ole {

struct BiffComment {
  int row = 0, column = 0;
  std::string text;
};

struct BiffSheet {
  office::SheetContent content;
  std::vector<BiffComment> comments;
  std::vector<std::string> text_boxes;
  std::string limit;        // the limit that ended the reading; empty: none
  std::string damage;       // what was wrong; empty: nothing
  std::uint64_t bytes = 0;  // of records that were walked
  bool merges_left_alone = false;
};

// From the BOF record at `at` to its EOF. `globals` takes in records of the workbook that stand in the sheet, as in
// files of a single sheet.
BiffSheet read_biff_sheet(std::string_view stream, std::size_t at, BiffGlobals& globals, const Limits& limits,
                          office::Budget& budget, Progress& progress);

}  // namespace assay::ole
