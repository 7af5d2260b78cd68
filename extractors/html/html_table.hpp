// A table element as a Table.
#pragma once

#include <cstdint>

#include "extractors/core/document.hpp"
#include "extractors/html/dom.hpp"

namespace assay::html {

// Whether the table only arranges the page: it has one cell, or holds other tables and nothing that marks it as data.
bool is_layout_table(const GumboNode* table);

// Cells with their spans (as the HTML standard forms tables, 4.9.12). At most `max_cells` cells; `cut` tells whether
// there were more. Text of tables inside cells is not in it.
Table read_table(const GumboNode* table, std::uint64_t max_cells, bool& cut);

}  // namespace assay::html
