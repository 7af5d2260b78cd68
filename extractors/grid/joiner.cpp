#include "extractors/grid/joiner.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "extractors/grid/header.hpp"
#include "extractors/grid/pieces.hpp"

namespace assay::grid {
namespace {

constexpr int widest_gap = 4;       // blank rows inside a table
constexpr int deepest_header = 16;  // rows, blank ones included

struct Light {  // a piece without values
  Area area;
  bool texts = false;  // one to a line
  bool used = false;
};

class Joiner {
 public:
  Joiner(const Shadow& shadow, const std::vector<Region>& declared) : shadow_(shadow), tables_(declared) {}

  std::vector<Region> join(std::vector<Area> pieces) {
    std::sort(pieces.begin(), pieces.end(),
              [](const Area& a, const Area& b) { return std::pair(a.row0, a.column0) < std::pair(b.row0, b.column0); });
    for (const Area& piece : pieces) {
      const bool texts = texts_alone(shadow_, piece) || lone_sign(shadow_, piece);
      if (texts || is_header_like(shadow_, piece))
        lights_.push_back({piece, texts, false});
      else
        add_body(piece);
    }
    join_side_by_side();
    for (std::size_t i = 0; i < tables_.size(); ++i)
      if (!tables_[i].declared) add_headers(i);
    for (Light& light : lights_)
      if (!light.used) settle(light);
    return std::move(tables_);
  }

 private:
  // Whether no other table lies in that area.
  bool free(const Area& area, std::size_t but) const {
    for (std::size_t i = 0; i < tables_.size(); ++i)
      if (i != but && tables_[i].table && touch(tables_[i].area, area)) return false;
    return true;
  }

  void add_body(const Area& piece) {
    std::size_t upper = tables_.size();
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      if (tables_[i].declared) continue;
      if (within(piece, tables_[i].area)) return;
      if (columns_meet(tables_[i].area, piece) &&
          (upper == tables_.size() || tables_[i].area.row1 > tables_[upper].area.row1))
        upper = i;
    }
    if (upper < tables_.size()) {
      const Area both = hull(tables_[upper].area, piece);
      if (goes_on(tables_[upper].area, piece) && free(both, upper)) {
        tables_[upper].area = both;
        return;
      }
    }
    tables_.push_back({piece, true, false, false, 0});
  }

  bool goes_on(const Area& upper, const Area& lower) const {
    if (lower.row0 - upper.row1 - 1 > widest_gap) return false;
    if (lower.column0 < upper.column0 || lower.column1 > upper.column1 + 1) return false;
    if (starts_with_header(shadow_, lower)) return false;
    const Area untitled = without_titles(shadow_, lower);
    if (!names_all_columns(shadow_, untitled) || first_texts_come_again(untitled)) return true;
    // Names over texts: another table of texts, where numbers or dates stood in most of its columns, or, under a title
    // of its own, in one.
    const auto [changed, common] = texts_below_values(upper, untitled);
    return untitled.row0 > lower.row0 ? changed == 0 : changed * 2 <= common;
  }

  // In how many columns the lower area holds texts alone and the upper one values; and the columns that both have.
  std::pair<int, int> texts_below_values(const Area& upper, const Area& lower) const {
    const std::map<int, Kinds> above = kinds_of(upper), below = kinds_of(lower);
    int changed = 0, common = 0;
    for (const auto& [column, kinds] : below) {
      const auto found = above.find(column);
      if (found == above.end()) continue;
      ++common;
      changed += found->second.mostly_values() && kinds.values == 0;
    }
    return {changed, common};
  }

  // A text of the first line stands in its column further down: no name.
  bool first_texts_come_again(const Area& area) const {
    const auto [first, last] = shadow_.lines_of(area);
    std::map<int, std::string> texts;
    for (std::size_t i = first; i < std::min(last, first + looked_at); ++i) {
      const Line line = shadow_.line_at(i);
      const auto [from, to] = Shadow::entries_of(line, area);
      for (std::size_t k = from; k < to; ++k) {
        std::string text = line.cell(line.entries[k]).text;
        const auto [found, is_new] = texts.try_emplace(line.entries[k].column, text);
        if (!is_new && found->second == text) return true;
      }
    }
    return false;
  }

  static constexpr std::size_t looked_at = 40;  // lines: few are enough to tell

  struct Kinds {
    int cells = 0, values = 0;
    bool mostly_values() const { return values >= 3 && values * 10 >= cells * 8; }
  };
  // By column, of the area's last lines but the first, which may be its header.
  std::map<int, Kinds> kinds_of(const Area& area) const {
    std::map<int, Kinds> kinds;
    const auto [first, last] = shadow_.lines_of(area);
    for (std::size_t i = std::max(first + 1, last - std::min(last, looked_at)); i < last; ++i) {
      const Line line = shadow_.line_at(i);
      const auto [from, to] = Shadow::entries_of(line, area);
      for (std::size_t k = from; k < to; ++k) {
        Kinds& column = kinds[line.entries[k].column];
        ++column.cells;
        column.values += line.entries[k].kind == Kind::number || line.entries[k].kind == Kind::date;
      }
    }
    return kinds;
  }

  // Bodies on the same rows, one blank column apart, neither with a header of its own: one table with a blank column.
  void join_side_by_side() {
    for (std::size_t i = 0; i < tables_.size(); ++i)
      for (std::size_t k = 0; k < tables_.size(); ++k) {
        const Area left = tables_[i].area;
        const Area right = tables_[k].area;
        if (i == k || !tables_[i].table || !tables_[k].table || tables_[i].declared || tables_[k].declared) continue;
        if (right.column0 - left.column1 != 2) continue;
        const int common = std::min(left.row1, right.row1) - std::max(left.row0, right.row0) + 1;
        if (common * 10 < 9 * std::max(left.rows(), right.rows())) continue;
        if (starts_with_header(shadow_, left) || starts_with_header(shadow_, right)) continue;
        const Area both = hull(left, right);
        tables_[k].table = false;
        if (free(both, i)) {
          tables_[i].area = both;
        } else {
          tables_[k].table = true;
        }
      }
    std::erase_if(tables_, [](const Region& region) { return !region.table; });
  }

  // The lowest pieces that stand over the table, as one area; empty where there are none close enough.
  Area group_above(const Area& table, std::vector<std::size_t>& members) const {
    Area group;
    for (std::size_t i = 0; i < lights_.size(); ++i) {
      const Area& area = lights_[i].area;
      if (lights_[i].used || area.row1 >= table.row0 || table.row0 - area.row1 - 1 > widest_gap) continue;
      // A header may name columns that hold nothing, but most of it stands over the table.
      const int common = std::min(area.column1, table.column1 + 1) - std::max(area.column0, table.column0 - 1) + 1;
      if (common < 1 || common * 10 < area.columns() * 6) continue;
      if (!group.empty() && area.row1 < group.row0) continue;
      if (!group.empty() && area.row0 > group.row1) {
        group = Area{};
        members.clear();
      }
      group = group.empty() ? area : hull(group, area);
      members.push_back(i);
    }
    return group;
  }

  bool is_title(const Area& group, const Area& table) const {
    const auto [first, last] = shadow_.lines_of(group);
    for (std::size_t i = first; i < last; ++i) {
      const Entry* only = nullptr;
      const Line line = shadow_.line_at(i);
      const int count = cells_on(line, group, &only);
      if (count == 0) continue;
      if (count > 1 || only->kind != Kind::text) return false;
      const Cell cell = line.cell(*only);
      if (only->column != table.column0 && cell.column_span < table.columns() - 1) return false;
      if (cell.text.size() <= 40 && cell.column_span == 1 && first_column_waits(shadow_, table)) return false;
    }
    return true;
  }

  // Merged names of groups of columns, or years: what stands over names that are complete without it.
  bool groups_columns(const Area& area) const {
    const auto [first, last] = shadow_.lines_of(area);
    for (std::size_t i = first; i < last; ++i) {
      const Line line = shadow_.line_at(i);
      if (is_row_of_years(line, area)) return true;
      const auto [from, to] = Shadow::entries_of(line, area);
      for (std::size_t k = from; k < to; ++k)
        if (line.cell(line.entries[k]).column_span > 1) return true;
    }
    return false;
  }

  void add_headers(std::size_t at) {
    const int bottom = tables_[at].area.row0;
    for (;;) {
      const Area table = tables_[at].area;
      std::vector<std::size_t> members;
      const Area group = group_above(table, members);
      if (group.empty() || bottom - group.row0 > deepest_header || is_title(group, table)) return;
      const bool apart = table.row0 - group.row1 > 1;
      if (apart && names_all_columns(shadow_, table) && !groups_columns(group)) return;
      const Area both = hull(table, group);
      if (!free(both, at)) return;
      tables_[at].area = both;
      for (const std::size_t member : members) lights_[member].used = true;
    }
  }

  // A piece without values that no table took as its header.
  void settle(Light& light) {
    const Area& area = light.area;
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      Region& table = tables_[i];
      if (!table.table || table.declared) continue;
      if (within(area, table.area)) return;
      const Area both = hull(table.area, area);
      const bool inside_rows = area.row0 >= table.area.row0 && area.row1 <= table.area.row1;
      const bool beside = inside_rows && area.column0 - table.area.column1 == 2;
      const int gap = area.row0 - table.area.row1 - 1;
      const bool below = !light.texts && gap >= 0 && gap <= 2 && area.column0 >= table.area.column0 &&
                         area.column1 <= table.area.column1;
      if ((touch(area, table.area) || beside || below) && free(both, i)) {
        table.area = both;
        return;
      }
    }
    tables_.push_back({area, !light.texts, false, false, 0});
  }

  const Shadow& shadow_;
  std::vector<Region> tables_;
  std::vector<Light> lights_;
};

}  // namespace

std::vector<Region> join_pieces(const Shadow& shadow, std::vector<Area> pieces, const std::vector<Region>& declared) {
  return Joiner(shadow, declared).join(std::move(pieces));
}

}  // namespace assay::grid
