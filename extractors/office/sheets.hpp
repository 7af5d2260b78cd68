// All sheets of a workbook in its order, whatever form the package keeps them in.
#pragma once

#include <functional>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/sheet.hpp"
#include "extractors/office/workbook.hpp"

namespace assay::office {

using ReadSheet = std::function<SheetContent(const SheetEntry& sheet, Budget& budget)>;

// Adds each sheet's tables, texts, comments and notices to the document, and the signals "sheets", "sheets.hidden" and
// "formulas". The number of formulas.
int read_sheets(Package& package, const Workbook& book, const ExtractOptions& options, Progress& progress,
                const ReadSheet& read, Document& document);

}  // namespace assay::office
