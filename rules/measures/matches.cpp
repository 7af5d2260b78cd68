#include "rules/measures/matches.hpp"

#include <algorithm>
#include <set>

#include "rules/measures/text.hpp"

namespace assay {
namespace {

constexpr double most_matches = 10'000;

bool is_frame(const Block& block) {
  return block.kind == BlockKind::page_header || block.kind == BlockKind::page_footer;
}

// Of the first block or cell that holds the words.
Place place_of(const Document& document, std::string_view words) {
  for (const Block& block : document.blocks)
    if (!block.hidden && block.text.find(words) != std::string::npos) return block.place;
  for (const Table& table : document.tables)
    for (const Cell& cell : table.cells)
      if (cell.text.find(words) != std::string::npos) return cell_place(table, cell.row, cell.column);
  return {};
}

}  // namespace

std::string text_with_frames(const Document& document, std::string_view text) {
  std::string whole(text);
  std::set<std::string_view> frames;
  for (const Block& block : document.blocks)
    if (is_frame(block) && !block.hidden && frames.insert(block.text).second) whole += "\n" + block.text;
  return whole;
}

Measure count_matches(std::string_view name, const NextMatch& next, const Document& document, std::string_view text) {
  double count = 0;
  std::string evidence;
  Place place;
  for (std::size_t at = 0; count < most_matches;) {
    const std::string_view found = next(text, at);
    if (!found.data()) break;
    const auto begin = static_cast<std::size_t>(found.data() - text.data());
    at = begin + std::max<std::size_t>(found.size(), 1);
    if (count++ > 0) continue;
    evidence = around(text, begin, found.size());
    place = place_of(document, found);
  }
  return document_measure(name, count, text.empty() ? 0 : 1, place, evidence);
}

void measure_patterns(const Document& document, std::string_view text, std::span<const TextPattern> patterns,
                      std::vector<Measure>& out) {
  if (patterns.empty()) return;
  const std::string whole = text_with_frames(document, text);
  for (const TextPattern& one : patterns)
    out.push_back(count_matches(
        one.name, [&one](std::string_view searched, std::size_t from) { return one.pattern.match(searched, from); },
        document, whole));
}

}  // namespace assay
