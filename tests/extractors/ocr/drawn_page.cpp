#include "tests/extractors/ocr/drawn_page.hpp"

#include <cairo.h>
#include <doctest/doctest.h>
#include <pango/pangocairo.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <sstream>

namespace assay::testing {
namespace {

PangoLayout* layout_on(cairo_t* cairo, const std::string& text, double width, const std::string& font, double points,
                       double dpi) {
  PangoLayout* layout = pango_cairo_create_layout(cairo);
  pango_cairo_context_set_resolution(pango_layout_get_context(layout), dpi);
  PangoFontDescription* description = pango_font_description_from_string(font.c_str());
  pango_font_description_set_size(description, int(points * PANGO_SCALE));
  pango_layout_set_font_description(layout, description);
  pango_font_description_free(description);
  pango_layout_set_width(layout, int(width * PANGO_SCALE));
  pango_layout_set_text(layout, text.c_str(), int(text.size()));
  return layout;
}

PixPtr pix_of(cairo_surface_t* surface) {
  const int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  PixPtr pix = own(pixCreate(width, height, 8));
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) pixSetPixel(pix.get(), x, y, data[y * stride + x * 4 + 1]);
  return pix;
}

}  // namespace

PixPtr drawn(const std::string& text, double dpi, double inches, const std::string& font, double points) {
  const double margin = dpi / 2, width = inches * dpi;
  cairo_surface_t* probe = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1);
  cairo_t* measuring = cairo_create(probe);
  PangoLayout* layout = layout_on(measuring, text, width - 2 * margin, font, points, dpi);
  int height = 0;
  pango_layout_get_pixel_size(layout, nullptr, &height);
  g_object_unref(layout);
  cairo_destroy(measuring);
  cairo_surface_destroy(probe);

  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, int(width), int(height + 2 * margin));
  cairo_t* cairo = cairo_create(surface);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  cairo_set_source_rgb(cairo, 0, 0, 0);
  cairo_move_to(cairo, margin, margin);
  layout = layout_on(cairo, text, width - 2 * margin, font, points, dpi);
  pango_cairo_show_layout(cairo, layout);
  g_object_unref(layout);
  cairo_destroy(cairo);
  cairo_surface_flush(surface);
  PixPtr pix = pix_of(surface);
  cairo_surface_destroy(surface);
  return pix;
}

PixPtr blank_page(int width, int height) {
  PixPtr pix = own(pixCreate(width, height, 8));
  pixSetAll(pix.get());
  return pix;
}

PixPtr with_paper(PixPtr page, int height, const std::function<void(Pix*, int top)>& draw) {
  const int width = pixGetWidth(page.get()), top = pixGetHeight(page.get());
  PixPtr out = blank_page(width, top + height);
  pixRasterop(out.get(), 0, 0, width, top, PIX_SRC, page.get(), 0, 0);
  draw(out.get(), top);
  return out;
}

void draw_curve(Pix* page, int width, const std::function<std::pair<double, double>(double)>& at) {
  Pta* points = ptaCreate(0);
  for (double t = 0; t <= 1; t += 0.001) ptaAddPt(points, float(at(t).first), float(at(t).second));
  pixRenderPolylineArb(page, points, width, 40, 40, 60, 0);
  ptaDestroy(&points);
}

void write_by_hand(Pix* page, double x, double y, double width, double height) {
  draw_curve(page, 4, [&](double t) {
    return std::pair{x + width * t + 0.3 * height * std::sin(90 * t),
                     y + height * (0.5 + 0.3 * std::sin(70 * t) + 0.2 * std::cos(31 * t))};
  });
}

void turn_pixels(Pix* ink, double share) {
  unsigned state = 7;
  for (int y = 0; y < pixGetHeight(ink); ++y)
    for (int x = 0; x < pixGetWidth(ink); ++x)
      if (double((state = state * 1664525u + 1013904223u) >> 8) < share * (1 << 24)) pixFlipPixel(ink, x, y);
}

PixPtr faxed(Pix* grey, double dpi, double dpi_y) {
  const PixPtr squeezed = own(pixScale(grey, float(204 / dpi), float(dpi_y / dpi)));
  return own(pixThresholdToBinary(squeezed.get(), 140));
}

std::string encoded(Pix* pix, int format) {
  l_uint8* data = nullptr;
  size_t size = 0;
  REQUIRE(pixWriteMem(&data, &size, pix, format) == 0);
  std::string bytes(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  return bytes;
}

std::string encoded_tiff(const std::vector<Pix*>& pages) {
  const PixaPtr all(pixaCreate(int(pages.size())));
  for (Pix* page : pages) pixaAddPix(all.get(), page, L_CLONE);
  l_uint8* data = nullptr;
  size_t size = 0;
  REQUIRE(pixaWriteMemMultipageTiff(&data, &size, all.get()) == 0);
  std::string bytes(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  return bytes;
}

PageImage page_image(PixPtr pix, double dpi_x, double dpi_y) {
  PageImage image;
  image.pix = std::move(pix);
  image.dpi_x = dpi_x;
  image.dpi_y = dpi_y > 0 ? dpi_y : dpi_x;
  return image;
}

std::string models_folder() {
  const char* chosen = std::getenv("TESSDATA_PREFIX");
  const std::string folder = chosen ? chosen : "/usr/share/tesseract-ocr/5/tessdata";
  REQUIRE(std::filesystem::exists(folder + "/eng.traineddata"));
  return folder;
}

std::string words_of(const OcrPage& page) {
  std::string text;
  for (const auto& word : page.page.words) text += (text.empty() ? "" : " ") + word.text;
  return text;
}

double words_found(const std::string& truth, const std::string& text) {
  std::istringstream in(text);
  std::set<std::string> found;
  for (std::string word; in >> word;) found.insert(word);
  int total = 0, seen = 0;
  std::istringstream wanted(truth);
  for (std::string word; wanted >> word; ++total) seen += int(found.count(word));
  return total > 0 ? double(seen) / total : 0;
}

}  // namespace assay::testing
