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

void WorkbookNotes::tell(Document& document) const {
  tell_protection(document);
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

}  // namespace assay::office
