// The cells of one sheet while it is read, within what is left of the limits.
#pragma once

#include <cstdint>
#include <vector>

#include "extractors/grid/grid.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/sheet.hpp"

namespace assay::office {

class SheetCells {
 public:
  SheetCells(Package& package, const SheetEntry& sheet, Budget& budget)
      : package_(package), sheet_(sheet), budget_(budget) {}

  // How many cells the sheet says it has. Room is made for them at once, unless the file is too small to hold them.
  void expect(std::uint64_t cells);

  // Columns from 0, both inclusive.
  void hide_columns(int first, int last) { hidden_columns_.push_back({first, last}); }
  bool column_hidden(int column) const;

  // The first cell beyond a limit is noted; it and all later ones are left out.
  void keep(Cell&& cell);
  bool full() const { return full_; }
  std::size_t size() const { return grid_.cells.size(); }

  // In row order, whatever the order in the file.
  Grid take();

 private:
  struct ColumnRun {
    int first = 0, last = 0;
  };

  Package& package_;
  const SheetEntry& sheet_;
  Budget& budget_;
  Grid grid_;
  std::vector<ColumnRun> hidden_columns_;
  bool full_ = false;
  bool in_order_ = true;
};

}  // namespace assay::office
