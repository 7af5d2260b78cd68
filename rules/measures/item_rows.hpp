// Rows of goods whose amount is quantity times price: read rightly, so their sum can be held against a net amount.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extractors/core/document.hpp"

namespace assay {

struct ItemRows {
  std::int64_t sum = 0;   // hundredths
  std::vector<int> rows;  // of the table
};

// None: the table is not one of goods, or a row of it does not multiply (a discount, a carried sum, a misread digit).
std::optional<ItemRows> item_rows(const Table& table);

}  // namespace assay
