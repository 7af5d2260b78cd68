#include "extractors/cutout/cutout.hpp"

#include <doctest/doctest.h>
#include <leptonica/allheaders.h>

#include <memory>
#include <span>

#include "extractors/ocr/page_reader.hpp"
#include "tests/extractors/pdf/small_pdf.hpp"

using namespace assay;
using test::SmallPdf;

namespace {

std::string document() {
  return SmallPdf::make({{SmallPdf::show(100, 700, "The first page")},
                         {SmallPdf::show(100, 700, "Total 4711", 20) + SmallPdf::stroke(50, 100, 500, 100)}});
}

Result<std::string> cut(const std::string& bytes, const CutoutPlan& plan, const std::string& name = "a.pdf") {
  ExtractOptions options;
  options.file_name = name;
  return cut_out(std::as_bytes(std::span(bytes)), plan, options);
}

PixPtr decoded(const Result<std::string>& jpeg) {
  REQUIRE(jpeg.has_value());
  CHECK(jpeg->size() <= cutout_bytes_max);
  PixPtr pix(pixReadMemJpeg(reinterpret_cast<const l_uint8*>(jpeg->data()), jpeg->size(), 0, 1, nullptr, 0));
  REQUIRE(pix);
  return pix;
}

int red_pixels(const PixPtr& pix) {
  int count = 0;
  for (int y = 0; y < pixGetHeight(pix.get()); ++y)
    for (int x = 0; x < pixGetWidth(pix.get()); ++x) {
      l_int32 r = 0, g = 0, b = 0;
      pixGetRGBPixel(pix.get(), x, y, &r, &g, &b);
      count += r > 120 && g < 110 && b < 110;
    }
  return count;
}

}  // namespace

TEST_CASE("a page becomes a small grey picture of itself") {
  const PixPtr page = decoded(cut(document(), {1, std::nullopt}));
  CHECK(pixGetWidth(page.get()) == doctest::Approx(300).epsilon(0.02));
  CHECK(pixGetHeight(page.get()) == doctest::Approx(300 * 842 / 595.0).epsilon(0.02));
  CHECK(pixGetDepth(page.get()) == 8);
}

TEST_CASE("a box is shown framed, with what stands around it") {
  const PixPtr place = decoded(cut(document(), {2, assay::Box{100, 122, 210, 146}}));
  CHECK(pixGetWidth(place.get()) <= 481);
  CHECK(pixGetHeight(place.get()) < 250);
  CHECK(red_pixels(place) > 300);
  // At the edge and beyond the page: what there is of it.
  CHECK(red_pixels(decoded(cut(document(), {2, assay::Box{560, 800, 700, 900}}))) > 50);
}

TEST_CASE("what can't be drawn is a failure, not a picture") {
  CHECK_FALSE(cut(document(), {3, std::nullopt}));
  CHECK_FALSE(cut("just text", {1, std::nullopt}, "a.txt"));
  CHECK_FALSE(cut(document().substr(0, 40), {1, std::nullopt}));
  const assay::Box outside{5000, 5000, 6000, 6000};
  CHECK_FALSE(cut(document(), {1, outside}));
}

std::string white_png(int width, int height, int dpi_x, int dpi_y) {
  PixPtr image(pixCreate(width, height, 8));
  pixSetAll(image.get());
  pixSetResolution(image.get(), dpi_x, dpi_y);
  l_uint8* data = nullptr;
  size_t size = 0;
  REQUIRE(pixWriteMemPng(&data, &size, image.get(), 0) == 0);
  std::string png(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  return png;
}

TEST_CASE("an image file is shown as a page") {
  const std::string png = white_png(1700, 2200, 200, 200);
  CHECK(pixGetWidth(decoded(cut(png, {1, std::nullopt}, "a.png")).get()) == doctest::Approx(300).epsilon(0.02));
  CHECK(red_pixels(decoded(cut(png, {1, assay::Box{50, 50, 150, 80}}, "a.png"))) > 300);
}

TEST_CASE("a fax is shown in the shape of its paper, and a resolution that is a lie draws nothing large") {
  const PixPtr fax = decoded(cut(white_png(1728, 1078, 204, 98), {1, std::nullopt}, "fax.png"));
  CHECK(pixGetWidth(fax.get()) == doctest::Approx(300).epsilon(0.02));
  CHECK(pixGetHeight(fax.get()) == doctest::Approx(300 * 11.0 / 8.47).epsilon(0.03));
  const PixPtr lie = decoded(cut(white_png(300, 300, 3000, 3), {1, std::nullopt}, "lie.png"));
  CHECK(pixGetHeight(lie.get()) <= 300);
}
