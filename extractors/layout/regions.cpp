#include "extractors/layout/regions.hpp"

#include <cmath>
#include <optional>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/table_grid.hpp"

namespace assay::layout {
namespace {

constexpr int column_lines_min = 3;      // fewer lines side by side are a heading, an address, a table
constexpr double gutter_min = 0.7;       // of the font size
constexpr double full_line = 0.66;       // of the width of its column: a line of running text
constexpr double full_together = 0.85;   // of the width, by all segments of the line
constexpr double full_lines_min = 0.45;  // share of such lines; the rest ends paragraphs or is a list
constexpr double letters_min = 18;       // of an average line of running text
constexpr int speck_letters = 3;         // code units, one character of any script: dirt on a scan, a bullet
constexpr double aside_level = 1.0;      // pt
constexpr double aside_share = 0.4;      // of its lines that may be level by chance
constexpr double group_gap = 0.3;        // of a line's height: more white than between lines of one paragraph
constexpr int terms_min = 3;             // side by side with their texts
constexpr std::size_t elements_max = 8'000;
constexpr std::size_t starts_max = 80;
constexpr int depth_max = 12;

struct Band {
  double gutter = 0;  // x
  double top = 0, bottom = 0;
  double gain = 0;  // letters on the smaller side: how much order it brings
};

class Cutter {
 public:
  Cutter(const std::vector<LayoutWord>& words, std::vector<Segment>& segments, const std::vector<RulingLine>& rules)
      : words_(words), segments_(segments), rules_(rules) {}

  void cut(std::vector<Element> elements, int depth, std::vector<Region>& out) {
    if (elements.empty()) return;
    const std::optional<Band> band = depth < depth_max ? best_band(elements) : std::nullopt;
    if (!band) {
      out.push_back({std::move(elements)});
      return;
    }
    std::vector<Element> above, left, right, below;
    for (const Element& element : elements) {
      const double y = middle_y(element.box);
      if (y < band->top)
        above.push_back(element);
      else if (y > band->bottom)
        below.push_back(element);
      else
        place(element, band->gutter, left, right);
    }
    cut(std::move(above), depth + 1, out);
    cut(std::move(left), depth + 1, out);
    cut(std::move(right), depth + 1, out);
    cut(std::move(below), depth + 1, out);
  }

 private:
  // The gap between words of a segment in which x lies, if it is wide enough to be a gutter.
  std::optional<std::size_t> gap_at(const Segment& segment, double x) const {
    for (std::size_t i = 1; i < segment.words.size(); ++i) {
      const double from = words_[segment.words[i - 1]].box.x1, to = words_[segment.words[i]].box.x0;
      if (from <= x && x <= to + 0.5 && to - from >= 0.5 * segment.size) return i;
    }
    return std::nullopt;
  }

  bool crosses(const Element& element, double x) const {
    if (element.box.x0 >= x - 0.5 || element.box.x1 <= x + 0.5) return false;
    return element.segment < 0 || !gap_at(segments_[element.segment], x);
  }

  void place(const Element& element, double x, std::vector<Element>& left, std::vector<Element>& right) {
    if (element.box.x1 <= x + 0.5 || element.box.x0 >= x - 0.5 || element.segment < 0) {
      (middle_x(element.box) < x ? left : right).push_back(element);
      return;
    }
    const std::vector<int> all = segments_[element.segment].words;
    const std::size_t at = gap_at(segments_[element.segment], x).value_or(all.size());
    const auto cut_at = all.begin() + static_cast<std::ptrdiff_t>(at);
    segments_[element.segment] = make_segment(words_, {all.begin(), cut_at});
    left.push_back({segments_[element.segment].box, element.segment, -1});
    if (at == all.size()) return;
    segments_.push_back(make_segment(words_, {cut_at, all.end()}));
    right.push_back({segments_.back().box, static_cast<int>(segments_.size()) - 1, -1});
  }

  // x positions at which at least a few lines start: where a column may begin.
  std::vector<double> starts(const std::vector<Element>& elements) const {
    std::vector<double> xs;
    for (const Element& element : elements) xs.push_back(element.box.x0);
    for (const Element& element : elements)
      if (element.segment >= 0) add_inner_starts(segments_[element.segment], xs);
    std::sort(xs.begin(), xs.end());
    std::vector<double> out;
    for (std::size_t i = 0; i < xs.size();) {
      std::size_t j = i;
      while (j < xs.size() && xs[j] - xs[i] < 4) ++j;
      if (static_cast<int>(j - i) >= column_lines_min && out.size() < starts_max) out.push_back(xs[i]);
      i = j;
    }
    return out;
  }
  void add_inner_starts(const Segment& segment, std::vector<double>& xs) const {
    for (std::size_t i = 1; i < segment.words.size(); ++i) {
      const Box& word = words_[segment.words[i]].box;
      if (word.x0 - words_[segment.words[i - 1]].box.x1 >= 0.6 * segment.size) xs.push_back(word.x0);
    }
  }

  struct Side {
    int lines = 0, full = 0, letters = 0;
    double edge = 0;
  };

  // Lines of running text on one side of a gutter.
  Side measure(const std::vector<Element>& elements, double x0, double x1) const {
    Side side;
    std::vector<Segment> own;
    for (const Element& element : elements) {
      if (element.segment >= 0) {
        // Of a segment that runs over the gutter only its part on this side counts. Its words are not looked at here,
        // and copying them for each gutter that is tried costs more than all the rest.
        const Segment& whole = segments_[element.segment];
        const double share = width(element.box) / std::max(width(whole.box), 0.1);
        Segment part{element.box, {}, whole.size, static_cast<int>(whole.letters * share)};
        own.push_back(std::move(part));
      }
      if (element.table >= 0) {
        side.lines += 4;
        side.full += 4;
        side.letters += 100;
      }
    }
    Side whole = side;
    add_lines(own, x0, x1, whole);
    if (is_running_text(whole) || whole.letters < letters_min * whole.lines) return whole;
    std::vector<std::vector<Segment>> columns = own_columns(std::move(own));
    if (columns.size() < 2 || are_level(columns)) return whole;
    for (std::vector<Segment>& column : columns) add_lines(std::move(column), side);
    return side;
  }

  // Parts of a side that no line joins: columns that it holds itself.
  static std::vector<std::vector<Segment>> own_columns(std::vector<Segment> lines) {
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Segment& a, const Segment& b) { return a.box.x0 < b.box.x0; });
    std::vector<std::vector<Segment>> out;
    double end = -1e9;
    for (Segment& line : lines) {
      if (line.box.x0 > end) out.emplace_back();
      end = std::max(end, line.box.x1);
      out.back().push_back(std::move(line));
    }
    return out;
  }

  // Cells of a table are level with those beside them; columns of text need not be.
  static bool are_level(const std::vector<std::vector<Segment>>& columns) {
    int level = 0, lines = 0;
    for (std::size_t i = 1; i < columns.size(); ++i)
      for (const Segment& line : columns[i]) {
        ++lines;
        level += std::any_of(columns[i - 1].begin(), columns[i - 1].end(),
                             [&](const Segment& other) { return std::abs(other.box.y1 - line.box.y1) < aside_level; });
      }
    return level > aside_share * lines;
  }

  static void add_lines(std::vector<Segment> column, Side& side) {
    Box box = column.front().box;
    for (const Segment& line : column) include(box, line.box);
    add_lines(std::move(column), box.x0, box.x1, side);
  }

  static void add_lines(std::vector<Segment> lines, double x0, double x1, Side& side) {
    for (const Row& row : find_rows(std::move(lines))) {
      ++side.lines;
      int letters = 0;
      double covered = 0, together = 0;
      for (const Segment& segment : row.segments) {
        letters += segment.letters;
        covered = std::max(covered, width(segment.box));
        together += width(segment.box);
      }
      side.letters += letters;
      // A line of two columns of text is full too.
      side.full += covered >= full_line * (x1 - x0) || together >= full_together * (x1 - x0);
    }
  }

  static bool is_running_text(const Side& side) {
    return side.lines >= column_lines_min && side.full >= full_lines_min * side.lines &&
           side.letters >= letters_min * side.lines;
  }

  static bool level_with(const Element& line, const std::vector<Element>& others) {
    return std::any_of(others.begin(), others.end(),
                       [&](const Element& other) { return std::abs(other.box.y1 - line.box.y1) < aside_level; });
  }

  // The figures of a table whose names of rows wrap.
  bool are_figures(const std::vector<Element>& lines) const {
    const auto figures = std::count_if(lines.begin(), lines.end(), [&](const Element& line) {
      return line.segment >= 0 && looks_numeric(text_of(words_, segments_[line.segment].words));
    });
    return 2 * figures > std::ptrdiff_t(lines.size());
  }

  // A note in the margin keeps its own line spacing: its lines are not level with those of the text. Lines above or
  // below all of the text could not be: names of columns, of which the figures are level.
  bool is_aside(const std::vector<Element>& note, const std::vector<Element>& text) const {
    if (are_figures(note)) return false;
    double top = 1e9, bottom = -1e9;
    for (const Element& line : text) {
      top = std::min(top, line.box.y0);
      bottom = std::max(bottom, line.box.y1);
    }
    int level = 0, beside = 0;
    for (const Element& line : note) {
      beside += middle_y(line.box) > top && middle_y(line.box) < bottom;
      level += level_with(line, text);
    }
    return level <= aside_share * (beside > 0 ? beside : static_cast<int>(note.size()));
  }

  // Tops of the groups of lines that white space parts, from top to bottom.
  static std::vector<Element> group_tops(std::vector<Element> lines) {
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Element& a, const Element& b) { return a.box.y0 < b.box.y0; });
    std::vector<Element> out;
    double bottom = -1e9;
    for (const Element& line : lines) {
      if (line.box.y0 - bottom > group_gap * height(line.box)) out.push_back(line);
      bottom = std::max(bottom, line.box.y1);
    }
    return out;
  }

  // Terms and what they mean, side by side: every term begins level with its text, which is much longer.
  static bool are_terms(const std::vector<Element>& terms, int letters, const std::vector<Element>& text,
                        int text_letters) {
    if (2 * letters > text_letters) return false;
    const std::vector<Element> tops = group_tops(terms), others = group_tops(text);
    const auto level =
        std::count_if(tops.begin(), tops.end(), [&](const Element& top) { return level_with(top, others); });
    return level >= terms_min && 5 * level >= 4 * std::ptrdiff_t(tops.size());
  }

  std::optional<Band> best_band(const std::vector<Element>& elements) const {
    std::optional<Band> best;
    if (elements.size() > elements_max) return best;
    for (const double start : starts(elements)) {
      std::vector<double> cuts;
      for (const Element& element : elements)
        if (crosses(element, start - 1)) cuts.push_back(middle_y(element.box));
      std::sort(cuts.begin(), cuts.end());
      // Between two elements that cross the gutter lies one band.
      std::vector<std::vector<Element>> bands(cuts.size() + 1);
      for (const Element& element : elements) {
        const auto above = std::lower_bound(cuts.begin(), cuts.end(), middle_y(element.box));
        if (!crosses(element, start - 1)) bands[static_cast<std::size_t>(above - cuts.begin())].push_back(element);
      }
      for (std::size_t i = 0; i < bands.size(); ++i) {
        const double top = i == 0 ? -1e9 : cuts[i - 1], bottom = i == cuts.size() ? 1e9 : cuts[i];
        const std::optional<Band> band = try_band(bands[i], start - 1, top, bottom);
        if (band && (!best || band->gain > best->gain)) best = band;
      }
    }
    return best;
  }

  std::optional<Band> try_band(const std::vector<Element>& elements, double x, double top, double bottom) const {
    if (elements.size() < 2 * static_cast<std::size_t>(column_lines_min)) return std::nullopt;
    std::vector<Element> left, right;
    Box left_box{1e9, 1e9, -1e9, -1e9}, right_box = left_box;
    double size = 0;
    for (const Element& element : elements) {
      const bool split = element.box.x0 < x && element.box.x1 > x + 1;
      if (split && element.segment >= 0) {
        split_into(element, x, left, right, left_box, right_box);
      } else {
        const bool is_left = middle_x(element.box) < x;
        (is_left ? left : right).push_back(element);
        include(is_left ? left_box : right_box, element.box);
      }
      if (element.segment >= 0) size = std::max(size, segments_[element.segment].size);
    }
    if (left.size() < column_lines_min || right.size() < column_lines_min) return std::nullopt;
    const double gutter = std::min(gutter_min * size, 8.0);
    if (right_box.x0 - left_box.x1 < gutter && gutter_between(left, right) < gutter) return std::nullopt;
    const Side l = measure(left, left_box.x0, left_box.x1), r = measure(right, right_box.x0, right_box.x1);
    if (!is_running_text(l) && !(is_running_text(r) && is_aside(left, right))) return std::nullopt;
    if (!is_running_text(r) && !(is_running_text(l) && is_aside(right, left))) return std::nullopt;
    if (ruled_across(left_box, right_box)) return std::nullopt;
    if (are_terms(left, l.letters, right, r.letters)) return std::nullopt;
    return Band{(left_box.x1 + right_box.x0) / 2, std::max(top, std::min(left_box.y0, right_box.y0)),
                std::min(bottom, std::max(left_box.y1, right_box.y1)),
                static_cast<double>(std::min(l.letters, r.letters))};
  }

  // Dirt that OCR took for a character stands anywhere, also in a gutter.
  bool is_speck(const Element& element) const {
    return element.segment >= 0 && segments_[element.segment].words.size() == 1 &&
           segments_[element.segment].letters <= speck_letters;
  }

  // Width of the gutter. Of many lines one in twenty may reach into it: a hanging hyphen, a stain.
  double gutter_between(const std::vector<Element>& left, const std::vector<Element>& right) const {
    const auto outer = [](std::vector<double> edges) {
      if (edges.empty()) return 1e9;
      const std::size_t spared = edges.size() < 20 ? 0 : edges.size() / 20;
      std::nth_element(edges.begin(), edges.end() - 1 - std::ptrdiff_t(spared), edges.end());
      return *(edges.end() - 1 - std::ptrdiff_t(spared));
    };
    std::vector<double> ends, starts;
    for (const Element& element : left)
      if (!is_speck(element)) ends.push_back(element.box.x1);
    for (const Element& element : right)
      if (!is_speck(element)) starts.push_back(-element.box.x0);
    return -outer(std::move(starts)) - outer(std::move(ends));
  }

  void split_into(const Element& element, double x, std::vector<Element>& left, std::vector<Element>& right,
                  Box& left_box, Box& right_box) const {
    const Segment& segment = segments_[element.segment];
    const std::size_t at = gap_at(segment, x).value_or(0);
    if (at == 0) return;
    Box a = words_[segment.words[0]].box, b = words_[segment.words[at]].box;
    for (std::size_t i = 0; i < segment.words.size(); ++i) include(i < at ? a : b, words_[segment.words[i]].box);
    left.push_back({a, element.segment, -1});
    right.push_back({b, element.segment, -1});
    include(left_box, a);
    include(right_box, b);
  }

  // Three lines or more drawn over the gutter: rows of a table, whose cells hold running text.
  bool ruled_across(const Box& left, const Box& right) const {
    int count = 0;
    double last = -1e9;
    std::vector<double> ys;
    for (const RulingLine& rule : rules_)
      if (rule.horizontal() && rule.box.x0 < left.x1 - 5 && rule.box.x1 > right.x0 + 5 &&
          rule.box.y0 > std::min(left.y0, right.y0) && rule.box.y1 < std::max(left.y1, right.y1))
        ys.push_back(rule.box.y0);
    std::sort(ys.begin(), ys.end());
    for (const double y : ys) {
      count += y - last > 4;
      last = y;
    }
    return count >= 3;
  }

  const std::vector<LayoutWord>& words_;
  std::vector<Segment>& segments_;
  const std::vector<RulingLine>& rules_;
};

constexpr double same_offset = 0.02;      // of the page's side
constexpr std::size_t quarter_lines = 3;  // that a small page has at least
constexpr double margins_min = 2;         // white between the upper and the lower small pages, in steps of their lines

// From a line to the next one, as a rule.
double line_step(const std::vector<Element>& elements) {
  constexpr double same_line = 1;  // pt
  std::vector<double> bottoms, steps;
  for (const Element& element : elements) bottoms.push_back(element.box.y1);
  std::sort(bottoms.begin(), bottoms.end());
  for (std::size_t i = 1; i < bottoms.size(); ++i)
    if (bottoms[i] - bottoms[i - 1] > same_line) steps.push_back(bottoms[i] - bottoms[i - 1]);
  return median(std::move(steps));
}

// The page as four small ones, of which the last may be missing: what stands in each begins where it does in the first,
// half a page further. Columns that break at the middle of a page begin nearer to each other, as they share a margin;
// those of a page whose own margins are as narrow as that go on over its middle as they do elsewhere.
std::vector<std::vector<Element>> quarters_of(const LayoutPage& page, const std::vector<Element>& elements) {
  std::vector<std::vector<Element>> quarters(4);
  std::vector<Box> boxes(4, Box{1e9, 1e9, -1e9, -1e9});
  const double x = page.width / 2, y = page.height / 2;
  for (const Element& element : elements) {
    if ((element.box.x0 < x && element.box.x1 > x) || (element.box.y0 < y && element.box.y1 > y)) return {};
    const std::size_t at = (middle_y(element.box) > y ? 2U : 0U) + (middle_x(element.box) > x ? 1U : 0U);
    quarters[at].push_back(element);
    include(boxes[at], element.box);
  }
  for (std::size_t i = 0; i < quarters.size(); ++i) {
    if (i == 3 && quarters[i].empty()) continue;
    if (quarters[i].size() < quarter_lines) return {};
    const double off_x = boxes[i].x0 - boxes[0].x0 - (i % 2 == 1 ? x : 0);
    const double off_y = boxes[i].y0 - boxes[0].y0 - (i > 1 ? y : 0);
    if (std::abs(off_x) > same_offset * page.width || std::abs(off_y) > same_offset * page.height) return {};
  }
  const double white = std::min(boxes[2].y0, boxes[3].y0) - std::max(boxes[0].y1, boxes[1].y1);
  if (white < margins_min * line_step(quarters[0])) return {};
  return quarters;
}

}  // namespace

std::vector<Region> find_regions(const LayoutPage& page, std::vector<Segment>& segments, std::vector<Element> elements,
                                 const std::vector<RulingLine>& rules) {
  std::vector<Region> out;
  Cutter cutter(page.words, segments, rules);
  std::vector<std::vector<Element>> parts = quarters_of(page, elements);
  if (parts.empty()) parts.push_back(std::move(elements));
  for (std::vector<Element>& part : parts) cutter.cut(std::move(part), 0, out);
  return out;
}

}  // namespace assay::layout
