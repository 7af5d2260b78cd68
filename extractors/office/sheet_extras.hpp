// What lies beside a sheet's cells: comments, texts in shapes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/grid/grid.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/workbook.hpp"

namespace assay::office {

// The tables that the sheet declares as such (Excel's "Format as table").
std::vector<DeclaredTable> read_declared_tables(Package& package, const SheetEntry& sheet);

// Adds comment blocks (author and text, placed at their cells), text boxes and the words of charts to the document.
void read_sheet_extras(Package& package, const Workbook& book, const SheetEntry& sheet, Document& document);

// The words of a printed page's header or footer ("&L&\"Arial\"Draft&RPage &P"): codes left out, parts on lines.
std::string printed_text(std::string_view codes);

}  // namespace assay::office
