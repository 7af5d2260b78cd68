// The only file that includes Poppler's private headers.
#include "extractors/pdf/pdf_file.hpp"

#include <Annot.h>
#include <Catalog.h>
#include <DateInfo.h>
#include <ErrorCodes.h>
#include <FileSpec.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <Outline.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Page.h>
#include <SplashOutputDev.h>
#include <Stream.h>
#include <UTF.h>
#include <splash/SplashBitmap.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "extractors/core/utf8.hpp"

namespace assay {
namespace {

constexpr std::size_t glyphs_max = 400'000;  // of one page; a dense page of print has 10,000
constexpr std::size_t rules_max = 8'000;     // more are a drawing or a map, never a table
constexpr std::size_t shades_max = 4'000;    // likewise
constexpr std::size_t images_max = 4'000;
constexpr int states_max = 10'000;     // nested; PDF 1.7 (annex C) knows of readers that end at 28
constexpr double thin = 3.5;           // pt: a filled box no thicker is a ruling line
constexpr double line_min = 4;         // pt: shorter strokes are marks
constexpr double watermark_size = 24;  // pt; slanted names of columns are smaller
constexpr double slant = 0.17;         // sine of 10 degrees

thread_local int content_errors_seen = 0;

void count_error(ErrorCategory category, Goffset, const char*) {
  if (category == errSyntaxError || category == errIO || category == errInternal) ++content_errors_seen;
}

std::string utf8_of(const std::string& text_string) {
  Unicode* points = nullptr;
  const int n = TextStringToUCS4(text_string, &points);
  std::string out;
  for (int i = 0; i < n; ++i) {
    const Unicode c = points[i];
    if (c >= 0x20 && c < 0x110000 && (c < 0xD800 || c >= 0xE000)) append_utf8(out, c);
  }
  std::free(points);
  return out;
}

Box image_box(const double* ctm) {
  const double xs[] = {ctm[4], ctm[4] + ctm[0], ctm[4] + ctm[2], ctm[4] + ctm[0] + ctm[2]};
  const double ys[] = {ctm[5], ctm[5] + ctm[1], ctm[5] + ctm[3], ctm[5] + ctm[1] + ctm[3]};
  const auto [x0, x1] = std::minmax_element(std::begin(xs), std::end(xs));
  const auto [y0, y1] = std::minmax_element(std::begin(ys), std::end(ys));
  return {*x0, *y0, *x1, *y1};
}

// Collects what a page draws in one interpretation. One for all pages of a file: Poppler keeps colour profiles in the
// device, and building one for each page costs a tenth of the whole reading.
class PageCollector final : public OutputDev {
 public:
  void collect(PdfPage& page, PDFDoc& doc, int number) {
    page_ = &page;
    font_ = 0;
    size_ = 0;
    turns_ = 0;
    dir_x_ = 1;
    dir_y_ = 0;
    invisible_ = in_actual_text_ = slanted_ = false;
    saved_ = 0;
    dark_.clear();
    pictures_.clear();
    slanted_at_.clear();
    across_full_ = false;
    doc.displayPage(this, number, 72, 72, 0, false, true, false, &PageCollector::ended, this);
    held_.clear();
    find_covered();
    hide_under_pictures();
    settle_across();
    page_ = nullptr;
  }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool useShadedFills(int) override { return true; }
  bool useTilingPatternFill() override { return true; }

  // Each state that is saved and not restored keeps a copy of the one before: millions of them are an attack.
  void saveState(GfxState*) override {
    if (++saved_ < states_max) return;
    page_->limit = "10,000 nested graphics states";
    page_->ended = true;
  }
  void restoreState(GfxState*) override { --saved_; }
  static bool ended(void* collector) { return static_cast<PageCollector*>(collector)->page_->ended; }

  void updateFont(GfxState* state) override { font_ = font_index(state->getFont()); }

  void beginString(GfxState* state, const GooString*) override {
    double m11, m12, m21, m22;
    state->getFontTransMat(&m11, &m12, &m21, &m22);
    const double along = std::hypot(m11, m12);
    size_ = static_cast<float>(std::hypot(m21, m22) * size_factor(state->getFont().get()));
    turns_ = std::abs(m11) >= std::abs(m12) ? (m11 >= 0 ? 0 : 2) : (m12 > 0 ? 1 : 3);
    dir_x_ = along > 0 ? m11 / along : 1;
    dir_y_ = along > 0 ? m12 / along : 0;
    invisible_ = (state->getRender() & 3) == 3;
    slanted_ = !invisible_ && size_ >= watermark_size && std::min(std::abs(m11), std::abs(m12)) > slant * along;
  }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double, double, CharCode, int,
                const Unicode* u, int u_length) override {
    if (page_->glyphs.size() >= glyphs_max) {
      page_->limit = "400,000 characters on one page";
      return;
    }
    double px, py, ax, ay;
    state->transform(x, y, &px, &py);
    state->transformDelta(dx, dy, &ax, &ay);
    if (!std::isfinite(px + py + ax + ay) || !std::isfinite(size_)) return;
    const double advance = ax * dir_x_ + ay * dir_y_;
    if (slanted_) {
      add_across(px, py, ax, ay, u, u_length);
      const std::size_t first = page_->glyphs.size();
      add(px, py, advance, u, u_length);
      for (std::size_t i = first; i < page_->glyphs.size(); ++i) slanted_at_.push_back(i);
      return;
    }
    if (in_actual_text_) return grow_actual_text(px, py, advance);
    add(px, py, advance, u, u_length);
  }

  void beginActualText(GfxState*, const GooString* text) override {
    in_actual_text_ = true;
    actual_ = Pending{};
    Unicode* points = nullptr;
    const int n = TextStringToUCS4(text->toStr(), &points);
    for (int i = 0; i < n; ++i) actual_.text.push_back(points[i]);
    std::free(points);
  }

  void endActualText(GfxState*) override {
    in_actual_text_ = false;
    if (!actual_.seen || actual_.text.empty()) return;
    add(actual_.x, actual_.y, actual_.end - actual_.start, actual_.text.data(), static_cast<int>(actual_.text.size()));
  }

  void stroke(GfxState* state) override {
    ++page_->shapes;
    const double width = std::min(state->getTransformedLineWidth(), thin);
    for_each_subpath(state, [&](const Points& points, bool) {
      for (std::size_t i = 1; i < points.size(); ++i) add_rule(points[i - 1], points[i], width);
    });
  }
  void fill(GfxState* state) override { add_filled(state); }
  void eoFill(GfxState* state) override { add_filled(state); }
  bool axialShadedFill(GfxState*, GfxAxialShading*, double, double) override { return ++page_->shapes > 0; }
  bool radialShadedFill(GfxState*, GfxRadialShading*, double, double) override { return ++page_->shapes > 0; }
  bool functionShadedFill(GfxState*, GfxFunctionShading*) override { return ++page_->shapes > 0; }
  bool gouraudTriangleShadedFill(GfxState*, GfxGouraudTriangleShading*) override { return ++page_->shapes > 0; }
  bool patchMeshShadedFill(GfxState*, GfxPatchMeshShading*) override { return ++page_->shapes > 0; }
  bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int, int, int, double,
                         double) override {
    return ++page_->shapes > 0;
  }

  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height, bool invert, bool interpolate,
                     bool inline_image) override {
    add_image(state, width, height, !is_dark(state));
    OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, inline_image);
  }
  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height, GfxImageColorMap* colours,
                 bool interpolate, const int* mask, bool inline_image) override {
    add_image(state, width, height, mask != nullptr);
    if (!mask) note_picture(state);
    OutputDev::drawImage(state, ref, stream, width, height, colours, interpolate, mask, inline_image);
  }
  // A mask may show letters on an image of one pixel.
  void drawMaskedImage(GfxState* state, Object*, Stream*, int width, int height, GfxImageColorMap*, bool, Stream*,
                       int mask_width, int mask_height, bool, bool) override {
    add_image(state, std::max(width, mask_width), std::max(height, mask_height), true);
  }
  void drawSoftMaskedImage(GfxState* state, Object*, Stream*, int width, int height, GfxImageColorMap*, bool, Stream*,
                           int mask_width, int mask_height, GfxImageColorMap*, bool) override {
    add_image(state, std::max(width, mask_width), std::max(height, mask_height), true);
  }

 private:
  struct Point {
    double x, y;
  };
  using Points = std::vector<Point>;
  struct Pending {
    std::vector<Unicode> text;
    bool seen = false;
    double x = 0, y = 0, start = 0, end = 0;
  };

  // A fill over which later letters stand is their background.
  struct Cover {
    Box box;
    std::size_t before;  // letters drawn before it
  };

  static bool holds(const Box& box, const PdfGlyph& glyph) {
    const double x = glyph.x + glyph.advance / 2, y = glyph.y - 0.3 * glyph.size;
    return glyph.turns == 0 && x > box.x0 && x < box.x1 && y > box.y0 && y < box.y1;
  }

  void find_covered() {
    std::vector<char> covered(dark_.empty() ? 0 : page_->glyphs.size(), 0);
    for (const Cover& dark : dark_) {
      std::vector<std::size_t> under;
      int over = 0;
      for (std::size_t i = 0; i < page_->glyphs.size(); ++i) {
        const PdfGlyph& glyph = page_->glyphs[i];
        if (glyph.invisible || !holds(dark.box, glyph)) continue;
        if (i < dark.before)
          under.push_back(i);
        else
          ++over;
      }
      if (under.empty() || over > 0) continue;
      for (const std::size_t i : under) page_->covered_letters += covered[i]++ == 0;
      page_->blackened.push_back(dark.box);
    }
  }

  // Some scanners draw the text that they read first and the scan over it.
  void hide_under_pictures() {
    for (const Cover& picture : pictures_)
      for (std::size_t i = 0; i < std::min(picture.before, page_->glyphs.size()); ++i)
        if (holds(picture.box, page_->glyphs[i])) page_->glyphs[i].invisible = true;
  }

  // A few large words on a slant are a watermark; more of them are what a poster says, and stay its text.
  void settle_across() {
    if (across_full_) {
      page_->across.clear();
      return;
    }
    std::size_t kept = 0, next = 0;
    for (std::size_t i = 0; i < page_->glyphs.size() && !slanted_at_.empty(); ++i) {
      if (next < slanted_at_.size() && slanted_at_[next] == i)
        ++next;
      else
        page_->glyphs[kept++] = page_->glyphs[i];
    }
    if (!slanted_at_.empty()) page_->glyphs.resize(kept);
  }

  static Box clipped(GfxState* state, const Box& box) {
    Box clip;
    state->getClipBBox(&clip.x0, &clip.y0, &clip.x1, &clip.y1);
    return {std::max(box.x0, clip.x0), std::max(box.y0, clip.y0), std::min(box.x1, clip.x1), std::min(box.y1, clip.y1)};
  }

  void note_picture(GfxState* state) {
    constexpr std::size_t pictures_max = 300;
    if (page_->glyphs.empty() || pictures_.size() >= pictures_max) return;
    if (!is_opaque(state)) return;
    pictures_.push_back({clipped(state, image_box(state->getCTM())), page_->glyphs.size()});
  }

  void note_fill(GfxState* state, Box box) {
    box = clipped(state, box);
    constexpr std::size_t dark_max = 300;
    constexpr double darkest = 0.2, lightest = 0.99;
    const double w = box.x1 - box.x0, h = box.y1 - box.y0;
    const bool background = w * h > 0.5 * page_->width * page_->height;
    if (!(w >= 8 && h >= 5) || background || state->getFillOpacity() < 0.05) return;
    GfxRGB colour;
    state->getFillRGB(&colour);
    const auto [least, most] = std::minmax({colToDbl(colour.r), colToDbl(colour.g), colToDbl(colour.b)});
    if (least < lightest && page_->shades.size() < shades_max) page_->shades.push_back(box);
    if (most <= darkest && dark_.size() < dark_max && state->getFillOpacity() >= 0.95)
      dark_.push_back({box, page_->glyphs.size()});
  }

  void add_across(double x, double y, double dx, double dy, const Unicode* u, int length) {
    constexpr std::size_t bytes_max = 200;
    across_full_ = across_full_ || page_->across.size() >= bytes_max;
    if (across_full_ || !u) return;
    const bool gap = std::hypot(x - across_x_, y - across_y_) > 0.3 * size_;
    if (gap && !page_->across.empty() && page_->across.back() != ' ') page_->across += ' ';
    for (int i = 0; i < length; ++i)
      if (u[i] >= ' ' && u[i] < 0x110000 && (u[i] < 0xD800 || u[i] >= 0xE000)) append_utf8(page_->across, u[i]);
    across_x_ = x + dx;
    across_y_ = y + dy;
  }

  // Type 3 fonts have a glyph space of their own, in which the font size says little.
  static double size_factor(const GfxFont* font) {
    if (!font || font->getType() != fontType3) return 1;
    const double* m = font->getFontMatrix();
    const double* box = font->getFontBBox();
    const double height = std::abs((box[3] - box[1]) * m[3]);
    return height > 0.01 && height < 100 ? height / 1.2 : std::clamp(std::abs(m[3]) * 1000, 0.01, 100.0);
  }

  // Identity-encoded fonts without a Unicode map: Poppler gives glyph numbers as if they were characters.
  static bool guesses_unicode(const GfxFont& font) {
    if (!font.isCIDFont() || font.hasToUnicodeCMap()) return false;
    const GooString* collection = static_cast<const GfxCIDFont&>(font).getCollection();
    return !collection || collection->toStr() == "Adobe-Identity";
  }

  std::uint16_t font_index(const std::shared_ptr<GfxFont>& font) {
    for (std::size_t i = 0; i < held_.size(); ++i)
      if (held_[i] == font) return static_cast<std::uint16_t>(i);
    if (held_.size() >= 0xFFFF) return 0;
    PdfFont out;
    if (font) {
      out.name = font->getName() ? font->getNameWithoutSubsetTag() : std::string();
      std::string lower;
      for (const char c : out.name) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      const auto has = [&](const char* part) { return lower.find(part) != std::string::npos; };
      out.bold = font->isBold() || font->getWeight() >= GfxFont::W600 || has("bold") || has("black") || has("heavy") ||
                 has("-demi");
      out.guessed = guesses_unicode(*font);
      out.italic = font->isItalic() || has("italic") || has("oblique");
      if (font->getType() != fontType3) {
        out.ascent = std::clamp(font->getAscent(), 0.6, 0.95);
        out.descent = std::clamp(font->getDescent(), -0.35, -0.1);
      }
    }
    page_->fonts.push_back(std::move(out));
    held_.push_back(font);
    return static_cast<std::uint16_t>(held_.size() - 1);
  }

  void grow_actual_text(double x, double y, double advance) {
    const double at = x * dir_x_ + y * dir_y_;
    if (!actual_.seen) {
      actual_.seen = true;
      actual_.x = x;
      actual_.y = y;
      actual_.start = at;
      actual_.end = at + advance;
    }
    actual_.end = std::max(actual_.end, at + advance);
  }

  void add(double x, double y, double advance, const Unicode* u, int length) {
    if (page_->fonts.empty()) page_->fonts.emplace_back();
    PdfGlyph glyph;
    glyph.x = x;
    glyph.y = y;
    glyph.advance = advance;
    glyph.size = size_;
    glyph.turns = static_cast<std::uint8_t>(turns_);
    glyph.font = font_;
    glyph.invisible = invisible_;
    glyph.text = static_cast<std::uint32_t>(page_->text.size());
    glyph.unmapped = length <= 0 || !u || u[0] == 0;
    if (glyph.unmapped) {
      page_->text.push_back(0xFFFD);
      glyph.length = 1;
    } else {
      length = std::min(length, 1000);
      for (int i = 0; i < length; ++i) page_->text.push_back(static_cast<char32_t>(u[i]));
      glyph.length = static_cast<std::uint16_t>(length);
    }
    page_->glyphs.push_back(glyph);
  }

  template <class Visit>
  void for_each_subpath(GfxState* state, Visit visit) {
    const GfxPath* path = state->getPath();
    Points points;
    for (int i = 0; i < path->getNumSubpaths() && page_->rules.size() < rules_max; ++i) {
      const GfxSubpath* sub = path->getSubpath(i);
      points.clear();
      bool curved = false;
      for (int j = 0; j < sub->getNumPoints(); ++j) {
        curved = curved || sub->getCurve(j);
        Point p;
        state->transform(sub->getX(j), sub->getY(j), &p.x, &p.y);
        points.push_back(p);
      }
      if (!curved)
        visit(points, sub->isClosed());
      else
        count_curve(points);
    }
  }

  void count_curve(const Points& points) {
    const auto [left, right] = std::ranges::minmax(points, {}, &Point::x);
    const auto [top, bottom] = std::ranges::minmax(points, {}, &Point::y);
    constexpr double least = 2, most = 24;  // pt
    const double w = right.x - left.x, h = bottom.y - top.y;
    if (h >= least && h <= most && w > 0 && w <= most) ++page_->letter_curves;
  }

  void add_filled(GfxState* state) {
    ++page_->shapes;
    std::vector<Box> boxes;
    for_each_subpath(state, [&](const Points& points, bool) {
      if (points.size() < 4 || points.size() > 6) return;
      Box box{points[0].x, points[0].y, points[0].x, points[0].y};
      for (const Point& p : points) {
        box.x0 = std::min(box.x0, p.x);
        box.x1 = std::max(box.x1, p.x);
        box.y0 = std::min(box.y0, p.y);
        box.y1 = std::max(box.y1, p.y);
      }
      const double w = box.x1 - box.x0, h = box.y1 - box.y0;
      if (std::min(w, h) <= thin && std::max(w, h) >= line_min) push_rule(box);
      boxes.push_back(box);
    });
    // A box inside another of the same path is the hole of a frame.
    const auto lies_in = [](const Box& a, const Box& b) {
      return &a != &b && a.x0 >= b.x0 && a.x1 <= b.x1 && a.y0 >= b.y0 && a.y1 <= b.y1;
    };
    constexpr std::size_t boxes_max = 100;
    for (const Box& box : boxes)
      if (boxes.size() <= boxes_max && std::none_of(boxes.begin(), boxes.end(), [&](const Box& other) {
            return lies_in(box, other) || lies_in(other, box);
          }))
        note_fill(state, box);
  }

  void add_rule(Point a, Point b, double width) {
    const double w = std::abs(a.x - b.x), h = std::abs(a.y - b.y);
    if (std::max(w, h) < line_min || std::min(w, h) > std::max(w, h) * 0.0175) return;  // tan 1°
    const double half = std::max(width, 0.2) / 2;
    Box box{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
    (w >= h ? box.y0 : box.x0) -= half;
    (w >= h ? box.y1 : box.x1) += half;
    push_rule(box);
  }

  void push_rule(Box box) {
    if (page_->rules.size() >= rules_max || !std::isfinite(box.x0 + box.x1 + box.y0 + box.y1)) return;
    box.x0 = std::max(box.x0, 0.0);
    box.y0 = std::max(box.y0, 0.0);
    box.x1 = std::min(box.x1, page_->width);
    box.y1 = std::min(box.y1, page_->height);
    if (box.x1 >= box.x0 && box.y1 >= box.y0) page_->rules.push_back({box});
  }

  static bool is_opaque(GfxState* state) {
    return state->getFillOpacity() >= 0.95 && state->getBlendMode() == gfxBlendNormal;
  }
  static bool is_dark(GfxState* state) {
    GfxGray grey = 0;
    state->getFillGray(&grey);
    return colToDbl(grey) < 0.5;
  }

  // A scan whose edge lies a little beyond the page's is whole.
  static bool is_cut(GfxState* state, const Box& box) {
    constexpr double most = 0.02;
    const auto area = [](const Box& of) { return std::max(of.x1 - of.x0, 0.0) * std::max(of.y1 - of.y0, 0.0); };
    return area(clipped(state, box)) < (1 - most) * area(box);
  }

  // `masked`: also where it is a mask itself, and light.
  void add_image(GfxState* state, int width, int height, bool masked) {
    if (page_->images.size() >= images_max) return;
    const double* m = state->getCTM();
    PdfImage image;
    image.box = image_box(m);
    if (!std::isfinite(image.box.x0 + image.box.y0 + image.box.x1 + image.box.y1)) image.box = {};
    const double slack = 0.01 * (std::abs(m[0]) + std::abs(m[3]));
    // Device coordinates grow downwards, an image's own upwards: upright is a negative m[3].
    image.upright = m[0] > 0 && m[3] < 0 && std::abs(m[1]) <= slack && std::abs(m[2]) <= slack;
    image.whole = !masked && is_opaque(state) && !is_cut(state, image.box);
    image.shapes_before = page_->shapes;
    image.width = width;
    image.height = height;
    page_->images.push_back(image);
  }

  PdfPage* page_ = nullptr;
  std::vector<std::shared_ptr<GfxFont>> held_;
  std::uint16_t font_ = 0;
  float size_ = 0;
  int turns_ = 0;
  double dir_x_ = 1, dir_y_ = 0;
  bool invisible_ = false;
  bool slanted_ = false;  // large and on a slant
  double across_x_ = 0, across_y_ = 0;
  std::vector<Cover> dark_;
  std::vector<Cover> pictures_;          // that nothing shines through
  std::vector<std::size_t> slanted_at_;  // glyphs that may be of a watermark
  bool across_full_ = false;             // it says too much for one
  int saved_ = 0;
  bool in_actual_text_ = false;
  Pending actual_;
};

// Decodes the image with one number in drawing order, and draws nothing.
class ImageDecoder final : public OutputDev {
 public:
  ImageDecoder(std::size_t wanted, std::uint64_t pixels_max) : wanted_(wanted), pixels_max_(pixels_max) {}
  std::optional<GreyImage> take() { return std::move(image_); }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }

  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height, bool invert, bool interpolate,
                     bool inline_image) override {
    if (!mine(width, height)) {
      OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, inline_image);
      return;
    }
    GreyImage out{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height)};
    ImageStream rows(stream, width, 1, 1);
    rows.reset();
    for (int y = 0; y < height; ++y) {
      const unsigned char* line = rows.getLine();
      if (!line) break;
      for (int x = 0; x < width; ++x)
        out.pixels[static_cast<std::size_t>(y) * width + x] = (line[x] != 0) == invert ? 0 : 255;
    }
    rows.close();
    image_ = std::move(out);
  }
  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height, GfxImageColorMap* colours,
                 bool interpolate, const int* mask, bool inline_image) override {
    if (mine(width, height)) return decode(stream, width, height, colours);
    OutputDev::drawImage(state, ref, stream, width, height, colours, interpolate, mask, inline_image);
  }
  void drawMaskedImage(GfxState*, Object*, Stream* stream, int width, int height, GfxImageColorMap* colours, bool,
                       Stream*, int, int, bool, bool) override {
    if (mine(width, height)) decode(stream, width, height, colours);
  }
  void drawSoftMaskedImage(GfxState*, Object*, Stream* stream, int width, int height, GfxImageColorMap* colours, bool,
                           Stream*, int, int, GfxImageColorMap*, bool) override {
    if (mine(width, height)) decode(stream, width, height, colours);
  }

 private:
  bool mine(int width, int height) {
    const bool hit = seen_++ == wanted_ && width > 0 && height > 0 &&
                     static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height) <= pixels_max_;
    return hit;
  }

  void decode(Stream* stream, int width, int height, GfxImageColorMap* colours) {
    if (!colours || !colours->isOk()) return;
    const int parts = colours->getNumPixelComps();
    GreyImage out{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height, 255)};
    ImageStream rows(stream, width, parts, colours->getBits());
    rows.reset();
    // With few values a table is faster than the colour space, and covers bilevel and indexed images.
    std::vector<std::uint8_t> table;
    if (parts == 1 && colours->getBits() <= 8) {
      for (int v = 0; v < 1 << colours->getBits(); ++v) {
        const auto value = static_cast<unsigned char>(v);
        GfxGray grey;
        colours->getGray(&value, &grey);
        table.push_back(colToByte(grey));
      }
    }
    for (int y = 0; y < height; ++y) {
      const unsigned char* line = rows.getLine();
      if (!line) break;
      std::uint8_t* to = &out.pixels[static_cast<std::size_t>(y) * width];
      for (int x = 0; x < width; ++x) {
        if (!table.empty()) {
          to[x] = table[line[x] % table.size()];
        } else {
          GfxGray grey;
          colours->getGray(line + static_cast<std::size_t>(x) * parts, &grey);
          to[x] = colToByte(grey);
        }
      }
    }
    rows.close();
    image_ = std::move(out);
  }

  std::size_t wanted_, seen_ = 0;
  std::uint64_t pixels_max_;
  std::optional<GreyImage> image_;
};

// An output intent says how colours come out on a press. Poppler builds its transforms anew for each page, which costs
// more than reading it; here colours only tell light from dark.
void forget_output_intents(PDFDoc& doc) {
  XRef* xref = doc.getXRef();
  Object catalog = xref ? xref->getCatalog() : Object();
  if (!catalog.isDict() || !catalog.getDict()->hasKey("OutputIntents")) return;
  catalog.dictRemove("OutputIntents");
  xref->setModifiedObject(&catalog, xref->getRoot());
}

std::string iso_date(PDFDoc& doc, const char* key) {
  const std::unique_ptr<GooString> text = doc.getDocInfoStringEntry(key);
  int year, month, day, hour, minute, second, tz_hour, tz_minute;
  char tz = 0;
  if (!text || !parseDateString(text.get(), &year, &month, &day, &hour, &minute, &second, &tz, &tz_hour, &tz_minute))
    return {};
  char out[64];
  std::snprintf(out, sizeof out, "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, hour, minute, second);
  std::string result = out;
  if (tz == 'Z') result += 'Z';
  if (tz == '+' || tz == '-') {
    std::snprintf(out, sizeof out, "%c%02d:%02d", tz, tz_hour, tz_minute);
    result += out;
  }
  return result;
}

int embedded_files(PDFDoc& doc) {
  Catalog* catalog = doc.getCatalog();
  return catalog ? catalog->numEmbeddedFiles() : 0;
}

// Paper clips on pages (PDF 1.7, 12.5.6.15). A file that lies elsewhere is none of the document's.
std::vector<Object> files_of_notes(PDFDoc& doc, int pages) {
  constexpr int notes_max = 100'000;  // of a document; who claims more is not looked at to the end
  std::vector<Object> files;
  std::set<int> seen;  // numbers of streams
  int notes_seen = 0;
  for (int number = 1; number <= pages; ++number) {
    ::Page* page = doc.getPage(number);
    const Object notes = page ? page->getAnnotsObject() : Object();
    for (int i = 0; notes.isArray() && i < notes.arrayGetLength(); ++i) {
      if (++notes_seen > notes_max) return files;
      const Object note = notes.arrayGet(i);
      if (!note.isDict() || !note.dictLookup("Subtype").isName("FileAttachment")) continue;
      Object file = note.dictLookup("FS");
      const Object held = file.isDict() ? file.dictLookup("EF") : Object();
      if (!held.isDict()) continue;
      const Object& stream = held.dictLookupNF("F");
      if (!stream.isRef() || seen.insert(stream.getRef().num).second) files.push_back(std::move(file));
    }
  }
  return files;
}

}  // namespace

struct PdfFile::Impl {
  std::unique_ptr<PDFDoc> doc;
  PageCollector collector;
  std::vector<Object> files_of_notes;
  bool repaired = false;
  int errors_before = 0;
};

PdfFile::PdfFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PdfFile::~PdfFile() = default;

Result<std::unique_ptr<PdfFile>> PdfFile::open(ByteView bytes) {
  static const GlobalParamsIniter poppler(count_error);
  auto impl = std::make_unique<Impl>();
  impl->errors_before = content_errors_seen;
  char* data = const_cast<char*>(as_chars(bytes).data());  // MemStream only reads
  auto* stream = new MemStream(data, 0, static_cast<Goffset>(bytes.size()), Object(objNull));
  Impl* raw = impl.get();
  impl->doc = std::make_unique<PDFDoc>(stream, std::nullopt, std::nullopt, nullptr, [raw]() { raw->repaired = true; });
  if (!impl->doc->isOk()) {
    if (impl->doc->getErrorCode() == errEncrypted)
      return fail(FailureKind::encrypted, "The PDF is locked: it can only be read with its password.");
    return fail(FailureKind::damaged, "The PDF is damaged beyond repair: no pages can be found in it.",
                "Poppler error " + std::to_string(impl->doc->getErrorCode()));
  }
  forget_output_intents(*impl->doc);
  if (impl->doc->getNumPages() <= 0)
    return fail(FailureKind::damaged, "The PDF is damaged or empty: it lists no pages.");
  return std::unique_ptr<PdfFile>(new PdfFile(std::move(impl)));
}

int PdfFile::page_count() const {
  return impl_->doc->getNumPages();
}
bool PdfFile::repaired() const {
  return impl_->repaired;
}
bool PdfFile::encrypted() const {
  return impl_->doc->isEncrypted();
}
int PdfFile::content_errors() const {
  return content_errors_seen - impl_->errors_before;
}

Metadata PdfFile::metadata() const {
  const auto entry = [&](const char* key) {
    const std::unique_ptr<GooString> text = impl_->doc->getDocInfoStringEntry(key);
    return text ? utf8_of(text->toStr()) : std::string();
  };
  Metadata out;
  out.title = entry("Title");
  out.author = entry("Author");
  out.subject = entry("Subject");
  out.keywords = entry("Keywords");
  out.producer = entry("Producer");
  if (const std::string creator = entry("Creator"); !creator.empty()) out.other["creator"] = creator;
  out.created = iso_date(*impl_->doc, "CreationDate");
  out.modified = iso_date(*impl_->doc, "ModDate");
  return out;
}

int PdfFile::attachment_count(int pages) const {
  impl_->files_of_notes = files_of_notes(*impl_->doc, pages);
  return embedded_files(*impl_->doc) + static_cast<int>(impl_->files_of_notes.size());
}

PdfFile::Attachment PdfFile::attachment(int index, std::uint64_t most) const {
  const int embedded_count = embedded_files(*impl_->doc);
  const std::unique_ptr<FileSpec> file =
      index < embedded_count
          ? impl_->doc->getCatalog()->embeddedFile(index)
          : std::make_unique<FileSpec>(&impl_->files_of_notes.at(std::size_t(index - embedded_count)));
  Attachment out;
  out.of_note = index >= embedded_count;
  if (!file || !file->isOk()) return out;
  if (file->getFileName()) out.name = utf8_of(file->getFileName()->toStr());
  EmbFile* const embedded = file->getEmbeddedFile();
  Stream* const stream = embedded ? embedded->stream() : nullptr;
  if (!stream) return out;
  std::string bytes;
  stream->reset();
  for (int c = stream->getChar(); c != EOF && bytes.size() <= most; c = stream->getChar())
    bytes += static_cast<char>(c);
  stream->close();
  out.too_large = bytes.size() > most;
  if (!out.too_large) out.bytes = std::move(bytes);
  return out;
}

int PdfFile::script_count() const {
  Catalog* catalog = impl_->doc->getCatalog();
  return catalog ? catalog->numJS() : 0;
}

int PdfFile::signature_count() const {
  constexpr int at_most = 10'000;  // fields; a form that claims more is not looked at to its end
  constexpr int depth_max = 5;
  Catalog* catalog = impl_->doc->getCatalog();
  const Object* form = catalog ? catalog->getAcroForm() : nullptr;
  if (!form || !form->isDict()) return 0;
  int seen = 0, signatures = 0;
  const auto count = [&](const auto& self, const Object& fields, int depth) -> void {
    if (!fields.isArray() || depth > depth_max) return;
    for (int i = 0; i < fields.arrayGetLength() && ++seen <= at_most; ++i) {
      const Object field = fields.arrayGet(i);
      if (!field.isDict()) continue;
      signatures += field.dictLookup("FT").isName("Sig") && field.dictLookup("V").isDict();
      self(self, field.dictLookup("Kids"), depth + 1);
    }
  };
  count(count, form->dictLookup("Fields"), 0);
  return signatures;
}

bool PdfFile::forbids_copying() const {
  return impl_->doc->isEncrypted() && !impl_->doc->okToCopy();
}

std::vector<std::string> PdfFile::remarks(int number) {
  constexpr std::size_t at_most = 1'000;
  std::vector<std::string> out;
  ::Page* page = impl_->doc->getPage(number);
  Annots* annots = page ? page->getAnnots() : nullptr;
  if (!annots) return out;
  for (const Annot* annot : annots->getAnnots()) {
    const auto type = annot->getType();
    const bool remark = type == Annot::typeText || type == Annot::typeHighlight || type == Annot::typeUnderline ||
                        type == Annot::typeStrikeOut || type == Annot::typeSquiggly || type == Annot::typeCaret;
    if (!remark || !annot->getContents() || out.size() >= at_most) continue;
    if (std::string text = utf8_of(annot->getContents()->toStr()); !text.empty()) out.push_back(std::move(text));
  }
  return out;
}

std::vector<OutlineEntry> PdfFile::outline(std::size_t at_most) const {
  constexpr int depth_max = 12;
  std::vector<OutlineEntry> out;
  const Outline* root = impl_->doc->getOutline();
  const std::vector<OutlineItem*>* items = root ? root->getItems() : nullptr;
  const auto walk = [&](const auto& self, const std::vector<OutlineItem*>& level_items, int level) -> void {
    for (OutlineItem* item : level_items) {
      if (out.size() >= at_most) return;
      std::string utf16 = "\xFE\xFF";
      for (int i = 0; i < item->getTitleLength(); ++i) {
        const Unicode c = item->getTitle()[i];
        if (c >= 0x10000) continue;
        utf16 += static_cast<char>(c >> 8);
        utf16 += static_cast<char>(c & 0xFF);
      }
      out.push_back({utf8_of(utf16), level});
      if (level >= depth_max || !item->hasKids()) continue;
      item->open();
      if (const std::vector<OutlineItem*>* kids = item->getKids()) self(self, *kids, level + 1);
    }
  };
  if (items) walk(walk, *items, 1);
  return out;
}

std::optional<PdfPage> PdfFile::read_page(int number) {
  ::Page* page = impl_->doc->getPage(number);
  if (!page || !page->isOk()) return std::nullopt;
  PdfPage out;
  out.rotation = ((page->getRotate() % 360) + 360) % 360;
  const bool sideways = out.rotation % 180 != 0;
  out.width = sideways ? page->getCropHeight() : page->getCropWidth();
  out.height = sideways ? page->getCropWidth() : page->getCropHeight();
  impl_->collector.collect(out, *impl_->doc, number);
  return out;
}

std::optional<GreyImage> PdfFile::render(int number, const PdfView& view, std::uint64_t pixels_max) {
  ::Page* page = impl_->doc->getPage(number);
  if (!page) return std::nullopt;
  const double scale = view.dpi / 72;
  const bool whole = view.part.x1 <= view.part.x0 || view.part.y1 <= view.part.y0;
  const Box part = whole ? Box{0, 0, page->getCropWidth(), page->getCropHeight()} : view.part;
  const double pixels = (part.x1 - part.x0) * (part.y1 - part.y0) * scale * scale;
  if (!(pixels > 0) || pixels > static_cast<double>(pixels_max)) return std::nullopt;
  const auto pixel = [scale](double at) { return static_cast<int>(std::lround(at * scale)); };
  SplashColor paper;
  paper[0] = 255;
  SplashOutputDev device(splashModeMono8, 1, false, paper);
  device.startDoc(impl_->doc.get());
  device.setSkipText(!view.letters, !view.letters);
  const int every = -1;  // Poppler's word for a page that is not sliced
  impl_->doc->displayPageSlice(&device, number, view.dpi, view.dpi, 0, false, true, false,
                               whole ? every : pixel(part.x0), whole ? every : pixel(part.y0),
                               whole ? every : pixel(part.x1 - part.x0), whole ? every : pixel(part.y1 - part.y0));
  SplashBitmap* bitmap = device.getBitmap();
  if (!bitmap || bitmap->getMode() != splashModeMono8) return std::nullopt;
  GreyImage out{bitmap->getWidth(), bitmap->getHeight(), {}};
  for (int y = 0; y < out.height; ++y) {
    const unsigned char* row = bitmap->getDataPtr() + static_cast<std::ptrdiff_t>(y) * bitmap->getRowSize();
    out.pixels.insert(out.pixels.end(), row, row + out.width);
  }
  return out;
}

std::optional<GreyImage> PdfFile::image(int number, std::size_t index, std::uint64_t pixels_max) {
  ImageDecoder decoder(index, pixels_max);
  impl_->doc->displayPage(&decoder, number, 72, 72, 0, false, true, false);
  return decoder.take();
}

}  // namespace assay
