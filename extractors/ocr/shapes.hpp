// The connected shapes of black and white images.
#pragma once

#include <functional>

#include "extractors/ocr/leptonica.hpp"

namespace assay {

// The shapes of `ink` (1 bpp) whose boxes are to be kept, by their width and height. Null: out of memory. Leptonica's
// own pixSelectBySize copies each shape with its box: hundreds that reach all over a large page would take gigabytes.
PixPtr shapes_where(Pix* ink, const std::function<bool(int width, int height)>& keep);

}  // namespace assay
