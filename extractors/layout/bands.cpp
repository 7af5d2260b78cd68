#include "extractors/layout/bands.hpp"

#include <algorithm>
#include <cmath>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/ruling_lines.hpp"
#include "extractors/layout/shades.hpp"

namespace assay::layout {
namespace {

constexpr double same_width = 3.0;        // pt: ends of lines
constexpr double width_min = 60.0;        // pt
constexpr double twins = 5.0;             // pt: sides of shades that close are one border
constexpr double band_min = 4.0;          // pt: lower ones are double lines
constexpr std::size_t lines_max = 2'000;  // more are a drawing
constexpr std::size_t bands_max = 300;    // of one stack
constexpr std::size_t stacks_max = 40;    // of one page; more are a drawing
constexpr double prose_share = 0.75;      // of the width that a line of running text fills
constexpr std::size_t prose_lines = 3;    // lines of running text that end a table
constexpr double row_height = 15.0;       // pt: of an empty row
constexpr double white_max = 15.0;        // pt: more of it than rows of the table have ends it
constexpr double gap_min = 0.5;           // of the font size, between two columns; gaps between words are 0.2 to 0.35
constexpr double wider_than_words = 1.3;  // times the gap between words
constexpr double finest = 0.5;            // pt
constexpr std::size_t samples_max = 4'000;

std::vector<Line> lines_across(const LayoutPage& page, const std::vector<Box>& shades) {
  std::vector<Line> out;
  for (const RulingLine& rule : page.rules)
    if (rule.horizontal()) out.push_back({middle_y(rule.box), rule.box.x0, rule.box.x1});
  for (const Box& shade : shades)
    for (const double y : {shade.y0, shade.y1}) out.push_back({y, shade.x0, shade.x1});
  if (out.size() > lines_max) return {};
  return merge_lines(std::move(out));
}

std::vector<LinesAcross> edges_of_one_width(const std::vector<Line>& lines) {
  std::vector<LinesAcross> out;
  for (const Line& line : lines) {
    if (line.to - line.from < width_min) continue;
    const auto found = std::ranges::find_if(out, [&](const LinesAcross& edges) {
      return std::abs(edges.x0 - line.from) <= same_width && std::abs(edges.x1 - line.to) <= same_width;
    });
    if (found != out.end())
      found->ys.push_back(line.at);
    else
      out.push_back({line.from, line.to, {line.at}});
  }
  std::erase_if(out, [](const LinesAcross& edges) { return edges.ys.size() < 3 || edges.ys.size() > bands_max; });
  if (out.size() > stacks_max) return {};
  for (LinesAcross& edges : out) std::ranges::sort(edges.ys);
  return out;
}

bool reaches_over(const LayoutPage& page, const Band& band, double x) {
  return std::ranges::any_of(band.lines, [&](const Row& line) {
    return std::ranges::any_of(line.segments, [&](const Segment& segment) {
      return std::ranges::any_of(segment.words,
                                 [&](int word) { return crosses(page.words[static_cast<std::size_t>(word)].box, x); });
    });
  });
}

// Sides of shades that stand in two bands or more, and in more than have words across them.
std::vector<double> sides_of_shades(const LayoutPage& page, const std::vector<Box>& shades, const Stack& stack) {
  std::vector<double> sides;
  const double top = stack.bands.front().y0, bottom = stack.bands.back().y1;
  for (const Box& shade : shades)
    for (const double x : {shade.x0, shade.x1})
      if (x > stack.x0 + same_width && x < stack.x1 - same_width && overlap(shade.y0, shade.y1, top, bottom) > 0)
        sides.push_back(x);
  std::ranges::sort(sides);
  sides.erase(std::unique(sides.begin(), sides.end(), [](double a, double b) { return b - a < twins; }), sides.end());
  std::erase_if(sides, [&](double x) {
    int with = 0, across = 0;
    for (const Band& band : stack.bands) {
      with += std::ranges::any_of(shades, [&](const Box& shade) {
        return overlap(shade.y0, shade.y1, band.y0, band.y1) > 0.5 * (band.y1 - band.y0) &&
               (std::abs(shade.x0 - x) < twins || std::abs(shade.x1 - x) < twins);
      });
      across += reaches_over(page, band, x);
    }
    return with < 2 || across >= with;
  });
  return sides;
}

double size_of(const Band& band) {
  return std::max(band.lines[0].segments[0].size, 4.0);
}

// Between two words of one line of text, where it is wider than in most: letters of one width have wide spaces.
double word_gap(const LayoutPage& page, const Stack& stack) {
  std::vector<double> gaps;
  for (const Band& band : stack.bands)
    for (const Row& line : band.lines)
      for (const Segment& segment : line.segments)
        for (std::size_t i = 1; i < segment.words.size(); ++i)
          gaps.push_back(page.words[static_cast<std::size_t>(segment.words[i])].box.x0 -
                         page.words[static_cast<std::size_t>(segment.words[i - 1])].box.x1);
  return median(std::move(gaps));
}

// White between the words of all lines of a band, as wide as a gap between columns at least, is left open.
std::vector<Column> filled(const LayoutPage& page, const Band& band) {
  std::vector<Column> out;
  for (const Row& line : band.lines)
    for (const Segment& segment : line.segments)
      for (const int word : segment.words) {
        const Box& box = page.words[static_cast<std::size_t>(word)].box;
        out.push_back({box.x0, box.x1});
      }
  std::ranges::sort(out, {}, &Column::x0);
  std::vector<Column> joined;
  for (const Column& piece : out) {
    if (!joined.empty() && piece.x0 - joined.back().x1 < gap_min * size_of(band))
      joined.back().x1 = std::max(joined.back().x1, piece.x1);
    else
      joined.push_back(piece);
  }
  return joined;
}

bool is_prose(const LayoutPage& page, const Stack& stack, const Band& band) {
  if (band.lines.size() < prose_lines) return false;
  const std::vector<Column> pieces = filled(page, band);
  return pieces.size() == 1 && pieces[0].x1 - pieces[0].x0 > prose_share * (stack.x1 - stack.x0);
}

// Lines with more white between them than paragraphs of one cell have: a heading, and the first row below it.
bool holds_several_things(const Band& band) {
  constexpr double paragraphs = 2.0;  // of the font size
  if (band.lines.empty()) return false;
  double bottom = band.lines[0].box.y1;
  for (const Row& line : band.lines) {
    if (line.box.y0 - bottom > paragraphs * size_of(band)) return true;
    bottom = std::max(bottom, line.box.y1);
  }
  return false;
}

// Of how many bands' words stand at each place from left to right.
class Cover {
 public:
  Cover(const LayoutPage& page, const Stack& stack)
      : x0_(stack.x0), step_(std::max(finest, (stack.x1 - stack.x0) / static_cast<double>(samples_max))) {
    count_.assign(static_cast<std::size_t>((stack.x1 - stack.x0) / step_) + 1, 0);
    std::vector<double> sizes;
    for (const Band& band : stack.bands) {
      pieces_.push_back(filled(page, band));
      tall_.push_back(band.lines.size() >= prose_lines);
      sizes.push_back(size_of(band));
      for (const Column& piece : pieces_.back())
        for (std::size_t i = at(piece.x0); i < at(piece.x1) + 1 && i < count_.size(); ++i) ++count_[i];
    }
    gap_ = std::max(gap_min * median(std::move(sizes)), wider_than_words * word_gap(page, stack));
    const std::size_t n = stack.bands.size();
    over_max_ = n < 3 ? 0 : std::clamp<std::size_t>(n / 4, 1, 5);
  }

  // From where text stands on both sides.
  std::vector<Column> gaps() const {
    std::vector<Column> out;
    std::size_t i = 0;
    while (i < count_.size() && count_[i] == 0) ++i;
    while (i < count_.size()) {
      std::size_t end = i;
      while (end < count_.size() && count_[end] <= over_max_) ++end;
      if (end > i && end < count_.size()) take_gaps(i, end, out);
      i = end + 1;
    }
    return out;
  }

 private:
  std::size_t at(double place) const { return static_cast<std::size_t>(std::max(place - x0_, 0.0) / step_); }
  double x(std::size_t i) const { return x0_ + static_cast<double>(i) * step_; }

  // What is white between two places but for bands that reach over all of it: names of several columns, no long text.
  // A band of which words begin or end there is none of these; what it has there is a column, or its end.
  void take_gaps(std::size_t from, std::size_t to, std::vector<Column>& out) const {
    std::vector<std::size_t> over;
    for (std::size_t b = 0; b < pieces_.size(); ++b)
      if (!tall_[b] && meets(b, {x(from), x(to)})) over.push_back(b);
    std::vector<Column> white;
    for (bool settled = false; !settled;) {
      white = white_without(over, from, to);
      settled = std::erase_if(over, [&](std::size_t b) {
                  return std::ranges::any_of(white, [&](const Column& gap) { return meets(b, gap) && !spans(b, gap); });
                }) == 0;
    }
    for (const Column& gap : white) {
      const auto n = std::ranges::count_if(over, [&](std::size_t b) { return spans(b, gap); });
      if (static_cast<std::size_t>(n) <= over_max_) out.push_back(gap);
    }
  }

  bool meets(std::size_t band, const Column& gap) const {
    return std::ranges::any_of(pieces_[band],
                               [&](const Column& piece) { return piece.x1 > gap.x0 && piece.x0 < gap.x1; });
  }
  bool spans(std::size_t band, const Column& gap) const {
    return std::ranges::any_of(pieces_[band],
                               [&](const Column& piece) { return piece.x0 <= gap.x0 && piece.x1 >= gap.x1; });
  }

  std::vector<Column> white_without(const std::vector<std::size_t>& bands, std::size_t from, std::size_t to) const {
    std::vector<std::size_t> count(count_.begin() + static_cast<std::ptrdiff_t>(from),
                                   count_.begin() + static_cast<std::ptrdiff_t>(to));
    for (const std::size_t band : bands)
      for (const Column& piece : pieces_[band])
        for (std::size_t i = std::max(at(piece.x0), from); i <= at(piece.x1) && i < to; ++i) --count[i - from];
    std::vector<Column> out;
    for (std::size_t i = 0; i < count.size(); ++i) {
      if (count[i] > 0) continue;
      const std::size_t first = i;
      while (i < count.size() && count[i] == 0) ++i;
      const Column gap{x(from + first), x(from + i)};
      if (gap.x1 - gap.x0 >= gap_) out.push_back(gap);
    }
    return out;
  }

  double x0_, step_, gap_ = 0;
  std::vector<std::size_t> count_;
  std::vector<std::vector<Column>> pieces_;  // by band
  std::vector<char> tall_;
  std::size_t over_max_ = 0;
};

class Stacks {
 public:
  Stacks(const LayoutPage& page, const std::vector<Box>& shades, const std::vector<int>& which)
      : page_(page), shades_(shades), by_height_(which) {
    std::ranges::sort(by_height_, {}, [&](int word) { return middle_y(box(word)); });
  }

  std::vector<Stack> find(const std::vector<LinesAcross>& lines) {
    for (const LinesAcross& edges : lines) add(edges);
    return std::move(out_);
  }

 private:
  const Box& box(int word) const { return page_.words[static_cast<std::size_t>(word)].box; }

  void add(const LinesAcross& edges) {
    std::vector<Band> bands;
    for (std::size_t i = 1; i < edges.ys.size(); ++i) bands.push_back(read(edges, edges.ys[i - 1], edges.ys[i]));
    const double usual = usual_white(bands);
    Stack stack{edges.x0, edges.x1, {}, {}};
    for (Band& band : bands) {
      const bool ends =
          is_prose(page_, stack, band) || holds_several_things(band) || white_in(band) > usual + white_max;
      if (ends)
        close(stack);
      else if (!band.lines.empty())
        stack.bands.push_back(std::move(band));
    }
    close(stack);
  }

  // Above the first line of a band and below its last one, the larger; all of an empty band.
  static double white_in(const Band& band) {
    if (band.lines.empty()) return band.y1 - band.y0 - row_height;
    double bottom = band.y0;
    for (const Row& line : band.lines) bottom = std::max(bottom, line.box.y1);
    return std::max(band.lines[0].box.y0 - band.y0, band.y1 - bottom);
  }

  static double usual_white(const std::vector<Band>& bands) {
    std::vector<double> white;
    for (const Band& band : bands)
      if (!band.lines.empty()) white.push_back(white_in(band));
    return std::max(median(std::move(white)), 0.0);
  }

  void close(Stack& stack) {
    Stack next{stack.x0, stack.x1, {}, {}};
    if (stack.bands.size() >= 2) {
      stack.edges = sides_of_shades(page_, shades_, stack);
      out_.push_back(std::move(stack));
    }
    stack = std::move(next);
  }

  Band read(const LinesAcross& edges, double y0, double y1) const {
    Band out{y0, y1, {}};
    if (y1 - y0 < band_min) return out;
    const auto height_of = [&](int word) { return middle_y(box(word)); };
    const auto first = std::ranges::lower_bound(by_height_, y0, {}, height_of);
    const auto last = std::ranges::lower_bound(first, by_height_.end(), y1, {}, height_of);
    std::vector<int> inside;
    for (auto i = first; i != last; ++i)
      if (middle_x(box(*i)) > edges.x0 && middle_x(box(*i)) < edges.x1) inside.push_back(*i);
    if (!inside.empty()) out.lines = find_rows(find_segments(page_.words, inside, page_.rules));
    return out;
  }

  const LayoutPage& page_;
  const std::vector<Box>& shades_;
  std::vector<int> by_height_;
  std::vector<Stack> out_;
};

}  // namespace

std::vector<LinesAcross> find_lines_across(const LayoutPage& page, const std::vector<Box>& shades) {
  return edges_of_one_width(lines_across(page, shades));
}

std::vector<Stack> find_stacks(const LayoutPage& page, const std::vector<Box>& shades,
                               const std::vector<LinesAcross>& lines, const std::vector<int>& which) {
  return Stacks(page, shades, which).find(lines);
}

bool crosses(const Box& box, double cut) {
  return box.x0 < cut - 1 && box.x1 > cut + 1;
}

std::vector<double> find_cuts(const LayoutPage& page, const Stack& stack) {
  const Cover cover(page, stack);
  const std::vector<Column> gaps = cover.gaps();
  std::vector<double> out;
  for (const Column& gap : gaps) {
    const auto side = std::ranges::find_if(stack.edges, [&](double x) { return x > gap.x0 && x < gap.x1; });
    out.push_back(side != stack.edges.end() ? *side : (gap.x0 + gap.x1) / 2);
  }
  // Columns that nearly touch, parted by the sides of their shades.
  for (const double x : stack.edges) {
    const bool known = std::ranges::any_of(gaps, [&](const Column& gap) { return x > gap.x0 - 1 && x < gap.x1 + 1; });
    if (!known) out.push_back(x);
  }
  std::ranges::sort(out);
  // Where the shades of cells show most of them, they show all: white elsewhere lies between texts set to the left and
  // figures set to the right.
  const auto shown = [&](double cut) { return std::ranges::find(stack.edges, cut) != stack.edges.end(); };
  const auto n = std::ranges::count_if(out, shown);
  if (n >= 2 && 2 * n > std::ssize(out)) std::erase_if(out, [&](double cut) { return !shown(cut); });
  return out;
}

}  // namespace assay::layout
