#include "extractors/office/sheets.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "extractors/grid/grid.hpp"
#include "extractors/office/embedded.hpp"
#include "extractors/office/sheet_extras.hpp"
#include "extractors/office/sheet_notes.hpp"
#include "extractors/office/workbook_notes.hpp"

namespace assay::office {

int read_sheets(Package& package, const Workbook& book, const ExtractOptions& options, Progress& progress,
                const ReadSheet& read, Document& document) {
  Budget budget{options.limits.cells, options.limits.text_bytes};
  int hidden = 0;
  int formulas = 0;
  WorkbookNotes notes;
  Embedding named;  // by the sheets
  if (book.structure_protected) notes.protect_structure();
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    const SheetEntry& sheet = book.sheets[i];
    const bool is_hidden = sheet.state != SheetState::visible;
    progress.advance("sheet", static_cast<int>(i), static_cast<int>(book.sheets.size()));
    if (is_hidden) {
      ++hidden;
      note_hidden_sheet(sheet, document);
    }
    if (sheet.part.empty()) continue;
    named.add(relationships(package, sheet.part), sheet.state != SheetState::visible);
    if (!sheet.cells) {  // nothing but a drawing
      read_sheet_extras(package, book, sheet, document);
      continue;
    }
    SheetContent content = read(sheet, budget);
    formulas += content.formulas;
    note_content(sheet, content, document);
    notes.add(sheet.name, content);
    append_reading(document, find_tables(std::move(content.grid), content.declared), TableSource::sheet, sheet.name,
                   is_hidden);
    const std::size_t beside = document.blocks.size();
    std::move(content.comments.begin(), content.comments.end(), std::back_inserter(document.blocks));
    read_sheet_extras(package, book, sheet, document);
    hide_comments(content.hidden, beside, document);
    add_printed_texts(sheet, content, document);
  }
  notes.tell(document);
  document.signals["sheets"] = static_cast<double>(book.sheets.size());
  document.signals["sheets.hidden"] = hidden;
  document.signals["formulas"] = formulas;
  PartReader inside(document, options, progress);
  read_embedded(package, named, inside, document);
  return formulas;
}

}  // namespace assay::office
