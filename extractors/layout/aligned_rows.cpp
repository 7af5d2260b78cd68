#include "extractors/layout/aligned_rows.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "extractors/layout/currency_signs.hpp"
#include "extractors/layout/geometry.hpp"
#include "extractors/layout/header_names.hpp"

namespace assay::layout {
namespace {

constexpr double apart_min = 1.35;  // times the distance of two lines of a cell: that of two rows

class Builder {
 public:
  Builder(const LayoutPage& page, const std::vector<Underline>& underlines, const std::vector<const Row*>& rows,
          const std::vector<Column>& columns)
      : page_(page), columns_(columns) {
    box_ = rows[0]->box;
    for (const Row* row : rows) {
      include(box_, row->box);
      lines_.push_back(read(*row));
    }
    of_figures_ = columns_of_figures();
    padded_ = rows_are_padded();
    for (const RulingLine& rule : page.rules)
      if (rule.horizontal() && overlap(rule.box.x0, rule.box.x1, box_.x0, box_.x1) > 0.6 * width(box_))
        rules_.push_back(middle_y(rule.box));
    names_.emplace(page.words, columns, underlines, box_);
  }

  Grid build() {
    const std::size_t header = header_lines();
    names_->widen(lines_, header);
    apart_ = rows_stand_apart();
    std::vector<int> row_of(lines_.size(), 0);
    int row = 0;
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      const bool joins = i < header ? joins_in_header(i) : i > header && (apart_ ? is_close(i) : continues(i));
      row += !joins;
      row_of[i] = row;
    }
    Grid grid;
    grid.box = box_;
    grid.rows = row + 1;
    grid.columns = static_cast<int>(columns_.size());
    grid.header_rows = header > 0 ? row_of[header - 1] + 1 : 0;
    if (header == lines_.size()) grid.header_rows = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i)
      for (LineCell& cell : lines_[i].cells) put(grid, row_of[i], cell);
    names_->join(grid);
    return grid;
  }

 private:
  TableLine read(const Row& row) const {
    TableLine line;
    line.row = &row;
    int last = -1;
    for (const Segment& segment : parted(row)) {
      LineCell cell;
      cell.range = columns_of(columns_, segment.box);
      if (cell.range.first < 0) cell.range = nearest(segment.box);
      cell.words = segment.words;
      cell.text = text_of(page_.words, segment.words);
      cell.numeric = looks_numeric(cell.text);
      cell.x0 = segment.box.x0;
      cell.x1 = segment.box.x1;
      // Two segments over one column are one cell.
      if (!line.cells.empty() && cell.range.first <= last) {
        LineCell& before = line.cells.back();
        before.words.insert(before.words.end(), cell.words.begin(), cell.words.end());
        before.text += ' ' + cell.text;
        before.range.last = std::max(before.range.last, cell.range.last);
        before.numeric = looks_numeric(before.text);
        before.x1 = cell.x1;
      } else {
        line.cells.push_back(std::move(cell));
      }
      last = line.cells.back().range.last;
    }
    for (const LineCell& cell : line.cells) {
      line.numbers += cell.numeric && cell.range.first > 0;
      line.spans = line.spans || cell.range.last > cell.range.first;
    }
    line.has_first = line.in(0) != nullptr;
    return line;
  }

  // Segments whose numbers stand too close to each other to be parted by the gaps alone, parted where columns meet.
  std::vector<Segment> parted(const Row& row) const {
    std::vector<Segment> out;
    for (const Segment& segment : row.segments) {
      const ColumnRange range = columns_of(columns_, segment.box);
      std::vector<Segment> pieces;
      if (range.last > range.first) pieces = by_columns(segment);
      const bool numbers = pieces.size() >= 2 && std::all_of(pieces.begin(), pieces.end(), [&](const Segment& piece) {
                             return looks_numeric(text_of(page_.words, piece.words));
                           });
      if (numbers || start_columns(pieces))
        out.insert(out.end(), pieces.begin(), pieces.end());
      else
        out.push_back(segment);
    }
    return out;
  }

  // Each piece but the first begins exactly where its column does, after a gap: cells that nearly touch.
  bool start_columns(const std::vector<Segment>& pieces) const {
    for (std::size_t i = 1; i < pieces.size(); ++i) {
      const Box& box = pieces[i].box;
      const Column& column = columns_[static_cast<std::size_t>(nearest_column(box))];
      if (std::abs(box.x0 - column.x0) > 0.7 || box.x0 - pieces[i - 1].box.x1 < 0.3 * pieces[i].size) return false;
    }
    return pieces.size() >= 2;
  }

  std::vector<Segment> by_columns(const Segment& segment) const {
    std::vector<Segment> out;
    std::vector<int> run;
    int last = -1;
    for (const int word : segment.words) {
      const int column = nearest_column(page_.words[static_cast<std::size_t>(word)].box);
      if (!run.empty() && column != last) {
        out.push_back(make_segment(page_.words, run));
        run.clear();
      }
      run.push_back(word);
      last = column;
    }
    out.push_back(make_segment(page_.words, run));
    return out;
  }

  int nearest_column(const Box& box) const {
    const ColumnRange range = columns_of(columns_, box);
    return range.first >= 0 && range.first == range.last ? range.first : nearest(box).first;
  }

  ColumnRange nearest(const Box& box) const {
    int best = 0;
    double distance = 1e9;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const double d = std::abs(middle_x(box) - (columns_[i].x0 + columns_[i].x1) / 2);
      if (d < distance) {
        distance = d;
        best = static_cast<int>(i);
      }
    }
    return {best, best};
  }

  double pitch(std::size_t i) const { return middle_y(lines_[i].row->box) - middle_y(lines_[i - 1].row->box); }
  bool is_close(std::size_t i) const { return pitch(i) < apart_min * least_pitch_; }

  // Between rows there is more white than between the lines of their cells: of a cell's lines none is a figure under
  // another, and hardly ever do all cells of a row have the same number of them.
  bool rows_stand_apart() {
    constexpr double alike = 1.2, fewer_share = 0.7;
    if (lines_.size() < 4) return false;
    least_pitch_ = 1e9;
    for (std::size_t i = 1; i < lines_.size(); ++i) least_pitch_ = std::min(least_pitch_, pitch(i));
    if (least_pitch_ < 0.9 * size_at(0)) return false;
    int apart = 0, several = 0, fewer = 0;
    std::size_t first = 0;
    for (std::size_t i = 1; i <= lines_.size(); ++i) {
      if (i < lines_.size() && is_close(i)) {
        if (pitch(i) > alike * least_pitch_ || ruled_between(i - 1, i) || repeats_figure(i) || !under_text(first, i))
          return false;
        continue;
      }
      several += i - first > 1;
      fewer += i - first > 1 && lines_[i - 1].cells.size() < lines_[first].cells.size();
      apart += i < lines_.size();
      first = i;
    }
    return apart >= 2 && several >= 1 && fewer >= fewer_share * several;
  }

  // Each cell goes on with one that the row began.
  bool under_text(std::size_t first, std::size_t i) const {
    return std::ranges::all_of(lines_[i].cells, [&](const LineCell& cell) {
      for (std::size_t above = first; above < i; ++above)
        if (lines_[above].in(cell.range.first)) return true;
      return false;
    });
  }

  bool repeats_figure(std::size_t i) const {
    return std::ranges::any_of(lines_[i].cells, [&](const LineCell& cell) {
      const LineCell* over = lines_[i - 1].in(cell.range.first);
      return cell.numeric && over && over->numeric;
    });
  }

  double gap_above(std::size_t i) const { return lines_[i].row->box.y0 - lines_[i - 1].row->box.y1; }
  double size_at(std::size_t i) const { return std::max(lines_[i].row->segments[0].size, 4.0); }

  bool ruled_between(std::size_t above, std::size_t below) const {
    const double from = middle_y(lines_[above].row->box), to = middle_y(lines_[below].row->box);
    return std::any_of(rules_.begin(), rules_.end(), [&](double y) { return y > from && y < to; });
  }

  // Lines before the first one with numbers in its columns; years count as names of columns.
  std::size_t header_lines() const {
    std::size_t i = 0;
    constexpr int dated_max = 2;  // "June 30," over "2021"; more are rows
    int dated = 0;
    while (i < lines_.size() && (!is_body(lines_[i]) || (is_dated_name(i) && ++dated <= dated_max))) ++i;
    if (i < lines_.size()) return without_sections(i);
    // A table of words: the header ends at the first rule.
    for (std::size_t j = 1; j < lines_.size() && j <= 4; ++j)
      if (ruled_between(j - 1, j)) return j;
    return 1;
  }

  // "Assets", "Current assets:" between the names of the columns and the first figures name the rows below. The rest of
  // a name over two lines stands there too, but under its beginning.
  std::size_t without_sections(std::size_t header) const {
    std::size_t names = header;
    while (names > 0 && is_label(lines_[names - 1])) --names;
    if (names == 0 || names == header) return header;
    const bool named = lines_[names - 1].has_first && !ruled_between(names - 1, names);
    while (named && names < header && !lines_[names].cells[0].text.ends_with(':')) ++names;
    return names;
  }

  static bool is_label(const TableLine& line) { return line.cells.size() == 1 && line.has_first && !line.spans; }

  static bool is_body(const TableLine& line) {
    int numbers = 0;
    bool numbered = false;  // "1", "2" … before the cells of a row
    for (const LineCell& cell : line.cells) {
      if (!(cell.numeric || is_decimal(cell.text)) || is_year(cell.text) || is_unit_sign(cell.text)) continue;
      numbers += cell.range.first > 0;
      numbered = numbered || cell.range.first == 0;
    }
    return numbers > 0 && (numbered || 2 * numbers >= static_cast<int>(line.cells.size()) - 1);
  }

  // "11.3 years": a number that goes on behind its point is a value, where "12 months" may be the name of a column.
  static bool is_decimal(const std::string& text) {
    const std::size_t point = text.find_first_not_of("0123456789");
    return point != std::string::npos && point > 0 && point + 1 < text.size() &&
           (text[point] == '.' || text[point] == ',') && text[point + 1] >= '0' && text[point + 1] <= '9' &&
           text.find('.', point + 1) == std::string::npos;  // no date
  }

  // "June 30, 2021" over rules side by side: figures of which each has words with it.
  bool is_dated_name(std::size_t i) const {
    constexpr int letters_min = 3;
    const bool worded = std::all_of(lines_[i].cells.begin(), lines_[i].cells.end(), [](const LineCell& cell) {
      const bool letters = std::count_if(cell.text.begin(), cell.text.end(), is_letter) >= letters_min;
      return is_year(cell.text) || (letters && !holds_amount(cell.text));
    });
    return worded && i + 1 < lines_.size() && names_->over_columns(lines_, i);
  }

  // "1,200 EUR": a sign between digits, which no day or year has.
  static bool holds_amount(const std::string& text) {
    const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    for (std::size_t i = 1; i < text.size(); ++i)
      if ((text[i] == ',' || text[i] == '.') && digit(i - 1) && digit(i + 1)) return true;
    return false;
  }

  static bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

  // "BR-4529-FIM": letters before a digit in one word.
  static bool is_code(const std::string& text) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto first = std::find_if(text.begin(), text.end(), is_letter);
    return text.find(' ') == std::string::npos && std::any_of(first, text.end(), digit);
  }

  bool joins_in_header(std::size_t i) const {
    return (!padded_ || goes_on(lines_[i])) && same_spans(lines_[i - 1], lines_[i]) && !ruled_between(i - 1, i) &&
           !names_->underlined(lines_, i - 1) && gap_above(i) < 0.7 * size_at(i) &&
           !names_groups(lines_[i - 1], lines_[i]) && !are_labels(lines_[i - 1], lines_[i]);
  }

  // "(in billions)", "of the year": no cell begins a name.
  static bool goes_on(const TableLine& line) {
    return std::ranges::all_of(
        line.cells, [](const LineCell& cell) { return starts_low(cell.text) || cell.text.starts_with('('); });
  }

  // All lines stand as far from each other as rows with space above and below their text do: none is the second line of
  // a cell, which would follow at the distance of lines. That is 1.15 to 1.25 of the size in the common fonts, 1.36 in
  // the widest of them (ascent and descent that Noto Sans and Open Sans declare).
  bool rows_are_padded() const {
    constexpr double padded_min = 1.4, alike = 1.05;
    constexpr int alike_min = 3;
    std::vector<double> pitches;
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      pitches.push_back(middle_y(lines_[i].row->box) - middle_y(lines_[i - 1].row->box));
      if (pitches.back() < padded_min * size_at(i)) return false;
    }
    if (pitches.empty()) return false;
    const double least = *std::min_element(pitches.begin(), pitches.end());
    return std::ranges::count_if(pitches, [&](double pitch) { return pitch <= alike * least; }) >= alike_min;
  }

  // "Conditions:" over "Distance:", each with its value: lines of a form.
  static bool are_labels(const TableLine& above, const TableLine& line) {
    return std::any_of(above.cells.begin(), above.cells.end(), [&](const LineCell& cell) {
      const LineCell* under = line.in(cell.range.first);
      return cell.text.ends_with(':') && under && under->text.ends_with(':');
    });
  }

  // What reaches over several columns in one line does so in the other, and both in the middle of them: "Three months
  // ended" / "June 30,".
  bool same_spans(const TableLine& above, const TableLine& line) const {
    const double off_middle = 0.5 * line.row->segments[0].size;
    const auto matched = [&](const TableLine& a, const TableLine& b) {
      return std::all_of(a.cells.begin(), a.cells.end(), [&](const LineCell& cell) {
        const LineCell* other = b.in(cell.range.first);
        return cell.range.first == cell.range.last ||
               (other && other->range == cell.range && std::abs(other->middle() - cell.middle()) <= off_middle);
      });
    };
    return matched(above, line) && matched(line, above);
  }

  // "First half" in the middle over "Sales" and "Costs": names of several columns each, not the first line of one's.
  static bool names_groups(const TableLine& above, const TableLine& line) {
    return std::any_of(above.cells.begin(), above.cells.end(), [&](const LineCell& name) {
      const auto under = std::count_if(line.cells.begin(), line.cells.end(), [&](const LineCell& cell) {
        return name.holds(cell.middle()) || cell.holds(name.middle());
      });
      return name.range.first > 0 && under != 1 && line.cells.size() > above.cells.size();
    });
  }

  // The line goes on with cells that the line above began.
  bool continues(std::size_t i) const {
    const TableLine &line = lines_[i], &above = lines_[i - 1];
    // Cells centred beside others of several lines: half a line off, and in other columns.
    if (gap_above(i) < -0.25 * size_at(i) && !ruled_between(i - 1, i)) return true;
    if (ruled_between(i - 1, i) || gap_above(i) > 0.6 * size_at(i) || line.spans) return false;
    if (line.numbers > 0 && line.has_first) return label_wraps(above, line);
    if (line.has_first && line.cells.size() > 1) return false;
    if (line.has_first) return starts_low(line.cells[0].text) && above.has_first;
    // No cell under a figure (the number of an article is none), but one alone in a column of words ("- 2.00" / "Euro a
    // mile"), and at least one under text of the line above.
    bool under_text = false;
    for (const LineCell& cell : line.cells) {
      const LineCell* over = above.in(cell.range.first);
      const bool may_wrap = line.cells.size() == 1 && !of_figures_[static_cast<std::size_t>(cell.range.first)];
      if (over && over->numeric && !is_code(over->text) && !may_wrap) return false;
      under_text = under_text || over;
    }
    return under_text;
  }

  // Of each column, whether half of its cells or more are figures.
  std::vector<char> columns_of_figures() const {
    std::vector<int> cells(columns_.size(), 0), figures = cells;
    for (const TableLine& line : lines_)
      for (const LineCell& cell : line.cells)
        for (int column = cell.range.first; column <= cell.range.last; ++column) {
          ++cells[static_cast<std::size_t>(column)];
          figures[static_cast<std::size_t>(column)] += cell.numeric;
        }
    std::vector<char> out(cells.size(), 0);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = 2 * figures[i] >= cells[i];
    return out;
  }

  // A name over two lines, its numbers beside the second.
  static bool label_wraps(const TableLine& above, const TableLine& line) {
    return above.cells.size() == 1 && above.has_first && line.has_first && above.numbers == 0 &&
           starts_low(line.cells[0].text);
  }

  static bool starts_low(const std::string& text) { return !text.empty() && text[0] >= 'a' && text[0] <= 'z'; }

  // A cell that reaches into others of its row becomes one with them.
  static void put(Grid& grid, int row, LineCell& cell) {
    GridCell own{row, cell.range.first, 1, cell.range.last - cell.range.first + 1, std::move(cell.words)};
    for (std::size_t i = grid.cells.size(); i-- > 0;) {
      GridCell& other = grid.cells[i];
      if (other.row != row) break;  // cells come row by row
      if (other.column >= own.column + own.column_span || own.column >= other.column + other.column_span) continue;
      const int last = std::max(other.column + other.column_span, own.column + own.column_span);
      own.column = std::min(other.column, own.column);
      own.column_span = last - own.column;
      own.words.insert(own.words.begin(), other.words.begin(), other.words.end());
      grid.cells.erase(grid.cells.begin() + static_cast<std::ptrdiff_t>(i));
    }
    grid.cells.push_back(std::move(own));
  }

  const LayoutPage& page_;
  const std::vector<Column>& columns_;
  std::vector<TableLine> lines_;
  std::vector<char> of_figures_;
  bool apart_ = false;  // rows stand farther from each other than lines of a cell
  double least_pitch_ = 0;
  bool padded_ = false;        // no cell has a second line
  std::vector<double> rules_;  // y of those over most of the table
  std::optional<HeaderNames> names_;
  Box box_;
};

}  // namespace

Grid make_grid(const LayoutPage& page, const std::vector<Underline>& underlines, const std::vector<const Row*>& lines,
               const std::vector<Column>& columns) {
  return Builder(page, underlines, lines, columns).build();
}

}  // namespace assay::layout
