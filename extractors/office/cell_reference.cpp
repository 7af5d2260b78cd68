#include "extractors/office/cell_reference.hpp"

#include "extractors/office/xml.hpp"

namespace assay::office {

std::optional<CellPlace> parse_cell(std::string_view name) {
  int column = 0;
  std::size_t i = 0;
  for (; i < name.size() && i < 4; ++i) {
    const char c = name[i];
    const int letter = c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' : -1;
    if (letter < 0) break;
    column = column * 26 + letter + 1;
  }
  const long row = to_long(name.substr(i));
  if (i == 0 || column > most_columns || row < 1 || row > most_rows) return std::nullopt;
  return CellPlace{static_cast<int>(row) - 1, column - 1};
}

std::optional<CellRange> parse_range(std::string_view range) {
  const auto colon = range.find(':');
  const auto from = parse_cell(range.substr(0, colon));
  const auto to = colon == std::string_view::npos ? from : parse_cell(range.substr(colon + 1));
  if (!from || !to || to->row < from->row || to->column < from->column) return std::nullopt;
  return CellRange{from->row, from->column, to->row, to->column};
}

}  // namespace assay::office
