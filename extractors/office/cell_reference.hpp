// "AB12" and "A1:F20" as Excel writes places.
#pragma once

#include <optional>
#include <string_view>

namespace assay::office {

inline constexpr int most_rows = 1'048'576;
inline constexpr int most_columns = 16'384;

struct CellPlace {
  int row = 0, column = 0;  // from 0
};
struct CellRange {
  int row0 = 0, column0 = 0, row1 = 0, column1 = 0;  // from 0, inclusive
};

// None for what is no place, or lies beyond Excel's last row or column, or has its corners the wrong way round.
std::optional<CellPlace> parse_cell(std::string_view name);
std::optional<CellRange> parse_range(std::string_view range);

}  // namespace assay::office
