// The workbook and the sheets of a binary workbook.
#pragma once

#include <string>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/sheet.hpp"
#include "extractors/office/workbook.hpp"

namespace assay::ole {

office::Workbook read_xlsb_workbook(office::Package& package, const std::string& part);
office::SheetContent read_xlsb_sheet(office::Package& package, const office::Workbook& book,
                                     const office::SheetEntry& sheet, office::Budget& budget, Progress& progress);

}  // namespace assay::ole
