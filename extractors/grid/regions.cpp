#include "extractors/grid/regions.hpp"

#include <algorithm>
#include <optional>

#include "extractors/grid/header.hpp"

namespace assay::grid {
namespace {

constexpr int deepest_cut = 12;
// More pieces than this are no layout of tables: the sheet counts as one.
constexpr std::size_t most_pieces = 2000;

std::vector<Area> rows_apart(const Shadow& shadow, const Area& area) {
  std::vector<Area> out;
  const auto [first, last] = shadow.lines_of(area);
  for (std::size_t i = first; i < last; ++i) {
    const Line& line = shadow.lines()[i];
    const auto [from, to] = Shadow::entries_of(line, area);
    if (from == to) continue;
    if (!out.empty() && out.back().row1 + 1 >= line.row)
      out.back().row1 = line.row;
    else
      out.push_back({line.row, area.column0, line.row, area.column1});
  }
  return out;
}

std::vector<Area> columns_apart(const Shadow& shadow, const Area& area) {
  std::vector<bool> filled(static_cast<std::size_t>(area.columns()), false);
  const auto [first, last] = shadow.lines_of(area);
  for (std::size_t i = first; i < last; ++i) {
    const Line& line = shadow.lines()[i];
    const auto [from, to] = Shadow::entries_of(line, area);
    for (std::size_t k = from; k < to; ++k)
      filled[static_cast<std::size_t>(line.entries[k].column - area.column0)] = true;
  }
  std::vector<Area> out;
  for (int column = area.column0; column <= area.column1; ++column) {
    if (!filled[static_cast<std::size_t>(column - area.column0)]) continue;
    if (!out.empty() && out.back().column1 + 1 >= column)
      out.back().column1 = column;
    else
      out.push_back({area.row0, column, area.row1, column});
  }
  return out;
}

// Cuts at blank columns and rows by turns until nothing parts.
void cut(const Shadow& shadow, const Area& whole, bool by_rows, bool other_failed, int depth, std::vector<Area>& out) {
  const Area area = shadow.shrink(whole);
  if (area.empty() || out.size() > most_pieces) return;
  const auto parts = by_rows ? rows_apart(shadow, area) : columns_apart(shadow, area);
  if (depth == 0 || (parts.size() <= 1 && other_failed)) {
    out.push_back(area);
    return;
  }
  for (const Area& part : parts) cut(shadow, part, !by_rows, parts.size() <= 1, depth - 1, out);
}

// Own cells of a line within the area, copies left out.
int cells_on(const Line& line, const Area& area, const Entry** only = nullptr) {
  const auto [first, last] = Shadow::entries_of(line, area);
  int count = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (line.entries[i].copy) continue;
    if (++count == 1 && only) *only = &line.entries[i];
  }
  return count;
}

// At most one text to a line, no values.
bool texts_alone(const Shadow& shadow, const Area& area) {
  const auto [first, last] = shadow.lines_of(area);
  for (std::size_t i = first; i < last; ++i) {
    const Entry* only = nullptr;
    const int count = cells_on(shadow.lines()[i], area, &only);
    if (count > 1 || (count == 1 && only->kind != Kind::text)) return false;
  }
  return true;
}

Area hull(const Area& a, const Area& b) {
  return {std::min(a.row0, b.row0), std::min(a.column0, b.column0), std::max(a.row1, b.row1),
          std::max(a.column1, b.column1)};
}

bool touch(const Area& a, const Area& b) {
  return a.row0 <= b.row1 && b.row0 <= a.row1 && a.column0 <= b.column1 && b.column0 <= a.column1;
}

bool within(const Area& inner, const Area& outer) {
  return inner.row0 >= outer.row0 && inner.row1 <= outer.row1 && inner.column0 >= outer.column0 &&
         inner.column1 <= outer.column1;
}

bool columns_meet(const Area& a, const Area& b) {
  return a.column0 <= b.column1 && b.column0 <= a.column1;
}

// Whether the lower area goes on with the table of the upper one.
bool goes_on(const Shadow& shadow, const Area& upper, const Area& lower) {
  if (!columns_meet(upper, lower)) return false;
  if (lower.row0 - upper.row1 > 5) return false;
  if (lower.column0 < upper.column0 || lower.column1 > upper.column1 + 1) {
    // A header alone may be narrower than its body.
    const bool upper_is_header = header_rows(shadow, upper) == 0 && upper.rows() <= 3;
    if (!upper_is_header || lower.column0 < upper.column0 - 1) return false;
  }
  return !starts_with_header(shadow, lower);
}

std::vector<Region> join(const Shadow& shadow, std::vector<Area> pieces) {
  std::sort(pieces.begin(), pieces.end(),
            [](const Area& a, const Area& b) { return std::pair(a.row0, a.column0) < std::pair(b.row0, b.column0); });
  std::vector<Region> tables;
  std::vector<Area> texts;
  for (const Area& piece : pieces) {
    if (std::any_of(tables.begin(), tables.end(), [&](const Region& t) { return within(piece, t.area); })) continue;
    if (texts_alone(shadow, piece)) {
      texts.push_back(piece);
      continue;
    }
    Region* upper = nullptr;
    for (Region& table : tables)
      if (columns_meet(table.area, piece) && (!upper || table.area.row1 > upper->area.row1)) upper = &table;
    if (upper) {
      const Area both = hull(upper->area, piece);
      const bool free = std::none_of(tables.begin(), tables.end(),
                                     [&](const Region& other) { return &other != upper && touch(other.area, both); });
      if (free && goes_on(shadow, upper->area, piece)) {
        upper->area = both;
        continue;
      }
    }
    tables.push_back({piece, true, false});
  }
  for (const Area& text : texts)
    if (std::none_of(tables.begin(), tables.end(), [&](const Region& t) { return touch(text, t.area); }))
      tables.push_back({text, false, false});
    else if (std::none_of(tables.begin(), tables.end(), [&](const Region& t) { return within(text, t.area); }))
      for (Region& table : tables)
        if (touch(text, table.area)) {
          table.area = hull(table.area, text);
          break;
        }
  return tables;
}

bool note_like(const std::string& text) {
  static constexpr std::string_view starts[] = {"*",   "\u2020", "Note", "NOTE", "Source", "SOURCE",   "Quelle",  "Anm",
                                                "(1)", "1)",     "\\1",  "[1]",  "\u00b9", "FOOTNOTE", "Footnote"};
  if (text.size() > 60) return true;
  return std::any_of(std::begin(starts), std::end(starts), [&](std::string_view s) { return text.starts_with(s); });
}

// The first lines of a table that hold one text at its left edge, or over its whole width, are its title.
Area without_titles(const Shadow& shadow, const Area& area) {
  if (area.columns() < 2) return area;
  const auto [first, last] = shadow.lines_of(area);
  Area rest = area;
  for (std::size_t i = first; i + 1 < last; ++i) {
    const Entry* only = nullptr;
    const int count = cells_on(shadow.lines()[i], area, &only);
    if (count == 0) continue;
    if (count > 1 || only->kind != Kind::text) break;
    if (only->cell->row_span > 1 && only->cell->column_span < area.columns()) break;
    if (only->column != area.column0 && only->cell->column_span < area.columns() - 1) break;
    rest.row0 = shadow.lines()[i].row + only->cell->row_span;
  }
  return rest.row0 > area.row1 ? area : rest;
}

// The last lines that hold one note in the first column.
Area without_notes(const Shadow& shadow, const Area& area) {
  if (area.columns() < 2) return area;
  const auto [first, last] = shadow.lines_of(area);
  std::optional<int> notes_from;
  bool noted = false;
  for (std::size_t i = last; i > first; --i) {
    const Entry* only = nullptr;
    const Line& line = shadow.lines()[i - 1];
    const int count = cells_on(line, area, &only);
    if (count == 0) continue;
    if (count > 1 || only->kind != Kind::text || only->column != area.column0) break;
    noted = noted || note_like(only->cell->text);
    if (noted && note_like(only->cell->text)) notes_from = line.row;
  }
  Area rest = area;
  if (notes_from && *notes_from > area.row0) rest.row1 = *notes_from - 1;
  return rest;
}

void add_trimmed(const Shadow& shadow, const Region& region, std::vector<Region>& out) {
  if (!region.table) {
    out.push_back(region);
    return;
  }
  const Area below = without_titles(shadow, region.area);
  const Area body = without_notes(shadow, below);
  const auto add = [&](Area area, bool table, bool title) {
    area = shadow.shrink(area);
    if (!area.empty()) out.push_back({area, table, title});
  };
  Area above = region.area;
  above.row1 = below.row0 - 1;
  Area under = below;
  under.row0 = body.row1 + 1;
  add(above, false, true);
  add(body, true, false);
  add(under, false, false);
}

// Texts are titles of a table that follows, notes otherwise; where a sheet has no table at all, they are its content.
void name_texts(std::vector<Region>& regions) {
  const bool any_table = std::any_of(regions.begin(), regions.end(), [](const Region& r) { return r.table; });
  for (Region& region : regions) {
    if (region.table || region.title) continue;
    if (!any_table) {
      region.table = true;
      continue;
    }
    for (const Region& other : regions)
      if (other.table && columns_meet(other.area, region.area) && other.area.row0 > region.area.row1 &&
          other.area.row0 - region.area.row1 <= 4)
        region.title = true;
  }
}

}  // namespace

std::vector<Region> find_regions(const Shadow& shadow) {
  if (shadow.all().empty()) return {};
  std::vector<Area> pieces;
  cut(shadow, shadow.all(), false, false, deepest_cut, pieces);
  if (pieces.size() > most_pieces) return {{shadow.all(), true, false}};
  std::vector<Region> out;
  for (const Region& region : join(shadow, pieces)) add_trimmed(shadow, region, out);
  name_texts(out);
  std::stable_sort(out.begin(), out.end(), [](const Region& a, const Region& b) {
    return std::pair(a.area.row0, a.area.column0) < std::pair(b.area.row0, b.area.column0);
  });
  return out;
}

}  // namespace assay::grid
