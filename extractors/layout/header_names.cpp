#include "extractors/layout/header_names.hpp"

#include <algorithm>
#include <cmath>

#include "extractors/layout/geometry.hpp"

namespace assay::layout {
namespace {

constexpr double off_middle = 0.5;   // of the font size, that a name may stand beside the middle of its columns
constexpr double same_height = 0.2;  // of a line's height: one name is set in one size
constexpr double as_wide = 2;        // pt
constexpr double line_gap = 0.5;     // of a line's height, between two lines of a name

double y_of(const TableLine& line) {
  return middle_y(line.row->box);
}

// Never over the names of rows nor over a neighbour.
void set_range(TableLine& line, std::size_t i, ColumnRange range) {
  const int before = i > 0 ? line.cells[i - 1].range.last : 0;
  const bool free = range.first > before && (i + 1 == line.cells.size() || range.last < line.cells[i + 1].range.first);
  if (!free) return;
  line.cells[i].range = range;
  line.spans = std::any_of(line.cells.begin(), line.cells.end(),
                           [](const LineCell& cell) { return cell.range.last > cell.range.first; });
}

// The first line of a name reaches as far as its next line does.
void take_width(TableLine& line, const TableLine& below) {
  const double size = line.row->segments[0].size;
  for (std::size_t i = 0; i < line.cells.size(); ++i)
    for (const LineCell& other : below.cells)
      if (other.range.last > other.range.first && std::abs(other.middle() - line.cells[i].middle()) < off_middle * size)
        set_range(line, i, other.range);
}

}  // namespace

HeaderNames::HeaderNames(const std::vector<LayoutWord>& words, const std::vector<Column>& columns,
                         const std::vector<Underline>& underlines, const Box& table)
    : words_(words), columns_(columns) {
  for (const Underline& line : underlines) {
    if (line.y <= table.y0 || line.y >= table.y1) continue;
    Underline own{line.y, {}};
    for (const Column& piece : line.pieces)
      if (overlap(piece.x0, piece.x1, table.x0, table.x1) > 0) own.pieces.push_back(piece);
    if (!own.pieces.empty()) underlines_.push_back(std::move(own));
  }
}

std::span<const Underline> HeaderNames::between(double from, double to) const {
  const auto first = std::ranges::upper_bound(underlines_, from, {}, &Underline::y);
  const auto last = std::ranges::lower_bound(first, underlines_.end(), to, {}, &Underline::y);
  return {first, last};
}

void HeaderNames::widen(std::vector<TableLine>& lines, std::size_t header) const {
  for (std::size_t i = std::min(header, lines.size() - 1); i-- > 0;) {
    for (const Underline& line : between(y_of(lines[i]), y_of(lines[i + 1]))) widen_over(lines[i], line.pieces);
    if (i + 1 < header && !underlined(lines, i)) take_width(lines[i], lines[i + 1]);
  }
}

bool HeaderNames::underlined(const std::vector<TableLine>& lines, std::size_t i) const {
  return std::ranges::any_of(between(y_of(lines[i]), y_of(lines[i + 1])), [&](const Underline& line) {
    return std::ranges::any_of(line.pieces, [&](const Column& piece) {
      return std::ranges::any_of(lines[i].cells, [&](const LineCell& cell) {
        const bool own = std::abs(piece.x0 - cell.x0) < as_wide && std::abs(piece.x1 - cell.x1) < as_wide;
        return cell.middle() > piece.x0 && cell.middle() < piece.x1 &&
               !own;  // as wide as its words: they are underlined
      });
    });
  });
}

bool HeaderNames::over_columns(const std::vector<TableLine>& lines, std::size_t i) const {
  return std::ranges::any_of(between(y_of(lines[i]), y_of(lines[i + 1])),
                             [](const Underline& line) { return line.pieces.size() >= 2; });
}

// Each rule belongs to the name whose middle is nearest.
void HeaderNames::widen_over(TableLine& line, const std::vector<Column>& pieces) const {
  const double size = line.row->segments[0].size;
  std::vector<Column> over(line.cells.size(), {1e9, -1e9});
  for (const Column& piece : pieces) {
    const double x = (piece.x0 + piece.x1) / 2;
    const auto nearest = std::min_element(
        line.cells.begin(), line.cells.end(),
        [&](const LineCell& a, const LineCell& b) { return std::abs(a.middle() - x) < std::abs(b.middle() - x); });
    Column& all = over[static_cast<std::size_t>(nearest - line.cells.begin())];
    all.x0 = std::min(all.x0, piece.x0);
    all.x1 = std::max(all.x1, piece.x1);
  }
  for (std::size_t i = 0; i < over.size(); ++i) {
    const bool has_own = over[i].x0 <= over[i].x1;
    if (has_own && std::abs(line.cells[i].middle() - (over[i].x0 + over[i].x1) / 2) <= off_middle * size)
      set_range(line, i, columns_of(columns_, {over[i].x0, 0, over[i].x1, 1}));
  }
}

void HeaderNames::join(Grid& grid) const {
  for (int row = 0; row + 1 < grid.header_rows; ++row) {
    const bool groups = std::any_of(grid.cells.begin(), grid.cells.end(), [&](const GridCell& cell) {
      return cell.row == row && cell.column > 0 && cell.column_span > 1;
    });
    if (!groups) continue;
    for (GridCell& upper : grid.cells) {
      if (upper.row != row || upper.column == 0 || upper.words.empty()) continue;
      const auto lower = std::find_if(grid.cells.begin(), grid.cells.end(), [&](const GridCell& cell) {
        return cell.row == row + 1 && cell.column == upper.column && cell.column_span == upper.column_span &&
               !cell.words.empty();
      });
      if (lower == grid.cells.end() || !is_one_name(upper, *lower)) continue;
      lower->words.insert(lower->words.begin(), upper.words.begin(), upper.words.end());
      upper.words.clear();
    }
  }
  std::erase_if(grid.cells, [](const GridCell& cell) { return cell.words.empty(); });
}

bool HeaderNames::is_one_name(const GridCell& upper, const GridCell& lower) const {
  const Box above = box_of(upper), below = box_of(lower);
  const double line = height(words_[static_cast<std::size_t>(lower.words[0])].box);
  const double line_above = height(words_[static_cast<std::size_t>(upper.words[0])].box);
  if (below.y0 - above.y1 >= line_gap * line || std::abs(line - line_above) > same_height * line) return false;
  if (upper.column_span > 1 && std::abs(middle_x(above) - middle_x(below)) > off_middle * line) return false;
  return std::ranges::none_of(between(middle_y(above), middle_y(below)), [&](const Underline& rules) {
    return std::ranges::any_of(
        rules.pieces, [&](const Column& piece) { return overlap(piece.x0, piece.x1, above.x0, above.x1) > 0; });
  });
}

Box HeaderNames::box_of(const GridCell& cell) const {
  Box out = words_[static_cast<std::size_t>(cell.words[0])].box;
  for (const int word : cell.words) include(out, words_[static_cast<std::size_t>(word)].box);
  return out;
}

}  // namespace assay::layout
