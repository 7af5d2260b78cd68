#include "tools/samples/scan.hpp"

#include <cairo.h>
#include <leptonica/allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "tools/samples/random.hpp"
#include "tools/samples/typeset.hpp"

namespace assay::samples {

void PixDeleter::operator()(Pix* pix) const {
  pixDestroy(&pix);
}

ScanSettings settings_of(Grade grade) {
  switch (grade) {
    case Grade::good:
      return {.dpi = 300, .skew = 0.1, .bilevel = true};
    case Grade::office:
      return {.dpi = 200, .skew = 0.6, .noise = 6, .black = 30, .white = 245};
    case Grade::poor:
      return {.dpi = 150, .skew = 2.0, .noise = 15, .black = 85, .white = 205, .blur = 1};
    case Grade::fax:
      return {.dpi = 204, .skew = 0.7, .fax = true};
    case Grade::photo:
      return {.dpi = 200, .skew = 0.4, .noise = 5, .black = 40, .white = 225, .blur = 1, .photo = true};
    case Grade::upside_down:
      return {.dpi = 200, .skew = 0.6, .noise = 6, .black = 30, .white = 245, .upside_down = true};
    case Grade::unreadable:
      return {.dpi = 50, .skew = 1.5, .noise = 26, .black = 150, .white = 190, .blur = 1};
  }
  throw std::logic_error("no such grade");
}

namespace {

PixPtr checked(Pix* pix) {
  if (pix == nullptr) throw std::runtime_error("Leptonica could not make a page");
  return PixPtr(pix);
}

class BitmapSink final : public PageSink {
 public:
  explicit BitmapSink(int dpi) : dpi_(dpi) {}
  ~BitmapSink() override { close(); }
  BitmapSink(const BitmapSink&) = delete;
  BitmapSink& operator=(const BitmapSink&) = delete;

  cairo_t* begin_page() override {
    const double scale = dpi_ / 72.0;
    surface_ = cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(page_width * scale),
                                          static_cast<int>(page_height * scale));
    cr_ = cairo_create(surface_);
    cairo_set_source_rgb(cr_, 1, 1, 1);
    cairo_paint(cr_);
    cairo_scale(cr_, scale, scale);
    return cr_;
  }

  void end_page() override {
    cairo_surface_flush(surface_);
    const int width = cairo_image_surface_get_width(surface_);
    const int height = cairo_image_surface_get_height(surface_);
    const int stride = cairo_image_surface_get_stride(surface_);
    const unsigned char* data = cairo_image_surface_get_data(surface_);
    PixPtr page = checked(pixCreate(width, height, 8));
    for (int y = 0; y < height; ++y) {
      l_uint32* line = pixGetData(page.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(page.get());
      for (int x = 0; x < width; ++x) SET_DATA_BYTE(line, x, data[static_cast<std::ptrdiff_t>(y) * stride + 4 * x]);
    }
    pixSetResolution(page.get(), dpi_, dpi_);
    pages.push_back(std::move(page));
    close();
  }

  std::vector<PixPtr> pages;

 private:
  void close() {
    if (cr_ == nullptr) return;
    cairo_destroy(cr_);
    cairo_surface_destroy(surface_);
    cr_ = nullptr;
  }

  int dpi_;
  cairo_surface_t* surface_ = nullptr;
  cairo_t* cr_ = nullptr;
};

// Ink and paper become grey, and every pixel gets its noise.
void tone(Pix* page, const ScanSettings& settings, Random& random) {
  std::array<int, 4096> noise{};
  for (int& value : noise) value = static_cast<int>(std::lround(settings.noise * random.gaussian()));
  const int width = pixGetWidth(page);
  for (int y = 0; y < pixGetHeight(page); ++y) {
    l_uint32* line = pixGetData(page) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(page);
    std::uint64_t bits = random.next();
    for (int x = 0; x < width; ++x) {
      bits = bits * 6364136223846793005U + 1442695040888963407U;
      const int grey = static_cast<int>(GET_DATA_BYTE(line, x));
      const int toned = settings.black + grey * (settings.white - settings.black) / 255 + noise[bits >> 52U];
      SET_DATA_BYTE(line, x, std::clamp(toned, 0, 255));
    }
  }
}

PixPtr skewed(const PixPtr& page, double degrees) {
  const auto angle = static_cast<l_float32>(degrees * std::numbers::pi / 180);
  return checked(pixRotate(page.get(), angle, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
}

// A phone held at an angle: the far edge is shorter.
PixPtr tilted(const PixPtr& page) {
  const auto width = static_cast<l_float32>(pixGetWidth(page.get()));
  const auto height = static_cast<l_float32>(pixGetHeight(page.get()));
  const auto corners = [&](l_float32 inset, l_float32 drop) {
    PTA* points = ptaCreate(4);
    ptaAddPt(points, inset, drop);
    ptaAddPt(points, width - inset * 0.6F, drop * 0.5F);
    ptaAddPt(points, width - 1, height - 1);
    ptaAddPt(points, 0, height - 1);
    return points;
  };
  PTA* from = corners(0, 0);
  PTA* to = corners(width * 0.03F, height * 0.012F);
  PixPtr made = checked(pixProjectivePta(page.get(), to, from, L_BRING_IN_WHITE));
  ptaDestroy(&from);
  ptaDestroy(&to);
  return made;
}

void shade(Pix* page) {
  const int width = pixGetWidth(page);
  const int height = pixGetHeight(page);
  for (int y = 0; y < height; ++y) {
    l_uint32* line = pixGetData(page) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(page);
    for (int x = 0; x < width; ++x) {
      const int light = 256 - 96 * x / width - 40 * y / height;
      SET_DATA_BYTE(line, x, static_cast<int>(GET_DATA_BYTE(line, x)) * light / 256);
    }
  }
}

PixPtr faxed(const PixPtr& page, Random& random) {
  PixPtr squeezed = checked(pixScale(page.get(), 1.0F, 98.0F / 204.0F));
  PixPtr made = checked(pixThresholdToBinary(squeezed.get(), 150));
  const int width = pixGetWidth(made.get());
  const int height = pixGetHeight(made.get());
  for (int i = 0; i < width * height / 900; ++i)
    pixSetPixel(made.get(), random.below(width), random.below(height), static_cast<l_uint32>(random.below(3) == 0));
  for (int i = 0; i < 4; ++i) {  // lines of a dirty sensor run down the page
    const int x = random.below(width);
    pixRasterop(made.get(), x, 0, 1 + random.below(2), height, i == 0 ? PIX_CLR : PIX_SET, nullptr, 0, 0);
  }
  for (int i = 0; i < 5; ++i) {  // lost rows
    const int x = random.below(width);
    pixRasterop(made.get(), x, random.below(height), width / 3, 1, PIX_SET, nullptr, 0, 0);
  }
  pixSetResolution(made.get(), 204, 98);
  return made;
}

PixPtr degraded(PixPtr page, const ScanSettings& settings, Random& random) {
  const double skew = settings.skew * (random.below(2) == 0 ? 1 : -1) * (0.85 + 0.15 * random.unit());
  if (settings.photo) page = tilted(page);
  page = skewed(page, skew);
  if (settings.fax) return faxed(page, random);
  if (settings.blur > 0) page = checked(pixBlockconvGray(page.get(), nullptr, settings.blur, settings.blur));
  if (settings.bilevel) {
    page = checked(pixThresholdToBinary(page.get(), settings.threshold));
  } else {
    tone(page.get(), settings, random);
    if (settings.photo) shade(page.get());
    if (settings.upside_down) page = checked(pixRotate180(nullptr, page.get()));
  }
  pixSetResolution(page.get(), settings.dpi, settings.dpi);
  return page;
}

std::string taken(l_uint8* data, std::size_t size) {
  if (data == nullptr) throw std::runtime_error("Leptonica could not write an image");
  std::string bytes(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  return bytes;
}

}  // namespace

std::vector<PixPtr> scanned(const Paper& paper, const ScanSettings& settings, std::string_view name) {
  Random random(name);
  BitmapSink sink(settings.dpi);
  typeset(paper, sink);
  std::vector<PixPtr> pages;
  for (PixPtr& page : sink.pages) pages.push_back(degraded(std::move(page), settings, random));
  return pages;
}

std::string tiff(const std::vector<PixPtr>& pages) {
  PIXA* all = pixaCreate(static_cast<l_int32>(pages.size()));
  for (const PixPtr& page : pages) pixaAddPix(all, page.get(), L_COPY);
  l_uint8* data = nullptr;
  std::size_t size = 0;
  pixaWriteMemMultipageTiff(&data, &size, all);
  pixaDestroy(&all);
  return taken(data, size);
}

std::string jpeg(const PixPtr& page, int quality) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  pixWriteMemJpeg(&data, &size, page.get(), quality, 0);
  return taken(data, size);
}

std::string png(const PixPtr& page) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  pixWriteMemPng(&data, &size, page.get(), 0.0F);
  return taken(data, size);
}

}  // namespace assay::samples
