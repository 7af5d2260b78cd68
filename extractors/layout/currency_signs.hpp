// Signs of currency that stand apart from their figures, as accounts are set: "Net sales  $     1,234  $     1,100".
#pragma once

#include <string>
#include <vector>

#include "extractors/layout/lines.hpp"

namespace assay::layout {

// "$", "€", "US$" and nothing else.
bool is_currency_sign(const std::string& text);
// Or "%": with its figure it is one, alone the beginning of a name ("$ change").
bool is_unit_sign(const std::string& text);

// The rows, in each of which a sign in a segment of its own, or at the end of the figure before ("45 $      158.45"),
// belongs to the figure behind it. Rows that set the sign behind the figure ("100 €   200 €") stay as they are.
std::vector<Row> join_currency_signs(const std::vector<LayoutWord>& words, std::vector<Row> rows);

}  // namespace assay::layout
