#include "extractors/pdf/unread_text.hpp"

#include <allheaders.h>

#include <algorithm>
#include <cmath>

#include "extractors/ocr/shapes.hpp"
#include "extractors/pdf/page_cover.hpp"

namespace assay {
namespace {

constexpr double look_dpi = 150;       // letters of small print are eight pixels high, and stand apart
constexpr double picture_share = 0.1;  // of the page, beside the words
constexpr double legible_dpi = 60;     // of a picture: coarser ones are backgrounds
constexpr int many_curves = 200;       // a few lines of letters; icons and logos have fewer

// In pixels at look_dpi: print from 5 to 24 points.
constexpr int letter_least = 5, letter_most = 44;
constexpr int word_gap = 22;  // of typewriters, which have the widest
// A row of text is a flat strip of which letters take a part; strokes of hatching and of photos fill it or are few.
constexpr int row_letters = 12;
constexpr double row_flatness = 4, fullest = 0.7;
constexpr int enough_letters = 200, enough_rows = 4;  // the names and numbers in a chart are fewer

struct BoxDeleter {
  void operator()(::Box* box) const { boxDestroy(&box); }
};

Box in_points(const ::Box& box, const PdfView& view) {
  const double points = 72 / view.dpi, x = view.part.x0, y = view.part.y0;
  return {x + box.x * points, y + box.y * points, x + (box.x + box.w) * points, y + (box.y + box.h) * points};
}

// How many letters stand in a row; 0: it is none.
int letters_in(Pix* letters, ::Box& row) {
  if (row.h < letter_least || row.h > letter_most || row.w < row_flatness * row.h) return 0;
  const PixPtr strip(pixClipRectangle(letters, &row, nullptr));
  l_int32 count = 0, ink = 0;
  if (!strip || pixCountConnComp(strip.get(), 8, &count) != 0 || pixCountPixels(strip.get(), &ink, nullptr) != 0)
    return 0;
  const bool wide = count * row.h * 2 < row.w;  // dashes of a line, teeth of a border: letters stand closer
  return count < row_letters || wide || ink > fullest * row.w * row.h ? 0 : count;
}

PixPtr ink_of(Pix* grey) {
  Pix* ink = nullptr;
  constexpr int whole = 1'000'000;  // one threshold for all of the page
  if (pixOtsuAdaptiveThreshold(grey, whole, whole, 0, 0, 0.1F, nullptr, &ink) != 0) return nullptr;
  return PixPtr(ink);
}

}  // namespace

PixPtr to_pix(const GreyImage& image) {
  PixPtr pix(pixCreateNoInit(image.width, image.height, 8));
  if (!pix) return pix;
  l_uint32* data = pixGetData(pix.get());
  const l_int32 words = pixGetWpl(pix.get());
  for (int y = 0; y < image.height; ++y) {
    l_uint32* line = data + static_cast<std::ptrdiff_t>(y) * words;
    const std::uint8_t* from = &image.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width)];
    for (int x = 0; x < image.width; ++x) SET_DATA_BYTE(line, x, from[x]);
  }
  const bool bilevel =
      std::all_of(image.pixels.begin(), image.pixels.end(), [](std::uint8_t p) { return p == 0 || p == 255; });
  return bilevel ? PixPtr(pixThresholdToBinary(pix.get(), 128)) : std::move(pix);
}

void white_out(Pix* image, const PdfView& view, const std::vector<LayoutWord>& words) {
  const double pixels = view.dpi / 72;
  const int background = pixGetDepth(image) == 1 ? PIX_CLR : PIX_SET;
  const auto inside = [pixels](double at, int size) {
    return static_cast<int>(std::ceil(std::clamp(at * pixels, 0.0, static_cast<double>(size))));
  };
  const int width = pixGetWidth(image), height = pixGetHeight(image);
  for (const LayoutWord& word : words) {
    const double edge = 0.15 * std::min(word.box.y1 - word.box.y0, word.box.x1 - word.box.x0);  // accents, descenders
    const double left = word.box.x0 - view.part.x0, right = word.box.x1 - view.part.x0;
    const double top = word.box.y0 - view.part.y0, bottom = word.box.y1 - view.part.y0;
    const int x = inside(left - edge, width), y = inside(top - edge, height);
    pixRasterop(image, x, y, inside(right + edge, width) - x, inside(bottom + edge, height) - y, background, nullptr, 0,
                0);
  }
}

std::optional<PdfView> place_to_look(const PdfPage& page, const std::vector<LayoutWord>& words) {
  const Box whole{0, 0, page.width, page.height};
  if (page.letter_curves >= many_curves) return PdfView{look_dpi, whole, false};
  PageCover cover(page.width, page.height);
  for (const PdfImage& image : page.images)
    if (72 * image.width >= legible_dpi * (image.box.x1 - image.box.x0)) cover.add(image.box);
  for (const LayoutWord& word : words) cover.remove(word.box);
  if (cover.share() < picture_share) return std::nullopt;
  return PdfView{look_dpi, cover.bounds(), false};
}

std::optional<UnreadText> find_unread_text(const GreyImage& drawn, const PdfView& view,
                                           const std::vector<LayoutWord>& words) {
  const PixPtr shown = to_pix(drawn);
  if (!shown) return std::nullopt;
  white_out(shown.get(), view, words);
  const PixPtr ink = pixGetDepth(shown.get()) == 1 ? PixPtr(pixClone(shown.get())) : ink_of(shown.get());
  if (!ink) return std::nullopt;
  const PixPtr letters = shapes_where(ink.get(), [](int width, int height) {
    return width <= letter_most && height <= letter_most && height >= letter_least;
  });
  const PixPtr joined(letters ? pixCloseSafeBrick(nullptr, letters.get(), word_gap, 1) : nullptr);
  const BoxaPtr rows(joined ? pixConnCompBB(joined.get(), 8) : nullptr);
  UnreadText out;
  for (int i = 0; rows && i < boxaGetCount(rows.get()); ++i) {
    const std::unique_ptr<::Box, BoxDeleter> row(boxaGetBox(rows.get(), i, L_COPY));
    const int count = row ? letters_in(letters.get(), *row) : 0;
    if (count == 0) continue;
    const Box box = in_points(*row, view);
    if (out.rows++ == 0) out.place = box;
    out.place = {std::min(out.place.x0, box.x0), std::min(out.place.y0, box.y0), std::max(out.place.x1, box.x1),
                 std::max(out.place.y1, box.y1)};
    out.letters += count;
  }
  if (out.letters < enough_letters || out.rows < enough_rows) return std::nullopt;
  return out;
}

}  // namespace assay
