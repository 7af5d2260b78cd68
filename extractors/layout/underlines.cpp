#include "extractors/layout/underlines.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/table_grid.hpp"

namespace assay::layout {
namespace {

constexpr double level = 1;        // pt: rules of one line
constexpr double touching = 1;     // pt between the rules of one cell
constexpr double tolerance = 1;    // pt that words may reach beyond their rule
constexpr double word_gap = 0.3;   // of the font size: what parts names is wider than a space
constexpr double names_gap = 0.8;  // of the font size, between the lines of a name and to its rule
constexpr double rows_gap = 2.5;   // of the font size, between the rows below
constexpr std::size_t name_lines_max = 4;
constexpr std::size_t body_rows_max = 400;
constexpr int prose_letters = 55;
constexpr std::size_t rules_max = 20'000;  // more are hatching or a drawing

class Parter {
 public:
  Parter(const std::vector<LayoutWord>& words, std::vector<Row>& rows) : words_(words), rows_(rows) {}

  // `last_y` and `next_y`: of the rules above and below these.
  void part(const Underline& line, double last_y, double next_y) {
    const auto below = static_cast<std::size_t>(
        std::partition_point(rows_.begin(), rows_.end(), [&](const Row& row) { return middle_y(row.box) < line.y; }) -
        rows_.begin());
    double to = line.y;
    for (std::size_t i = below; i-- > 0 && below - i <= name_lines_max;) {
      const Row& row = rows_[i];
      if (middle_y(row.box) < last_y || to - row.box.y1 > names_gap * row.segments[0].size || is_prose(row)) break;
      to = row.box.y0;
      part_row(rows_[i], line.pieces, false);
    }
    double from = line.y;
    for (std::size_t i = below; i < rows_.size() && i - below < body_rows_max; ++i) {
      const Row& row = rows_[i];
      if (middle_y(row.box) > next_y || row.box.y0 - from > rows_gap * row.segments[0].size || is_prose(row)) break;
      from = row.box.y1;
      part_row(rows_[i], line.pieces, true);
    }
  }

 private:
  static bool is_prose(const Row& row) { return row.segments.size() == 1 && row.segments[0].letters > prose_letters; }

  void part_row(Row& row, const std::vector<Column>& pieces, bool figures) const {
    std::vector<Segment> out;
    for (Segment& segment : row.segments) {
      std::vector<Segment> parts = parts_of(segment, pieces, figures);
      if (parts.size() > 1 && (figures || keep_to(parts, pieces)))
        std::move(parts.begin(), parts.end(), std::back_inserter(out));
      else
        out.push_back(std::move(segment));
    }
    row.segments = std::move(out);
  }

  std::vector<Segment> parts_of(const Segment& segment, const std::vector<Column>& pieces, bool figures) const {
    std::vector<Segment> out;
    std::vector<int> run;
    for (std::size_t i = 0; i < segment.words.size(); ++i) {
      if (i > 0 && parts(segment, i, pieces, figures)) out.push_back(make_segment(words_, std::exchange(run, {})));
      run.push_back(segment.words[i]);
    }
    out.push_back(make_segment(words_, std::move(run)));
    return out;
  }

  // Every part stands over one rule: names do, a line of text does not.
  static bool keep_to(const std::vector<Segment>& parts, const std::vector<Column>& pieces) {
    return std::all_of(parts.begin(), parts.end(), [&](const Segment& part) {
      return std::any_of(pieces.begin(), pieces.end(), [&](const Column& piece) {
        return part.box.x0 >= piece.x0 - tolerance && part.box.x1 <= piece.x1 + tolerance;
      });
    });
  }

  // Whether the word at `i` begins another column than the one before it: both keep to their rules.
  bool parts(const Segment& segment, std::size_t i, const std::vector<Column>& pieces, bool figures) const {
    const LayoutWord &before = word(segment, i - 1), &next = word(segment, i);
    const double end = before.box.x1, start = next.box.x0;
    if (start - end < word_gap * segment.size) return false;
    if (figures && !looks_numeric(next.text)) return false;
    const auto right =
        std::partition_point(pieces.begin(), pieces.end(), [&](const Column& piece) { return piece.x1 <= start; });
    if (right == pieces.end() || start < right->x0 - tolerance) return false;
    // The name of a row before its first figure.
    if (right == pieces.begin()) return figures && end <= right->x0 + tolerance && start - end > segment.size;
    const Column& left = *(right - 1);
    return end > left.x0 && end <= left.x1 + tolerance && (!figures || looks_numeric(before.text));
  }

  const LayoutWord& word(const Segment& segment, std::size_t i) const {
    return words_[static_cast<std::size_t>(segment.words[i])];
  }

  const std::vector<LayoutWord>& words_;
  std::vector<Row>& rows_;
};

}  // namespace

std::vector<Underline> find_underlines(const std::vector<RulingLine>& rules) {
  std::vector<Box> across;
  for (const RulingLine& rule : rules)
    if (rule.horizontal()) across.push_back(rule.box);
  std::vector<Underline> out;
  if (across.size() > rules_max) return out;
  std::sort(across.begin(), across.end(),
            [](const Box& a, const Box& b) { return a.y0 != b.y0 ? a.y0 < b.y0 : a.x0 < b.x0; });
  for (std::size_t i = 0; i < across.size();) {
    std::size_t end = i;
    while (end < across.size() && across[end].y0 - across[i].y0 <= level) ++end;
    std::sort(across.begin() + std::ptrdiff_t(i), across.begin() + std::ptrdiff_t(end),
              [](const Box& a, const Box& b) { return a.x0 < b.x0; });
    Underline line{middle_y(across[i]), {}};
    for (; i < end; ++i) {
      const Box& box = across[i];
      if (!line.pieces.empty() && box.x0 - line.pieces.back().x1 < touching)
        line.pieces.back().x1 = std::max(line.pieces.back().x1, box.x1);
      else
        line.pieces.push_back({box.x0, box.x1});
    }
    out.push_back(std::move(line));
  }
  return out;
}

std::vector<Row> part_at_underlines(const std::vector<LayoutWord>& words, std::vector<Row> rows,
                                    const std::vector<Underline>& underlines) {
  std::vector<const Underline*> several;
  for (const Underline& line : underlines)
    if (line.pieces.size() >= 2) several.push_back(&line);
  Parter parter(words, rows);
  for (std::size_t i = 0; i < several.size(); ++i)
    parter.part(*several[i], i > 0 ? several[i - 1]->y : -1e9, i + 1 < several.size() ? several[i + 1]->y : 1e9);
  return rows;
}

}  // namespace assay::layout
