// From what a file says of a cell to the cell: its place, type and text, kept among those of its sheet.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/office/cell_reference.hpp"
#include "extractors/office/row_scanner.hpp"
#include "extractors/office/sheet.hpp"
#include "extractors/office/sheet_cells.hpp"

namespace assay::office {

// Codes with leading zeros ("007") are texts on purpose.
bool is_number_as_text(const std::string& text);

// A number: a date where its format shows one, or itself.
void set_number(Cell& cell, double value, bool date1904, CellFormat format);

// The cells of one sheet of a workbook in XML, row by row. What it counts and finds out on the way goes to `out`.
class CellReader {
 public:
  CellReader(Package& package, const Workbook& book, const SheetEntry& sheet, SheetCells& cells, SheetContent& out);

  // Rows that say nothing of it are hidden.
  void hide_rows() { rows_hidden_ = true; }
  void begin_row(const RowSource& row);
  void end_rows() { hide_rows_before(most_rows); }
  void take(const CellSource& source);
  // Up to the one that was begun last.
  int rows() const { return row_ + 1; }

 private:
  void hide_rows_before(int row);
  Cells::Spot spot_of(const CellSource& source);
  bool take_plain(const CellSource& source, Cells::Spot& spot);
  bool take_digits(const CellSource& source, Cells::Spot& spot);
  void take_any(const CellSource& source, const Cells::Spot& spot);
  CellFormat format_of(std::string_view style, int row, int column);
  std::uint32_t format_of_text(std::string_view style) const;
  std::uint32_t shared_text(std::string_view index) const;  // own_text where there is none
  enum class TextLook : std::uint8_t { unknown, blank, number, plain };
  TextLook look_at(std::uint32_t text);
  void set_value(Cell& cell, std::uint32_t& text, const CellSource& source);
  void set_number_text(Cell& cell, std::string_view value, CellFormat format);
  void note_no_value(const Cell& cell);
  void note_damaged(const char* message, const Cell& cell, std::string_view evidence);

  Package& package_;
  const Workbook& book_;
  const SheetEntry& sheet_;
  SheetCells& cells_;
  SheetContent& out_;
  const std::vector<std::string>& strings_;
  const bool some_hide_texts_;  // of the formats: else a text's is not looked at
  std::size_t strings_met_ = 0;
  std::vector<TextLook> looks_;  // at the shared texts
  bool rows_hidden_ = false, row_known_ = false, row_hidden_ = false;
  int row_ = -1, column_ = -1;
  int damaged_cells_ = 0;
};

}  // namespace assay::office
