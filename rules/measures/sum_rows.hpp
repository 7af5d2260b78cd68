// Rows of a table that hold sums of other rows, by their labels.
#pragma once

#include <map>
#include <string_view>

#include "extractors/core/document.hpp"

namespace assay {

// "Subtotal North" is a subtotal for certain, "North total" may be the name of a thing; "carried forward" is the sum of
// the items above it, or, where there are none, of those of another page.
enum class RowKind { item, perhaps_subtotal, carried, subtotal, total };

RowKind kind_of_row(std::string_view label);

// Rows below the header that are no items.
std::map<int, RowKind> sum_rows(const Table& table);

}  // namespace assay
