#include "extractors/layout/aligned.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

#include "extractors/layout/aligned_rows.hpp"
#include "extractors/layout/columns.hpp"
#include "extractors/layout/currency_signs.hpp"
#include "extractors/layout/figure_columns.hpp"
#include "extractors/layout/framed_item.hpp"
#include "extractors/layout/geometry.hpp"
#include "extractors/layout/named_columns.hpp"
#include "extractors/layout/table_likeness.hpp"
#include "extractors/layout/wording.hpp"

namespace assay::layout {
namespace {

constexpr double row_gap_max = 2.5;     // of the font size, between rows of one table
constexpr double single_gap_max = 1.6;  // to a row with one cell only
constexpr double header_gap = 0.45;     // of the font size, between names of columns; between words about 0.28
constexpr int singles_max = 3;          // rows with one cell between rows with several
// Between the items of an invoice, which fill the same columns in the same way, stand notes and more white.
constexpr int item_lines_max = 8;
constexpr double item_gap_max = 6;
constexpr std::size_t item_cells_min = 4;
constexpr double item_note_width = 0.6;  // of the table

class Finder {
 public:
  Finder(const LayoutPage& page, const std::vector<Underline>& underlines, const std::vector<Row>& rows)
      : page_(page), underlines_(underlines), rows_(rows) {}

  std::vector<AlignedTable> find() {
    std::vector<AlignedTable> out;
    for (const Chunk& chunk : merged(chunks())) {
      std::optional<AlignedTable> table = build(chunk);
      if (!table) continue;
      // Names of columns alone, found as a table of words before the figures under them were.
      if (!out.empty() && out.back().last_row >= table->first_row && out.back().grid.rows < table->grid.rows)
        out.pop_back();
      if (out.empty() || out.back().last_row < table->first_row) out.push_back(std::move(*table));
    }
    return out;
  }

 private:
  struct Chunk {
    std::size_t first, last;
    std::optional<std::size_t> first_item_last;  // of a list of items: their columns are those of the rows up to here
  };

  std::string text(const Segment& segment) const { return text_of(page_.words, segment.words); }

  // More than one cell, a bullet or number before the text of a list item not counted.
  bool is_multi(const Row& row) const {
    std::size_t cells = row.segments.size();
    if (cells >= 2 && is_marker(text(row.segments[0]))) --cells;
    return cells >= 2;
  }

  double gap_above(std::size_t row) const { return rows_[row].box.y0 - rows_[row - 1].box.y1; }
  double size_at(std::size_t row) const { return std::max(rows_[row].segments[0].size, 4.0); }

  // Runs of rows that all have several cells and stand close together.
  std::vector<Chunk> chunks() const {
    std::vector<Chunk> out;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!is_multi(rows_[i])) continue;
      const bool goes_on = !out.empty() && out.back().last + 1 == i && gap_above(i) <= row_gap_max * size_at(i);
      if (goes_on)
        out.back().last = i;
      else
        out.push_back({i, i, {}});
    }
    return out;
  }

  std::vector<const Row*> multi_rows(const Chunk& chunk) const {
    std::vector<const Row*> out;
    for (std::size_t i = chunk.first; i <= chunk.last; ++i)
      if (is_multi(rows_[i])) out.push_back(&rows_[i]);
    return out;
  }

  std::vector<Column> columns_in(const Chunk& chunk) const {
    return find_columns(page_.words, multi_rows({chunk.first, chunk.first_item_last.value_or(chunk.last), {}}));
  }

  // Chunks with few single rows between them whose columns agree are one table.
  std::vector<Chunk> merged(const std::vector<Chunk>& parts) const {
    std::vector<Chunk> out;
    for (const Chunk& part : parts) {
      const bool goes_on = !out.empty() && close(out.back(), part) && agree(out.back(), part);
      const bool next_item = !goes_on && !out.empty() && is_next_item(out.back(), part);
      if (next_item && !out.back().first_item_last) out.back().first_item_last = out.back().last;
      if (goes_on || next_item)
        out.back().last = part.last;
      else
        out.push_back(part);
    }
    return out;
  }

  bool close(const Chunk& a, const Chunk& b) const {
    if (b.first - a.last - 1 > singles_max) return false;
    for (std::size_t i = a.last + 1; i <= b.first; ++i) {
      if (gap_above(i) > row_gap_max * size_at(i)) return false;
      if (i < b.first && is_prose(rows_[i], a, b)) return false;
    }
    return true;
  }

  // The row has what the pattern has: most of its cells alike, the others under a cell that reaches over several
  // columns.
  bool fills_like(const Row& row, const RowPattern& pattern, const std::vector<Column>& columns) const {
    std::size_t alike = 0, covered = 0;
    for (const auto& [column, figure] : pattern)
      for (const Segment& segment : row.segments) {
        const ColumnRange range = columns_of(columns, segment.box);
        if (range.first < 0 || column < range.first || column > range.last) continue;
        ++covered;
        alike += range.first == range.last && looks_numeric(text(segment)) == figure;
        break;
      }
    return covered == pattern.size() && alike >= 3 && 5 * alike >= 3 * pattern.size();
  }

  // A line inside an item: it begins where a column does and leaves most of the table's width free.
  static bool is_note(const Row& row, const std::vector<Column>& columns) {
    const double table = columns.back().x1 - columns.front().x0;
    return row.segments.size() <= 2 && width(row.box) < item_note_width * table &&
           std::any_of(columns.begin(), columns.end(), [&](const Column& column) {
             return std::abs(row.box.x0 - column.x0) < row.segments[0].size / 2;
           });
  }

  // The next item of the same list: its first row fills the columns as a row above does, and what stands between them
  // are notes.
  bool is_next_item(const Chunk& above, const Chunk& next) const {
    if (next.first - above.last - 1 > item_lines_max) return false;
    const std::vector<const Row*> rows = multi_rows(above);
    const std::vector<Column> columns = columns_in(above);
    if (columns.size() < item_cells_min) return false;
    const RowPattern item = pattern_of(page_.words, rows_[next.first], columns);
    const auto figures = std::count_if(item.begin(), item.end(), [](const auto& cell) { return cell.second; });
    if (item.size() < item_cells_min || 2 * item.size() < columns.size() || figures < 2) return false;
    for (std::size_t i = above.last + 1; i <= next.first; ++i) {
      if (gap_above(i) > item_gap_max * size_at(i)) return false;
      if (i < next.first && !is_note(rows_[i], columns)) return false;
    }
    return std::any_of(rows.begin(), rows.end(), [&](const Row* row) { return fills_like(*row, item, columns); });
  }

  // A line that fills the width of both neighbours and has many letters.
  bool is_prose(const Row& row, const Chunk& a, const Chunk& b) const {
    double x0 = 1e9, x1 = -1e9;
    for (const Chunk& chunk : {a, b})
      for (std::size_t i = chunk.first; i <= chunk.last; ++i) {
        x0 = std::min(x0, rows_[i].box.x0);
        x1 = std::max(x1, rows_[i].box.x1);
      }
    int letters = 0;
    for (const Segment& segment : row.segments) letters += segment.letters;
    return letters > 55 && width(row.box) > 0.75 * (x1 - x0);
  }

  bool agree(const Chunk& a, const Chunk& b) const {
    const std::vector<const Row*> first = multi_rows(a), second = multi_rows(b);
    const std::vector<const Row*>& more = first.size() >= second.size() ? first : second;
    const std::vector<const Row*>& less = first.size() >= second.size() ? second : first;
    if (fit(less, find_columns(page_.words, more))) return true;
    if (fit_figures(less, find_figure_columns(page_.words, more))) return true;
    std::vector<const Row*> both = first;
    both.insert(both.end(), second.begin(), second.end());
    if (find_named_columns(page_.words, both).names) return true;
    const std::vector<Column> drawn = columns_under(a, b);
    return !drawn.empty() && fit(first, drawn) && fit(second, drawn);
  }

  bool fit_figures(const std::vector<const Row*>& rows, const std::vector<Column>& columns) const {
    if (columns.empty()) return false;
    std::vector<Row> own;
    for (const Row* row : rows) own.push_back(parted_at_figures(page_.words, *row, columns));
    std::vector<const Row*> parted;
    for (const Row& row : own) parted.push_back(&row);
    return fit(parted, columns);
  }

  // The columns that rules show between names and the rows of figures below; none where there are no such rules.
  std::vector<Column> columns_under(const Chunk& names, const Chunk& figures) const {
    int cells = 0, numeric = 0;
    for (const Row* row : multi_rows(names))
      for (const Segment& segment : row->segments) {
        ++cells;
        numeric += looks_numeric(text(segment));
      }
    if (2 * numeric > cells) return {};
    const double from = middle_y(rows_[names.last].box), to = middle_y(rows_[figures.first].box);
    for (const Underline& line : underlines_) {
      if (line.y < from || line.y > to || line.pieces.size() < 2) continue;
      std::vector<Column> out{{std::min(rows_[figures.first].box.x0, line.pieces[0].x0) - 1, line.pieces[0].x0 - 0.5}};
      out.insert(out.end(), line.pieces.begin(), line.pieces.end());
      return out;
    }
    return {};
  }

  // Nearly all cells stand in the columns, from left to right.
  static bool fit(const std::vector<const Row*>& rows, const std::vector<Column>& columns) {
    int cells = 0, fitting = 0;
    for (const Row* row : rows) {
      int before = -1;
      for (const Segment& segment : row->segments) {
        const ColumnRange range = columns_of(columns, segment.box);
        ++cells;
        fitting += range.first > before;
        before = range.last;
      }
    }
    return cells > 0 && fitting >= 0.8 * cells;
  }

  std::optional<AlignedTable> build(Chunk chunk) const {
    if (const auto end = framed_item_end(page_.words, rows_, chunk.first, underlines_); end && *end >= chunk.last)
      return build_item(chunk.first, *end);
    if (const NamedColumns named = find_named_columns(page_.words, multi_rows(chunk)); named.names)
      if (std::optional<AlignedTable> table = build_named(chunk, named)) return table;
    if (const std::vector<Column> figures = find_figure_columns(page_.words, multi_rows(chunk)); !figures.empty())
      if (std::optional<AlignedTable> table = build_parted(
              chunk, figures, [&](const Row& row) { return parted_at_figures(page_.words, row, figures); }))
        return table;
    AlignedLines lines{page_.words, {}, multi_rows(chunk), columns_in(chunk)};
    if (lines.columns.size() < 2 || lines.columns.size() > 60) return std::nullopt;
    grow(chunk, lines.columns);
    if (lines.rows.size() == 2) take_rest_of_name(chunk, *lines.rows[1], lines.columns);
    for (std::size_t i = chunk.first; i <= chunk.last; ++i) lines.all.push_back(&rows_[i]);
    const bool wrapped = is_row_with_wrapped_name(lines);
    const bool sparse = 5 * lines.rows.size() < 2 * lines.all.size() && !chunk.first_item_last && !wrapped;
    if (sparse || !is_table(lines)) return std::nullopt;
    AlignedTable out;
    out.first_row = chunk.first;
    out.last_row = chunk.last;
    out.grid = make_grid(page_, underlines_, lines.all, lines.columns);
    if (wrapped) make_one_row(out.grid, 1);
    return out;
  }

  // Where each cell keeps to the column of its name.
  std::optional<AlignedTable> build_named(const Chunk& chunk, const NamedColumns& named) const {
    return build_parted(chunk, named.columns, [&](const Row& row) {
      return &row < named.names ? row : parted_at(page_.words, row, named.columns);
    });
  }

  // Of rows whose segments `part` cuts at the columns.
  std::optional<AlignedTable> build_parted(Chunk chunk, const std::vector<Column>& columns,
                                           const std::function<Row(const Row&)>& part) const {
    grow(chunk, columns);
    std::vector<Row> own;
    for (std::size_t i = chunk.first; i <= chunk.last; ++i) own.push_back(part(rows_[i]));
    AlignedLines lines{page_.words, {}, {}, columns};
    for (const Row& row : own) {
      lines.all.push_back(&row);
      if (is_multi(row)) lines.rows.push_back(&row);
    }
    if (!is_table(lines)) return std::nullopt;
    return AlignedTable{chunk.first, chunk.last, make_grid(page_, underlines_, lines.all, columns)};
  }

  AlignedTable build_item(std::size_t first, std::size_t last) const {
    const std::vector<Column> columns = columns_in({first, last, {}});
    std::vector<const Row*> lines;
    for (std::size_t i = first; i <= last; ++i) lines.push_back(&rows_[i]);
    AlignedTable out;
    out.first_row = first;
    out.last_row = last;
    out.grid = make_grid(page_, underlines_, lines, columns);
    make_one_row(out.grid, 0);
    return out;
  }

  // All lines under the header are one row.
  static void make_one_row(Grid& grid, int header_rows) {
    std::vector<GridCell> cells;
    for (GridCell& cell : grid.cells) {
      cell.row = std::min(cell.row, header_rows);
      if (cell.row == header_rows) cell.column_span = 1;  // a note may reach over other cells of its row
      const auto same = std::find_if(cells.begin(), cells.end(), [&](const GridCell& other) {
        return other.row == cell.row && other.column == cell.column;
      });
      if (same == cells.end())
        cells.push_back(std::move(cell));
      else
        same->words.insert(same->words.end(), cell.words.begin(), cell.words.end());
    }
    grid.cells = std::move(cells);
    grid.rows = header_rows + 1;
    grid.header_rows = header_rows;
  }

  // Header lines above that stand over columns, and last lines of wrapped cells below.
  void grow(Chunk& chunk, const std::vector<Column>& columns) const {
    for (int n = 0; n < singles_max && chunk.first > 0; ++n) {
      const Row& row = rows_[chunk.first - 1];
      if (gap_above(chunk.first) > single_gap_max * size_at(chunk.first)) break;
      if (is_close_header(row, columns)) {
        --chunk.first;
        continue;
      }
      if (row.box.x0 < columns[0].x1 + 1 || row.box.x1 > columns.back().x1 + 20) break;
      // A title in the middle of the page, over the empty space beside the names of the rows.
      if (columns_of(columns, row.box).first < 0) break;
      --chunk.first;
    }
    for (int n = 0; n < item_lines_max && chunk.last + 1 < rows_.size(); ++n) {
      const Row& row = rows_[chunk.last + 1];
      if (gap_above(chunk.last + 1) > 0.6 * size_at(chunk.last + 1)) break;
      const ColumnRange range = columns_of(columns, row.box);
      if (range.first < 1 || range.first != range.last) break;
      ++chunk.last;
    }
    if (chunk.first_item_last) take_last_notes(chunk, columns);
  }

  // Of a row whose first cell began in lines above it: the lines of that cell under the row, as close as those.
  void take_rest_of_name(Chunk& chunk, const Row& row, const std::vector<Column>& columns) const {
    const auto in_first = [&](std::size_t i) {
      const ColumnRange range = columns_of(columns, rows_[i].box);
      return range.first == 0 && range.last == 0;
    };
    const auto body = static_cast<std::size_t>(&row - rows_.data());
    if (chunk.last != body || body < chunk.first + 2 || !in_first(body - 1)) return;
    double widest = gap_above(body);
    for (std::size_t i = chunk.first + 2; i < body; ++i) widest = std::max(widest, gap_above(i));
    for (int n = 0; n < item_lines_max && chunk.last + 1 < rows_.size() && in_first(chunk.last + 1) &&
                    gap_above(chunk.last + 1) <= widest + 1;
         ++n)
      ++chunk.last;
  }

  // The last item has notes as those before it had, no farther below.
  void take_last_notes(Chunk& chunk, const std::vector<Column>& columns) const {
    double widest = 0;
    for (std::size_t i = chunk.first + 1; i <= chunk.last; ++i)
      if (is_note(rows_[i], columns)) widest = std::max(widest, gap_above(i));
    for (int n = 0; n < item_lines_max && chunk.last + 1 < rows_.size(); ++n) {
      const Row& row = rows_[chunk.last + 1];
      if (!is_note(row, columns) || columns_of(columns, row.box).first < 1 || gap_above(chunk.last + 1) > widest + 1)
        break;
      ++chunk.last;
    }
  }

  // Names of columns that stand so close that their line looks like text; wider than word gaps they still are.
  bool is_close_header(const Row& row, const std::vector<Column>& columns) const {
    if (row.box.x0 < columns[0].x0 - 20 || row.box.x1 > columns.back().x1 + 20) return false;
    int last = -1, pieces = 0;
    for (const Segment& segment : row.segments) {
      Box piece = page_.words[static_cast<std::size_t>(segment.words[0])].box;
      for (std::size_t i = 1; i <= segment.words.size(); ++i) {
        const bool at_end = i == segment.words.size();
        const Box& next = page_.words[static_cast<std::size_t>(segment.words[at_end ? i - 1 : i])].box;
        if (!at_end && next.x0 - piece.x1 < header_gap * segment.size) {
          include(piece, next);
          continue;
        }
        const ColumnRange range = columns_of(columns, piece);
        if (range.first <= last) return false;
        last = range.last;
        ++pieces;
        piece = next;
      }
    }
    return pieces >= 3;
  }

  const LayoutPage& page_;
  const std::vector<Underline>& underlines_;
  const std::vector<Row>& rows_;
};

}  // namespace

std::vector<AlignedTable> find_aligned(const LayoutPage& page, const std::vector<Underline>& underlines,
                                       const std::vector<Row>& rows) {
  const std::vector<Row> joined = join_currency_signs(page.words, part_at_underlines(page.words, rows, underlines));
  return Finder(page, underlines, joined).find();
}

}  // namespace assay::layout
