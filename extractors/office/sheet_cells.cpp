#include "extractors/office/sheet_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assay::office {
namespace {

bool before(const Cell& a, const Cell& b) {
  return a.row != b.row ? a.row < b.row : a.column < b.column;
}

}  // namespace

bool SheetCells::column_hidden(int column) const {
  return std::any_of(hidden_columns_.begin(), hidden_columns_.end(),
                     [column](const ColumnRun& run) { return column >= run.first && column <= run.last; });
}

void SheetCells::keep(const Cell& cell, std::uint32_t text) {
  if (full_) return;
  const std::size_t size = text == Cells::own_text ? cell.text.size() : (*cells_.texts())[text].size();
  if (budget_.cells == 0 || budget_.text_bytes < size) {
    full_ = true;
    const bool cells = budget_.cells == 0;
    package_.note_limit(
        cells ? "cells" : "text_bytes",
        fmt::format("The workbook holds more {} than the limit allows; it was read up to sheet '{}', {}.",
                    cells ? "cells" : "text", sheet_.name, cell_name(cell.row, cell.column)),
        sheet_.part);
    return;
  }
  --budget_.cells;
  budget_.text_bytes -= size;
  in_order_ = in_order_ && (cell.row > last_row_ || (cell.row == last_row_ && cell.column >= last_column_));
  last_row_ = cell.row;
  last_column_ = cell.column;
  cells_.push_back(cell, text);
}

Grid SheetCells::take() {
  if (!in_order_) std::stable_sort(cells_.loose().begin(), cells_.loose().end(), before);
  return {std::move(cells_)};
}

}  // namespace assay::office
