// A grid cut at its blank rows and columns.
#pragma once

#include <vector>

#include "extractors/grid/shadow.hpp"

namespace assay::grid {

// Areas that together hold every entry, none in two, cut at blank columns and rows by turns until nothing parts.
// Empty where there would be more than `most_pieces`: no layout of tables.
inline constexpr std::size_t most_pieces = 2000;
std::vector<Area> cut_apart(const Shadow& shadow);

// Of an area with very few entries for its size (a diagonal of a sheet's length), parts that are not.
std::vector<Area> without_deserts(const Shadow& shadow, const Area& area);

// Own cells of a line within the area, copies left out; `only` becomes the first.
int cells_on(const Line& line, const Area& area, const Entry** only = nullptr);
int cells_in(const Shadow& shadow, const Area& area);
// At most one text to a line, no values.
bool texts_alone(const Shadow& shadow, const Area& area);
// One cell with a sign for "nothing": no table of its own.
bool lone_sign(const Shadow& shadow, const Area& area);

Area hull(const Area& a, const Area& b);
bool touch(const Area& a, const Area& b);
bool within(const Area& inner, const Area& outer);
bool columns_meet(const Area& a, const Area& b);

}  // namespace assay::grid
