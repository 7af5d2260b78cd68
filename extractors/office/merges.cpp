#include "extractors/office/merges.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

namespace assay::office {
namespace {

// Cells looked at for all ranges together; overlapping ranges of whole columns would otherwise cost cells × ranges.
constexpr std::int64_t most_visits = 50'000'000;

using At = std::pair<int, int>;  // row and column

std::size_t place_of(const std::vector<At>& places, int row, int column) {
  return static_cast<std::size_t>(std::lower_bound(places.begin(), places.end(), At(row, column)) - places.begin());
}

// The cells without those that are gone, with their spans and, in between, the blank ones.
Cells merged(const Cells& cells, const std::vector<bool>& gone, const std::map<std::size_t, Cell>& spans,
             const std::vector<Cell>& blanks, int& covered) {
  Cells out = Cells::packed(cells.texts());
  out.set_formats(cells.formats());
  auto blank = blanks.begin();
  std::size_t index = 0;
  for (auto at = cells.begin(); at != cells.end(); ++at, ++index) {
    if (gone[index]) {
      covered += at->text.empty() ? 0 : 1;
      continue;
    }
    for (; blank != blanks.end() && At(blank->row, blank->column) < At(at->row, at->column); ++blank)
      out.push_back(*blank);
    const auto span = spans.find(index);
    if (span == spans.end()) {
      out.push_back(*at, at.text());
      continue;
    }
    Cell cell = *at;
    cell.row_span = span->second.row_span;
    cell.column_span = span->second.column_span;
    cell.hidden = span->second.hidden;
    out.push_back(cell, at.text());
  }
  for (; blank != blanks.end(); ++blank) out.push_back(*blank);
  return out;
}

}  // namespace

bool apply_merges(Grid& grid, const std::vector<MergedRange>& merges, const HiddenParts& hidden, int& covered) {
  if (merges.empty()) return true;
  std::vector<At> places;
  places.reserve(grid.cells.size());
  for (auto at = grid.cells.begin(); at != grid.cells.end(); ++at) places.emplace_back(at.mark().row, at.mark().column);
  std::vector<bool> gone(places.size(), false);
  std::map<std::size_t, Cell> spans;  // by index, of cells that stand
  std::vector<Cell> blanks;
  std::int64_t visits = 0;
  bool all = true;
  for (const MergedRange& merge : merges) {
    std::size_t at = place_of(places, merge.row0, merge.column0);
    const bool stands = at < places.size() && places[at] == At(merge.row0, merge.column0);
    if (visits > most_visits) {
      all = false;
      break;
    }
    Cell cell;
    cell.row = merge.row0;
    cell.column = merge.column0;
    cell.row_span = merge.row1 - merge.row0 + 1;
    cell.column_span = merge.column1 - merge.column0 + 1;
    cell.hidden = hidden.hide(merge);
    if (stands)
      spans[at] = std::move(cell);
    else
      blanks.push_back(std::move(cell));
    for (int row = merge.row0; row <= merge.row1;) {
      at = place_of(places, row, merge.column0);
      for (; at < places.size() && places[at].first == row && places[at].second <= merge.column1; ++at, ++visits)
        if (row != merge.row0 || places[at].second != merge.column0) gone[at] = true;
      ++visits;
      if (at >= places.size() || visits > most_visits) break;
      row = std::max(row + 1, places[at].first);
    }
  }
  std::stable_sort(blanks.begin(), blanks.end(),
                   [](const Cell& a, const Cell& b) { return At(a.row, a.column) < At(b.row, b.column); });
  grid.cells = merged(grid.cells, gone, spans, blanks, covered);
  return all;
}

}  // namespace assay::office
