// How likely the structure of a table found on a page is right: signals of its grid and a model fitted on tables whose
// truth is known (tools/fit_cer/fit_tables.py).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extractors/layout/table_grid.hpp"

namespace assay::layout {

// What the confidence rests on; all names are listed in table_signals.cpp. The cells of `table` are those of `grid`, in
// the same order; `words` are all words of the page.
std::map<std::string, double> table_signals(const std::vector<LayoutWord>& words, const Grid& grid, const Table& table);

// Chance that at least 9 of 10 relations between neighbouring cells are right (adjacency F1, Göbel, Hassan, Oro, Orsi
// 2012). A table outside of what was seen when fitting gets the signal "unlike_fit", the number of signals out of
// range, and a chance only where that is under a half.
std::optional<double> table_confidence(std::map<std::string, double>& signals);

}  // namespace assay::layout
