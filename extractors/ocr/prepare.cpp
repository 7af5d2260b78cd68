#include "extractors/ocr/prepare.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "extractors/ocr/resize.hpp"
#include "extractors/ocr/shapes.hpp"
#include "extractors/ocr/struck_lines.hpp"

namespace assay {
namespace {

// Measured on scans from 100 to 600 dpi: the error rate is flat from 18 to 25 pixels, rises below 15 and, on noisy
// faxes, above 25. Within a fifth of the target, scaling costs more sharpness than it brings.
constexpr double letter_target = 20;
constexpr int paper = 255, middle_grey = 128;
constexpr double near_enough_low = 0.8, near_enough_high = 1.25;
constexpr double most_enlarged = 4, most_reduced = 0.3;
constexpr double most_pixels = 40e6;  // of what is worked on, an A4 page at 640 dpi: beyond it memory is at stake

// More specks than this for each letter: a noisy fax or copy. A median filter takes them away with little harm to
// letters, where removing small components leaves those that touch a letter.
constexpr int specks_per_letter = 3;
// Of dots that stand apart, as leaders do, a filter leaves nearly all, and thinner letters: it is undone.
constexpr double most_left = 0.9;

// Where a filter leaves more specks than letters, those of this share of a letter's height are whitened: points have a
// fifth of it. Of a page of text (11 point, 300 dpi) with an eighth of its pixels turned round 0.5 % of the characters
// are misread with a second pass and this, 1.6 % without; with a fifth 2.0 and 15.4 %, blackened alone 0.4 and 13.4 %.
constexpr double speck_height = 1.0 / 6;
constexpr int least_speck = 2;  // pixels

// So many specks on a page, and what the filter leaves between them lower than any letter that can be read: noise, or
// the dots of a picture. On random dots over an A4 page at 200 to 600 dpi, an eighth to a half of it black, what is
// left is 5 to 9 pixels high, on a photo in dots 6; on print of 6 points with an eighth of its pixels turned round 11.
// Of 40 scans in black and white those with more specks than letters are faxes, whose letters are 15 high. Recognition
// takes minutes to find no word there, and in its search for tables it can't be stopped.
constexpr int specks_of_noise = 10'000;
constexpr double least_legible = 9;  // pixels
// Dots that cover more than a third of a page grow together: more ink than print has, and not as high as its letters.
constexpr double ink_of_print = 0.2, least_on_dark = 14;
// Where too few shapes are left to have a height, a page that had no more of a letter's size before is an empty one, as
// faxes are: a twenty-fifth of the pixels turned round brings forth 43, an eighth thousands. Of more, some may have
// been letters whose strokes are so thin that the filter takes them.
constexpr int most_by_chance = 100;
// The dots of a picture outnumber the letters of the text beside it, which stand where they outnumber the dots: of
// random dots over a whole page three and more are too low for each that isn't, everywhere.
constexpr int tiles_along = 32;    // of the page's longer side: at least a line of letters across
constexpr int least_beside = 100;  // letters

// More grain than this hides the letters from the threshold: thousands of specks become letters, and recognition takes
// minutes to read none. Legible scans have under 0.01, grain that does harm 0.06 and more; one pass or two take it
// away.
constexpr double most_grain = 0.03;
constexpr int most_passes = 2;

// On a picture of a page's part at the resolution of a screen, letters are four pixels high, which count as specks: it
// is looked at again enlarged. No larger image: a page of 72 dpi is half of this.
constexpr double most_small_pixels = 1e6;
constexpr double look_enlarged = 3;

// A median letter (between an x and an ascender) of 10 point type has about 20 pixels at 300 dpi.
constexpr double letters_per_inch = 15;

double dpi_from_letters(double letter_height) {
  return std::clamp(letter_height * letters_per_inch, 72.0, 600.0);
}

double scale_for(const ImageLook& look, Pix* grey) {
  if (look.letter_height <= 0) return 1;
  const double scale = std::clamp(letter_target / look.letter_height, most_reduced, most_enlarged);
  if (scale > near_enough_low && scale < near_enough_high) return 1;
  const double pixels = double(pixGetWidth(grey)) * pixGetHeight(grey);
  return scale > 1 ? std::max(1.0, std::min(scale, std::sqrt(most_pixels / pixels))) : scale;
}

bool fax_resolution(const PageImage& image) {
  const auto near = [](double value, double wanted) { return std::fabs(value - wanted) < 4; };
  return near(image.dpi_x, 204) && (near(image.dpi_y, 98) || near(image.dpi_y, 196) || near(image.dpi_y, 391));
}

// In pixels of the image as it is; 0 where it has no letters when enlarged either.
double small_letter_height(Pix* grey) {
  if (double(pixGetWidth(grey)) * pixGetHeight(grey) > most_small_pixels) return 0;
  const PixPtr large = resized(grey, look_enlarged);
  const PixPtr ink = to_ink(large.get(), false);
  return look_at(large.get(), ink.get(), false).letter_height / look_enlarged;
}

// Words that are struck through are no letters but for the dots over and the commas behind them: where nearly all of a
// page is, it would be enlarged until these had the size of letters. `dpi` is 0 where it isn't known.
void look_under_struck(PreparedPage& page, double dpi) {
  constexpr int few_letters = 100;
  if (page.look.letters >= few_letters) return;
  const double usual = dpi / letters_per_inch;
  for (const double letter : dpi > 0 ? std::vector{usual} : std::vector{12.0, 20.0, 33.0}) {
    PixPtr grey = share(page.grey), ink = share(page.ink);
    if (take_struck_lines(grey, ink, letter).empty()) continue;
    const ImageLook under = look_at(grey.get(), ink.get(), page.look.bilevel);
    if (under.letters > page.look.letters) page.look = under;
    return;
  }
}

void filter_specks(PreparedPage& page) {
  page.grey = smoothed(page.grey.get());
  page.ink = to_ink(page.grey.get(), true);
  page.look = look_at(page.grey.get(), page.ink.get(), true);
}

// White where `specks` are, which are shapes of its ink.
void whiten(PreparedPage& page, Pix* specks) {
  PixPtr grey = own(pixCopy(nullptr, page.grey.get()));
  PixPtr ink = own(pixSubtract(nullptr, page.ink.get(), specks));
  if (!grey || !ink || pixSetMasked(grey.get(), specks, paper) != 0) return;
  page.grey = std::move(grey);
  page.ink = std::move(ink);
  page.look = look_at(page.grey.get(), page.ink.get(), true);
}

// The shapes of `ink` that are lower and narrower. Null: out of memory.
PixPtr shapes_below(Pix* ink, double size) {
  return shapes_where(ink, [size](int w, int h) { return std::max(w, h) < size; });
}

void whiten_specks(PreparedPage& page) {
  const int largest = std::max(least_speck, int(page.look.letter_height * speck_height));
  if (const PixPtr specks = shapes_below(page.ink.get(), largest + 1)) whiten(page, specks.get());
}

// The page tile by tile.
struct SpeckTiles {
  PixPtr covered;   // 1 bpp, a pixel for each: more of its shapes are too low for a letter than are not
  int letters = 0;  // in all others
};

SpeckTiles tiles_of(Pix* ink, int side) {
  const int columns = pixGetWidth(ink) / side + 1, rows = pixGetHeight(ink) / side + 1;
  struct Tile {
    int low = 0, legible = 0;
  };
  std::vector<Tile> tiles(std::size_t(columns) * std::size_t(rows));
  const BoxaPtr boxes(pixConnCompBB(ink, 8));
  for (int i = 0; boxes && i < boxaGetCount(boxes.get()); ++i) {
    int x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    Tile& tile = tiles[std::size_t((y + h / 2) / side) * std::size_t(columns) + std::size_t((x + w / 2) / side)];
    ++(std::max(w, h) < least_legible ? tile.low : tile.legible);
  }
  SpeckTiles out{own(pixCreate(columns, rows, 1))};
  for (int row = 0; out.covered && row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const Tile& tile = tiles[std::size_t(row) * std::size_t(columns) + std::size_t(column)];
      if (tile.low > tile.legible)
        pixSetPixel(out.covered.get(), column, row, 1);
      else
        out.letters += tile.legible;
    }
  }
  return out;
}

// Whether text stands beside the dots of a picture, which are made white then.
bool whiten_beside_text(PreparedPage& page) {
  const int width = pixGetWidth(page.ink.get()), height = pixGetHeight(page.ink.get());
  const int side = std::max(width, height) / tiles_along + 1;
  const SpeckTiles tiles = tiles_of(page.ink.get(), side);
  if (!tiles.covered || tiles.letters < least_beside) return false;
  const PixPtr covered = own(pixExpandReplicate(tiles.covered.get(), side));
  const PixPtr dots = shapes_below(page.ink.get(), least_legible);
  if (!covered || !dots) return false;
  pixRasterop(dots.get(), 0, 0, width, height, PIX_SRC & PIX_DST, covered.get(), 0, 0);
  whiten(page, dots.get());
  return true;
}

bool is_legible(const ImageLook& look) {
  return look.letter_height >= (look.ink_coverage > ink_of_print ? least_on_dark : least_legible);
}

// `before` and `after` the filter, which parts what has grown together.
bool hides_letters(const ImageLook& before, const ImageLook& after) {
  const int specks = std::max(before.specks, after.specks);
  if (specks <= specks_of_noise || specks <= after.letters) return false;
  return after.letter_height > 0 ? !is_legible(after) : before.letters > most_by_chance;
}

// Of a page in black and white; its look keeps how many there were, and of noise all of it.
void take_specks_away(PreparedPage& page) {
  const ImageLook before = page.look;
  const PixPtr grey = share(page.grey), ink = share(page.ink);
  const auto many = [&page] {
    return page.look.letters > 0 && page.look.specks > specks_per_letter * page.look.letters;
  };
  const bool filtered = many();
  if (filtered) filter_specks(page);
  const bool hidden = hides_letters(before, page.look);
  const bool in_vain = filtered && !hidden && page.look.specks > most_left * before.specks;
  if (in_vain) {
    page.grey = share(grey);
    page.ink = share(ink);
    page.look = before;
  }
  for (int pass = 1; filtered && !in_vain && pass < most_passes && many(); ++pass) filter_specks(page);
  page.noise = hidden && !is_legible(page.look) && !whiten_beside_text(page);
  if (page.noise) {
    page.look = before;
    return;
  }
  if (filtered && page.look.specks > page.look.letters) whiten_specks(page);
  page.look.specks = before.specks;
}

PixPtr box_of(Pix* pix, int y, int height) {
  ::Box* box = boxCreate(0, y, pixGetWidth(pix), height);
  PixPtr part = own(pixClipRectangle(pix, box, nullptr));
  boxDestroy(&box);
  return part ? std::move(part) : own(pixClone(pix));
}

}  // namespace

double PreparedPage::letter() const {
  return (look.letter_height > 0 ? look.letter_height : dpi / letters_per_inch) * scale;
}

PreparedPage prepare(PageImage image) {
  PreparedPage page;
  page.beside_text = image.beside_text;
  const bool bilevel = pixGetDepth(image.pix.get()) == 1;
  page.fax = bilevel && fax_resolution(image);
  ScanImage source = to_grey(image);
  image.pix.reset();
  if (!source.grey) return page;
  page.grey = std::move(source.grey);
  // Letters of a page of more pixels are larger than needed, and every step below costs several times the pixels.
  const double pixels = double(pixGetWidth(page.grey.get())) * pixGetHeight(page.grey.get());
  const double reduced = std::min(1.0, std::sqrt(most_pixels / pixels));
  if (reduced < 1) page.grey = resized(page.grey.get(), reduced);
  for (int pass = 0; pass < most_passes && !bilevel && grain_of(page.grey.get()) > most_grain; ++pass)
    page.grey = smoothed(page.grey.get());
  page.ink = to_ink(page.grey.get(), bilevel);
  page.look = look_at(page.grey.get(), page.ink.get(), bilevel);
  if (bilevel) take_specks_away(page);
  look_under_struck(page, source.dpi);
  page.grey = without_grain(page.grey.get(), page.ink.get(), page.look);
  if (page.look.letter_height <= 0) page.look.letter_height = small_letter_height(page.grey.get());
  const double scale = scale_for(page.look, page.grey.get());
  page.look.letter_height /= reduced;
  // One threshold for a page that is dark on one side loses the text there, and without a trace.
  if (page.look.shaded) page.grey = level_paper(page.grey.get());
  page.dpi_known = source.dpi > 0;
  page.dpi = page.dpi_known                ? source.dpi
             : page.look.letter_height > 0 ? dpi_from_letters(page.look.letter_height)
                                           : reading_dpi;
  if (scale != 1) {
    page.grey = resized(page.grey.get(), scale);
    page.ink = resized(page.ink.get(), scale);
    page.rough = true;
  }
  page.scale = reduced * scale;
  page.two_toned = bilevel && source.pixels_per_x == 1 && source.pixels_per_y == 1 && page.scale == 1;
  return page;
}

PreparedPage copy_of(const PreparedPage& page) {
  return {share(page.grey), share(page.ink), page.rough, page.two_toned, page.look,   page.dpi,
          page.dpi_known,   page.noise,      page.fax,   page.scale,     page.turned, page.beside_text};
}

PreparedPage turned(const PreparedPage& page, int degrees) {
  PreparedPage out = copy_of(page);
  out.turned = degrees;
  out.grey = turned_by(page.grey.get(), degrees);
  out.ink = turned_by(page.ink.get(), degrees);
  out.look.skew = page.look.letters >= 30 ? skew_of(out.ink.get()) : 0;
  if (PixPtr straight = straightened(out.grey.get(), out.look.skew)) {
    const bool changed = straight.get() != out.grey.get();
    out.rough = out.rough || changed;
    out.two_toned = out.two_toned && !changed;
    out.grey = std::move(straight);
  }
  if (out.rough) out.ink = to_ink(out.grey.get(), page.look.bilevel);
  out.rough = false;
  return out;
}

PixPtr to_read(const PreparedPage& page) {
  PixPtr ink = page.two_toned ? own(pixThresholdToBinary(page.grey.get(), middle_grey)) : nullptr;
  return ink ? std::move(ink) : share(page.grey);
}

int turn_by_ascenders(const PreparedPage& page) {
  float up = 0, left = 0;
  int decision = L_TEXT_ORIENT_UNKNOWN;
  // Zeros: Leptonica's own thresholds for how many ascenders are enough and how clear their vote must be.
  if (pixOrientDetect(page.ink.get(), &up, &left, 0, 0) != 0 || makeOrientDecision(up, left, 0, 0, &decision, 0) != 0)
    return -1;
  switch (decision) {
    case L_TEXT_ORIENT_UP:
      return 0;
    case L_TEXT_ORIENT_LEFT:
      return 90;
    case L_TEXT_ORIENT_DOWN:
      return 180;
    case L_TEXT_ORIENT_RIGHT:
      return 270;
    default:
      return -1;
  }
}

PixPtr sample_of(const PreparedPage& page) {
  const int height = pixGetHeight(page.grey.get()), band = int(letter_target * 2.2 * 8);
  if (height <= band * 3 / 2) return share(page.grey);
  // Pictures, rules and borders are wider or taller than text and must not count as it.
  const PixPtr text = shapes_where(
      page.ink.get(), [](int w, int h) { return w <= int(letter_target * 5) && h <= int(letter_target * 3); });
  Numa* rows = pixCountPixelsByRow(text ? text.get() : page.ink.get(), nullptr);
  if (!rows) return share(page.grey);
  std::vector<double> sums(std::size_t(height) + 1, 0);
  for (int y = 0; y < height; ++y) {
    float count = 0;
    numaGetFValue(rows, y, &count);
    sums[std::size_t(y) + 1] = sums[std::size_t(y)] + double(count);
  }
  numaDestroy(&rows);
  int best = 0;
  for (int y = 0; y + band <= height; y += 8) {
    const auto ink_from = [&](int from) { return sums[std::size_t(from + band)] - sums[std::size_t(from)]; };
    if (ink_from(y) > ink_from(best)) best = y;
  }
  // Between two lines, not through letters: half a line reads as noise and brings every model into doubt.
  const int reach = int(letter_target * 1.5);
  const auto gap_near = [&](int wanted) {
    int gap = std::clamp(wanted, 0, height - 1);
    for (int y = std::max(wanted - reach, 0); y < std::min(wanted + reach, height); ++y)
      if (sums[std::size_t(y) + 1] - sums[std::size_t(y)] < sums[std::size_t(gap) + 1] - sums[std::size_t(gap)])
        gap = y;
    return gap;
  };
  const int top = gap_near(best);
  return box_of(page.grey.get(), top, gap_near(best + band) - top);
}

}  // namespace assay
