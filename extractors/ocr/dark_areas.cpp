#include "extractors/ocr/dark_areas.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "extractors/layout/geometry.hpp"
#include "extractors/ocr/clean_image.hpp"
#include "extractors/ocr/shapes.hpp"

namespace assay {
namespace {

// Black areas with white letters, in inches: they have runs so long and so high without a letter, above and below lines
// of letters that are at most so high.
constexpr double dark_run = 0.5, dark_edge = 1.0 / 75, dark_lines = 1.0 / 3, least_dark_height = 1.0 / 12;
constexpr double mostly_dark = 0.5, least_light = 0.01, mostly_letters = 0.8, least_light_height = 1.0 / 25;
constexpr int least_light_letters = 3;
constexpr int most_dark_areas = 500;  // more are a picture
constexpr double most_covered = 8;    // pages, by the boxes of all shapes: as well
constexpr int widest_brick = 2000;
constexpr double usual_dpi = 200;

// Of shades: the cells of a table are narrower than the bars of a form, and stand beside white ones.
constexpr double shade_run = 0.3, shade_edge = 1.0 / 40, cells_apart = 1.0 / 40, strokes = 1.0 / 12;
constexpr double least_width = 0.4, least_ground = 0.4;  // inches; share of the area
constexpr double least_on_shade = 0.005, mostly_on_shade = 0.6;
constexpr double widest_word = 1.0, longest_letter = 1.5;  // inches; median letters
constexpr double between_letters = 0.25;                   // of a line of letters, where they are bold
// One threshold for a page lies in the middle between paper and ink; shades this far below the paper may be under it.
constexpr double dark_share = 0.4;
constexpr double paper_rank = 0.75, ink_rank = 0.005;
constexpr int faint = 30;        // grey levels below paper, of the lines between cells
constexpr int legible = 40;      // grey levels between letters and what they stand on
constexpr int clearly = 15;      // grey levels; the area of a shade that is hardly dark enough is ragged
constexpr int most_rows = 2000;  // between dark parts; more are a picture

struct Resolution {
  double x, y;
  int across(double inches) const { return std::clamp(int(inches * x), 2, widest_brick); }
  int down(double inches) const { return std::clamp(int(inches * y), 2, widest_brick); }
};

Resolution resolution_of(double dpi_x, double dpi_y) {
  const double x = dpi_x > 0 ? dpi_x : usual_dpi;
  return {x, dpi_y > 0 ? dpi_y : x};
}

int pixels_of(Pix* ink) {
  int count = 0;
  return pixCountPixels(ink, &count, nullptr) == 0 ? count : 0;
}

// What is black over so long a run and a little height; letters break it. None: nothing is.
PixPtr solid_of(Pix* bilevel, double run, double edge, const Resolution& at) {
  PixPtr solid = own(pixOpenCompBrick(nullptr, bilevel, at.across(run), at.down(edge)));
  int none = 1;
  return !solid || pixZero(solid.get(), &none) != 0 || none ? nullptr : std::move(solid);
}

// With the lines of letters in it.
PixPtr lines_closed(Pix* solid, const Resolution& at) {
  return own(pixCloseSafeCompBrick(nullptr, solid, 1, at.down(dark_lines)));
}

// Pages that the boxes of all shapes cover. Leptonica copies each shape with its box: hundreds that reach all over a
// large page would take gigabytes.
double covered_by_boxes(Pix* ink, const BoxaPtr& boxes) {
  double covered = 0;
  for (int i = 0; boxes && i < boxaGetCount(boxes.get()); ++i) {
    int w = 0, h = 0;
    boxaGetBoxGeometry(boxes.get(), i, nullptr, nullptr, &w, &h);
    covered += double(w) * h;
  }
  return covered / (double(pixGetWidth(ink)) * pixGetHeight(ink));
}

// Whether the areas are few and stand beside each other, as the bars of a form do.
bool are_apart(Pix* dark, int least_height) {
  const BoxaPtr boxes(pixConnCompBB(dark, 8));
  int areas = 0;
  for (int i = 0; boxes && i < boxaGetCount(boxes.get()); ++i) {
    int h = 0;
    boxaGetBoxGeometry(boxes.get(), i, nullptr, nullptr, nullptr, &h);
    areas += h >= least_height;
  }
  return areas > 0 && areas <= most_dark_areas && covered_by_boxes(dark, boxes) <= most_covered;
}

// Whether what is light in a dark area of so many pixels is letters. A picture's light parts are larger than they are,
// or the specks of its screen.
bool holds_letters(Pix* light, double area, const Resolution& at) {
  const double not_dark = pixels_of(light);
  if (not_dark > (1 - mostly_dark) * area || not_dark < least_light * area || letters_in(light) < least_light_letters)
    return false;
  const int least = at.down(least_light_height), most = at.down(dark_lines);
  const PixPtr letters = shapes_where(light, [&](int, int h) { return h >= least && h <= most; });
  return letters && pixels_of(letters.get()) >= mostly_letters * not_dark;
}

// Without the parts of `areas` beyond `solid` that have little dark: white rows between dark ones, not letters on them.
// None: too many to be letters.
PixPtr without_light_rows(Pix* areas, Pix* solid, Pix* below) {
  PixPtr out = own(pixCopy(nullptr, solid));
  const PixPtr between = own(pixSubtract(nullptr, areas, solid));
  const BoxaPtr boxes(between ? pixConnCompBB(between.get(), 8) : nullptr);
  if (!out || !boxes || boxaGetCount(boxes.get()) > most_rows || covered_by_boxes(areas, boxes) > most_covered)
    return {};
  Pixa* shapes = nullptr;
  const BoxaPtr places(pixConnComp(between.get(), &shapes, 8));
  const PixaPtr rows(shapes);
  for (int i = 0; places && i < boxaGetCount(places.get()); ++i) {
    int x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(places.get(), i, &x, &y, &w, &h);
    const PixPtr row = own(pixaGetPix(rows.get(), i, L_CLONE));
    const PixPtr dark = own(pixCopy(nullptr, row.get()));
    if (!dark) return {};
    pixRasterop(dark.get(), 0, 0, w, h, PIX_SRC & PIX_DST, below, x, y);
    if (pixels_of(dark.get()) >= between_letters * pixels_of(row.get()))
      pixRasterop(out.get(), x, y, w, h, PIX_SRC | PIX_DST, row.get(), 0, 0);
  }
  return out;
}

// Without the areas beside which the dark goes on, thicker than strokes: they are a part of a picture, of what large
// letters stand on, or of a form with white fields, and the rest of it would stay behind as blots.
PixPtr only_whole(PixPtr areas, Pix* below, const Resolution& at) {
  const PixPtr thick = own(pixOpenCompBrick(nullptr, below, at.across(strokes), at.down(strokes)));
  const PixPtr beyond = thick ? own(pixSubtract(nullptr, thick.get(), areas.get())) : nullptr;
  const PixPtr near = own(pixDilateBrick(nullptr, areas.get(), 3, 3));
  const PixPtr rim = beyond && near ? own(pixAnd(nullptr, beyond.get(), near.get())) : nullptr;
  const PixPtr long_rim =
      rim ? shapes_where(rim.get(), [&](int w, int h) { return w >= at.across(strokes) || h >= at.down(strokes); })
          : nullptr;
  const PixPtr beside = long_rim ? own(pixDilateBrick(nullptr, long_rim.get(), 3, 3)) : nullptr;
  const PixPtr seeds = beside ? own(pixAnd(nullptr, beside.get(), areas.get())) : nullptr;
  const PixPtr parts = seeds ? own(pixSeedfillBinary(nullptr, seeds.get(), areas.get(), 8)) : nullptr;
  return parts ? own(pixSubtract(nullptr, areas.get(), parts.get())) : std::move(areas);
}

// 1 bpp, at half the size: where shades are darker than `level`. None: there are none.
PixPtr dark_shades(Pix* half, int level, const Resolution& at) {
  const PixPtr below = own(pixThresholdToBinary(half, level));
  const PixPtr solid = below ? solid_of(below.get(), shade_run, shade_edge, at) : nullptr;
  const PixPtr areas = solid ? lines_closed(solid.get(), at) : nullptr;
  if (!areas || !are_apart(areas.get(), at.down(least_dark_height))) return {};
  PixPtr dark = without_light_rows(areas.get(), solid.get(), below.get());
  if (dark) dark = own(pixCloseSafeBrick(nullptr, dark.get(), at.across(cells_apart) | 1, at.down(cells_apart) | 1));
  if (dark) dark = only_whole(std::move(dark), below.get(), at);
  return dark && are_apart(dark.get(), at.down(least_dark_height)) ? std::move(dark) : nullptr;
}

// A shade, cut out of the page.
struct Shade {
  PixPtr grey;
  PixPtr area;     // 1 bpp
  int middle = 0;  // grey value
  int x = 0, y = 0;
};

// Grey values of the page.
struct Levels {
  double paper = 0;
  int dark_shade = 0;  // from here on down
};

// Without pixels: out of memory.
Shade shade_at(Pix* page, int x, int y, PixPtr area) {
  Shade out;
  ::Box* box = area ? boxCreate(x, y, pixGetWidth(area.get()), pixGetHeight(area.get())) : nullptr;
  PixPtr grey = box ? own(pixClipRectangle(page, box, nullptr)) : nullptr;
  boxDestroy(&box);
  float middle = 0;
  if (!grey || pixGetRankValueMasked(grey.get(), area.get(), 0, 0, 2, 0.5F, &middle, nullptr) != 0) return out;
  return {std::move(grey), std::move(area), int(middle), x, y};
}

// What its letters stand on, which may differ from cell to cell; strokes are thinner than this.
PixPtr ground_of(const Shade& shade, bool light_letters, const Resolution& at) {
  const int width = at.across(strokes) | 1, height = at.down(strokes) | 1;
  return own(light_letters ? pixOpenGray(shade.grey.get(), width, height)
                           : pixCloseGray(shade.grey.get(), width, height));
}

// 1 bpp: what is lighter than any shade that is lifted, or far darker than the ground and than most of the shade; what
// lies between light letters is as dark as the rest.
PixPtr letters_on(const Shade& shade, Pix* ground, bool light_letters, int dark_shade) {
  const auto below = [](Pix* grey, int level) { return own(pixThresholdToBinary(grey, std::max(level, 1))); };
  const PixPtr darker = light_letters ? nullptr : own(pixSubtractGray(nullptr, ground, shade.grey.get()));
  const PixPtr not_letters =
      below(light_letters ? shade.grey.get() : darker.get(), light_letters ? dark_shade : legible);
  const PixPtr dark = light_letters ? share(shade.area) : below(shade.grey.get(), shade.middle - legible / 2);
  if (!not_letters || !dark) return {};
  PixPtr out = own(pixSubtract(nullptr, shade.area.get(), not_letters.get()));
  return out ? own(pixAnd(nullptr, out.get(), dark.get())) : nullptr;
}

// Median of the shapes that are no points; 0 of none.
double height_of_letters(Pix* shapes, int least) {
  const BoxaPtr boxes(pixConnCompBB(shapes, 8));
  std::vector<double> heights;
  for (int i = 0; boxes && i < boxaGetCount(boxes.get()); ++i) {
    int h = 0;
    boxaGetBoxGeometry(boxes.get(), i, nullptr, nullptr, nullptr, &h);
    if (h >= least) heights.push_back(h);
  }
  return layout::median(std::move(heights));
}

// Without the lines between cells and the rim of the shade. None: they are no letters then, or too few to be sure.
PixPtr only_letters(Pix* found, double area, const Resolution& at) {
  const int least = at.down(least_light_height), most = at.down(dark_lines), widest = at.across(widest_word);
  const int longest = int(longest_letter * height_of_letters(found, least));
  const PixPtr letters = shapes_where(found, [&](int w, int h) {
    return h <= most && w <= widest && (std::min(w, h) >= least || std::max(w, h) <= longest);
  });
  if (!letters || letters_in(letters.get()) < least_light_letters) return {};
  const int all = pixels_of(letters.get());
  const PixPtr high = shapes_where(letters.get(), [&](int, int h) { return h >= least; });
  if (!high || all > (1 - mostly_dark) * area) return {};
  const int sure = pixels_of(high.get());
  return sure >= least_on_shade * area && sure >= mostly_on_shade * all
             ? own(pixDilateBrick(nullptr, letters.get(), 3, 3))
             : nullptr;
}

// The letters dark on paper. Light lines between cells stand out as little then as faint lines do, and no letter that
// stands beside one touches it.
void lift_from(Pix* ground, Pix* letters, bool light_letters, const Shade& shade, double paper, Pix* page) {
  for (int y = 0; y < pixGetHeight(shade.area.get()); ++y) {
    const auto row = [y](Pix* pix) { return pixGetData(pix) + std::ptrdiff_t(y) * pixGetWpl(pix); };
    const l_uint32 *area = row(shade.area.get()), *grey = row(shade.grey.get()), *under = row(ground);
    const l_uint32* of_letters = row(letters);
    l_uint32* out = pixGetData(page) + std::ptrdiff_t(shade.y + y) * pixGetWpl(page);
    for (int x = 0; x < pixGetWidth(shade.area.get()); ++x) {
      if (GET_DATA_BIT(area, x) == 0) continue;
      const double value = GET_DATA_BYTE(grey, x), from = GET_DATA_BYTE(under, x);
      const double lifted = light_letters ? paper - (value - from) * paper / std::max(paper - from, double(legible))
                                          : value * paper / std::max(from, 1.0);
      const double darkest = light_letters && GET_DATA_BIT(of_letters, x) == 0 ? paper - faint : 0;
      SET_DATA_BYTE(out, shade.x + x, int(std::clamp(lifted, darkest, paper)));
    }
  }
}

// Ink of one grey between the letters, and much of it: not that of a logo, of bars or of large letters.
bool is_even(const Shade& shade, Pix* ground, Pix* letters, bool light_letters) {
  const PixPtr around = own(pixDilateBrick(nullptr, letters, 5, 5));
  const PixPtr rest = around ? own(pixSubtract(nullptr, shade.area.get(), around.get())) : nullptr;
  const PixPtr uneven = own(light_letters ? pixSubtractGray(nullptr, shade.grey.get(), ground)
                                          : pixSubtractGray(nullptr, ground, shade.grey.get()));
  if (!rest || !uneven || pixels_of(rest.get()) < least_ground * pixels_of(shade.area.get())) return false;
  float most = 0;
  return pixGetRankValueMasked(uneven.get(), rest.get(), 0, 0, 2, 0.9F, &most, nullptr) == 0 && most < float(legible);
}

struct Letters {
  PixPtr ground, found;
  PixPtr shapes;  // none: there are no letters
};

Letters find_letters(const Shade& shade, bool light, int dark_shade, const Resolution& at) {
  Letters out;
  out.ground = ground_of(shade, light, at);
  if (out.ground) out.found = letters_on(shade, out.ground.get(), light, dark_shade);
  if (out.found) out.shapes = only_letters(out.found.get(), pixels_of(shade.area.get()), at);
  return out;
}

// So near to letters that the ground found there is not that of others.
PixPtr around(Pix* letters, const Resolution& at) {
  return own(pixDilateBrick(nullptr, letters, 2 * at.across(strokes) | 1, 2 * at.down(strokes) | 1));
}

// Light letters and dark ones may stand on cells of one shade: white names over a column of black ones. `near_light` is
// lifted already.
void lift_dark_beside(Pix* near_light, Shade shade, const Levels& levels, const Resolution& at, Pix* page) {
  shade.area = own(pixSubtract(nullptr, shade.area.get(), near_light));
  if (!shade.area) return;
  const Letters dark = find_letters(shade, false, levels.dark_shade, at);
  const PixPtr near_dark = dark.shapes ? around(dark.shapes.get(), at) : nullptr;
  if (near_dark) shade.area = own(pixAnd(nullptr, shade.area.get(), near_dark.get()));
  if (near_dark && shade.area) lift_from(dark.ground.get(), dark.shapes.get(), false, shade, levels.paper, page);
}

void lift(Shade shade, const Levels& levels, const Resolution& at, Pix* page) {
  const bool may_be_darker = shade.middle >= legible;
  for (const bool is_light : {true, false}) {
    if (!is_light && !may_be_darker) return;
    const Letters letters = find_letters(shade, is_light, levels.dark_shade, at);
    if (!letters.shapes || !is_even(shade, letters.ground.get(), letters.found.get(), is_light)) continue;
    lift_from(letters.ground.get(), letters.shapes.get(), is_light, shade, levels.paper, page);
    const PixPtr near = is_light && may_be_darker ? around(letters.shapes.get(), at) : nullptr;
    if (near) lift_dark_beside(near.get(), std::move(shade), levels, at, page);
    return;
  }
}

bool reaches_edge(Pix* page, int x, int y, int width, int height) {
  constexpr int edge = 4;  // pixels
  return x < edge || y < edge || x + width + edge > pixGetWidth(page) || y + height + edge > pixGetHeight(page);
}

}  // namespace

PixPtr with_dark_areas_turned(Pix* bilevel, double dpi_x, double dpi_y) {
  const Resolution at = resolution_of(dpi_x, dpi_y);
  PixPtr out = own(pixCopy(nullptr, bilevel));
  const PixPtr solid = solid_of(bilevel, dark_run, dark_edge, at);
  const PixPtr dark = solid ? lines_closed(solid.get(), at) : nullptr;
  const int least_height = at.down(least_dark_height);
  if (!out || !dark || !are_apart(dark.get(), least_height)) return out;
  Pixa* shapes = nullptr;
  const BoxaPtr boxes(pixConnComp(dark.get(), &shapes, 8));
  const PixaPtr areas(shapes);
  for (int i = 0; boxes && i < boxaGetCount(boxes.get()); ++i) {
    int x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    if (h < least_height) continue;
    const PixPtr area = own(pixaGetPix(areas.get(), i, L_CLONE));
    const PixPtr light = own(pixCopy(nullptr, area.get()));
    pixRasterop(light.get(), 0, 0, w, h, PIX_DST & PIX_NOT(PIX_SRC), bilevel, x, y);
    if (holds_letters(light.get(), pixels_of(area.get()), at))
      pixRasterop(out.get(), x, y, w, h, PIX_SRC ^ PIX_DST, area.get(), 0, 0);
  }
  return out;
}

PixPtr with_dark_shades_lifted(Pix* grey, double dpi_x, double dpi_y) {
  PixPtr out = own(pixClone(grey));
  const Resolution at = resolution_of(dpi_x, dpi_y);
  if (std::min(pixGetWidth(grey), pixGetHeight(grey)) < at.down(least_dark_height)) return out;
  const PixPtr half = own(pixScaleAreaMap2(grey));
  if (!half) return out;
  Levels levels;
  levels.paper = rank_of(half.get(), paper_rank);
  const double contrast = levels.paper - rank_of(half.get(), ink_rank);
  if (contrast < 2 * legible) return out;
  levels.dark_shade = int(levels.paper - dark_share * contrast);
  const PixPtr small = dark_shades(half.get(), levels.dark_shade, {at.x / 2, at.y / 2});
  const PixPtr dark = small ? own(pixExpandReplicate(small.get(), 2)) : nullptr;
  Pixa* shapes = nullptr;
  const BoxaPtr boxes(dark ? pixConnComp(dark.get(), &shapes, 8) : nullptr);
  const PixaPtr areas(shapes);
  if (boxes) out = own(pixCopy(nullptr, grey));
  for (int i = 0; out && boxes && i < boxaGetCount(boxes.get()); ++i) {
    int x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    if (h < at.down(least_dark_height) || w < at.across(least_width) || reaches_edge(grey, x, y, w, h)) continue;
    Shade shade = shade_at(grey, x, y, own(pixaGetPix(areas.get(), i, L_CLONE)));
    // The area of a shade that is hardly dark enough is ragged.
    if (shade.grey && shade.middle <= levels.dark_shade - clearly) lift(std::move(shade), levels, at, out.get());
  }
  return out ? std::move(out) : own(pixClone(grey));
}

}  // namespace assay
