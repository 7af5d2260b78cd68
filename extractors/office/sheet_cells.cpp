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

bool SheetCells::refuse(int row, int column) {
  if (std::exchange(full_, true)) return false;
  const bool cells = budget_.cells == 0;
  package_.note_limit(cells ? "cells" : "text_bytes",
                      fmt::format("The workbook holds more {} than the limit allows; it was read up to sheet '{}', {}.",
                                  cells ? "cells" : "text", sheet_.name, cell_name(row, column)),
                      sheet_.part);
  return false;
}

bool SheetCells::keep(const Cell& cell, std::uint32_t text) {
  const std::size_t size = text == Cells::own_text ? cell.text.size() : (*cells_.texts())[text].size();
  if (!admit(cell.row, cell.column, size)) return false;
  cells_.push_back(cell, text);
  return true;
}

Grid SheetCells::take() {
  if (!in_order_) std::stable_sort(cells_.loose().begin(), cells_.loose().end(), before);
  return {std::move(cells_)};
}

}  // namespace assay::office
