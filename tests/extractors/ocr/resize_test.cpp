#include "extractors/ocr/resize.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "tests/extractors/ocr/drawn_page.hpp"

using namespace assay;
using namespace assay::testing;

namespace {

int grey_at(Pix* pix, int x, int y) {
  l_uint32 value = 0;
  pixGetPixel(pix, x, y, &value);
  return int(value);
}

}  // namespace

TEST_CASE("what is enlarged stays at its place, whatever its size and depth") {
  for (const int depth : {1, 8})
    for (const int width : {1, 7, 33, 202})
      for (const double factor : {0.6, 1.0, 1.7, 2.6, 4.0}) {
        CAPTURE(depth);
        CAPTURE(width);
        CAPTURE(factor);
        PixPtr page = own(pixCreate(width, 50, depth));
        pixSetAll(page.get());
        for (int x = 0; x < width / 2; ++x)
          for (int y = 0; y < 20; ++y) pixSetPixel(page.get(), x, y, 0);
        const PixPtr sized = resized(page.get(), factor);
        CHECK(std::abs(pixGetWidth(sized.get()) - width * factor) <= 1);
        CHECK(std::abs(pixGetHeight(sized.get()) - 50 * factor) <= 1);
        int misplaced = 0;
        const int paper = grey_at(page.get(), width - 1, 49);
        for (int x = 0; x < pixGetWidth(sized.get()); ++x)
          for (int y = 0; y < pixGetHeight(sized.get()); ++y) {
            const double from_edge = std::min(std::fabs(x / factor - width / 2), std::fabs(y / factor - 20));
            const bool dark = x / factor < width / 2 && y / factor < 20;
            misplaced += from_edge > 3 && (grey_at(sized.get(), x, y) != (dark ? 0 : paper)) ? 1 : 0;
          }
        CHECK(misplaced == 0);
      }
}

TEST_CASE("edges of small letters are steeper than those of straight lines between the pixels") {
  const PixPtr page = drawn("Boats of 12 feet, 3 inches", 75, 3);
  const auto strokes = [](Pix* pix) {  // pixels that are nearly black
    l_int32 count = 0;
    pixCountPixels(own(pixThresholdToBinary(pix, 60)).get(), &count, nullptr);
    return count;
  };
  CHECK(strokes(resized(page.get(), 4).get()) > 1.2 * strokes(own(pixScaleGrayLI(page.get(), 4, 4)).get()));
}
