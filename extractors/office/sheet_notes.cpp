#include "extractors/office/sheet_notes.hpp"

#include <fmt/format.h>

#include <utility>

#include "extractors/office/sheet_extras.hpp"

namespace assay::office {

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
  if (const FoundCells& found = content.without_value; found.count > 0)
    add("format.formula_without_value", Severity::warning,
        fmt::format(
            "{} formula{} on sheet '{}' {} no stored result: open the file in a spreadsheet program and save it.",
            found.count, found.count == 1 ? "" : "s", sheet.name, found.count == 1 ? "has" : "have"),
        found.first, found.first_at);
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

}  // namespace assay::office
