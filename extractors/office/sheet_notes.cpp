#include "extractors/office/sheet_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/core/hidden_lines.hpp"
#include "extractors/office/cell_reference.hpp"
#include "extractors/office/sheet_extras.hpp"

namespace assay::office {

void note_hidden_sheet(const SheetEntry& sheet, Document& document) {
  const bool very = sheet.state == SheetState::very_hidden;
  Notice notice;
  notice.code = "consistency.hidden_sheet";
  notice.severity = Severity::info;
  notice.message = fmt::format("The sheet '{}' is hidden{}; what it holds is read, marked and left out of the text.",
                               sheet.name, very ? " in a way that Excel's menus do not undo" : "");
  notice.place.sheet = sheet.name;
  document.notices.push_back(std::move(notice));
}

void hide_comments(const HiddenParts& hidden, std::size_t first, Document& document) {
  for (std::size_t i = first; i < document.blocks.size(); ++i) {
    Block& block = document.blocks[i];
    const auto at = block.kind == BlockKind::comment ? parse_cell(block.place.range) : std::nullopt;
    if (at && hidden.hide(at->row, at->column)) block.hidden = true;
  }
}

namespace {

constexpr std::size_t most_told = 5;

constexpr const char* hidden_lines_message =
    "Hidden on sheet '{}', by hand or by a filter: {}, with {}. "
    "What they hold is read and marked, and left out of the text.";

// "1 row", "2 rows"
std::string counted(int count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

// "rows 2-4, 7", "column C and 3 other ranges"
std::string told(const char* what, const HiddenLines::Ranges& ranges, const auto& name_of) {
  const bool one = ranges.size() == 1 && ranges[0].first == ranges[0].second;
  std::string out = fmt::format("{}{} ", what, one ? "" : "s");
  for (std::size_t i = 0; i < std::min(ranges.size(), most_told); ++i) {
    const auto& [first, last] = ranges[i];
    out += (i > 0 ? ", " : "") + name_of(first) + (last > first ? "-" + name_of(last) : "");
  }
  if (ranges.size() > most_told) out += fmt::format(" and {} others", ranges.size() - most_told);
  return out;
}

int count_of(const HiddenLines::Ranges& ranges) {
  int count = 0;
  for (const auto& [first, last] : ranges) count += last - first + 1;
  return count;
}

void note_hidden_lines(const SheetEntry& sheet, const Cells& cells, Document& document) {
  if (!cells.any_hidden()) return;
  int rows = 0, columns = 0, values = 0;
  bool any = false;  // hidden formulas may have no value, and merged cells nothing
  for (auto at = cells.begin(); at != cells.end(); ++at) {
    rows = std::max(rows, at.span().row + 1);
    columns = std::max(columns, at.span().column + 1);
    if (!at.hidden()) continue;
    values += at.view().empty() ? 0 : 1;
    any = any || !at.view().empty() || !at->formula.empty();
  }
  if (!any) return;
  const HiddenLines hidden(cells, rows, columns);
  std::string lines, where;
  const auto add = [&](const char* what, const HiddenLines::Ranges& ranges, const auto& name_of) {
    if (ranges.empty()) return;
    lines += (lines.empty() ? "" : " and ") + counted(count_of(ranges), what);
    where += (where.empty() ? "" : "; ") + told(what, ranges, name_of);
  };
  add("row", hidden.rows(), [](int row) { return std::to_string(row + 1); });
  add("column", hidden.columns(), [](int column) { return column_name(column); });
  Notice notice{"consistency.hidden_rows", Severity::info, {}, std::move(where), {}};
  notice.message = fmt::format(hidden_lines_message, sheet.name, lines, counted(values, "value"));
  notice.place.sheet = sheet.name;
  document.notices.push_back(std::move(notice));
}

// Numbers and texts, zeros aside: many a table shows them as blanks.
FoundCells not_shown(const Cells& cells) {
  FoundCells found;
  if (!cells.formats()) return found;
  std::vector<bool> hides;
  for (const NumberFormat& format : *cells.formats()) hides.push_back(format.may_show_nothing());
  if (std::find(hides.begin(), hides.end(), true) == hides.end()) return found;
  for (auto at = cells.begin(); at != cells.end(); ++at) {
    if (at.format() == 0 || at.format() > hides.size() || !hides[at.format() - 1]) continue;
    const std::optional<std::string> display = at.display();
    if (!display || !display->empty() || at->number == 0) continue;
    if (found.add(at.span().row, at.span().column))
      found.first += fmt::format(": {}, by the format {}", at.view(), (*cells.formats())[at.format() - 1].code());
  }
  return found;
}

}  // namespace

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
  note_hidden_lines(sheet, content.grid.cells, document);
  if (const FoundCells found = not_shown(content.grid.cells); found.count > 0)
    add("consistency.values_not_shown", Severity::info,
        fmt::format("{} value{} on sheet '{}' {} a format that shows nothing of {}: read, and left out of the text.",
                    found.count, found.count == 1 ? "" : "s", sheet.name, found.count == 1 ? "has" : "have",
                    found.count == 1 ? "it" : "them"),
        found.first, found.first_at);
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
