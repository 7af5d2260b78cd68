#include "extractors/layout/banded.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "extractors/layout/currency_signs.hpp"
#include "extractors/layout/geometry.hpp"
#include "extractors/layout/grid_likeness.hpp"
#include "extractors/layout/ruled_refine.hpp"
#include "extractors/layout/wording.hpp"

namespace assay::layout {
namespace {

constexpr double near_edge = 1.2;       // of the font size: how far a first or last row stands from the line beside it
constexpr double line_gap = 0.6;        // of the font size, between two lines of one cell
constexpr double level = 3.0;           // pt: base lines this close are one line
constexpr double wrapped_share = 0.5;   // of the lines of a cell that are full
constexpr std::size_t extra_lines = 8;  // of a row outside the lines
constexpr int lines_min = 4;            // fewer say nothing about columns

class Builder {
 public:
  Builder(const LayoutPage& page, Stack stack) : page_(page), stack_(std::move(stack)) {
    cuts_ = find_cuts(page_, stack_);
    without_markers();
  }

  bool has_columns() const { return !cuts_.empty() && lines() >= lines_min && !holds_several_rows(); }

  // What the white between the columns does not tell: which lines are one row, or where shades end. Rows of one line
  // are better read without the lines between them, by their neighbours above and below.
  bool says_more_than_white() const {
    const bool wraps = std::any_of(stack_.bands.begin() + 1, stack_.bands.end(), [&](const Band& band) {
      const std::map<int, Lines> columns = lines_by_column(band);
      return std::ranges::any_of(columns, [](const auto& column) { return column.second.ys.size() >= 2; });
    });
    return wraps || std::ranges::all_of(
                        cuts_, [&](double cut) { return std::ranges::find(stack_.edges, cut) != stack_.edges.end(); });
  }

  // Rows above the first line and below the last one: their words stand in the columns.
  void grow(const std::vector<Row>& free) {
    grow_to(free, true);
    grow_to(free, false);
  }

  Grid grid() const {
    Grid out;
    out.found_by = TableSource::ruled;
    out.box = {stack_.x0, stack_.bands.front().y0, stack_.x1, stack_.bands.back().y1};
    out.columns = static_cast<int>(cuts_.size()) + 1;
    for (const Band& band : stack_.bands) add_band(out, band);
    return out;
  }

 private:
  using Cells = std::vector<GridCell>;

  const Box& box(int word) const { return page_.words[static_cast<std::size_t>(word)].box; }
  int column_at(double x) const { return static_cast<int>(std::ranges::upper_bound(cuts_, x) - cuts_.begin()); }
  // A word narrower than what may reach over a cut is on the side of its middle.
  ColumnRange range_of(const Box& b) const {
    const int first = column_at(b.x0 + 1), last = column_at(b.x1 - 1);
    return first <= last ? ColumnRange{first, last} : ColumnRange{column_at(middle_x(b)), column_at(middle_x(b))};
  }

  int lines() const {
    std::size_t out = 0;
    for (const Band& band : stack_.bands) out += band.lines.size();
    return static_cast<int>(out);
  }

  // A column of bullets or of currency signs belongs to the next one.
  void without_markers() {
    for (std::size_t i = cuts_.size(); i-- > 0;) {
      bool only = true, any = false, numbered = false;
      int most = 0;
      for (const Band& band : stack_.bands) {
        int here = 0;
        for (const int word : words_in(band, static_cast<int>(i))) {
          const std::string& text = page_.words[static_cast<std::size_t>(word)].text;
          const bool currency = is_currency_sign(text);
          any = true;
          only = only && (currency || is_marker(text));
          numbered = numbered || (!currency && !starts_bullet(text + ' '));
          ++here;
        }
        most = std::max(most, here);
      }
      if (any && only && (!numbered || most >= 2)) cuts_.erase(cuts_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  std::vector<int> words_in(const Band& band, int column) const {
    std::vector<int> out;
    for (const Row& line : band.lines)
      for (const Segment& segment : line.segments)
        for (const int word : segment.words)
          if (column_at(middle_x(box(word))) == column) out.push_back(word);
    return out;
  }

  // The cells of one line: words of one column; over a cut, those between which the gap is that of words.
  Cells cells_of(const Row& line, int row) const {
    Cells out;
    for (const Segment& segment : line.segments) {
      bool begins = true;
      for (const int word : segment.words) {
        const ColumnRange range = range_of(box(word));
        const bool apart = begins || (range.first > last(out.back()) && !holds_together(segment, range.first));
        begins = false;
        if (!apart) {
          GridCell& cell = out.back();
          cell.column_span = std::max(last(cell), range.last) - cell.column + 1;
          cell.words.push_back(word);
        } else {
          out.push_back({row, range.first, 1, range.last - range.first + 1, {word}});
        }
      }
    }
    return joined(std::move(out));
  }

  static int last(const GridCell& cell) { return cell.column + cell.column_span - 1; }

  // A word of the segment reaches over the cut before that column, or its words stand as close there as elsewhere.
  bool holds_together(const Segment& segment, int column) const {
    const double cut = cuts_[static_cast<std::size_t>(column) - 1];
    double left = -1e9, right = 1e9;
    for (const int word : segment.words) {
      if (crosses(box(word), cut)) return true;
      (middle_x(box(word)) < cut ? left : right) =
          middle_x(box(word)) < cut ? std::max(left, box(word).x1) : std::min(right, box(word).x0);
    }
    constexpr double word_gap = 0.45;  // of the font size
    return right - left < word_gap * segment.size;
  }

  // Cells over the same column are one.
  static Cells joined(Cells cells) {
    std::ranges::stable_sort(cells, {}, &GridCell::column);
    Cells out;
    for (GridCell& cell : cells) {
      if (!out.empty() && cell.column <= last(out.back())) {
        GridCell& before = out.back();
        before.column_span = std::max(last(before), last(cell)) - before.column + 1;
        before.words.insert(before.words.end(), cell.words.begin(), cell.words.end());
      } else {
        out.push_back(std::move(cell));
      }
    }
    return out;
  }

  // All lines of a band are one row, but where names of several columns stand over others.
  void add_band(Grid& out, const Band& band) const {
    std::vector<Cells> lines;
    bool spans = false;
    for (const Row& line : band.lines) {
      lines.push_back(cells_of(line, out.rows));
      spans = spans || (lines.back().size() > 1 &&
                        std::ranges::any_of(lines.back(), [](const GridCell& cell) { return cell.column_span > 1; }));
    }
    Cells row;
    for (Cells& cells : lines) {
      if (spans)
        for (GridCell& cell : cells) cell.row = out.rows;
      row.insert(row.end(), cells.begin(), cells.end());
      if (spans) take(out, row);
    }
    if (!spans) take(out, row);
  }

  static void take(Grid& out, Cells& row) {
    row = joined(std::move(row));
    out.cells.insert(out.cells.end(), row.begin(), row.end());
    ++out.rows;
    row.clear();
  }

  // Lines of cells in one column, from top to bottom.
  struct Lines {
    std::vector<double> ys, widths, first_words;
    std::vector<char> may_wrap;  // several words that are no figure
  };

  std::map<int, Lines> lines_by_column(const Band& band) const {
    std::map<int, Lines> out;
    for (const Row& line : band.lines)
      for (const GridCell& cell : cells_of(line, 0)) {
        if (cell.column_span > 1) continue;
        Lines& lines = out[cell.column];
        Box all = box(cell.words[0]);
        for (const int word : cell.words) include(all, box(word));
        lines.ys.push_back(middle_y(all));
        lines.widths.push_back(width(all));
        lines.first_words.push_back(width(box(cell.words[0])));
        lines.may_wrap.push_back(cell.words.size() >= 2 && !looks_numeric(text_of(page_.words, cell.words)));
      }
    return out;
  }

  // Several columns of it hold as many lines as any, level with each other, and their lines end before they are full:
  // rows of a table that has lines around them, not between them.
  bool is_of_several_rows(const Band& band, const std::vector<double>& widest) const {
    const std::map<int, Lines> columns = lines_by_column(band);
    std::size_t most = 0;
    const Lines* longest = nullptr;
    for (const auto& [column, lines] : columns)
      if (lines.ys.size() > most) {
        most = lines.ys.size();
        longest = &lines;
      }
    if (most < 2) return false;
    int many = 0, pairs = 0, full = 0;
    for (const auto& [column, lines] : columns) {
      const bool are_level = std::ranges::all_of(lines.ys, [&](double y) {
        return std::ranges::any_of(longest->ys, [&](double other) { return std::abs(other - y) < level; });
      });
      if (5 * lines.ys.size() < 3 * most || lines.ys.size() < 2 || !are_level) continue;
      ++many;
      const double space = 0.25 * band.lines[0].segments[0].size;
      for (std::size_t i = 1; i < lines.ys.size(); ++i) {
        ++pairs;
        full += lines.may_wrap[i - 1] &&
                lines.widths[i - 1] + space + lines.first_words[i] > widest[static_cast<std::size_t>(column)];
      }
    }
    return many >= 2 && full < wrapped_share * pairs;
  }

  std::vector<double> widest_lines() const {
    std::vector<double> out(cuts_.size() + 1, 0);
    for (const Band& band : stack_.bands)
      for (const auto& [column, lines] : lines_by_column(band))
        for (const double width : lines.widths)
          out[static_cast<std::size_t>(column)] = std::max(out[static_cast<std::size_t>(column)], width);
    return out;
  }

  bool holds_several_rows() const {
    const std::vector<double> widest = widest_lines();
    return std::ranges::any_of(stack_.bands, [&](const Band& band) { return is_of_several_rows(band, widest); });
  }

  // The lines that follow each other from the edge of the table on, closely, and stand in two columns or more.
  void grow_to(const std::vector<Row>& free, bool up) {
    Band& edge = up ? stack_.bands.front() : stack_.bands.back();
    const double size = std::max(edge.lines[0].segments[0].size, 4.0);
    Band band;
    double at = up ? edge.y0 : edge.y1, gap = near_edge * size;
    const auto take = [&](const Row& line) {
      const double from = up ? line.box.y1 : at, to = up ? at : line.box.y0;
      if ((up ? middle_y(line.box) > at : middle_y(line.box) < at) || to - from > gap) return false;
      if (!fits(line, up) || band.lines.size() >= extra_lines) return false;
      band.lines.push_back(line);
      at = up ? line.box.y0 : line.box.y1;
      gap = line_gap * size;
      return true;
    };
    if (up) {
      const auto above = std::ranges::find_if(free, [&](const Row& row) { return middle_y(row.box) > at; });
      for (auto line = std::make_reverse_iterator(above); line != free.rend() && take(*line);) ++line;
      std::ranges::reverse(band.lines);
    } else {
      auto line = std::ranges::find_if(free, [&](const Row& row) { return middle_y(row.box) > at; });
      for (; line != free.end() && take(*line);) ++line;
    }
    if (band.lines.empty()) return;
    band.y0 = band.lines.front().box.y0;
    band.y1 = band.lines.back().box.y1;
    if (cells_in_a_line(band) < 2) return;
    std::vector<Band> rows;
    if (is_of_several_rows(band, widest_lines()) || (!up && holds_figures_below_each_other(band)))
      for (const Row& line : band.lines) rows.push_back({line.box.y0, line.box.y1, {line}});
    else
      rows.push_back(std::move(band));
    stack_.bands.insert(up ? stack_.bands.begin() : stack_.bands.end(), rows.begin(), rows.end());
  }

  std::size_t cells_in_a_line(const Band& band) const {
    std::size_t out = 0;
    for (const Row& line : band.lines) out = std::max(out, cells_of(line, 0).size());
    return out;
  }

  bool holds_figures_below_each_other(const Band& band) const {
    std::map<int, int> figures;
    for (const Row& line : band.lines)
      for (const GridCell& cell : cells_of(line, 0))
        if (cell.column > 0 && looks_numeric(text_of(page_.words, cell.words)) && ++figures[cell.column] > 1)
          return true;
    return false;
  }

  // Inside the table's sides, and no word of it reaches over a cut, but where it stands beside other names above.
  bool fits(const Row& line, bool up) const {
    if (line.box.x0 < stack_.x0 - 2 || line.box.x1 > stack_.x1 + 2) return false;
    const Cells cells = cells_of(line, 0);
    return (up && cells.size() >= 2) ||
           std::ranges::all_of(cells, [](const GridCell& cell) { return cell.column_span == 1; });
  }

  const LayoutPage& page_;
  Stack stack_;
  std::vector<double> cuts_;
};

// Half of the rows or more fill several columns.
bool is_filled(const Grid& grid) {
  std::vector<int> cells(static_cast<std::size_t>(grid.rows), 0);
  for (const GridCell& cell : grid.cells) ++cells[static_cast<std::size_t>(cell.row)];
  return 2 * std::ranges::count_if(cells, [](int n) { return n >= 2; }) >= grid.rows;
}

}  // namespace

std::vector<Grid> find_banded(const LayoutPage& page, const std::vector<Box>& shades,
                              const std::vector<LinesAcross>& across, const std::vector<int>& which) {
  std::vector<Grid> out;
  std::vector<Row> lines;  // of the words that no table has yet
  std::set<int> taken;
  for (Stack& stack : find_stacks(page, shades, across, which)) {
    const bool over_another = std::ranges::any_of(out, [&](const Grid& other) {
      return overlap(other.box.x0, other.box.x1, stack.x0, stack.x1) > 0 &&
             overlap(other.box.y0, other.box.y1, stack.bands.front().y0, stack.bands.back().y1) > 0;
    });
    if (over_another) continue;
    Builder builder(page, std::move(stack));
    if (!builder.has_columns() || !builder.says_more_than_white()) continue;
    if (lines.empty()) {
      std::vector<int> free;
      std::ranges::copy_if(which, std::back_inserter(free), [&](int word) { return !taken.contains(word); });
      lines = find_rows(find_segments(page.words, free, page.rules));
    }
    builder.grow(lines);
    Grid grid = builder.grid();
    const bool meets_another = std::ranges::any_of(out, [&](const Grid& other) {
      return overlap_x(other.box, grid.box) > 0 && overlap_y(other.box, grid.box) > 0;
    });
    if (meets_another || !is_filled(grid) || !holds_a_table(grid) || is_columns_of_prose(page.words, grid) ||
        goes_on_beside(page.words, grid))
      continue;
    split_rows(page.words, grid);
    if (holds_several_rows(page.words, grid) || lacks_columns(page.words, grid)) continue;
    peel(page.words, grid);
    grid.header_rows = count_header_rows(page.words, grid);
    for (const GridCell& cell : grid.cells) taken.insert(cell.words.begin(), cell.words.end());
    lines.clear();
    out.push_back(std::move(grid));
  }
  return out;
}

}  // namespace assay::layout
