#pragma once

#include <cstdint>
#include <string_view>

namespace assay {

enum class CellType : std::uint8_t { text, number, date, boolean, error };

std::string_view to_string(CellType value);

}  // namespace assay
