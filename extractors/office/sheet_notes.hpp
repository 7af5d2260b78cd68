// What every workbook reader says about a sheet beside its cells.
#pragma once

#include "extractors/core/document.hpp"
#include "extractors/office/sheet.hpp"
#include "extractors/office/workbook.hpp"

namespace assay::office {

void note_hidden_sheet(const SheetEntry& sheet, Document& document);
// Formulas without a result, values under merged cells, hidden rows, numbers that their formats hide.
void note_content(const SheetEntry& sheet, const SheetContent& content, Document& document);
// Hides the comments on hidden cells, among the blocks from `first` on.
void hide_comments(const HiddenParts& hidden, std::size_t first, Document& document);
// The words of the header and footer of printed pages, as blocks.
void add_printed_texts(const SheetEntry& sheet, const SheetContent& content, Document& document);

}  // namespace assay::office
