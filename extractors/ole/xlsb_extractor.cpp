#include "extractors/ole/xlsb_extractor.hpp"

#include <fmt/format.h>

#include <utility>

#include "extractors/grid/grid.hpp"
#include "extractors/office/finish.hpp"
#include "extractors/office/parts.hpp"
#include "extractors/office/sheet_extras.hpp"
#include "extractors/office/sheet_notes.hpp"
#include "extractors/ole/xlsb_sheet.hpp"

namespace assay {
namespace {

using namespace office;

class XlsbExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "xlsb"; }
  int version() const override { return 1; }
  bool reads(std::string_view media_type) const override {
    return media_type == "application/vnd.ms-excel.sheet.binary.macroEnabled.12";
  }

  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress& progress) const override {
    auto package = Package::open(bytes, options.limits);
    if (!package) return tl::unexpected(package.error());
    const Workbook book = ole::read_xlsb_workbook(*package, main_part(*package, "xl/workbook.bin"));
    if (book.sheets.empty())
      return fail(FailureKind::damaged, "The workbook holds no sheet that can be read. Ask for a new copy.");
    Document document;
    read_properties(*package, document.metadata);
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
      SheetContent content = ole::read_xlsb_sheet(*package, book, sheet, budget, progress);
      formulas += content.formulas;
      note_content(sheet, content, document);
      append_reading(document, find_tables(std::move(content.grid)), TableSource::sheet, sheet.name,
                     sheet.state != SheetState::visible);
      ole::read_xlsb_comments(*package, sheet, document);
      read_sheet_extras(*package, sheet, document);
      add_printed_texts(sheet, content, document);
    }
    if (formulas > 0)
      document.notices.push_back({"format.formulas_not_read",
                                  Severity::info,
                                  fmt::format("The results of {} formula{} were read, but not how they are calculated: "
                                              "files of this format keep that in a form of their own.",
                                              formulas, formulas == 1 ? "" : "s"),
                                  {},
                                  {}});
    document.signals["sheets"] = static_cast<double>(book.sheets.size());
    document.signals["sheets.hidden"] = hidden;
    document.signals["formulas"] = formulas;
    package->hand_over(document);
    finish(document);
    return document;
  }
};

}  // namespace

const Extractor& xlsb_extractor() {
  static const XlsbExtractor extractor;
  return extractor;
}

}  // namespace assay
