#include "extractors/grid/grid.hpp"

#include <algorithm>
#include <utility>

namespace assay {

std::string column_name(int column) {
  std::string letters;
  for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters;
}

std::string cell_name(int row, int column) {
  return column_name(column) + std::to_string(row + 1);
}

std::string range_name(int row0, int column0, int row1, int column1) {
  std::string out = cell_name(row0, column0);
  if (row0 != row1 || column0 != column1) out += ':' + cell_name(row1, column1);
  return out;
}

void append_reading(Document& document, GridReading reading, TableSource found_by, const std::string& sheet,
                    bool hidden) {
  const int shift = static_cast<int>(document.tables.size());
  for (Table& table : reading.tables) {
    table.found_by = found_by;
    table.hidden = hidden;
    table.place.sheet = sheet;
    document.tables.push_back(std::move(table));
  }
  for (Block& block : reading.blocks) {
    block.hidden = block.hidden || hidden;
    block.place.sheet = sheet;
    if (block.table) *block.table += shift;
    document.blocks.push_back(std::move(block));
  }
}

}  // namespace assay
