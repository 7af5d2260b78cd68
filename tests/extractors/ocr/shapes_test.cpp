#include "extractors/ocr/shapes.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/extractors/ocr/drawn_page.hpp"

using namespace assay;
using namespace assay::testing;

namespace {

bool same(Pix* a, Pix* b) {
  int equal = 0;
  return a && b && pixEqual(a, b, &equal) == 0 && equal == 1;
}

}  // namespace

TEST_CASE("shapes are selected by their size, whatever other boxes they reach into") {
  const PixPtr ink =
      own(pixThresholdToBinary(drawn("Boats (small ones) may stay; large ones: no!", 200, 3).get(), 128));
  for (int i = 0; i < 5; ++i) pixRenderLine(ink.get(), 10 + 40 * i, 5, 300 + 40 * i, 120, 1, L_SET_PIXELS);
  for (const int size : {3, 20, 1000}) {
    CAPTURE(size);
    const PixPtr small = shapes_where(ink.get(), [size](int w, int h) { return w <= size && h <= size; });
    const PixPtr large = shapes_where(ink.get(), [size](int w, int h) { return std::max(w, h) > size; });
    const PixPtr known = own(pixSelectBySize(ink.get(), size, size, 8, L_SELECT_IF_BOTH, L_SELECT_IF_LTE, nullptr));
    CHECK(same(small.get(), known.get()));
    CHECK(same(own(pixXor(nullptr, small.get(), large.get())).get(), ink.get()));
  }
}
