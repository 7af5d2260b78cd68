#include "extractors/grid/pieces.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace assay::grid {
namespace {

constexpr int deepest_cut = 12;
// Bands of more columns apart than this are a pattern, not tables side by side; and each costs a walk over all lines.
constexpr std::size_t most_bands = 200;

std::vector<Area> rows_apart(const Shadow& shadow, const Area& area) {
  std::vector<Area> out;
  const auto [first, last] = shadow.lines_of(area);
  for (std::size_t i = first; i < last; ++i) {
    const Line line = shadow.line_at(i);
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
  std::optional<Line> before;
  for (std::size_t i = first; i < last; ++i) {
    const Line line = shadow.line_at(i);
    if (before && line.as_filled_as(*before)) continue;
    before = line;
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

void cut(const Shadow& shadow, const Area& whole, bool by_rows, bool other_failed, int depth, std::vector<Area>& out) {
  const Area area = shadow.shrink(whole);
  if (area.empty() || out.size() > most_pieces) return;
  auto parts = by_rows ? rows_apart(shadow, area) : columns_apart(shadow, area);
  if (!by_rows && parts.size() > most_bands) parts = {area};
  if (depth == 0 || (parts.size() <= 1 && other_failed)) {
    out.push_back(area);
    return;
  }
  for (const Area& part : parts) cut(shadow, part, !by_rows, parts.size() <= 1, depth - 1, out);
}

}  // namespace

std::vector<Area> cut_apart(const Shadow& shadow) {
  std::vector<Area> out;
  if (!shadow.all().empty()) cut(shadow, shadow.all(), false, false, deepest_cut, out);
  if (out.size() > most_pieces) out.clear();
  return out;
}

std::vector<Area> without_deserts(const Shadow& shadow, const Area& area) {
  constexpr std::int64_t always_fine = 1'000'000;  // places
  constexpr std::int64_t thinnest = 100;           // places to an entry
  constexpr int band = 64;                         // rows
  const std::int64_t places = static_cast<std::int64_t>(area.rows()) * area.columns();
  if (places <= always_fine || places <= thinnest * cells_in(shadow, area)) return {area};
  std::vector<Area> out;
  const auto [first, last] = shadow.lines_of(area);
  for (std::size_t i = first; i < last;) {
    Area part = area;
    part.row0 = shadow.line_at(i).row;
    part.row1 = std::min(part.row0 + band - 1, area.row1);
    for (const Area& column : columns_apart(shadow, part)) {
      const Area shrunk = shadow.shrink(column);
      if (!shrunk.empty()) out.push_back(shrunk);
    }
    i = shadow.lines_of(part).second;
  }
  return out;
}

int cells_on(const Line& line, const Area& area, const Entry** only) {
  const auto [first, last] = Shadow::entries_of(line, area);
  int count = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (line.entries[i].copy) continue;
    if (++count == 1 && only) *only = &line.entries[i];
  }
  return count;
}

int cells_in(const Shadow& shadow, const Area& area) {
  int count = 0;
  int on_line = 0;
  const auto [first, last] = shadow.lines_of(area);
  std::optional<Line> before;
  for (std::size_t i = first; i < last; ++i) {
    const Line line = shadow.line_at(i);
    if (!before || !line.as_filled_as(*before)) on_line = cells_on(line, area);
    before = line;
    count += on_line;
  }
  return count;
}

bool texts_alone(const Shadow& shadow, const Area& area) {
  const auto [first, last] = shadow.lines_of(area);
  for (std::size_t i = first; i < last; ++i) {
    const Entry* only = nullptr;
    const int count = cells_on(shadow.line_at(i), area, &only);
    if (count > 1 || (count == 1 && only->kind != Kind::text)) return false;
  }
  return true;
}

bool lone_sign(const Shadow& shadow, const Area& area) {
  if (area.rows() > 1 || area.columns() > 1) return false;
  const std::optional<Line> line = shadow.line(area.row0);
  if (!line) return false;
  const auto [first, last] = Shadow::entries_of(*line, area);
  return first < last && line->entries[first].kind == Kind::missing;
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

}  // namespace assay::grid
