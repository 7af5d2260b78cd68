#include "extractors/ocr/faint_lines.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>

#include "extractors/layout/geometry.hpp"

namespace assay {
namespace {

// Pixels along a line whose mean is looked at: the dots of a dotted line and the grain of the paper are even over them.
// Letters are some 20 pixels high here, and the white between two words is wider.
constexpr int cell = 8;
// Pixels from the middle of a line to what stands beside it. A dark line may be thick, and text may touch it; text is
// further off from the side of its shade.
constexpr int nearest_side = 3, farthest_side = 9;
constexpr int least_contrast = 6;     // grey levels, from both sides
constexpr int grain = 3;              // grey levels by which the lightest of some pixels is above their mean
constexpr int wandering = 2;          // pixels from one cell to the next
constexpr int most_apart = 3;         // cells from one to the next; between them something crosses
constexpr double least_found = 0.85;  // of the cells
// Of its middle contrast: letters in a row differ more, and so do the shades on both sides of a light line.
struct Evenness {
  double least, most;
};
constexpr Evenness even{0.5, 2.5}, hardly_even{0.2, 5};

// In inches.
constexpr double least_length = 0.35, long_enough = 0.5, most_lean = 1.0 / 25;
constexpr double touching = 1.0 / 24, same_place = 1.0 / 72, row_height = 1.0 / 10;
constexpr std::size_t least_crossed = 2, least_equals = 2;
constexpr std::size_t most_peaks = 2'000'000;           // of a page of 40 million pixels; more are noise
constexpr std::size_t most_lines = 1000;                // more are hatching or the screen of a picture
constexpr double mostly = 0.9, most_under_words = 0.4;  // of a line
constexpr int letters_beside = 6;                       // pixels: what stands further off makes no contrast
constexpr double word_edge = 0.1;                       // of a word's height: it may be underlined

// The page in cells: means of so many pixels along a direction, for each pixel across it.
struct Means {
  int along = 0, across = 0;
  std::vector<std::uint8_t> values;
  const std::uint8_t* at(int i) const { return values.data() + std::ptrdiff_t(i) * across; }
  std::uint8_t* at(int i) { return values.data() + std::ptrdiff_t(i) * across; }
};

Means empty_means(int along, int across) {
  return {along, across, std::vector<std::uint8_t>(std::size_t(along) * std::size_t(across))};
}

const l_uint32* row_of(Pix* grey, int y) {
  return pixGetData(grey) + std::ptrdiff_t(y) * pixGetWpl(grey);
}

Means means_along_rows(Pix* grey) {
  constexpr int pixels_of_word = 4, words = cell / pixels_of_word;
  constexpr l_uint32 every_other = 0x00ff00ff;
  const int height = pixGetHeight(grey);
  Means out = empty_means(pixGetWidth(grey) / cell, height);
  for (int y = 0; y < height; ++y) {
    const l_uint32* word = row_of(grey, y);
    for (int i = 0; i < out.along; ++i) {
      l_uint32 sums = 0;
      for (int k = 0; k < words; ++k, ++word) sums += (*word & every_other) + (*word >> 8 & every_other);
      out.at(i)[y] = std::uint8_t(((sums & 0xffff) + (sums >> 16)) / cell);
    }
  }
  return out;
}

Means means_along_columns(Pix* grey) {
  const int width = pixGetWidth(grey);
  Means out = empty_means(pixGetHeight(grey) / cell, width);
  std::vector<std::uint16_t> sums(std::size_t(width), 0);
  for (int i = 0; i < out.along; ++i) {
    std::ranges::fill(sums, std::uint16_t(0));
    for (int y = i * cell; y < (i + 1) * cell; ++y) {
      const l_uint32* row = row_of(grey, y);
      for (int x = 0; x < width; ++x) sums[std::size_t(x)] += GET_DATA_BYTE(row, x);
    }
    for (int x = 0; x < width; ++x) out.at(i)[x] = std::uint8_t(sums[std::size_t(x)] / cell);
  }
  return out;
}

// Where a row of cells crosses a line.
struct Peak {
  int along, across;
  int contrast;     // by which it differs from its sides
  int before = -1;  // of the same line, among the peaks; -1: none
  int length = 1;   // so many peaks up to this
};

// A dark line, a light one between two shades, the side of a shade.
enum class Kind { dark, light, darker_behind, lighter_behind };

// A row of cells across the lines.
class Row {
 public:
  explicit Row(int across) : across_(across), darkest_(std::size_t(across)), lightest_(darkest_), widely_(darkest_) {}

  void look_at(const std::uint8_t* values) {
    values_ = values;
    std::copy_n(values, across_, darkest_.begin());
    std::copy_n(values, across_, lightest_.begin());
    for (const int further : {1, 2}) {
      for (int at = 0; at + further < across_; ++at) {
        darkest_[std::size_t(at)] = std::min(darkest_[std::size_t(at)], darkest_[std::size_t(at + further)]);
        lightest_[std::size_t(at)] = std::max(lightest_[std::size_t(at)], lightest_[std::size_t(at + further)]);
      }
    }
    for (int at = 0; at + near < across_; ++at)
      widely_[std::size_t(at)] = std::max(lightest_[std::size_t(at)], lightest_[std::size_t(at + near - 1)]);
  }

  // Adds each place that stands out, at the middle of its contrast.
  template <Kind kind>
  void find(int along, std::vector<Peak>& peaks) const {
    int sum = 0, weighted = 0, most = 0, from = 0;
    for (int at = farthest_side; at + farthest_side < across_; ++at) {
      const int own = at + farthest_side + 1 < across_ ? contrast<kind>(at) : 0;
      if (own >= least_contrast) {
        if (sum == 0) from = at;
        sum += own;
        weighted += own * (at - from);
        most = std::max(most, own);
      } else if (sum > 0) {
        peaks.push_back({along, from + (2 * weighted + sum) / (2 * sum), most});
        sum = weighted = most = 0;
      }
    }
  }

 private:
  static constexpr int near = 4;  // pixels of a side; of a dark line nearly twice as many
  static_assert(nearest_side + 2 * near - 1 == farthest_side + 1);

  template <Kind kind>
  int contrast(int at) const {
    const auto before = std::size_t(at - nearest_side - near + 1), behind = std::size_t(at + nearest_side);
    if constexpr (kind == Kind::dark)
      return std::min(widely_[std::size_t(at - farthest_side)], widely_[behind]) - values_[at] - grain;
    if constexpr (kind == Kind::light) return values_[at] - std::max(lightest_[before], lightest_[behind]);
    if constexpr (kind == Kind::darker_behind) return darkest_[before] - lightest_[behind];
    return darkest_[behind] - lightest_[before];
  }

  int across_;
  const std::uint8_t* values_ = nullptr;
  // Of some pixels from each on.
  std::vector<std::uint8_t> darkest_, lightest_, widely_;
};

// The peaks of one kind, each linked to the one before it.
class Traces {
 public:
  Traces(int across, Evenness evenness) : evenness_(evenness), ends_(std::size_t(across), -1) {}

  template <Kind kind>
  void add(const Row& row, int along) {
    std::size_t i = peaks_.size();
    if (i > most_peaks) return;
    row.find<kind>(along, peaks_);
    for (; i < peaks_.size(); ++i) link(int(i));
  }

  // The lines of so many cells and more, as those of its peaks that are even.
  std::vector<std::vector<Peak>> lines(int least_cells) const {
    std::vector<char> goes_on(peaks_.size(), 0);
    for (const Peak& peak : peaks_)
      if (peak.before >= 0) goes_on[std::size_t(peak.before)] = 1;
    std::vector<std::vector<Peak>> out;
    for (std::size_t i = 0; i < peaks_.size(); ++i) {
      if (goes_on[i] || peaks_[i].length < least_found * least_cells) continue;
      std::vector<Peak> line = even_part(int(i));
      const int cells = line.empty() ? 0 : line.back().along + 1 - line.front().along;
      if (cells >= least_cells && double(line.size()) >= least_found * cells) out.push_back(std::move(line));
    }
    return out;
  }

 private:
  void link(int index) {
    Peak& peak = peaks_[std::size_t(index)];
    for (int at = peak.across - wandering; at <= peak.across + wandering; ++at) {
      const int end = ends_[std::size_t(at)];
      if (end < 0) continue;
      const Peak& last = peaks_[std::size_t(end)];
      const int apart = peak.along - last.along;
      if (apart > 0 && apart <= most_apart && last.length >= peak.length) {
        peak.before = end;
        peak.length = last.length + 1;
      }
    }
    if (peak.before >= 0) ends_[std::size_t(peaks_[std::size_t(peak.before)].across)] = -1;
    ends_[std::size_t(peak.across)] = index;
  }

  std::vector<Peak> even_part(int last) const {
    std::vector<Peak> out;
    std::vector<double> contrasts;
    for (int i = last; i >= 0; i = peaks_[std::size_t(i)].before) {
      out.push_back(peaks_[std::size_t(i)]);
      contrasts.push_back(out.back().contrast);
    }
    std::ranges::reverse(out);
    const double middle = layout::median(std::move(contrasts));
    std::erase_if(out, [&](const Peak& peak) {
      return peak.contrast < evenness_.least * middle || peak.contrast > evenness_.most * middle;
    });
    return out;
  }

  Evenness evenness_;
  std::vector<Peak> peaks_;
  std::vector<int> ends_;  // the last peak of a line, at its place across
};

struct Found {
  std::vector<Box> dark, light, sides;
};

void add_lines(const Traces& traces, bool horizontal, double dpi, std::vector<Box>& out) {
  for (const std::vector<Peak>& line : traces.lines(int(std::ceil(least_length * dpi / cell)))) {
    const auto [lowest, highest] = std::ranges::minmax(line, {}, &Peak::across);
    if (highest.across - lowest.across > most_lean * dpi) continue;
    const double from = line.front().along * cell, to = (line.back().along + 1) * cell;
    const double top = lowest.across, bottom = highest.across + 1;
    out.push_back(horizontal ? Box{from, top, to, bottom} : Box{top, from, bottom, to});
  }
}

void look_along(const Means& means, bool horizontal, double dpi, Found& out) {
  Row row(means.across);
  Traces dark(means.across, even), light(means.across, hardly_even);
  Traces darker(means.across, even), lighter(means.across, even);
  for (int i = 0; i < means.along; ++i) {
    row.look_at(means.at(i));
    dark.add<Kind::dark>(row, i);
    light.add<Kind::light>(row, i);
    darker.add<Kind::darker_behind>(row, i);
    lighter.add<Kind::lighter_behind>(row, i);
  }
  add_lines(dark, horizontal, dpi, out.dark);
  add_lines(light, horizontal, dpi, out.light);
  for (const Traces* sides : {&darker, &lighter}) add_lines(*sides, horizontal, dpi, out.sides);
}

bool is_horizontal(const Box& line) {
  return layout::width(line) >= layout::height(line);
}

// A line by its ends and its place across.
struct Run {
  double from, to, at;
};

Run run_of(const Box& line) {
  return is_horizontal(line) ? Run{line.x0, line.x1, layout::middle_y(line)}
                             : Run{line.y0, line.y1, layout::middle_x(line)};
}

bool touch(const Box& a, const Box& b, double reach) {
  return layout::overlap_x(a, b) > -reach && layout::overlap_y(a, b) > -reach;
}

// Whether other lines, so far away at most, cover most of it.
bool is_known(const Box& line, const std::vector<Box>& known, double away) {
  const Run own = run_of(line);
  double covered = 0;
  for (const Box& other : known) {
    const Run run = run_of(other);
    if (is_horizontal(other) == is_horizontal(line) && std::abs(run.at - own.at) <= away)
      covered += std::max(0.0, layout::overlap(run.from, run.to, own.from, own.to));
  }
  return covered >= mostly * (own.to - own.from);
}

// Whether it is the foot of letters, letters one below the other, or the white between them: words stand on most of it,
// or so many pixels beside it.
bool runs_along_words(const Box& line, const std::vector<ReadWord>& words, int beside) {
  const Run own = run_of(line);
  const bool across = is_horizontal(line);
  double covered = 0;
  for (const ReadWord& word : words) {
    const Box& box = word.box;
    const double from = across ? box.y0 : box.x0, to = across ? box.y1 : box.x1;
    const double underline = across && beside == 0 ? word_edge * (to - from) : 0;
    if (own.at > from - beside + underline && own.at < to + beside - underline)
      covered += std::max(0.0, across ? layout::overlap(box.x0, box.x1, own.from, own.to)
                                      : layout::overlap(box.y0, box.y1, own.from, own.to));
  }
  return covered > most_under_words * (own.to - own.from);
}

// With what goes on from its ends: text that touches a line parts it.
Box whole_line(Box line, const std::vector<Box>& all, double dpi) {
  for (bool grown = true; grown;) {
    grown = false;
    const Run own = run_of(line);
    for (const Box& other : all) {
      const Run run = run_of(other);
      const bool goes_on = run.from < own.from || run.to > own.to;
      if (is_horizontal(other) != is_horizontal(line) || !goes_on || std::abs(run.at - own.at) > same_place * dpi ||
          layout::overlap(run.from, run.to, own.from, own.to) < -least_length * dpi)
        continue;
      layout::include(line, other);
      grown = true;
      break;
    }
  }
  return line;
}

// Whether it meets lines of the other direction, or stands in a row of lines that begin and end where it does.
bool belongs(const Box& piece, const std::vector<Box>& all, double dpi) {
  const Box line = whole_line(piece, all, dpi);
  const Run own = run_of(line);
  std::size_t crossed = 0;
  std::vector<double> equals;
  for (const Box& other : all) {
    if (is_horizontal(other) != is_horizontal(line)) {
      crossed += touch(line, other, touching * dpi);
      continue;
    }
    const Run run = run_of(other);
    const auto apart = [&](double at) { return std::abs(at - run.at) >= row_height * dpi; };
    if (apart(own.at) && std::abs(run.from - own.from) <= touching * dpi &&
        std::abs(run.to - own.to) <= touching * dpi && std::ranges::all_of(equals, apart))
      equals.push_back(run.at);
  }
  // An arrow from one box to the next is short, and alone.
  if (own.to - own.from < long_enough * dpi && equals.empty()) return false;
  return crossed >= least_crossed || equals.size() >= least_equals;
}

}  // namespace

void add_faint_lines(Pix* grey, double dpi, const std::vector<ReadWord>& words, std::vector<Box>& lines) {
  Found faint;
  look_along(means_along_rows(grey), true, dpi, faint);
  look_along(means_along_columns(grey), false, dpi, faint);
  if (faint.dark.size() + faint.light.size() + faint.sides.size() + lines.size() > most_lines) return;
  std::vector<Box> all = lines;
  const auto take = [&](const std::vector<Box>& found, int beside, double away) {
    for (const Box& line : found)
      if (!runs_along_words(line, words, beside) && !is_known(line, all, away * dpi)) all.push_back(line);
  };
  take(faint.dark, 0, same_place);
  take(faint.light, letters_beside, same_place);
  take(faint.sides, letters_beside, row_height);  // thick lines have sides as well
  std::copy_if(all.begin() + std::ptrdiff_t(lines.size()), all.end(), std::back_inserter(lines),
               [&](const Box& line) { return belongs(line, all, dpi); });
}

}  // namespace assay
