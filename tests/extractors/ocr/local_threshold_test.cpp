#include "extractors/ocr/local_threshold.hpp"

#include <doctest/doctest.h>

#include "tests/extractors/ocr/drawn_page.hpp"

using namespace assay;
using namespace assay::testing;

// Leptonica rounds the mean before it takes the deviation from it: a grey level more or less.
TEST_CASE("a threshold for each place is Leptonica's, but for a grey level") {
  const PixPtr page = drawn("Faint letters on paper in the shade, and dark ones beside them.", 200, 4);
  const int width = pixGetWidth(page.get()), height = pixGetHeight(page.get());
  for (int y = 0; y < height; ++y) {
    l_uint32* line = pixGetData(page.get()) + std::ptrdiff_t(y) * pixGetWpl(page.get());
    for (int x = 0; x < width; ++x) SET_DATA_BYTE(line, x, 60 + x * 120 / width + GET_DATA_BYTE(line, x) * 60 / 255);
  }
  const PixPtr ours = local_threshold(page.get());
  Pix* other = nullptr;
  REQUIRE(pixSauvolaBinarize(page.get(), local_window, 0.3F, 1, nullptr, nullptr, nullptr, &other) == 0);
  const PixPtr theirs = own(other);
  const PixPtr difference = own(pixXor(nullptr, ours.get(), theirs.get()));
  int ink = 0, different = 0;
  pixCountPixels(theirs.get(), &ink, nullptr);
  pixCountPixels(difference.get(), &different, nullptr);
  CHECK(ink > 1000);
  CHECK(different < ink / 20);
}

TEST_CASE("an image smaller than the window has a threshold too") {
  const PixPtr page = blank_page(3, 2);
  pixSetPixel(page.get(), 1, 1, 0);
  const PixPtr ink = local_threshold(page.get());
  int count = 0;
  pixCountPixels(ink.get(), &count, nullptr);
  CHECK(count == 1);
}
