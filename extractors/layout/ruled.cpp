#include "extractors/layout/ruled.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/grid_likeness.hpp"
#include "extractors/layout/header_above.hpp"
#include "extractors/layout/ruled_refine.hpp"
#include "extractors/layout/ruling_lines.hpp"

namespace assay::layout {
namespace {

constexpr double same_position = 2.0;      // pt
constexpr double touch = 3.0;              // pt
constexpr std::size_t cells_max = 20'000;  // of one grid
constexpr std::size_t lines_max = 2'000;   // per direction; more are a drawing

struct Directions {
  std::vector<Line> across, down;
};

// The sides of a shade end a cell as lines do.
Directions lines_of(const std::vector<RulingLine>& rules, const std::vector<Box>& shades) {
  Directions out;
  for (const Box& shade : shades) {
    for (const double y : {shade.y0, shade.y1}) out.across.push_back({y, shade.x0, shade.x1});
    for (const double x : {shade.x0, shade.x1}) out.down.push_back({x, shade.y0, shade.y1});
  }
  for (const RulingLine& rule : rules) {
    const Box& b = rule.box;
    if (rule.horizontal())
      out.across.push_back({middle_y(b), b.x0, b.x1});
    else
      out.down.push_back({middle_x(b), b.y0, b.y1});
  }
  out.across = merge_lines(std::move(out.across));
  out.down = merge_lines(std::move(out.down));
  return out;
}

bool are_a_drawing(const Directions& lines) {
  return lines.across.size() > lines_max || lines.down.size() > lines_max;
}

bool cross(const Line& h, const Line& v) {
  return v.at >= h.from - touch && v.at <= h.to + touch && h.at >= v.from - touch && h.at <= v.to + touch;
}

// Lines that hang together by crossing or touching.
struct Component {
  std::vector<Line> across, down;
};

std::vector<Component> components(const std::vector<Line>& across, const std::vector<Line>& down) {
  std::vector<std::size_t> parent(across.size() + down.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (std::size_t h = 0; h < across.size(); ++h)
    for (std::size_t v = 0; v < down.size(); ++v)
      if (cross(across[h], down[v])) parent[root(h)] = root(across.size() + v);
  std::vector<Component> out;
  std::vector<int> number(parent.size(), -1);
  for (std::size_t i = 0; i < parent.size(); ++i) {
    int& n = number[root(i)];
    if (n < 0) {
      n = static_cast<int>(out.size());
      out.emplace_back();
    }
    if (i < across.size())
      out[static_cast<std::size_t>(n)].across.push_back(across[i]);
    else
      out[static_cast<std::size_t>(n)].down.push_back(down[i - across.size()]);
  }
  return out;
}

std::vector<double> positions(const std::vector<Line>& lines) {
  std::vector<double> out;
  out.reserve(lines.size());
  for (const Line& line : lines) out.push_back(line.at);
  std::sort(out.begin(), out.end());
  std::vector<double> kept;
  for (const double at : out)
    if (kept.empty() || at - kept.back() > same_position * 1.5) kept.push_back(at);
  return kept;
}

// A border from a to b at position `at` is drawn when lines cover most of it.
bool drawn(const std::vector<Line>& lines, double at, double a, double b) {
  double covered = 0;
  for (const Line& line : lines)
    if (std::abs(line.at - at) <= same_position * 1.5)
      covered += std::max(0.0, overlap(line.from - 1, line.to + 1, a, b));
  return covered >= 0.6 * (b - a);
}

class Lattice {
 public:
  Lattice(const Component& part, const LayoutPage& page) : part_(part), page_(page) {
    xs_ = positions(part.down);
    ys_ = positions(part.across);
    close_sides();
  }

  std::vector<double> inner_lines() const { return {xs_.begin() + 1, xs_.end() - 1}; }

  std::optional<Grid> grid() const {
    if (xs_.size() < 3 || ys_.size() < 3 || xs_.size() * ys_.size() > cells_max) return std::nullopt;
    Grid out;
    out.found_by = TableSource::ruled;
    out.box = {xs_.front(), ys_.front(), xs_.back(), ys_.back()};
    out.rows = static_cast<int>(ys_.size()) - 1;
    out.columns = static_cast<int>(xs_.size()) - 1;
    make_cells(out);
    const Grid as_drawn = out;
    const bool parted = split_columns(page_.words, lines_of_columns(), out);
    place_in_columns(page_.words, lines_of_columns(), out);
    split_down(page_.words, {ys_.begin() + 1, ys_.end() - 1}, out);
    if (!parted) return out;
    Grid rows = out;
    split_rows(page_.words, rows);
    return holds_several_rows(page_.words, rows) ? as_drawn : out;
  }

 private:
  // Tables whose left and right border is not drawn: the horizontal lines tell where they end.
  void close_sides() {
    if (part_.across.empty() || part_.down.empty()) return;
    double from = 1e9, to = -1e9, top = 1e9, bottom = -1e9;
    for (const Line& line : part_.across) {
      from = std::min(from, line.from);
      to = std::max(to, line.to);
    }
    for (const Line& line : part_.down) {
      top = std::min(top, line.from);
      bottom = std::max(bottom, line.to);
    }
    if (xs_.front() - from > 10) xs_.insert(xs_.begin(), from);
    if (to - xs_.back() > 10) xs_.push_back(to);
    if (ys_.front() - top > 6) ys_.insert(ys_.begin(), top);
    if (bottom - ys_.back() > 6) ys_.push_back(bottom);
  }

  // Of the inner lines those that are drawn along a third of the grid or more; those of the names' row alone say
  // nothing of the rows below. NaN for the others.
  std::vector<double> lines_of_columns() const {
    constexpr double drawn_min = 1.0 / 3;
    std::vector<double> out = inner_lines();
    for (double& x : out) {
      double covered = 0;
      for (const Line& line : part_.down)
        if (std::abs(line.at - x) <= same_position * 1.5) covered += line.to - line.from;
      if (covered < drawn_min * (ys_.back() - ys_.front())) x = std::nan("");
    }
    return out;
  }

  bool wall_below(int r, int c) const { return drawn(part_.across, ys_[at(r + 1)], xs_[at(c)], xs_[at(c + 1)]); }
  bool wall_right(int r, int c) const { return drawn(part_.down, xs_[at(c + 1)], ys_[at(r)], ys_[at(r + 1)]); }
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }

  // Each cell grows to the right and downwards over borders that are not drawn, as long as it stays a rectangle.
  void make_cells(Grid& out) const {
    std::vector<int> owner(at(out.rows) * at(out.columns), -1);
    const auto slot = [&](int r, int c) -> int& { return owner[at(r) * at(out.columns) + at(c)]; };
    for (int r = 0; r < out.rows; ++r) {
      for (int c = 0; c < out.columns; ++c) {
        if (slot(r, c) >= 0) continue;
        GridCell cell{r, c, 1, 1, {}};
        while (c + cell.column_span < out.columns && slot(r, c + cell.column_span) < 0 &&
               !wall_right(r, c + cell.column_span - 1))
          ++cell.column_span;
        while (r + cell.row_span < out.rows && open_below(cell, out.columns, owner)) ++cell.row_span;
        for (int i = r; i < r + cell.row_span; ++i)
          for (int j = c; j < c + cell.column_span; ++j) slot(i, j) = static_cast<int>(out.cells.size());
        out.cells.push_back(std::move(cell));
      }
    }
    put_words(out, owner);
  }

  bool open_below(const GridCell& cell, int columns, const std::vector<int>& owner) const {
    const int last = cell.row + cell.row_span - 1;
    for (int c = cell.column; c < cell.column + cell.column_span; ++c) {
      if (owner[at(last + 1) * at(columns) + at(c)] >= 0 || wall_below(last, c)) return false;
      if (c + 1 < cell.column + cell.column_span && wall_right(last + 1, c)) return false;
    }
    return true;
  }

  void put_words(Grid& out, const std::vector<int>& owner) const {
    for (std::size_t i = 0; i < page_.words.size(); ++i) {
      const double x = middle_x(page_.words[i].box), y = middle_y(page_.words[i].box);
      if (!contains(out.box, x, y)) continue;
      const auto c = std::upper_bound(xs_.begin() + 1, xs_.end() - 1, x) - xs_.begin() - 1;
      const auto r = std::upper_bound(ys_.begin() + 1, ys_.end() - 1, y) - ys_.begin() - 1;
      const int cell = owner[static_cast<std::size_t>(r) * at(out.columns) + static_cast<std::size_t>(c)];
      out.cells[at(cell)].words.push_back(static_cast<int>(i));
    }
  }

  const Component& part_;
  const LayoutPage& page_;
  std::vector<double> xs_, ys_;
};

// A grid that reads as a table, and the x of its lines between columns.
struct Found {
  Grid grid;
  std::vector<double> inner;
};

std::vector<Found> find_grids(const LayoutPage& page, const Directions& lines, std::vector<Box>& prose) {
  std::vector<Found> out;
  for (const Component& part : components(lines.across, lines.down)) {
    const Lattice lattice(part, page);
    std::optional<Grid> grid = lattice.grid();
    if (!grid || !holds_a_table(*grid) || lacks_columns(page.words, *grid)) continue;
    if (is_columns_of_prose(page.words, *grid)) {
      prose.push_back(grid->box);
      continue;
    }
    split_rows(page.words, *grid);
    peel(page.words, *grid);  // their words stay on the page, as text
    grid->header_rows = count_header_rows(page.words, *grid);
    const bool inside_another = std::ranges::any_of(out, [&](const Found& other) {
      return overlap_x(other.grid.box, grid->box) > 2 && overlap_y(other.grid.box, grid->box) > 2;
    });
    if (!inside_another) out.push_back({std::move(*grid), lattice.inner_lines()});
  }
  return out;
}

void take_headers_above(const LayoutPage& page, std::vector<Found>& tables) {
  if (tables.empty()) return;
  std::vector<char> taken(page.words.size(), 0);
  const auto take = [&](const Grid& grid) {
    for (const GridCell& cell : grid.cells)
      for (const int word : cell.words) taken[static_cast<std::size_t>(word)] = 1;
  };
  for (const Found& table : tables) take(table.grid);
  for (Found& table : tables) {
    std::vector<int> free;
    for (std::size_t i = 0; i < page.words.size(); ++i)
      if (!taken[i] && page.words[i].rotation == 0 && page.words[i].box.y0 < table.grid.box.y0)
        free.push_back(static_cast<int>(i));
    const int rows = table.grid.rows;
    take_header_above(page, free, table.inner, table.grid);
    if (table.grid.rows == rows) continue;
    take(table.grid);
    table.grid.header_rows = count_header_rows(page.words, table.grid);
  }
}

bool meet(const Grid& a, const Grid& b) {
  return overlap_x(a.box, b.box) > 2 && overlap_y(a.box, b.box) > 2;
}

bool is_same(const Grid& a, const Grid& b) {
  return a.rows == b.rows && a.columns == b.columns && std::abs(a.box.x0 - b.box.x0) <= same_position &&
         std::abs(a.box.x1 - b.box.x1) <= same_position && std::abs(a.box.y0 - b.box.y0) <= same_position &&
         std::abs(a.box.y1 - b.box.y1) <= same_position;
}

}  // namespace

RuledTables find_ruled(const LayoutPage& page, const std::vector<Box>& shades) {
  RuledTables out;
  const Directions rules = lines_of(page.rules, {});
  if (are_a_drawing(rules)) return out;
  std::vector<Found> drawn = find_grids(page, rules, out.prose);
  const Directions all = shades.empty() ? rules : lines_of(page.rules, shades);
  if (!shades.empty() && !are_a_drawing(all)) {
    std::vector<Box> prose;
    std::vector<Found> shaded = find_grids(page, all, prose);
    std::erase_if(shaded, [&](const Found& table) {
      return std::ranges::any_of(drawn, [&](const Found& other) { return is_same(table.grid, other.grid); }) ||
             goes_on_beside(page.words, table.grid) || runs_columns_together(page.words, table.grid);
    });
    // What shades complete is no table of its lines alone.
    std::erase_if(drawn, [&](const Found& table) {
      return std::ranges::any_of(shaded, [&](const Found& other) { return meet(table.grid, other.grid); });
    });
    take_headers_above(page, shaded);
    for (Found& table : shaded) out.shaded.push_back(std::move(table.grid));
  }
  take_headers_above(page, drawn);
  for (Found& table : drawn) out.tables.push_back(std::move(table.grid));
  return out;
}

}  // namespace assay::layout
