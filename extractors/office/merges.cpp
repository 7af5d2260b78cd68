#include "extractors/office/merges.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace assay::office {
namespace {

// Cells looked at for all ranges together; overlapping ranges of whole columns would otherwise cost cells × ranges.
constexpr std::int64_t most_visits = 50'000'000;

std::size_t place_of(const std::vector<Cell>& cells, int row, int column) {
  const auto at = std::lower_bound(
      cells.begin(), cells.end(), std::pair(row, column),
      [](const Cell& cell, const std::pair<int, int>& wanted) { return std::pair(cell.row, cell.column) < wanted; });
  return static_cast<std::size_t>(at - cells.begin());
}

}  // namespace

bool apply_merges(Grid& grid, const std::vector<MergedRange>& merges, int& covered) {
  if (merges.empty()) return true;
  std::vector<Cell>& cells = grid.cells;
  std::vector<bool> gone(cells.size(), false);
  std::vector<Cell> blanks;
  std::int64_t visits = 0;
  bool all = true;
  for (const MergedRange& merge : merges) {
    std::size_t at = place_of(cells, merge.row0, merge.column0);
    const bool stands = at < cells.size() && cells[at].row == merge.row0 && cells[at].column == merge.column0;
    if (visits > most_visits) {
      all = false;
      break;
    }
    if (stands) {
      cells[at].row_span = merge.row1 - merge.row0 + 1;
      cells[at].column_span = merge.column1 - merge.column0 + 1;
    } else {
      Cell blank;
      blank.row = merge.row0;
      blank.column = merge.column0;
      blank.row_span = merge.row1 - merge.row0 + 1;
      blank.column_span = merge.column1 - merge.column0 + 1;
      blanks.push_back(std::move(blank));
    }
    for (int row = merge.row0; row <= merge.row1;) {
      at = place_of(cells, row, merge.column0);
      for (; at < cells.size() && cells[at].row == row && cells[at].column <= merge.column1; ++at, ++visits)
        if (row != merge.row0 || cells[at].column != merge.column0) gone[at] = true;
      ++visits;
      if (at >= cells.size() || visits > most_visits) break;
      row = std::max(row + 1, cells[at].row);
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (gone[i]) {
      covered += cells[i].text.empty() ? 0 : 1;
      continue;
    }
    if (kept != i) cells[kept] = std::move(cells[i]);
    ++kept;
  }
  cells.resize(kept);
  const auto middle = static_cast<std::ptrdiff_t>(cells.size());
  const auto before = [](const Cell& a, const Cell& b) {
    return std::pair(a.row, a.column) < std::pair(b.row, b.column);
  };
  std::stable_sort(blanks.begin(), blanks.end(), before);
  cells.insert(cells.end(), std::make_move_iterator(blanks.begin()), std::make_move_iterator(blanks.end()));
  std::inplace_merge(cells.begin(), cells.begin() + middle, cells.end(), before);
  return all;
}

}  // namespace assay::office
