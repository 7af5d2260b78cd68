#include "extractors/office/xlsx_extractor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "extractors/grid/grid.hpp"
#include "extractors/office/finish.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/parts.hpp"
#include "extractors/office/sheet.hpp"
#include "extractors/office/sheet_extras.hpp"
#include "extractors/office/workbook.hpp"

namespace assay {
namespace {

using namespace office;

void note_hidden_sheet(const SheetEntry& sheet, Document& document) {
  const bool very = sheet.state == SheetState::very_hidden;
  Notice notice;
  notice.code = "consistency.hidden_sheet";
  notice.severity = Severity::info;
  notice.message = fmt::format("The sheet '{}' is hidden{}; its content is marked as hidden.", sheet.name,
                               very ? " in a way that Excel's menus do not undo" : "");
  notice.place.sheet = sheet.name;
  document.notices.push_back(std::move(notice));
}

void note_content(const SheetEntry& sheet, const SheetContent& content, Document& document) {
  const auto add = [&](std::string code, Severity severity, std::string message, std::string evidence,
                       std::string range) {
    Notice notice{std::move(code), severity, std::move(message), std::move(evidence), {}};
    notice.place.sheet = sheet.name;
    notice.place.range = std::move(range);
    document.notices.push_back(std::move(notice));
  };
  if (content.formulas_without_value > 0)
    add("format.formula_without_value", Severity::warning,
        fmt::format("{} formula{} on sheet '{}' {} no stored result: open the file in Excel and save it.",
                    content.formulas_without_value, content.formulas_without_value == 1 ? "" : "s", sheet.name,
                    content.formulas_without_value == 1 ? "has" : "have"),
        content.first_without_value, content.first_without_value_at);
  if (content.covered_values > 0)
    add("consistency.covered_value", Severity::info,
        fmt::format("{} value{} on sheet '{}' lie under merged cells, where nobody sees them; they were left out.",
                    content.covered_values, content.covered_values == 1 ? "" : "s", sheet.name),
        {}, {});
  if (content.hidden_rows > 0)
    add("consistency.hidden_rows", Severity::info,
        fmt::format("Hidden on sheet '{}': {} row{}, whose cells are marked.", sheet.name, content.hidden_rows,
                    content.hidden_rows == 1 ? "" : "s"),
        {}, {});
}

void add_printed_texts(const SheetEntry& sheet, const SheetContent& content, Document& document) {
  const auto add = [&](BlockKind kind, const std::string& codes) {
    Block block;
    block.kind = kind;
    block.text = printed_text(codes);
    block.hidden = sheet.state != SheetState::visible;
    block.place.sheet = sheet.name;
    if (block.text.find_first_not_of(" \t\n") != std::string::npos) document.blocks.push_back(std::move(block));
  };
  add(BlockKind::page_header, content.header_text);
  add(BlockKind::page_footer, content.footer_text);
}

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
