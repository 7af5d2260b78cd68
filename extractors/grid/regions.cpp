#include "extractors/grid/regions.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "extractors/grid/header.hpp"
#include "extractors/grid/joiner.hpp"
#include "extractors/grid/pieces.hpp"

namespace assay::grid {
namespace {

bool note_like(const std::string& text) {
  static constexpr std::string_view starts[] = {"*",   "\u2020", "Note", "NOTE", "Source", "SOURCE",   "Quelle",  "Anm",
                                                "(1)", "1)",     "\\1",  "[1]",  "\u00b9", "FOOTNOTE", "Footnote"};
  if (text.size() > 60) return true;
  return std::any_of(std::begin(starts), std::end(starts), [&](std::string_view s) { return text.starts_with(s); });
}

// The last lines that hold one note in the first column.
Area without_notes(const Shadow& shadow, const Area& area) {
  if (area.columns() < 2) return area;
  const auto [first, last] = shadow.lines_of(area);
  std::optional<int> notes_from;
  for (std::size_t i = last; i > first; --i) {
    const Entry* only = nullptr;
    const Line line = shadow.line_at(i - 1);
    const int count = cells_on(line, area, &only);
    if (count == 0) continue;
    if (count > 1 || only->kind != Kind::text || only->column != area.column0) break;
    if (note_like(line.cell(*only).text)) notes_from = line.row;
  }
  Area rest = area;
  if (notes_from && *notes_from > area.row0) rest.row1 = *notes_from - 1;
  return rest;
}

void add_trimmed(const Shadow& shadow, const Region& region, std::vector<Region>& out) {
  if (!region.table || region.declared) {
    out.push_back(region);
    return;
  }
  const Area below = without_titles(shadow, region.area);
  const Area body = without_notes(shadow, below);
  const auto add = [&](Area area, bool table, bool title) {
    area = shadow.shrink(area);
    if (area.empty()) return;
    if (!table) return out.push_back({area, table, title, false, 0});
    for (const Area& part : without_deserts(shadow, area)) out.push_back({part, table, title, false, 0});
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

// A form: more texts about the sheet than cells in tables, and not only down its left edge. It is one grid.
bool is_form(const Shadow& shadow, const std::vector<Region>& regions) {
  int inside = 0;
  int outside = 0;
  int scattered = 0;
  for (const Region& region : regions) {
    if (region.declared) return false;
    const int cells = cells_in(shadow, region.area);
    (region.table ? inside : outside) += cells;
    if (!region.table && region.area.column0 > shadow.all().column0) scattered += cells;
  }
  return outside > inside && scattered >= 3;
}

}  // namespace

std::vector<Region> find_regions(const Shadow& shadow, const std::vector<Region>& declared) {
  std::vector<Region> out;
  std::vector<Area> pieces = cut_apart(shadow);
  if (pieces.empty() && !shadow.all().empty()) {
    out = declared;
    add_trimmed(shadow, {shadow.all(), true, false, false, 0}, out);
  } else {
    for (const Region& region : join_pieces(shadow, std::move(pieces), declared)) add_trimmed(shadow, region, out);
    if (is_form(shadow, out)) {
      out.clear();
      for (const Area& part : without_deserts(shadow, shadow.all())) out.push_back({part, true, false, false, 0});
    }
  }
  name_texts(out);
  std::stable_sort(out.begin(), out.end(), [](const Region& a, const Region& b) {
    return std::pair(a.area.row0, a.area.column0) < std::pair(b.area.row0, b.area.column0);
  });
  return out;
}

}  // namespace assay::grid
