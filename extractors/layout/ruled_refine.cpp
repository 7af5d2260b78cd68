#include "extractors/layout/ruled_refine.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/wording.hpp"

namespace assay::layout {
namespace {

constexpr double level = 3.0;  // pt: base lines this close are one line
constexpr std::size_t note_letters = 60;

std::vector<Row> lines_of(const std::vector<LayoutWord>& words, const GridCell& cell) {
  return find_rows(find_segments(words, cell.words, {}));
}

// Indices of cells by the first row they stand in.
std::map<int, std::vector<std::size_t>> by_row(const Grid& grid) {
  std::map<int, std::vector<std::size_t>> out;
  for (std::size_t i = 0; i < grid.cells.size(); ++i) out[grid.cells[i].row].push_back(i);
  return out;
}

bool all_figures(const std::vector<LayoutWord>& words, const std::vector<Row>& lines) {
  return std::all_of(lines.begin(), lines.end(),
                     [&](const Row& line) { return looks_numeric(text_of(words, words_of(line))); });
}

// A cell over several rows, in which each line stands level with the text of another row beside it.
void split_tall_cell(const std::vector<LayoutWord>& words, Grid& grid, std::size_t index) {
  const GridCell tall = grid.cells[index];
  const std::vector<Row> lines = lines_of(words, tall);
  if (lines.size() < 3 || 2 * static_cast<int>(lines.size()) < tall.row_span) return;
  std::map<int, std::vector<int>> pieces;
  for (const Row& line : lines) {
    int row = -1;
    for (const GridCell& other : grid.cells) {
      if (other.row < tall.row || other.row >= tall.row + tall.row_span || other.row_span > 1) continue;
      for (const int word : other.words)
        if (std::abs(middle_y(words[static_cast<std::size_t>(word)].box) - middle_y(line.box)) < level) row = other.row;
      if (row >= 0) break;
    }
    if (row < 0 || pieces.contains(row)) return;
    pieces[row] = words_of(line);
  }
  grid.cells[index].row_span = 1;
  grid.cells[index].words.clear();
  for (auto& [row, own] : pieces) {
    if (row == tall.row)
      grid.cells[index].words = std::move(own);
    else
      grid.cells.push_back({row, tall.column, 1, tall.column_span, std::move(own)});
  }
}

// The base lines that the cells of one row share, when the row holds several rows: of numbers, or of texts beside a
// column of numbers, three of them and more, each cell with a line on each.
std::vector<double> hidden_rows(const std::vector<LayoutWord>& words, const Grid& grid,
                                const std::vector<std::size_t>& cells) {
  std::vector<std::vector<Row>> lines;
  std::vector<double> best;
  for (const std::size_t i : cells) {
    lines.push_back(lines_of(words, grid.cells[i]));
    if (lines.back().size() <= best.size()) continue;
    best.clear();
    for (const Row& row : lines.back()) best.push_back(middle_y(row.box));
  }
  if (best.size() < 2) return {};
  int many = 0, numbers = 0, counted = 0;
  bool full = lines.size() >= 3 && best.size() >= 3, numbered = false;
  for (const std::vector<Row>& cell : lines) {
    full = full && cell.size() == best.size();
    numbered = numbered || all_figures(words, cell);
    many += cell.size() >= 2 && 5 * cell.size() >= 3 * best.size();
    for (const Row& row : cell) {
      const double y = middle_y(row.box);
      if (std::none_of(best.begin(), best.end(), [&](double at) { return std::abs(at - y) < level; })) return {};
      if (cell.size() < 2) continue;
      ++counted;
      numbers += looks_numeric(text_of(words, words_of(row)));
    }
  }
  const bool rows = (many >= 2 && 5 * numbers >= 2 * counted) || (full && numbered);
  return rows ? best : std::vector<double>{};
}

void split_cell_lines(const std::vector<LayoutWord>& words, Grid& grid, std::size_t index,
                      const std::vector<double>& ys) {
  const std::vector<Row> lines = lines_of(words, grid.cells[index]);
  const int first = grid.cells[index].row, column = grid.cells[index].column, span = grid.cells[index].column_span;
  grid.cells[index].words.clear();
  for (const Row& line : lines) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < ys.size(); ++i)
      if (std::abs(ys[i] - middle_y(line.box)) < std::abs(ys[at] - middle_y(line.box))) at = i;
    GridCell* home = at == 0 ? &grid.cells[index] : nullptr;
    for (GridCell& cell : grid.cells)
      if (at > 0 && cell.row == first + static_cast<int>(at) && cell.column == column) home = &cell;
    if (!home) {
      grid.cells.push_back({first + static_cast<int>(at), column, 1, span, {}});
      home = &grid.cells.back();
    }
    const std::vector<int> own = words_of(line);
    home->words.insert(home->words.end(), own.begin(), own.end());
  }
}

// No word reaches over the line, there are some on both sides, and nowhere do they stand as close as in a text.
bool parts_words(const std::vector<LayoutWord>& words, const std::vector<Row>& lines, double x) {
  constexpr double word_gap = 0.5;  // of the font size
  bool left = false, right = false;
  for (const Row& line : lines) {
    double from = -1e9, to = 1e9;
    for (const Segment& segment : line.segments)
      for (const int word : segment.words) {
        const Box& box = words[static_cast<std::size_t>(word)].box;
        if (box.x0 < x - 1 && box.x1 > x + 1) return false;
        if (middle_x(box) < x)
          from = std::max(from, box.x1);
        else
          to = std::min(to, box.x0);
      }
    left = left || from > -1e9;
    right = right || to < 1e9;
    if (to - from < word_gap * line.segments[0].size) return false;
  }
  return left && right;
}

Box box_of(const std::vector<LayoutWord>& words, const std::vector<int>& which) {
  Box out = words[static_cast<std::size_t>(which[0])].box;
  for (const int word : which) include(out, words[static_cast<std::size_t>(word)].box);
  return out;
}

// Makes room for `extra` rows below `row`.
void insert_rows(Grid& grid, int row, int extra) {
  for (GridCell& cell : grid.cells) {
    if (cell.row > row)
      cell.row += extra;
    else if (cell.row + cell.row_span - 1 > row)
      cell.row_span += extra;
  }
  grid.rows += extra;
}

// Where the table begins or ends without that row.
double edge_of(const std::vector<LayoutWord>& words, const Grid& grid, int row, bool top) {
  double edge = top ? grid.box.y1 : grid.box.y0;
  for (const GridCell& cell : grid.cells)
    for (const int word : cell.words) {
      const Box& box = words[static_cast<std::size_t>(word)].box;
      if (cell.row != row) edge = top ? std::min(edge, box.y0) : std::max(edge, box.y1);
    }
  return edge;
}

}  // namespace

void split_rows(const std::vector<LayoutWord>& words, Grid& grid) {
  const std::size_t count = grid.cells.size();
  for (std::size_t i = 0; i < count; ++i)
    if (grid.cells[i].row_span >= 3 && grid.cells[i].words.size() >= 3) split_tall_cell(words, grid, i);
  for (int row = grid.rows - 1; row >= 0; --row) {
    const std::map<int, std::vector<std::size_t>> cells = by_row(grid);
    const auto found = cells.find(row);
    if (found == cells.end()) continue;
    std::vector<std::size_t> single;
    for (const std::size_t i : found->second)
      if (grid.cells[i].row_span == 1 && !grid.cells[i].words.empty()) single.push_back(i);
    const std::vector<double> ys = hidden_rows(words, grid, single);
    if (ys.size() < 2) continue;
    insert_rows(grid, row, static_cast<int>(ys.size()) - 1);
    for (const std::size_t i : single) split_cell_lines(words, grid, i, ys);
  }
}

void place_in_columns(const std::vector<LayoutWord>& words, const std::vector<double>& lines, Grid& grid) {
  constexpr double same_place = 2.0, off_middle = 6.0;  // pt
  std::vector<std::vector<Box>> texts(static_cast<std::size_t>(grid.columns));
  for (const GridCell& cell : grid.cells)
    if (cell.column_span == 1 && !cell.words.empty())
      texts[static_cast<std::size_t>(cell.column)].push_back(box_of(words, cell.words));
  for (GridCell& cell : grid.cells) {
    if (cell.column_span < 2 || cell.words.empty()) continue;
    const Box box = box_of(words, cell.words);
    const int end = cell.column + cell.column_span;
    const double from = cell.column == 0 ? grid.box.x0 : lines[static_cast<std::size_t>(cell.column) - 1];
    const double to = end == grid.columns ? grid.box.x1 : lines[static_cast<std::size_t>(end) - 1];
    // Comparisons with NaN, of a line that parts nothing here, are false.
    if (!(std::abs(middle_x(box) - (from + to) / 2) > off_middle)) continue;
    for (int column = cell.column + 1; column < end; ++column) {
      const bool is_last = column + 1 == grid.columns;
      const bool inside = box.x0 > lines[static_cast<std::size_t>(column) - 1] - 1 &&
                          (is_last || box.x1 < lines[static_cast<std::size_t>(column)] + 1);
      const bool aligned = std::ranges::any_of(texts[static_cast<std::size_t>(column)], [&](const Box& other) {
        return std::abs(other.x0 - box.x0) < same_place || std::abs(other.x1 - box.x1) < same_place;
      });
      if (!inside || !aligned) continue;
      cell.column = column;
      cell.column_span = 1;
      break;
    }
  }
}

bool split_columns(const std::vector<LayoutWord>& words, const std::vector<double>& lines, Grid& grid) {
  const std::size_t count = grid.cells.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (grid.cells[i].column_span < 2 || grid.cells[i].words.size() < 2) continue;
    const std::vector<Row> text = lines_of(words, grid.cells[i]);
    const int first = grid.cells[i].column, end = first + grid.cells[i].column_span;
    for (int column = end - 1; column > first; --column) {
      const double x = lines[static_cast<std::size_t>(column) - 1];
      if (std::isnan(x) || !parts_words(words, text, x)) continue;
      GridCell& cell = grid.cells[i];
      GridCell right{cell.row, column, cell.row_span, cell.column + cell.column_span - column, {}};
      const auto moved = std::stable_partition(cell.words.begin(), cell.words.end(), [&](int word) {
        return middle_x(words[static_cast<std::size_t>(word)].box) < x;
      });
      right.words.assign(moved, cell.words.end());
      cell.words.erase(moved, cell.words.end());
      cell.column_span = column - cell.column;
      grid.cells.push_back(std::move(right));
    }
  }
  return grid.cells.size() > count;
}

void split_down(const std::vector<LayoutWord>& words, const std::vector<double>& lines, Grid& grid) {
  const auto row_at = [&](double y) { return static_cast<int>(std::ranges::upper_bound(lines, y) - lines.begin()); };
  const auto box = [&](int word) -> const Box& { return words[static_cast<std::size_t>(word)].box; };
  // Of each row: where the text of its cells of one row begins.
  std::vector<std::vector<double>> tops(static_cast<std::size_t>(grid.rows));
  for (const GridCell& cell : grid.cells) {
    if (cell.row_span > 1 || cell.words.empty()) continue;
    double top = 1e9;
    for (const int word : cell.words) top = std::min(top, box(word).y0);
    tops[static_cast<std::size_t>(cell.row)].push_back(top);
  }
  const std::size_t count = grid.cells.size();
  for (std::size_t i = 0; i < count; ++i) {
    const GridCell tall = grid.cells[i];
    if (tall.row_span < 3 || tall.words.empty()) continue;
    std::map<int, std::vector<int>> pieces;
    bool over = false;
    for (const int word : tall.words) {
      const int row = row_at(middle_y(box(word)));
      over = over || row < tall.row || row >= tall.row + tall.row_span ||
             std::ranges::any_of(lines, [&](double y) { return box(word).y0 < y - level && box(word).y1 > y + level; });
      pieces[row].push_back(word);
    }
    const auto are_level = std::ranges::count_if(pieces, [&](const auto& piece) {
      double top = 1e9;
      for (const int word : piece.second) top = std::min(top, box(word).y0);
      return std::ranges::any_of(tops[static_cast<std::size_t>(piece.first)],
                                 [&](double other) { return std::abs(other - top) < level; });
    });
    if (over || 4 * are_level < 3 * tall.row_span) continue;
    grid.cells[i].row_span = 1;
    grid.cells[i].words.clear();
    for (auto& [row, own] : pieces) {
      if (row == tall.row)
        grid.cells[i].words = std::move(own);
      else
        grid.cells.push_back({row, tall.column, 1, tall.column_span, std::move(own)});
    }
  }
}

void peel(const std::vector<LayoutWord>& words, Grid& grid) {
  if (grid.rows < 4) return;
  for (std::size_t i = grid.cells.size(); i-- > 0;) {
    GridCell& cell = grid.cells[i];
    if (cell.column_span != grid.columns || cell.row_span != 1 || cell.words.empty()) continue;
    const std::string text = cell_text(words, cell.words);
    const bool top = cell.row == 0 && starts_caption(text);
    const bool bottom = cell.row == grid.rows - 1 && (starts_source(text) || text.size() > note_letters);
    if (!top && !bottom) continue;
    (top ? grid.box.y0 : grid.box.y1) = edge_of(words, grid, cell.row, top);
    grid.cells.erase(grid.cells.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

int count_header_rows(const std::vector<LayoutWord>& words, const Grid& grid) {
  std::vector<int> figures(static_cast<std::size_t>(grid.rows), 0);
  for (const GridCell& cell : grid.cells)
    if (cell.column > 0 && !cell.words.empty()) {
      const std::string text = cell_text(words, cell.words);
      const bool year = text.size() == 4 && (text.starts_with("19") || text.starts_with("20"));
      figures[static_cast<std::size_t>(cell.row)] += looks_numeric(text) && !year;
    }
  const auto first = std::find_if(figures.begin(), figures.end(), [](int n) { return n > 0; });
  return first == figures.end() ? 1 : static_cast<int>(first - figures.begin());
}

}  // namespace assay::layout
