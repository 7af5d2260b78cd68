#include "extractors/ocr/strokes.hpp"

#include <algorithm>
#include <cmath>

#include "extractors/layout/geometry.hpp"
#include "extractors/ocr/shapes.hpp"

namespace assay {
namespace {

// A quarter of the page's size, at which a stroke of a pen is a pixel or two wide and a letter five high.
constexpr int reduced = 4;
constexpr int any_pixel = 1;  // of those that become one: thin strokes stay whole

// In letter heights.
constexpr double straight = 3;   // runs of ink in a row or column: no pen draws them
constexpr double next_word = 3;  // gap
constexpr double grain_gap = 1, picture_side = 8;
constexpr double word_edge = 0.3;                       // accents and descenders beside a word's box
constexpr double next_stroke = 1.5;                     // gap within a signature
constexpr double least_stroke = 1.5, least_side = 1.5;  // smaller ones are letters and dirt
constexpr double least_area = 20;                       // a few letters of handwriting
constexpr double line_height = 5, line_width = 5;       // of handwriting
constexpr double stroke_apart = 2.5;                    // in such a line, on average; in drawings more
constexpr int least_strokes = 6;                        // side by side: a frame has two
constexpr double most_layers = 2.2;       // of strokes above each other; writing has 1 to 1.5, hatching more
constexpr double one_place = 6;           // gap within a stamp or a drawing, of which straight parts are taken away
constexpr std::size_t most_pieces = 300;  // more are grain

// What was read as a few letters that nobody is sure of, and is too high and wide for them, is no print.
constexpr double not_read = 0.6, too_high = 1.8, too_wide = 2;  // confidence; height, and width of one letter

void clear(Pix* strokes, const Box& box, double edge) {
  const auto at = [](double value) { return static_cast<int>(std::floor(value / reduced)); };
  const int x = at(box.x0 - edge), y = at(box.y0 - edge);
  pixRasterop(strokes, x, y, at(box.x1 + edge) - x + 1, at(box.y1 + edge) - y + 1, PIX_CLR, nullptr, 0, 0);
}

bool is_print(const ReadWord& word, double letter) {
  const double width = word.box.x1 - word.box.x0, height = word.box.y1 - word.box.y0;
  const double letters = static_cast<double>(word.text.size());
  return word.confidence >= not_read || height <= too_high * letter || width <= too_wide * letter * letters;
}

// Paper where words were read, and between those of a line: letters that touch leave the boxes of their words too
// short.
void clear_words(Pix* strokes, const std::vector<ReadWord>& words, double letter) {
  const ReadWord* before = nullptr;
  for (const ReadWord& word : words) {
    if (!is_print(word, letter)) {
      before = nullptr;
      continue;
    }
    Box box = word.box;
    const bool beside = before && before->line == word.line && word.box.x0 - before->box.x1 < next_word * letter;
    if (beside)
      box = {std::min(before->box.x1, box.x0), std::min(before->box.y0, box.y0), box.x1,
             std::max(before->box.y1, box.y1)};
    clear(strokes, box, word_edge * letter);
    before = &word;
  }
}

// Without what runs straight along a row or a column.
PixPtr without_straight(PixPtr strokes, int run) {
  const PixPtr across(pixOpenBrick(nullptr, strokes.get(), run, 1)), down(pixOpenBrick(nullptr, strokes.get(), 1, run));
  if (!across || !down || !pixOr(across.get(), across.get(), down.get())) return strokes;
  const PixPtr lines(pixDilateBrick(nullptr, across.get(), 3, 3));
  return lines ? or_else(pixSubtract(nullptr, strokes.get(), lines.get()), share(strokes)) : share(strokes);
}

// Without what is dense over a large area: photos, and the grain in them.
PixPtr without_pictures(PixPtr strokes, int gap, int side) {
  PixPtr dense(pixCloseSafeBrick(nullptr, strokes.get(), gap, gap));
  if (dense) dense = own(pixOpenBrick(nullptr, dense.get(), side, side));
  if (dense) dense = own(pixDilateBrick(nullptr, dense.get(), 2 * gap, 2 * gap));
  return dense ? or_else(pixSubtract(nullptr, strokes.get(), dense.get()), share(strokes)) : std::move(strokes);
}

// What is left of the page's ink, reduced.
PixPtr strokes_of(const PreparedPage& page, const Reading& reading, double letter) {
  PixPtr strokes(pixReduceRankBinaryCascade(page.ink.get(), any_pixel, any_pixel, 0, 0));
  if (!strokes) return strokes;
  const auto pixels = [letter](double letters) { return static_cast<int>(std::lround(letters * letter / reduced)); };
  strokes = or_else(pixRemoveBorderConnComps(strokes.get(), 8), share(strokes));
  strokes = without_straight(std::move(strokes), pixels(straight));
  clear_words(strokes.get(), reading.words, letter);
  strokes = without_pictures(std::move(strokes), pixels(grain_gap), pixels(picture_side));
  const int least = pixels(least_stroke);
  PixPtr large = shapes_where(strokes.get(), [least](int w, int h) { return w >= least || h >= least; });
  return large ? std::move(large) : std::move(strokes);
}

std::vector<Box> pieces_of(Pix* strokes, double letter) {
  const int gap = static_cast<int>(std::lround(next_stroke * letter / reduced));
  const PixPtr joined(pixCloseSafeBrick(nullptr, strokes, gap, std::max(gap / 2, 1)));
  const BoxaPtr boxes(joined ? pixConnCompBB(joined.get(), 8) : nullptr);
  std::vector<Box> pieces;
  for (int i = 0; boxes && i < boxaGetCount(boxes.get()); ++i) {
    int x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    const double unit = letter / reduced;
    if (std::min(w, h) < least_side * unit || w * h < least_area * unit * unit) continue;
    pieces.push_back({double(x) * reduced, double(y) * reduced, double(x + w) * reduced, double(y + h) * reduced});
  }
  return pieces;
}

// How many strokes a line along or down `area` crosses: the most along its middle half, and down it on average.
struct Crossings {
  int along = 0;
  double down = 0;
};

Crossings count_crossings(Pix* area) {
  const int width = pixGetWidth(area), height = pixGetHeight(area);
  const auto ink = [area](int x, int y) {
    return x >= 0 && y >= 0 && GET_DATA_BIT(pixGetData(area) + std::ptrdiff_t(y) * pixGetWpl(area), x) != 0;
  };
  Crossings out;
  for (int y = 0; y < height; ++y) {
    int along = 0;
    for (int x = 0; x < width; ++x) {
      if (!ink(x, y)) continue;
      along += !ink(x - 1, y);
      out.down += !ink(x, y - 1);
    }
    if (4 * y >= height && 4 * y < 3 * height) out.along = std::max(out.along, along);
  }
  out.down /= width;
  return out;
}

// A flat and wide piece of many strokes side by side.
bool is_handwriting(Pix* strokes, const Box& box, double letter) {
  const double width = box.x1 - box.x0, height = box.y1 - box.y0;
  if (height > line_height * letter || width < line_width * letter) return false;
  ::Box* place = boxCreate(int(box.x0) / reduced, int(box.y0) / reduced, int(width) / reduced, int(height) / reduced);
  const PixPtr area = own(pixClipRectangle(strokes, place, nullptr));
  boxDestroy(&place);
  if (!area) return false;
  const Crossings crossings = count_crossings(area.get());
  return crossings.along >= std::max(double(least_strokes), width / (stroke_apart * letter)) &&
         crossings.down <= most_layers;
}

// Pieces whose middle halves stand beside each other are one.
std::vector<Box> rows_of(std::vector<Box> pieces) {
  std::ranges::sort(pieces, {}, &Box::y0);
  std::vector<Box> rows;
  double end = -1;  // of the row's middle half
  for (const Box& box : pieces) {
    const double quarter = (box.y1 - box.y0) / 4;
    if (box.y0 + quarter > end)
      rows.push_back(box);
    else
      layout::include(rows.back(), box);
    end = std::max(end, box.y1 - quarter);
  }
  return rows;
}

std::vector<Box> joined(std::vector<Box> pieces, double reach) {
  const auto near = [reach](const Box& a, const Box& b) {
    return a.x0 - reach < b.x1 && b.x0 - reach < a.x1 && a.y0 - reach < b.y1 && b.y0 - reach < a.y1;
  };
  for (std::size_t i = 0; i < pieces.size();) {
    const auto other = std::find_if(pieces.begin() + std::ptrdiff_t(i) + 1, pieces.end(),
                                    [&](const Box& box) { return near(pieces[i], box); });
    if (other == pieces.end()) {
      ++i;
      continue;
    }
    layout::include(pieces[i], *other);
    pieces.erase(other);
    i = 0;  // the larger box may reach an earlier one
  }
  return pieces;
}

}  // namespace

Strokes find_strokes(const PreparedPage& page, const Reading& reading) {
  const double letter = page.look.letter_height * page.scale;
  Strokes out;
  const PixPtr strokes = letter > 0 ? strokes_of(page, reading, letter) : nullptr;
  if (!strokes) return out;
  std::vector<Box> pieces = pieces_of(strokes.get(), letter);
  if (pieces.size() > most_pieces) return out;
  std::vector<Box> written = pieces;
  std::erase_if(written, [&](const Box& box) { return !is_handwriting(strokes.get(), box, letter); });
  out.lines = rows_of(std::move(written));
  out.places = joined(std::move(pieces), one_place * letter);
  return out;
}

}  // namespace assay
