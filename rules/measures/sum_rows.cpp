#include "rules/measures/sum_rows.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace assay {

RowKind kind_of_row(std::string_view label) {
  static const RE2 total(
      "(?i)\\s*(?:grand |overall |net |in )?(?:totals?|sum|summe|gesamt|gesamt(?:summe|betrag)|insgesamt|somme|"
      "montant total)(?: (?:amount|sum|costs?|price|value|due|net|gross|général|eur|usd|gbp|chf|€|\\$|£))?"
      "\\s*(?:\\([^()]{0,20}\\))?\\s*:?\\s*");
  static const RE2 subtotal(
      "(?i)\\s*(?:.{1,60}\\s)?(?:sub-? ?totals?|zwischensummen?|teilsummen?|sous-totaux|sous-total)"
      "(?:[\\s:(].{0,60})?");
  static const RE2 carried("(?i)\\s*(?:.{1,60}\\s)?(?:carried forward|übertrag)(?:[\\s:(].{0,60})?");
  static const RE2 perhaps(
      "(?i)\\s*(?:(?:totals?|sum|summe|gesamt|somme)[\\s:(].{1,60}|.{1,60}\\s(?:totals?|sum|summe|gesamt))\\s*:?\\s*");
  static const RE2 any("(?i)total|totaux|sum|gesamt|somme|carried|übertrag");  // hardly any text holds one
  constexpr std::size_t longest = 200;
  const re2::StringPiece text(label.data(), label.size());
  if (label.size() > longest || !RE2::PartialMatch(text, any)) return RowKind::item;
  if (RE2::FullMatch(text, total)) return RowKind::total;
  if (RE2::FullMatch(text, subtotal)) return RowKind::subtotal;
  if (RE2::FullMatch(text, carried)) return RowKind::carried;
  return RE2::FullMatch(text, perhaps) ? RowKind::perhaps_subtotal : RowKind::item;
}

std::map<int, RowKind> sum_rows(const Table& table) {
  std::map<int, RowKind> out;
  for (const Cell& cell : table.cells) {
    if (cell.row < table.header_rows || cell.type != CellType::text) continue;
    const RowKind kind = kind_of_row(cell.text);
    if (kind != RowKind::item) out[cell.row] = std::max(out[cell.row], kind);
  }
  return out;
}

}  // namespace assay
