// Areas that are darker than paper and have text on them, such as the names over a table. Internal to this folder.
#pragma once

#include "extractors/ocr/leptonica.hpp"

namespace assay {

// 1 bpp in which white letters on black areas are black on white.
PixPtr with_dark_areas_turned(Pix* bilevel, double dpi_x, double dpi_y);

// 8 bpp in which the letters on shades so dark that one threshold for the page takes them for ink, be they lighter or
// darker, are dark on paper. A shade without letters, or one that reaches the edge of the image, stays as it is.
PixPtr with_dark_shades_lifted(Pix* grey, double dpi_x, double dpi_y);

}  // namespace assay
