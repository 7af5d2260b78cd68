#include "extractors/ocr/shapes.hpp"

namespace assay {
namespace {

struct StackDeleter {
  void operator()(L_Stack* stack) const { lstackDestroy(&stack, 1); }
};
using StackPtr = std::unique_ptr<L_Stack, StackDeleter>;

// Of pixels that Leptonica's fill has yet to look at.
StackPtr fill_stack(Pix* image) {
  StackPtr stack(lstackCreate(pixGetHeight(image)));
  if (stack) stack->auxstack = lstackCreate(0);
  return stack;
}

}  // namespace

PixPtr shapes_where(Pix* ink, const std::function<bool(int width, int height)>& keep) {
  constexpr int corners_touch = 8;
  PixPtr out = own(pixCopy(nullptr, ink));
  const PixPtr not_seen = own(pixCopy(nullptr, ink));
  const StackPtr stack = fill_stack(ink);
  if (!out || !not_seen || !stack) return {};
  int x = 0, y = 0;
  while (nextOnPixelInRaster(not_seen.get(), x, y, &x, &y) == 1) {
    ::Box* box = pixSeedfillBB(not_seen.get(), stack.get(), x, y, corners_touch);
    int width = 0, height = 0;
    const bool known = box && boxGetGeometry(box, nullptr, nullptr, &width, &height) == 0;
    boxDestroy(&box);
    if (!known) return {};
    if (!keep(width, height)) pixSeedfill(out.get(), stack.get(), x, y, corners_touch);
  }
  return out;
}

}  // namespace assay
