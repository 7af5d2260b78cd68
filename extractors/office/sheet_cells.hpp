// The cells of one sheet while it is read, within what is left of the limits.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "extractors/grid/grid.hpp"
#include "extractors/office/hidden_runs.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/sheet.hpp"

namespace assay::office {

class SheetCells {
 public:
  SheetCells(Package& package, const Workbook& book, const SheetEntry& sheet, Budget& budget)
      : package_(package), sheet_(sheet), budget_(budget), cells_(Cells::packed(book.strings)) {
    cells_.set_formats(book.number_formats.shared());
  }

  // From 0, both inclusive.
  void hide_columns(int first, int last) { hidden_.columns.add(first, last); }
  void hide_rows(int first, int last) { hidden_.rows.add(first, last); }
  bool column_hidden(int column) const { return hidden_.columns.holds(column); }
  const HiddenParts& hidden() const { return hidden_; }

  // The first cell beyond a limit is noted; it and all later ones are left out: false.
  // `text`: the index of the cell's text among the shared ones, which then counts, or Cells::own_text.
  bool keep(const Cell& cell, std::uint32_t text = Cells::own_text);
  // The same of what needs no Cell; `size`: bytes of the number's text.
  bool keep_shared(const Cells::Spot& spot, std::uint32_t text);
  bool keep_number(const Cells::Spot& spot, const PackedValue& value, std::size_t size);
  bool keep_day(const Cells::Spot& spot, std::int64_t day);
  bool full() const { return full_; }

  // In row order, whatever the order in the file.
  Grid take();

 private:
  bool admit(int row, int column, std::size_t text_size);
  bool refuse(int row, int column);

  Package& package_;
  const SheetEntry& sheet_;
  Budget& budget_;
  Cells cells_;
  int last_row_ = -1, last_column_ = -1;
  HiddenParts hidden_;
  bool full_ = false;
  bool in_order_ = true;
};

// Compiled into the reader: asked for each of millions of cells.
inline bool SheetCells::admit(int row, int column, std::size_t text_size) {
  if (full_ || budget_.cells == 0 || budget_.text_bytes < text_size) return refuse(row, column);
  --budget_.cells;
  budget_.text_bytes -= text_size;
  in_order_ = in_order_ && (row > last_row_ || (row == last_row_ && column >= last_column_));
  last_row_ = row;
  last_column_ = column;
  return true;
}

inline bool SheetCells::keep_shared(const Cells::Spot& spot, std::uint32_t text) {
  if (!admit(spot.row, spot.column, (*cells_.texts())[text].size())) return false;
  cells_.push_shared(spot, text);
  return true;
}

inline bool SheetCells::keep_number(const Cells::Spot& spot, const PackedValue& value, std::size_t size) {
  if (!admit(spot.row, spot.column, size)) return false;
  cells_.push_number(spot, value);
  return true;
}

inline bool SheetCells::keep_day(const Cells::Spot& spot, std::int64_t day) {
  constexpr std::size_t size = std::string_view("2024-03-05").size();
  if (!admit(spot.row, spot.column, size)) return false;
  cells_.push_day(spot, day);
  return true;
}

}  // namespace assay::office
