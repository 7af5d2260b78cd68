// Images made larger or smaller. Internal to this folder.
#pragma once

#include "extractors/ocr/leptonica.hpp"

namespace assay {

// The same image, of 8 or 1 bpp, `factor` times as large; of one pixel at least. The image itself when memory is out.
PixPtr resized(Pix* pix, double factor);

}  // namespace assay
