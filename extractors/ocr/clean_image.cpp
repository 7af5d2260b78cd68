#include "extractors/ocr/clean_image.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "extractors/ocr/dark_areas.hpp"
#include "extractors/ocr/local_threshold.hpp"
#include "extractors/ocr/shapes.hpp"

namespace assay {
namespace {

constexpr int paper = 255, middle_grey = 128;

// Skew that Leptonica's search is to find, and below which turning costs more sharpness than it brings.
constexpr float widest_skew = 8.0F;
constexpr double least_skew = 0.15;
// Confidence of Leptonica's skew search from which it is believed; its manual gives 3 for text pages.
constexpr float sure_of_skew = 3.0F;

// Below this a page is too small for a threshold of each place.
constexpr int least_side = 4 * local_window;

// Lines of text lean as the paper does; the black border that a scanner leaves around it, and what is left of one where
// each place has its own threshold, as the glass. A shape that is so thick both ways, as a share of the image's shorter
// side, or so long is no letter.
constexpr double thick_share = 1.0 / 40, long_share = 0.6;
constexpr int least_thick = 16;

// Grain is measured on one band of so many.
constexpr int grain_band = 32, grain_share = 8;

// A dirty or dead point of a fax machine's sensor draws a line of a few pixels down the whole page; a table's rule or a
// border between columns ends before the paper does.
constexpr double streak_length = 0.97;
constexpr int widest_streak = 4;

// Grey levels by which the faintest ink differs from its paper.
constexpr int faintest_ink = 40;

// The lighter half of a page is paper without ink. What lies so many times as far below the middle as its lightest
// tenth above is no grain of it.
constexpr double grain_spread = 4;

// A page with a smaller share of ink, or a part of it, may be all paper to recognition's own threshold, which then
// parts light grain from dark.
constexpr double hardly_any_ink = 0.01;
constexpr int few_letters = 100;  // of more, recognition's threshold has its two heaps
constexpr int surroundings = 40;  // pixels on all sides

constexpr int least_letters = 8;  // to have a height
// The dots of a picture at 400 dpi and more are as high as letters of small print, and tens of thousands: of such dots
// 94 % and more are as wide as high, but for a pixel, of small print 71 % and less.
constexpr int largest_dot = 9;  // pixels
constexpr int dots_of_picture = 10'000;
constexpr double round_share = 0.85;

PixPtr eight_bits(Pix* source) {
  PixPtr pix = own(pixRemoveColormap(source, REMOVE_CMAP_BASED_ON_SRC));
  if (!pix) return {};
  if (pixGetDepth(pix.get()) == 32 && pixGetSpp(pix.get()) == 4) pix = own(pixRemoveAlpha(pix.get()));
  if (!pix) return {};
  if (pixGetDepth(pix.get()) == 32) return own(pixConvertRGBToLuminance(pix.get()));
  return own(pixConvertTo8(pix.get(), 0));
}

double mean_of(Pix* grey) {
  float mean = 0;
  pixGetAverageMasked(grey, nullptr, 0, 0, 4, L_MEAN_ABSVAL, &mean);
  return mean;
}

double median(std::vector<double>& values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Steepest grey step along the rows that cross a letter's edge.
double steepest_steps(Pix* grey, Pix* ink) {
  const PixPtr edge = own(pixDilateBrick(nullptr, ink, 3, 3));
  const PixPtr sobel = own(pixSobelEdgeFilter(grey, L_ALL_EDGES));
  if (!edge || !sobel) return 0;
  float value = 0;
  // The 90th centile of the gradient near ink; the Sobel kernel of Leptonica is scaled so that a full step gives 255.
  if (pixGetRankValueMasked(sobel.get(), edge.get(), 0, 0, 2, 0.9F, &value, nullptr) != 0) return 0;
  return value / 255.0;
}

// Share of dark pixels. No other ink stands inside of a speck's box.
double ink_without_specks(Pix* ink, Boxa* boxes) {
  constexpr int largest_speck = 2;
  const PixPtr rest = own(pixCopy(nullptr, ink));
  for (int i = 0; rest && boxes && i < boxaGetCount(boxes); ++i) {
    int x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
    if (std::max(w, h) <= largest_speck) pixRasterop(rest.get(), x, y, w, h, PIX_CLR, nullptr, 0, 0);
  }
  float share = 0;
  pixForegroundFraction(rest ? rest.get() : ink, &share);
  return share;
}

// A picture's dots, of which `dots` are as wide as high, say nothing of how high the letters beside it are.
void leave_dots_out(std::vector<double>& heights, int dots) {
  const auto is_low = [](double h) { return h <= largest_dot; };
  const auto low = std::ranges::count_if(heights, is_low);
  const auto others = std::ssize(heights) - low;
  if (dots <= dots_of_picture || dots < round_share * double(low) || others < least_letters) return;
  std::erase_if(heights, is_low);
}

// `boxes` of the connected shapes of `ink`.
void count_letters(Pix* ink, Boxa* boxes, ImageLook& look) {
  if (!boxes) return;
  std::vector<double> heights;
  int dots = 0;
  const int count = boxaGetCount(boxes);
  const double tallest = std::max(40.0, pixGetHeight(ink) / 12.0);
  for (int i = 0; i < count; ++i) {
    int w = 0, h = 0;
    boxaGetBoxGeometry(boxes, i, nullptr, nullptr, &w, &h);
    if (h < 5 || w < 2) {
      ++look.specks;
    } else if (h <= tallest && w <= 4 * h && h <= 8 * w) {
      heights.push_back(h);
      dots += std::max(w, h) <= largest_dot && std::abs(w - h) <= 1;
    }
  }
  look.letters = int(heights.size());
  if (look.letters < least_letters) return;
  leave_dots_out(heights, dots);
  // Dots and specks are about a quarter of a letter's height: the median of what is at least half as high as it is.
  const double first = median(heights);
  std::erase_if(heights, [&](double h) { return h < first / 2; });
  look.letter_height = median(heights);
}

// Without pictures, borders and the rules that go over most of the page. None: out of memory.
PixPtr without_large(Pix* ink) {
  const int width = pixGetWidth(ink), height = pixGetHeight(ink);
  const int thick = std::max(least_thick, int(std::min(width, height) * thick_share));
  PixPtr text =
      shapes_where(ink, [&](int w, int h) { return w <= int(width * long_share) && h <= int(height * long_share); });
  const PixPtr seeds = text ? own(pixOpenCompBrick(nullptr, text.get(), thick, thick)) : nullptr;
  int none = 1;
  if (!seeds || pixZero(seeds.get(), &none) != 0 || none) return text;
  const PixPtr shapes = own(pixSeedfillBinary(nullptr, seeds.get(), text.get(), 8));
  return shapes ? own(pixSubtract(nullptr, text.get(), shapes.get())) : std::move(text);
}

// Degrees clockwise; 0 where unsure.
double lean_of(Pix* ink) {
  float angle = 0, sure = 0;
  if (pixFindSkewSweepAndSearch(ink, &angle, &sure, 4, 2, widest_skew, 1.0F, 0.01F) != 0) return 0;
  return sure >= sure_of_skew ? -double(angle) : 0;
}

// Grey value above which a pixel may be grain of the paper. None: the grain is so coarse that faint ink may hide in it,
// and what is taken for grain may be text that nobody can read.
std::optional<double> below_grain(Pix* grey) {
  const double paper_level = rank_of(grey, 0.5), depth = grain_spread * (rank_of(grey, 0.9) - paper_level);
  if (depth > faintest_ink) return std::nullopt;
  return paper_level - depth;
}

PixPtr one_threshold(Pix* grey) {
  const double light = rank_of(grey, 0.99);
  // An empty page has no two heaps of greys to part: what is clearly darker than the paper is ink there.
  if (light - rank_of(grey, 0.0005) < faintest_ink) return own(pixThresholdToBinary(grey, int(light - faintest_ink)));
  const PixPtr level = level_paper(grey);
  Pix *threshold = nullptr, *ink = nullptr;
  if (pixOtsuAdaptiveThreshold(level.get(), pixGetWidth(grey), pixGetHeight(grey), 0, 0, 0.1F, &threshold, &ink) != 0)
    return own(pixThresholdToBinary(grey, 160));
  const PixPtr one = own(threshold), parted = own(ink);
  l_uint32 value = 0;
  pixGetPixel(one.get(), 0, 0, &value);
  // A line or two on a page of grainy paper are too little to be one of the two heaps.
  const std::optional<double> grain_from = below_grain(level.get());
  return !grain_from || value <= *grain_from ? share(parted) : own(pixThresholdToBinary(level.get(), int(*grain_from)));
}

// Every eighth band of the image, one below the other: grain is the same all over it.
PixPtr some_bands(Pix* grey) {
  const int width = pixGetWidth(grey), count = pixGetHeight(grey) / (grain_band * grain_share);
  PixPtr bands = count > 1 ? own(pixCreate(width, count * grain_band, 8)) : nullptr;
  if (!bands) return own(pixClone(grey));
  for (int i = 0; i < count; ++i)
    pixRasterop(bands.get(), 0, i * grain_band, width, grain_band, PIX_SRC, grey, 0, i * grain_band * grain_share);
  return bands;
}

// How far the paper's brightness differs between the tiles of a coarse grid.
double shading_of(Pix* grey) {
  const PixPtr small = own(pixScaleGrayMinMax(grey, 32, 32, L_CHOOSE_MAX));
  if (!small) return 0;
  return (rank_of(small.get(), 0.95) - rank_of(small.get(), 0.10)) / 255.0;
}

}  // namespace

bool is_shaded(Pix* grey) {
  return shading_of(grey) > 0.15;
}

double rank_of(Pix* grey, double share) {
  float value = 0;
  return pixGetRankValueMasked(grey, nullptr, 0, 0, 2, float(share), &value, nullptr) == 0 ? value : 0;
}

int letters_in(Pix* ink) {
  const BoxaPtr boxes(pixConnCompBB(ink, 8));
  ImageLook look;
  count_letters(ink, boxes.get(), look);
  return look.letters;
}

double grain_of(Pix* grey) {
  const double contrast = rank_of(grey, 0.5) - rank_of(grey, 0.005);
  const PixPtr bands = some_bands(grey);
  const PixPtr median = smoothed(bands.get());
  const PixPtr difference = own(pixAbsDifference(bands.get(), median.get()));
  if (!difference || contrast < faintest_ink) return 0;
  return rank_of(difference.get(), 0.5) / contrast;
}

bool is_black_and_white(Pix* grey) {
  const int width = pixGetWidth(grey), height = pixGetHeight(grey);
  for (int y = 0; y < height; ++y) {
    const l_uint32* row = pixGetData(grey) + std::ptrdiff_t(y) * pixGetWpl(grey);
    for (int x = 0; x < width; ++x)
      if (const int value = GET_DATA_BYTE(row, x); value != 0 && value != paper) return false;
  }
  return true;
}

PixPtr smoothed(Pix* grey) {
  return or_else(pixMedianFilter(grey, 3, 3), own(pixClone(grey)));
}

PixPtr without_streaks(Pix* bilevel) {
  const int width = pixGetWidth(bilevel), height = pixGetHeight(bilevel);
  PixPtr out = own(pixClone(bilevel));
  // Gaps of a few rows are noise over the streak.
  const PixPtr closed = own(pixCloseSafeBrick(nullptr, bilevel, 1, 9));
  const PixPtr streaks = own(pixCreateTemplate(bilevel));
  Numa* columns = closed ? pixCountPixelsByColumn(closed.get()) : nullptr;
  if (!columns || !streaks) return out;
  const auto is_streak = [&](int x) {
    float count = 0;
    return x < width && numaGetFValue(columns, x, &count) == 0 && double(count) >= streak_length * height;
  };
  int widest = 0;
  for (int x = 0; x < width; ++x) {
    int end = x;
    while (is_streak(end)) ++end;
    if (end > x && end - x <= widest_streak) {
      pixRasterop(streaks.get(), x, 0, end - x, height, PIX_SET, nullptr, 0, 0);
      widest = std::max(widest, end - x);
    }
    x = end;
  }
  numaDestroy(&columns);
  if (widest == 0) return out;
  // What a streak crosses is on both of its sides: the gap that it leaves is closed again.
  PixPtr rest = own(pixSubtract(nullptr, bilevel, streaks.get()));
  const PixPtr bridged = rest ? own(pixCloseSafeBrick(nullptr, rest.get(), widest + 2, 1)) : nullptr;
  if (!bridged) return out;
  pixAnd(bridged.get(), bridged.get(), streaks.get());
  pixOr(rest.get(), rest.get(), bridged.get());
  return rest;
}

ScanImage to_grey(const PageImage& image) {
  ScanImage out;
  const bool bilevel = pixGetDepth(image.pix.get()) == 1 && !pixGetColormap(image.pix.get());
  PixPtr clean = bilevel ? without_streaks(image.pix.get()) : nullptr;
  if (clean) clean = with_dark_areas_turned(clean.get(), image.dpi_x, image.dpi_y);
  out.grey = eight_bits(clean ? clean.get() : image.pix.get());
  if (!out.grey) return out;
  double x = image.dpi_x, y = image.dpi_y;
  if (x > 0 && y > 0 && std::max(x, y) / std::min(x, y) > 1.1) {
    // Fax: 204 × 98 or 204 × 196. The coarser direction is enlarged, so that no pixel is lost.
    const double dpi = std::max(x, y);
    out.pixels_per_x = dpi / x;
    out.pixels_per_y = dpi / y;
    out.grey = or_else(pixScale(out.grey.get(), float(out.pixels_per_x), float(out.pixels_per_y)), share(out.grey));
    x = dpi;
  }
  out.dpi = x > 0 ? x : y;
  if (mean_of(out.grey.get()) < 100) {
    if (PixPtr inverted = own(pixInvert(nullptr, out.grey.get()))) out.grey = std::move(inverted);
  }
  // The shadows of a photo are no shades; its paper is made even later on.
  if (!bilevel && !is_shaded(out.grey.get()))
    out.grey = with_dark_shades_lifted(out.grey.get(), image.dpi_x, image.dpi_y);
  return out;
}

PixPtr to_ink(Pix* grey, bool bilevel) {
  PixPtr ink;
  if (bilevel && is_black_and_white(grey) && (ink = own(pixThresholdToBinary(grey, middle_grey)))) return ink;
  if (bilevel) return one_threshold(grey);
  ink = std::min(pixGetWidth(grey), pixGetHeight(grey)) < least_side ? nullptr : local_threshold(grey);
  if (!ink) return one_threshold(grey);
  const int letters = letters_in(ink.get());
  if (letters >= 100) return ink;
  PixPtr other = one_threshold(grey);
  return letters >= letters_in(other.get()) ? std::move(ink) : std::move(other);
}

PixPtr level_paper(Pix* grey) {
  constexpr int tile_width = 16, tile_height = 24, least_tiles = 5;  // what Leptonica's map needs
  if (pixGetWidth(grey) < least_tiles * tile_width || pixGetHeight(grey) < least_tiles * tile_height)
    return own(pixClone(grey));
  return or_else(pixBackgroundNorm(grey, nullptr, nullptr, tile_width, tile_height, 80, 60, 240, 2, 2),
                 own(pixClone(grey)));
}

PixPtr without_grain(Pix* grey, Pix* ink, const ImageLook& look) {
  const bool full = look.ink_coverage > hardly_any_ink || look.letters > few_letters;
  const std::optional<double> grain_from = full || look.bilevel || look.shaded ? std::nullopt : below_grain(grey);
  if (!grain_from) return own(pixClone(grey));
  constexpr int around = 2 * surroundings + 1;
  PixPtr out = own(pixCopy(nullptr, grey));
  const PixPtr away = own(pixDilateCompBrick(nullptr, ink, around, around));
  // Under letters too, else their surroundings are what is dark beside white. Of uneven paper only the lighter part.
  const double lightest_ink = std::max(*grain_from, rank_of(grey, 0.5) - faintest_ink / 2.0);
  const PixPtr dark = own(pixThresholdToBinary(grey, int(std::ceil(lightest_ink))));
  if (!out || !away || !dark) return own(pixClone(grey));
  pixAnd(dark.get(), dark.get(), away.get());
  pixInvert(dark.get(), dark.get());
  pixSetMasked(out.get(), dark.get(), paper);
  return out;
}

ImageLook look_at(Pix* grey, Pix* ink, bool bilevel) {
  ImageLook look;
  look.bilevel = bilevel;
  const BoxaPtr boxes(pixConnCompBB(ink, 8));
  count_letters(ink, boxes.get(), look);
  look.ink_coverage = ink_without_specks(ink, boxes.get());
  look.shaded = !bilevel && is_shaded(grey);
  if (bilevel) {
    look.contrast = look.sharpness = 1;
    return look;
  }
  const double light = rank_of(grey, 0.9);
  float dark = 0;
  if (pixGetRankValueMasked(grey, ink, 0, 0, 1, 0.5F, &dark, nullptr) == 0)
    look.contrast = std::clamp((light - dark) / 255.0, 0.0, 1.0);
  if (look.contrast > 0) look.sharpness = std::clamp(steepest_steps(grey, ink) / look.contrast, 0.0, 1.0);
  return look;
}

double skew_of(Pix* ink) {
  const PixPtr text = without_large(ink);
  const double of_text = text ? lean_of(text.get()) : 0;
  if (of_text == 0) return lean_of(ink);
  const PixPtr large = own(pixSubtract(nullptr, ink, text.get()));
  // Ruling lines lean as the paper does, and tell it best; a border stands straight.
  const bool ruled = large && std::fabs(lean_of(large.get())) >= least_skew;
  return ruled ? lean_of(ink) : of_text;
}

PixPtr turned_by(Pix* pix, int degrees) {
  if (degrees % 360 == 0) return own(pixClone(pix));
  return or_else(pixRotateOrth(pix, degrees / 90 % 4), own(pixClone(pix)));
}

PixPtr straightened(Pix* grey, double skew) {
  if (std::fabs(skew) < least_skew) return own(pixClone(grey));
  constexpr double radians = 3.14159265358979 / 180;
  return or_else(pixRotateAMGray(grey, float(-skew * radians), paper), own(pixClone(grey)));
}

std::vector<Box> ruling_lines(Pix* ink, double dpi) {
  // A line is at least half an inch long and at most a twenty-fifth thick; a letter's stem is shorter.
  const int length = std::max(20, int(dpi / 2)), thickest = std::max(3, int(dpi / 25));
  std::vector<Box> out;
  for (const bool horizontal : {true, false}) {
    const PixPtr closed = own(pixCloseSafeBrick(nullptr, ink, horizontal ? 5 : 1, horizontal ? 1 : 5));
    if (!closed) continue;
    const PixPtr lines = own(pixOpenCompBrick(nullptr, closed.get(), horizontal ? length : 1, horizontal ? 1 : length));
    if (!lines) continue;
    const BoxaPtr boxes(pixConnCompBB(lines.get(), 8));
    const int count = boxes ? boxaGetCount(boxes.get()) : 0;
    for (int i = 0; i < count; ++i) {
      int x = 0, y = 0, w = 0, h = 0;
      boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
      if ((horizontal ? h : w) <= thickest) out.push_back({double(x), double(y), double(x + w), double(y + h)});
    }
  }
  return out;
}

}  // namespace assay
