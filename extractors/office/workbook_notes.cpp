#include "extractors/office/workbook_notes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace assay::office {
namespace {

// "the sheet 'A'", "the sheets 'A', 'B' and 7 more"
std::string named_sheets(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 10;
  std::string out = names.size() == 1 ? "the sheet" : "the sheets";
  for (std::size_t i = 0; i < std::min(names.size(), shown); ++i)
    out += fmt::format("{} '{}'", i == 0 ? "" : i + 1 == names.size() ? " and" : ",", names[i]);
  return names.size() > shown ? fmt::format("{} and {} more", out, names.size() - shown) : out;
}

}  // namespace

void WorkbookNotes::add(const std::string& sheet, const SheetContent& content) {
  if (content.is_protected) protect_sheet(sheet);
  entry_rules_.add(sheet, content.entry_rules);
  if (content.unknown_format.count > 0 && numbers_of_unknown_format_ == 0) {
    first_of_unknown_format_.sheet = sheet;
    first_of_unknown_format_.range = content.unknown_format.first_at;
  }
  numbers_of_unknown_format_ += content.unknown_format.count;
}

void WorkbookNotes::add_name(std::string_view name, std::string_view formula) {
  constexpr int shown = 5;
  if (++names_ > shown) return;
  first_names_ += fmt::format("{}{}", first_names_.empty() ? "" : "; ", name);
  if (!formula.empty()) first_names_ += fmt::format(" = {}", formula);
}

void WorkbookNotes::tell(Document& document) const {
  tell_protection(document);
  tell_entry_rules(document);
  tell_unknown_formats(document);
  tell_names(document);
}

void WorkbookNotes::tell_protection(Document& document) const {
  if (!structure_protected_ && protected_sheets_.empty()) return;
  std::string what = structure_protected_ ? "the list of its sheets" : "";
  if (!protected_sheets_.empty()) what += (what.empty() ? "" : "; ") + named_sheets(protected_sheets_);
  Notice notice{
      "format.protected", Severity::info, fmt::format("The workbook is protected against changes: {}.", what), {}, {}};
  if (!protected_sheets_.empty()) notice.place.sheet = protected_sheets_.front();
  document.notices.push_back(std::move(notice));
}

void WorkbookNotes::tell_entry_rules(Document& document) const {
  if (entry_rules_.count == 0) return;
  std::string message = fmt::format("The workbook has {} for what may be entered into its cells.",
                                    entry_rules_.count == 1 ? "a rule" : fmt::format("{} rules", entry_rules_.count));
  if (entry_rules_.worded > 0)
    message += fmt::format(" {} prompts, messages or lists to choose from, which are no part of the text.",
                           entry_rules_.count == 1    ? "It holds"
                           : entry_rules_.worded == 1 ? "One of them holds"
                                                      : fmt::format("{} of them hold", entry_rules_.worded));
  document.notices.push_back({"format.entry_rules",
                              Severity::info,
                              std::move(message),
                              fmt::to_string(fmt::join(entry_rules_.first_words, " | ")),
                              {}});
}

void WorkbookNotes::tell_unknown_formats(Document& document) const {
  if (numbers_of_unknown_format_ == 0) return;
  document.partial = true;
  document.notices.push_back(
      {"format.damaged", Severity::error,
       fmt::format(
           "The formats of {} are missing from the file: a date or time among them is read as a bare number.",
           numbers_of_unknown_format_ == 1 ? "one number" : fmt::format("{} numbers", numbers_of_unknown_format_)),
       "first in " + to_string(first_of_unknown_format_), first_of_unknown_format_});
}

void WorkbookNotes::tell_names(Document& document) const {
  if (names_ == 0) return;
  document.notices.push_back(
      {"format.defined_names",
       Severity::info,
       fmt::format("The workbook defines {} name{} for cells or formulas.", names_, names_ == 1 ? "" : "s"),
       first_names_,
       {}});
}

}  // namespace assay::office
