// Rows and columns of a table that its file does not show: filtered away or hidden by hand.
#pragma once

#include <utility>
#include <vector>

#include "extractors/core/document.hpp"

namespace assay {

// Found by the marks of the cells: a row is hidden when all of its cells are, and not all of them by their columns; a
// column likewise. A merged cell is hidden with the row and column that it begins in. Where no cell is hidden, this
// costs nothing.
class HiddenLines {
 public:
  explicit HiddenLines(const Table& table) : HiddenLines(table.cells, table.rows, table.columns) {}
  // Of cells at rows and columns below those numbers.
  HiddenLines(const Cells& cells, int rows, int columns);

  bool any() const { return !shown_columns_.empty(); }
  // Where a row or column stands among those that are shown, from 0; of a hidden one, where the next one does.
  int shown_row(int row) const;
  int shown_column(int column) const;

  // First and last, inclusive.
  using Ranges = std::vector<std::pair<int, int>>;
  Ranges rows() const;
  Ranges columns() const;

 private:
  // For each line, and one behind the last, how many before it are shown. Empty: nothing is hidden.
  std::vector<int> shown_rows_, shown_columns_;
};

// The table as its file shows it: its cells, packed, moved up and left over what is hidden.
Table without_hidden(const Table& table);

}  // namespace assay
