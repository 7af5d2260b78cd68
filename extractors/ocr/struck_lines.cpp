#include "extractors/ocr/struck_lines.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace assay {
namespace {

// In letter heights.
constexpr double least_length = 3;      // of a line: two letters and more
constexpr double most_thickness = 0.3;  // of lines that programs draw through their words a tenth
constexpr double soft_edge = 0.12;      // how far from a line its blur has ended
constexpr double letter_reach = 1.5;    // which no letter has, but the borders of a table do
constexpr double arch_reach = 0.8;      // from the middle of a letter beyond its upper or lower end
constexpr double widest_stroke = 0.5;
constexpr double inside_of_letter = 0.5;  // as wide as an "o" is inside; the bars of "fft" that meet leave 0.35

// Print has one to two strokes for each of its letters that run from above a line to below it, blanks counted; on
// forms, where a typed word may touch its line, few do.
constexpr double crossings_per_letter = 0.35;
constexpr int least_crossings = 3;
// Of the ink beside a line, on its poorer side: scripts that hang from a line have nearly all theirs below it.
constexpr double least_balance = 0.2;

// Of a line's length, with no letter at it: inside of letters, between them and between words. On 160 scans without
// such lines, what looks like one in bold print has 0.4 and less, three letters long; lines through print 0.5 to 0.8.
constexpr double least_alone = 0.45;

constexpr double lean = 0.004;      // of a line's length: what is left of its slope when the page stands straight
constexpr int most_lines = 1000;    // more are a picture
constexpr int bridged = 3;          // pixels, by noise
constexpr double least_letter = 8;  // pixels: below it, a stroke's blur reaches over the line

bool is_set(Pix* pix, int x, int y) {
  l_uint32 value = 0;
  return pixGetPixel(pix, x, y, &value) == 0 && value != 0;
}

// What one column of pixels has of a line, and of letters at its edges.
struct Slice {
  int x = 0, top = 0, bottom = 0;
  bool above = false, below = false;
  bool too_long = false;  // for the stroke of a letter

  bool touched() const { return above || below; }
  bool crossed() const { return above && below; }
};

class Line {
 public:
  // `runs`: the long runs of `ink`, both 1 bpp; `box`: of one of them.
  Line(Pix* ink, Pix* runs, const Box& box, double letter) : ink_(ink), letter_(letter) {
    for (int x = int(box.x0); x < int(box.x1); ++x) slices_.push_back(slice_at(runs, box, x));
  }

  bool runs_through_letters() const {
    int crossings = 0, above = 0, below = 0, stroke = 0, alone = 0, gap = 0, widest = 0;
    for (const Slice& slice : slices_) {
      above += slice.above;
      below += slice.below;
      alone += !slice.touched() && is_set(ink_, slice.x, (slice.top + slice.bottom) / 2);
      gap = slice.touched() ? 0 : gap + 1;
      widest = std::max(widest, gap);
      const bool crosses = slice.crossed() && !slice.too_long;
      crossings += !crosses && stroke > 0 && stroke <= widest_stroke * letter_;
      stroke = crosses ? stroke + 1 : 0;
    }
    const double letters = double(slices_.size()) / letter_;
    return crossings >= std::max<double>(least_crossings, crossings_per_letter * letters) &&
           std::min(above, below) >= least_balance * (above + below) && alone >= least_alone * double(slices_.size()) &&
           widest >= inside_of_letter * letter_;
  }

  // Paper, but where a stroke crosses, or a bar belongs to a letter.
  void erase(Pix* grey, Pix* ink) const {
    for (std::size_t i = 0; i < slices_.size();) {
      std::size_t end = i;
      while (end < slices_.size() && !slices_[end].touched()) ++end;
      const bool bar = i > 0 && end < slices_.size() && is_bar(i, end);
      for (; i < end; ++i)
        if (!bar) paint(slices_[i], grey, ink);
      for (; i < slices_.size() && slices_[i].touched(); ++i)
        if (!bar && !slices_[i].crossed()) paint(slices_[i], grey, ink);
    }
  }

 private:
  int pixels(double letters) const { return std::max(2, int(std::lround(letters * letter_))); }

  bool all_ink(int x, int from, int to) const {
    for (int y = from; y <= to; ++y)
      if (!is_set(ink_, x, y)) return false;
    return true;
  }

  bool any_ink(int x, int from, int to) const {
    for (int y = from; y <= to; ++y)
      if (is_set(ink_, x, y)) return true;
    return false;
  }

  Slice slice_at(Pix* runs, const Box& box, int x) const {
    Slice out{x, int(box.y0), int(box.y1) - 1};
    while (out.top < out.bottom && !is_set(runs, x, out.top)) ++out.top;
    while (out.bottom > out.top && !is_set(runs, x, out.bottom)) --out.bottom;
    const int edge = pixels(soft_edge), reach = pixels(letter_reach);
    out.above = all_ink(x, out.top - edge, out.top - 1);
    out.below = all_ink(x, out.bottom + 1, out.bottom + edge);
    out.too_long = (out.above && all_ink(x, out.top - reach, out.top - 1)) ||
                   (out.below && all_ink(x, out.bottom + 1, out.bottom + reach));
    return out;
  }

  // Whether the letter's strokes that end beside `at`, on the side of `step`, go on across the line; slanted ones do so
  // some pixels further.
  bool crosses_at(std::size_t at, int step) const {
    bool above = false, below = false;
    for (; at < slices_.size() && slices_[at].touched(); at += std::size_t(step)) {
      above = above || slices_[at].above;
      below = below || slices_[at].below;
    }
    return above && below;
  }

  // The bar of an "e" or an "a" lies on the line: between a stroke that crosses and one that ends there, under an arch
  // or over one. Between two that cross is a gap between letters, or the inside of an "o".
  bool is_bar(std::size_t from, std::size_t end) const {
    if (crosses_at(from - 1, -1) && crosses_at(end, 1)) return false;
    const int edge = pixels(soft_edge), reach = pixels(arch_reach);
    const auto under_arch = [&](const Slice& slice) { return any_ink(slice.x, slice.top - reach, slice.top - edge); };
    const auto over_arch = [&](const Slice& slice) {
      return any_ink(slice.x, slice.bottom + edge, slice.bottom + reach);
    };
    const Slice &left = slices_[from - 1], &right = slices_[end];
    const auto first = slices_.begin() + std::ptrdiff_t(from), last = slices_.begin() + std::ptrdiff_t(end);
    return (left.above && right.above && std::all_of(first, last, under_arch)) ||
           (left.below && right.below && std::all_of(first, last, over_arch));
  }

  // As light as the lighter of what lies above and below.
  void paint(const Slice& slice, Pix* grey, Pix* ink) const {
    const int top = std::max(slice.top - pixels(soft_edge), 0);
    const int bottom = std::min(slice.bottom + pixels(soft_edge), pixGetHeight(grey) - 1);
    l_uint32 over = 0, under = 0;
    pixGetPixel(grey, slice.x, top, &over);
    pixGetPixel(grey, slice.x, bottom, &under);
    for (int y = top; y <= bottom; ++y) {
      pixSetPixel(grey, slice.x, y, std::max(over, under));
      pixSetPixel(ink, slice.x, y, 0);
    }
  }

  Pix* ink_;
  double letter_;
  std::vector<Slice> slices_;
};

// Runs of ink along the rows that are as long as a line at least.
PixPtr runs_of(Pix* ink, double letter) {
  const PixPtr closed = own(pixCloseSafeBrick(nullptr, ink, bridged, 1));
  return closed ? own(pixOpenCompBrickDwa(nullptr, closed.get(), int(least_length * letter), 1)) : nullptr;
}

// The boxes of runs that are as thin as a line.
std::vector<Box> thin_runs(Pix* runs, double letter) {
  std::vector<Box> out;
  const BoxaPtr boxes(pixConnCompBB(runs, 8));
  if (!boxes || boxaGetCount(boxes.get()) > most_lines) return out;
  for (int i = 0; i < boxaGetCount(boxes.get()); ++i) {
    int x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    if (h <= most_thickness * letter + lean * w) out.push_back({double(x), double(y), double(x + w), double(y + h)});
  }
  return out;
}

}  // namespace

std::vector<Box> take_struck_lines(PixPtr& page_grey, PixPtr& page_ink, double letter) {
  const PixPtr runs = page_grey && letter >= least_letter ? runs_of(page_ink.get(), letter) : nullptr;
  if (!runs) return {};
  const auto line_at = [&](const Box& box) { return Line(page_ink.get(), runs.get(), box, letter); };
  std::vector<Box> out = thin_runs(runs.get(), letter);
  std::erase_if(out, [&](const Box& box) { return !line_at(box).runs_through_letters(); });
  if (out.empty()) return {};
  PixPtr grey = own(pixCopy(nullptr, page_grey.get())), ink = own(pixCopy(nullptr, page_ink.get()));
  if (!grey || !ink) return {};
  for (const Box& box : out) line_at(box).erase(grey.get(), ink.get());
  page_grey = std::move(grey);
  page_ink = std::move(ink);
  return out;
}

}  // namespace assay
