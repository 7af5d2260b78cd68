#include "extractors/layout/lines.hpp"

#include <cmath>

#include "extractors/layout/bidi.hpp"
#include "extractors/layout/geometry.hpp"

namespace assay::layout {
namespace {

// In units of the font size. Word gaps are 0.2 to 0.35 in set text and up to about 1 in justified narrow columns.
constexpr double link_gap = 3.0;
constexpr double split_gap = 0.75;   // a wider gap parts, unless the whole line is set wide
constexpr double split_ratio = 2.0;  // against the usual gap of that line
constexpr double always_split_gap = 1.6;
constexpr std::size_t bands_max = 40;   // of 8 pt
constexpr std::size_t open_max = 300;   // lines that may go on at one height; more are no writing
constexpr std::size_t row_max = 400;    // segments side by side
constexpr std::size_t rules_max = 400;  // vertical ones; more are hatching or a drawing
constexpr double back_step = 0.6;       // boxes may overlap that much (italics, bad OCR boxes)

bool same_line(const Box& a, const Box& b) {
  return overlap_y(a, b) > 0.5 * std::min(height(a), height(b)) &&
         std::abs(middle_y(a) - middle_y(b)) < 0.45 * std::max(height(a), height(b));
}

// Words linked to their nearest right neighbour on the line, whatever the gap up to link_gap.
std::vector<std::vector<int>> chains(const std::vector<LayoutWord>& words, std::vector<int> which) {
  std::stable_sort(which.begin(), which.end(), [&](int a, int b) { return words[a].box.x0 < words[b].box.x0; });
  std::vector<std::vector<int>> out;
  // Open chains by bands of 8 pt, so that each word looks at its neighbourhood only.
  constexpr double band = 8;
  std::vector<std::vector<int>> bands;
  struct Bands {
    std::size_t from, to;
  };
  // Letters as tall as a page are decoration, or an attack: they are looked for where they begin.
  const auto bands_of = [&](const Box& box) {
    const auto from = static_cast<std::size_t>(std::clamp(box.y0 / band, 0.0, 50'000.0));
    const auto to = static_cast<std::size_t>(std::clamp(box.y1 / band, 0.0, 50'000.0));
    return Bands{from, std::min(std::max(from, to), from + bands_max)};
  };
  for (const int index : which) {
    const LayoutWord& word = words[index];
    const double size = size_of(word);
    int best = -1;
    double best_score = 0;
    const auto [from, to] = bands_of(word.box);
    if (bands.size() <= to) bands.resize(to + 1);
    for (std::size_t b = from; b <= to; ++b) {
      for (const int chain : bands[b]) {
        const LayoutWord& last = words[out[chain].back()];
        const double gap = word.box.x0 - last.box.x1;
        if (gap > link_gap * size || gap < -back_step * size || last.rotation != word.rotation) continue;
        if (last.line != word.line || !same_line(last.box, word.box)) continue;
        const double score = overlap_y(last.box, word.box) / std::max(height(word.box), 0.1) - 0.05 * gap / size;
        if (best < 0 || score > best_score) {
          best = chain;
          best_score = score;
        }
      }
    }
    if (best < 0) {
      best = static_cast<int>(out.size());
      out.emplace_back();
    } else {
      const Box& old = words[out[best].back()].box;
      const auto [first, last] = bands_of(old);
      for (std::size_t b = first; b <= last; ++b) std::erase(bands[b], best);
    }
    out[best].push_back(index);
    for (std::size_t b = from; b <= to; ++b) {
      if (bands[b].size() >= open_max) bands[b].erase(bands[b].begin());
      bands[b].push_back(best);
    }
  }
  return out;
}

bool ruled_between(const std::vector<RulingLine>& down, const Box& left, const Box& right) {
  const double y = (middle_y(left) + middle_y(right)) / 2;
  return std::any_of(down.begin(), down.end(), [&](const RulingLine& rule) {
    const double x = middle_x(rule.box);
    return x > left.x1 - 1 && x < right.x0 + 1 && rule.box.y0 < y && rule.box.y1 > y;
  });
}

void split_chain(const std::vector<LayoutWord>& words, const std::vector<int>& chain,
                 const std::vector<RulingLine>& down, std::vector<Segment>& out) {
  std::vector<double> gaps;
  for (std::size_t i = 1; i < chain.size(); ++i) {
    const double gap = words[chain[i]].box.x0 - words[chain[i - 1]].box.x1;
    gaps.push_back(gap / size_of(words[chain[i]]));
  }
  const double usual = gaps.size() >= 4 ? std::max(median(gaps), 0.2) : 0.3;
  std::vector<int> run{chain[0]};
  for (std::size_t i = 1; i < chain.size(); ++i) {
    const double gap = gaps[i - 1];
    const LayoutWord &word = words[chain[i]], &last = words[chain[i - 1]];
    const bool led = is_leader(last.text) && !is_leader(word.text);
    if (led || gap > always_split_gap || (gap > split_gap && gap > split_ratio * usual) ||
        (!down.empty() && ruled_between(down, last.box, word.box))) {
      out.push_back(make_segment(words, std::move(run)));
      run.clear();
    }
    run.push_back(chain[i]);
  }
  out.push_back(make_segment(words, std::move(run)));
}

}  // namespace

double size_of(const LayoutWord& word) {
  if (word.font_size > 0) return word.font_size;
  const double h = word.rotation % 180 == 0 ? height(word.box) : width(word.box);
  return std::max(h, 1.0);
}

Segment make_segment(const std::vector<LayoutWord>& words, std::vector<int> which) {
  Segment out;
  out.box = words[which[0]].box;
  std::vector<double> sizes;
  for (const int index : which) {
    include(out.box, words[index].box);
    out.letters += static_cast<int>(words[index].text.size());
    sizes.push_back(size_of(words[index]));
  }
  out.size = median(std::move(sizes));
  out.words = std::move(which);
  return out;
}

bool is_leader(const std::string& text) {
  return text.size() >= 4 && text.find_first_not_of('.') == std::string::npos;
}

std::vector<Segment> find_segments(const std::vector<LayoutWord>& words, const std::vector<int>& which,
                                   const std::vector<RulingLine>& rules) {
  std::vector<RulingLine> down;
  for (const RulingLine& rule : rules)
    if (!rule.horizontal() && height(rule.box) > 5) down.push_back(rule);
  if (down.size() > rules_max) down.clear();
  std::vector<Segment> out;
  for (const std::vector<int>& chain : chains(words, which)) split_chain(words, chain, down, out);
  std::stable_sort(out.begin(), out.end(), [](const Segment& a, const Segment& b) {
    return a.box.y0 != b.box.y0 ? a.box.y0 < b.box.y0 : a.box.x0 < b.box.x0;
  });
  return out;
}

std::vector<int> words_of(const Row& row) {
  std::vector<int> out;
  for (const Segment& segment : row.segments) out.insert(out.end(), segment.words.begin(), segment.words.end());
  return out;
}

std::vector<Row> find_rows(std::vector<Segment> segments) {
  std::stable_sort(segments.begin(), segments.end(),
                   [](const Segment& a, const Segment& b) { return middle_y(a.box) < middle_y(b.box); });
  std::vector<Row> out;
  for (Segment& segment : segments) {
    Row* home = nullptr;
    // A row of small text beside tall letters overlaps several rows: the last three are enough to look at.
    for (std::size_t back = 0; back < 3 && back < out.size() && !home; ++back) {
      Row& row = out[out.size() - 1 - back];
      if (row.segments.size() >= row_max) continue;
      const Box& ref = row.segments.back().box;
      const double needed = 0.5 * std::min(height(ref), height(segment.box));
      const bool beside = std::none_of(row.segments.begin(), row.segments.end(), [&](const Segment& other) {
        return overlap_x(other.box, segment.box) > 0.3 * std::min(width(other.box), width(segment.box));
      });
      if (beside && overlap_y(ref, segment.box) > needed) home = &row;
    }
    if (!home) {
      out.push_back({segment.box, {}});
      home = &out.back();
    }
    include(home->box, segment.box);
    home->segments.push_back(std::move(segment));
  }
  for (Row& row : out)
    std::stable_sort(row.segments.begin(), row.segments.end(),
                     [](const Segment& a, const Segment& b) { return a.box.x0 < b.box.x0; });
  return out;
}

std::string text_of(const std::vector<LayoutWord>& words, const std::vector<int>& line) {
  const std::vector<int> which = reading_order(words, line);
  const bool from_the_right = reads_from_the_right(words, line);
  std::string out;
  for (std::size_t i = 0; i < which.size(); ++i) {
    const LayoutWord& word = words[which[i]];
    if (i > 0) {
      const LayoutWord& last = words[which[i - 1]];
      const bool to_the_left = middle_x(word.box) < middle_x(last.box);
      const double gap = to_the_left ? last.box.x0 - word.box.x1 : word.box.x0 - last.box.x1;
      const bool apart = gap > 0.1 * size_of(word) || gap < -size_of(word);
      // Words that run to the left end wherever the order of drawing jumps: at brackets, numbers and marks over
      // letters.
      const bool jumps = from_the_right && last.line < 0;
      if (apart || (last.space_after && !jumps)) out += ' ';
    }
    // OCR gives its words as they are read.
    out += from_the_right && word.line < 0 ? read_from_the_right(word.text) : word.text;
  }
  return out;
}

}  // namespace assay::layout
