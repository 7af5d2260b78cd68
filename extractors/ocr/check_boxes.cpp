#include "extractors/ocr/check_boxes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay {
namespace {

// In heights of the median letter, which is between an x and a capital.
constexpr double least_side = 0.8, most_side = 2.2;
constexpr double most_oblong = 1.2;
// Share of a side that the frame covers, within this part of the box's size from the edge: scanners break frames, and
// an O ends at 0.65, the round sides of a D at 0.7.
constexpr double least_cover = 0.85;
constexpr int edge_part = 9;
// The frame is straight: half of each side lies within this part from the edge. The stems of "II" stand back from their
// serifs.
constexpr int straight_part = 20;
// Strokes are thin: a bold letter's are over a fifth of its size.
constexpr int stroke_part = 5;
// Shares of the inside: specks in an empty box; the diagonals under a cross.
constexpr double most_specks = 0.03, least_diagonal = 0.85;
// Of the box's side, to the next ink on either side: letters of a word stand closer.
constexpr double least_gap = 0.18;
// How light the inside is between the frame (0) and the paper around it (1). The local threshold hollows out what is
// filled: a black bullet has a frame too.
constexpr double least_light = 0.6;
// Reading confidence of a word: of 60 boxes found on 386 scans and rendered pages, 49 were check boxes, 9 swatches of a
// palette and 2 keys of a chart; none was a letter.
constexpr double sure = 0.9;

class Shape {
 public:
  Shape(Pix* ink, Pix* grey, int x, int y, int width, int height)
      : ink_(ink), grey_(grey), x_(x), y_(y), width_(width), height_(height) {
    for (const bool vertical : {true, false})
      for (const bool far : {false, true}) look_along(vertical, far);
  }

  bool is_frame() const {
    return straight_ && cover_ >= least_cover && stroke_ >= 1 && stroke_ * stroke_part <= std::min(width_, height_);
  }

  bool is_light_inside() const {
    const int margin = std::max(2, stroke_);
    const double paper = mean(-2 * margin, -2 * margin, width_ + 4 * margin, margin);
    const double frame = std::min(mean(0, 0, width_, stroke_), mean(0, 0, stroke_, height_));
    const int inset = stroke_ + 2;
    const double inside = lightest(inset, inset, width_ - 2 * inset, height_ - 2 * inset);
    return paper - frame > 40 && inside - frame >= least_light * (paper - frame);
  }

  bool is_empty() const {
    const int inset = stroke_ + 1;
    return share(inset, inset, width_ - 2 * inset, height_ - 2 * inset) <= most_specks;
  }

  // Both diagonals covered, and nothing in the middle between two of their ends.
  bool is_crossed() const {
    if (std::min(diagonal(false), diagonal(true)) < least_diagonal) return false;
    const int w = std::max(2, width_ / 8), h = std::max(2, height_ / 8);
    const int near = stroke_ + 1;
    int free = 0;
    free += share(width_ / 2 - w / 2, near, w, h) < 0.5;
    free += share(width_ / 2 - w / 2, height_ - near - h, w, h) < 0.5;
    free += share(near, height_ / 2 - h / 2, w, h) < 0.5;
    free += share(width_ - near - w, height_ / 2 - h / 2, w, h) < 0.5;
    return free == 4;
  }

  bool stands_apart() const {
    const int gap = std::max(2, int(std::lround(least_gap * width_)));
    return share(-gap, 0, gap, height_) == 0 && share(width_, 0, gap, height_) == 0 && share(0, -2, width_, 2) == 0 &&
           share(0, height_, width_, 2) == 0;
  }

 private:
  bool ink(int x, int y) const {
    l_uint32 value = 0;
    return pixGetPixel(ink_, x_ + x, y_ + y, &value) == 0 && value != 0;  // outside the image there is none
  }

  // One side: how much of it has ink near the edge, how far from the edge its middle lies, how thick it is.
  void look_along(bool vertical, bool far) {
    const int along = vertical ? height_ : width_, across = vertical ? width_ : height_;
    const auto ink_at = [&](int i, int depth) {
      const int at = far ? across - 1 - depth : depth;
      return vertical ? ink(at, i) : ink(i, at);
    };
    const int reach = std::max(2, across / edge_part);
    int covered = 0;
    std::vector<int> depths, runs;
    for (int i = 0; i < along; ++i) {
      int depth = 0;
      while (depth < reach && !ink_at(i, depth)) ++depth;
      covered += depth < reach;
      if (i < along / 4 || i >= along * 3 / 4) continue;
      depths.push_back(depth);
      int run = 0;
      while (depth + run < across && ink_at(i, depth + run)) ++run;
      if (depth < reach) runs.push_back(run);
    }
    cover_ = std::min(cover_, double(covered) / along);
    straight_ = straight_ && median(depths) <= std::max(1, across / straight_part);
    stroke_ = std::max(stroke_, median(runs));
  }

  static int median(std::vector<int>& values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
  }

  double diagonal(bool rising) const {
    const int reach = std::max(1, width_ / 12);
    int covered = 0, steps = 0;
    for (int x = width_ / 6; x < width_ * 5 / 6; ++x, ++steps) {
      const int from = rising ? width_ - 1 - x : x;
      const int y = int(std::lround(double(from) * (height_ - 1) / std::max(width_ - 1, 1)));
      bool any = false;
      for (int d = -reach; d <= reach && !any; ++d) any = ink(x, y + d);
      covered += any;
    }
    return steps > 0 ? double(covered) / steps : 0;
  }

  double share(int x, int y, int width, int height) const {
    if (width <= 0 || height <= 0) return 1;
    int dark = 0;
    for (int row = y; row < y + height; ++row)
      for (int column = x; column < x + width; ++column) dark += ink(column, row);
    return double(dark) / (width * height);
  }

  std::vector<int> greys(int x, int y, int width, int height) const {
    std::vector<int> out;
    for (int row = y; row < y + height; ++row)
      for (int column = x; column < x + width; ++column)
        if (l_uint32 value = 0; pixGetPixel(grey_, x_ + column, y_ + row, &value) == 0) out.push_back(int(value));
    return out;
  }
  double mean(int x, int y, int width, int height) const {
    const std::vector<int> values = greys(x, y, width, height);
    double sum = 0;
    for (const int value : values) sum += value;
    return values.empty() ? 0 : sum / double(values.size());
  }
  // The 88th centile: under a cross there is paper too.
  double lightest(int x, int y, int width, int height) const {
    std::vector<int> values = greys(x, y, width, height);
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[values.size() * 7 / 8];
  }

  Pix* ink_;
  Pix* grey_;
  int x_, y_, width_, height_;
  double cover_ = 1;
  bool straight_ = true;
  int stroke_ = 0;
};

// The word whose line the box stands on: the nearest one beside it. Null where there is none.
const ReadWord* neighbour_of(const CheckBox& box, const std::vector<ReadWord>& words) {
  const double centre = (box.box.y0 + box.box.y1) / 2;
  const ReadWord* best = nullptr;
  double nearest = std::numeric_limits<double>::max();
  for (const ReadWord& word : words) {
    const double middle = (word.box.y0 + word.box.y1) / 2;
    const bool beside =
        (word.box.y0 <= centre && centre <= word.box.y1) || (box.box.y0 <= middle && middle <= box.box.y1);
    const double away = std::max({word.box.x0 - box.box.x1, box.box.x0 - word.box.x1, 0.0});
    if (!beside || away >= nearest) continue;
    nearest = away;
    best = &word;
  }
  return best;
}

}  // namespace

std::vector<CheckBox> find_check_boxes(const PreparedPage& page) {
  std::vector<CheckBox> out;
  const double letter = page.look.letter_height * page.scale;
  const BoxaPtr shapes(letter > 0 ? pixConnCompBB(page.ink.get(), 8) : nullptr);
  const int count = shapes ? boxaGetCount(shapes.get()) : 0;
  for (int i = 0; i < count; ++i) {
    int x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(shapes.get(), i, &x, &y, &w, &h);
    if (std::min(w, h) < least_side * letter || std::max(w, h) > most_side * letter ||
        std::max(w, h) > most_oblong * std::min(w, h))
      continue;
    const Shape shape(page.ink.get(), page.grey.get(), x, y, w, h);
    if (!shape.is_frame() || !shape.stands_apart()) continue;
    const bool empty = shape.is_empty() && shape.is_light_inside();
    if (empty || shape.is_crossed()) out.push_back({{double(x), double(y), double(x + w), double(y + h)}, !empty});
  }
  std::sort(out.begin(), out.end(), [](const CheckBox& a, const CheckBox& b) {
    return a.box.y0 != b.box.y0 ? a.box.y0 < b.box.y0 : a.box.x0 < b.box.x0;
  });
  return out;
}

void erase(const std::vector<CheckBox>& boxes, PreparedPage& page) {
  if (boxes.empty()) return;
  // The same pixels may belong to others.
  if (PixPtr copy = own(pixCopy(nullptr, page.grey.get()))) page.grey = std::move(copy);
  constexpr int soft_edge = 2;
  for (const CheckBox& box : boxes) {
    const int x = int(box.box.x0) - soft_edge, y = int(box.box.y0) - soft_edge;
    const int width = int(box.box.x1) - x + soft_edge, height = int(box.box.y1) - y + soft_edge;
    l_uint32 paper = 255;
    pixGetPixel(page.grey.get(), std::max(x - 1, 0), std::max(y - 1, 0), &paper);
    ::Box* area = boxCreate(std::max(x, 0), std::max(y, 0), width, height);
    pixSetInRectArbitrary(page.grey.get(), area, paper);
    boxDestroy(&area);
  }
}

void add_check_boxes(const std::vector<CheckBox>& boxes, Reading& reading) {
  for (const CheckBox& box : boxes) {
    ReadWord added;
    added.text = box.crossed ? "☒" : "☐";
    added.box = box.box;
    added.confidence = sure;
    const ReadWord* beside = neighbour_of(box, reading.words);
    reading.insert(std::move(added), beside ? beside->line : -1);
  }
}

}  // namespace assay
