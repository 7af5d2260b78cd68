#include "extractors/ole/xlsb_extractor.hpp"

#include <fmt/format.h>

#include <utility>

#include "extractors/office/finish.hpp"
#include "extractors/office/parts.hpp"
#include "extractors/office/sheets.hpp"
#include "extractors/office/signatures.hpp"
#include "extractors/ole/xlsb_sheet.hpp"

namespace assay {
namespace {

using namespace office;

class XlsbExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "xlsb"; }
  int version() const override { return 13; }
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
    const int formulas = read_sheets(
        *package, book, options, progress,
        [&](const SheetEntry& sheet, Budget& budget) {
          return ole::read_xlsb_sheet(*package, book, sheet, budget, progress);
        },
        document);
    if (formulas > 0)
      document.notices.push_back({"format.formulas_not_read",
                                  Severity::info,
                                  fmt::format("The results of {} formula{} were read, but not how they are calculated: "
                                              "files of this format keep that in a form of their own.",
                                              formulas, formulas == 1 ? "" : "s"),
                                  {},
                                  {}});
    office::note_signatures(*package);
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
