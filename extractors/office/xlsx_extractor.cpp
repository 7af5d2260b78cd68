#include "extractors/office/xlsx_extractor.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "extractors/grid/grid.hpp"
#include "extractors/office/finish.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/parts.hpp"
#include "extractors/office/sheet.hpp"
#include "extractors/office/sheet_extras.hpp"
#include "extractors/office/sheet_notes.hpp"
#include "extractors/office/workbook.hpp"

namespace assay {
namespace {

using namespace office;

class XlsxExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "xlsx"; }
  int version() const override { return 1; }

  bool reads(std::string_view media_type) const override {
    static constexpr std::array types{
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
        "application/vnd.ms-excel.sheet.macroEnabled.12",
        "application/vnd.ms-excel.template.macroEnabled.12",
    };
    return std::find(types.begin(), types.end(), media_type) != types.end();
  }

  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    auto opened = Package::open(bytes, options.limits);
    if (!opened) return tl::unexpected(opened.error());
    Package& package = *opened;
    std::string part = main_part(package, "xl/workbook.xml");
    const Workbook book = read_workbook(package, part);
    if (book.sheets.empty())
      return fail(FailureKind::damaged, "The workbook holds no sheet that can be read. Ask for a new copy.");
    Document document;
    read_properties(package, document.metadata);
    Budget budget{options.limits.cells, options.limits.text_bytes};
    int hidden = 0;
    int formulas = 0;
    for (std::size_t i = 0; i < book.sheets.size(); ++i) {
      const SheetEntry& sheet = book.sheets[i];
      progress.advance("sheet", static_cast<int>(i), static_cast<int>(book.sheets.size()));
      if (sheet.state != SheetState::visible) {
        ++hidden;
        note_hidden_sheet(sheet, document);
      }
      if (sheet.part.empty() || !sheet.cells) continue;
      SheetContent content = read_sheet(package, book, sheet, budget, progress);
      formulas += content.formulas;
      note_content(sheet, content, document);
      append_reading(document, find_tables(std::move(content.grid), read_declared_tables(package, sheet)),
                     TableSource::sheet, sheet.name, sheet.state != SheetState::visible);
      read_sheet_extras(package, sheet, document);
      add_printed_texts(sheet, content, document);
    }
    document.signals["sheets"] = static_cast<double>(book.sheets.size());
    document.signals["sheets.hidden"] = hidden;
    document.signals["formulas"] = formulas;
    package.hand_over(document);
    finish(document);
    return document;
  }
};

}  // namespace

const Extractor& xlsx_extractor() {
  static const XlsxExtractor extractor;
  return extractor;
}

}  // namespace assay
