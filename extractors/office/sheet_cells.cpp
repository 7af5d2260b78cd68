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

void SheetCells::expect(std::uint64_t cells) {
  grid_.cells.reserve(std::min({cells, budget_.cells, static_cast<std::uint64_t>(package_.packed_bytes())}));
}

bool SheetCells::column_hidden(int column) const {
  return std::any_of(hidden_columns_.begin(), hidden_columns_.end(),
                     [column](const ColumnRun& run) { return column >= run.first && column <= run.last; });
}

void SheetCells::keep(Cell&& cell) {
  if (full_) return;
  if (budget_.cells == 0 || budget_.text_bytes < cell.text.size()) {
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
  budget_.text_bytes -= cell.text.size();
  in_order_ = in_order_ && (grid_.cells.empty() || !before(cell, grid_.cells.back()));
  grid_.cells.push_back(std::move(cell));
}

Grid SheetCells::take() {
  auto& cells = grid_.cells;
  if (!in_order_) std::stable_sort(cells.begin(), cells.end(), before);
  if (cells.capacity() > 2 * cells.size()) cells.shrink_to_fit();  // the sheet said that it holds more than it does
  return std::move(grid_);
}

}  // namespace assay::office
