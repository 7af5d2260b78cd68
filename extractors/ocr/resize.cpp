#include "extractors/ocr/resize.hpp"

#include <stb_image_resize.h>

#include <algorithm>
#include <cmath>

namespace assay {
namespace {

// Letters so low that they are enlarged more than this keep their edges by cubic convolution (Keys 1981), which runs in
// straight lines between the pixels blur. Of 72 pages of print, drawn anew at 75 and 100 dpi, clean and with the noise
// of a camera, 3.1 % of the words were misread instead of 3.9 %. Below it nothing is gained, and the noise of receipts
// that were photographed grows with the edges.
constexpr double cubic_from = 2;

// Leptonica keeps its pixels in words of 32 bits, the first one on top; stb reads bytes in their order.
PixPtr enlarged(Pix* grey, double factor) {
  const auto along = [factor](int pixels) { return std::max(1, int(std::lround(pixels * factor))); };
  const int width = pixGetWidth(grey), height = pixGetHeight(grey);
  const PixPtr from = own(pixEndianByteSwapNew(grey));
  PixPtr to = own(pixCreate(along(width), along(height), 8));
  if (!from || !to) return nullptr;
  const auto bytes = [](const PixPtr& pix) { return reinterpret_cast<unsigned char*>(pixGetData(pix.get())); };
  const auto stride = [](const PixPtr& pix) { return 4 * pixGetWpl(pix.get()); };
  const bool done = stbir_resize_uint8_generic(
      bytes(from), width, height, stride(from), bytes(to), along(width), along(height), stride(to), 1,
      STBIR_ALPHA_CHANNEL_NONE, 0, STBIR_EDGE_CLAMP, STBIR_FILTER_CATMULLROM, STBIR_COLORSPACE_LINEAR, nullptr);
  if (!done) return nullptr;
  pixEndianByteSwap(to.get());
  return to;
}

}  // namespace

PixPtr resized(Pix* pix, double factor) {
  if (factor > cubic_from && pixGetDepth(pix) == 8)
    if (PixPtr large = enlarged(pix, factor)) return large;
  return or_else(pixScale(pix, float(factor), float(factor)), own(pixClone(pix)));
}

}  // namespace assay
