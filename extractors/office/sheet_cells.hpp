// The cells of one sheet while it is read, within what is left of the limits.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "extractors/grid/grid.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/sheet.hpp"

namespace assay::office {

class SheetCells {
 public:
  // `texts`: those that the cells of the workbook share.
  SheetCells(Package& package, const SheetEntry& sheet, Cells::SharedTexts texts, Budget& budget)
      : package_(package), sheet_(sheet), budget_(budget), cells_(Cells::packed(std::move(texts))) {}

  // Columns from 0, both inclusive.
  void hide_columns(int first, int last) { hidden_columns_.push_back({first, last}); }
  bool column_hidden(int column) const;

  // The first cell beyond a limit is noted; it and all later ones are left out.
  // `text`: the index of the cell's text among the shared ones, which then counts, or Cells::own_text.
  void keep(const Cell& cell, std::uint32_t text = Cells::own_text);
  bool full() const { return full_; }
  std::size_t size() const { return cells_.size(); }

  // In row order, whatever the order in the file.
  Grid take();

 private:
  struct ColumnRun {
    int first = 0, last = 0;
  };

  Package& package_;
  const SheetEntry& sheet_;
  Budget& budget_;
  Cells cells_;
  int last_row_ = -1, last_column_ = -1;
  std::vector<ColumnRun> hidden_columns_;
  bool full_ = false;
  bool in_order_ = true;
};

}  // namespace assay::office
