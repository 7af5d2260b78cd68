#include "extractors/office/xlsx_extractor.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "extractors/office/finish.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/parts.hpp"
#include "extractors/office/sheet.hpp"
#include "extractors/office/sheets.hpp"
#include "extractors/office/signatures.hpp"
#include "extractors/office/workbook.hpp"

namespace assay {
namespace {

using namespace office;

class XlsxExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "xlsx"; }
  int version() const override { return 12; }

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
    read_sheets(
        package, book, options, progress,
        [&](const SheetEntry& sheet, Budget& budget) { return read_sheet(package, book, sheet, budget, progress); },
        document);
    note_signatures(package);
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
