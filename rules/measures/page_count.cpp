#include <fmt/format.h>
#include <re2/re2.h>

#include <set>

#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

struct PageMark {
  int number = 0;
  int total = 0;
  std::string text;
  Place place;
  bool in_margin = false;  // of a page: its header or footer
};

// "Page 3 of 7", "Seite 3 von 7", "page 3 sur 7", "Page 3/7".
std::vector<PageMark> marks_of(const Document& document) {
  static const RE2 pattern(
      "(?i)\\b((?:page|seite|pag\\.|p\\.)\\s{0,3}(\\d{1,4})\\s{0,3}(?:of|von|sur|de|/)\\s{0,3}(\\d{1,4}))\\b");
  // "3/7" or "3 of 7" alone at the foot or head of a page.
  static const RE2 alone("[-–—\\s|]*((\\d{1,4})\\s{0,3}(?:of|von|sur|/)\\s{0,3}(\\d{1,4}))[-–—\\s|]*");
  std::vector<PageMark> out, bare;
  std::set<int> bare_numbers, bare_pages;
  for (const Block& block : document.blocks) {
    re2::StringPiece rest(block.text);
    PageMark mark;
    if (block.place.page && !block.table && block.text.size() < 24 &&
        RE2::FullMatch(block.text, alone, &mark.text, &mark.number, &mark.total)) {
      mark.place = block.place;
      mark.in_margin = block.kind == BlockKind::page_header || block.kind == BlockKind::page_footer;
      if (mark.number < 1 || mark.number > mark.total) continue;
      bare.push_back(mark);
      bare_numbers.insert(mark.number);
      bare_pages.insert(*block.place.page);
      continue;
    }
    while (RE2::FindAndConsume(&rest, pattern, &mark.text, &mark.number, &mark.total)) {
      mark.place = block.place;
      mark.in_margin = block.kind == BlockKind::page_header || block.kind == BlockKind::page_footer;
      if (mark.number >= 1 && mark.number <= mark.total) out.push_back(mark);
    }
  }
  // One may be a fraction or a date; a row of them, one on each of most pages, counts the pages. Several on a page
  // count slides of a handout, or parts.
  const bool counted = bare_numbers.size() >= 2 && bare_numbers.size() == bare.size() &&
                       bare_pages.size() == bare.size() && bare.size() * 2 > document.pages.size();
  if (counted) out.insert(out.end(), bare.begin(), bare.end());
  return out;
}

void measure_page_count(const Document& document, std::string_view, std::vector<Measure>& out) {
  std::vector<PageMark> marks = marks_of(document);
  // Of a text without pages a footer holds a field, as it was when the file was saved; first and other pages have one
  // each.
  if (document.pages.empty()) std::erase_if(marks, [](const PageMark& mark) { return mark.in_margin; });
  std::set<int> totals;
  std::set<int> numbers;
  for (const PageMark& mark : marks) {
    totals.insert(mark.total);
    numbers.insert(mark.number);
  }
  // Several totals: several documents in one file, whose ends are not known. A file that begins further on is an
  // excerpt, taken on purpose.
  // A text without pages counts them by its marks, if they are a row from the first on.
  const bool rows_up = numbers.size() >= 2 && *numbers.begin() == 1 && *numbers.rbegin() == std::ssize(numbers);
  if (document.pages.empty() && totals.size() == 1 && rows_up) {
    const int missing = *totals.begin() - *numbers.rbegin();
    out.push_back(
        document_measure("completeness.missing_pages", missing, static_cast<double>(marks.size()), marks.back().place,
                         missing > 0 ? fmt::format("'{}' is the last of its kind", marks.back().text) : std::string()));
    return;
  }
  if (document.pages.empty() || totals.size() != 1 || *numbers.begin() > 2) {
    out.push_back(document_measure("completeness.missing_pages", 0, 0));
    return;
  }
  const double missing = std::max(0.0, *totals.begin() - static_cast<double>(document.pages.size()));
  const std::string evidence =
      missing > 0 ? fmt::format("'{}', and the file has {} pages", marks.back().text, document.pages.size()) : "";
  out.push_back(document_measure("completeness.missing_pages", missing, static_cast<double>(marks.size()),
                                 marks.back().place, evidence));
}

}  // namespace

const Measurer& page_count_measures() {
  static const FunctionMeasurer measurer(
      "page_count", 4,
      {{"completeness.missing_pages", "count", "Missing pages",
        "By how many the total of \"page 3 of 7\" exceeds the pages of the file, "
        "where all such marks agree and begin at the first page; of a text without pages, the last such mark."}},
      measure_page_count);
  return measurer;
}

}  // namespace assay
