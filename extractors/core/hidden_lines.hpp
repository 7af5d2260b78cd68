// Rows and columns of a table that its file does not show: filtered away or hidden by hand.
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "extractors/core/document.hpp"

namespace assay {

// Found by the marks of the cells: a row is hidden when all of its cells are, and not all of them by their columns; a
// column likewise. A merged cell is hidden where none of its rows, or none of its columns, is shown; one that is shown
// says nothing of the row and column that it begins in. Where no cell is hidden, this costs nothing.
class HiddenLines {
 public:
  explicit HiddenLines(const Table& table) : HiddenLines(table.cells, table.rows, table.columns) {}
  // Of cells at rows and columns below those numbers.
  HiddenLines(const Cells& cells, int rows, int columns);

  bool any() const { return !shown_columns_.empty(); }
  // Where a row or column stands among those that are shown, from 0; of a hidden one, where the next one does.
  int shown_row(int row) const;
  int shown_column(int column) const;
  // The row or column itself, or the next one that is shown; the one behind the last where none is.
  int next_shown_row(int row) const;
  int next_shown_column(int column) const;

  // First and last, inclusive.
  using Ranges = std::vector<std::pair<int, int>>;
  Ranges rows() const;
  Ranges columns() const;

 private:
  // For each line, and one behind the last, how many before it are shown. Empty: nothing is hidden.
  std::vector<int> shown_rows_, shown_columns_;
};

// Calls use(Cells::Iterator, CellSpan) for the cells that are shown, in their order, with the place where a person sees
// them: a merged one whose first row or column is hidden stands in the next that is shown. Cells whose rows are in no
// order stay where they are.
template <class Use>
void each_shown(const Cells& cells, const HiddenLines& hidden, const Use& use) {
  struct Late {
    CellSpan place;
    std::size_t index = 0;
  };
  const auto before = [](const CellSpan& one, const CellSpan& other) {
    return std::pair(one.row, one.column) < std::pair(other.row, other.column);
  };
  std::vector<Late> waiting;  // for one row; from `next` on
  std::size_t next = 0;
  bool sorted = true;
  const auto use_before = [&](const CellSpan& place) {
    if (waiting.empty()) return;
    if (!std::exchange(sorted, true)) std::ranges::stable_sort(waiting, before, &Late::place);
    for (; next < waiting.size() && before(waiting[next].place, place); ++next)
      use(cells.from(waiting[next].index), waiting[next].place);
    if (next < waiting.size()) return;
    waiting.clear();
    next = 0;
  };
  const bool in_order = cells.rows_in_order();
  std::size_t index = 0;
  for (auto at = cells.begin(); at != cells.end(); ++at, ++index) {
    if (at.hidden()) continue;
    CellSpan place = at.span();
    const int row = place.row;
    if (in_order) place.row = hidden.next_shown_row(row);
    place.column = hidden.next_shown_column(place.column);
    if (place.row == row) {
      use_before(place);
      use(at, place);
    } else {
      if (!waiting.empty() && waiting.back().place.row != place.row) use_before({place.row, -1});
      waiting.push_back({place, index});
      sorted = false;
    }
  }
  constexpr int most = std::numeric_limits<int>::max();
  use_before({most, most});
}

// The table as its file shows it: its cells, packed, moved up and left over what is hidden.
Table without_hidden(const Table& table);

}  // namespace assay
