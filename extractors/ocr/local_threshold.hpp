// Black and white by a threshold for each place. Internal to this folder.
#pragma once

#include "extractors/ocr/leptonica.hpp"

namespace assay {

// Half the side of the window around each pixel, about a letter.
inline constexpr int local_window = 15;

// 1 bpp, ink = 1, of an 8 bpp image: what is darker than its surroundings, by the mean m and the deviation s of the
// window around it (Sauvola and Pietikäinen 2000): m (1 - 0.3 (1 - s / 128)). Windows end at the image's edge. As
// Leptonica's pixSauvolaBinarize, in a fraction of the time. Null: no memory.
PixPtr local_threshold(Pix* grey);

}  // namespace assay
