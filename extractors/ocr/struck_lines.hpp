// Lines that are drawn through words: recognition takes such words for part of a rule, and passes them over. Internal
// to this folder.
#pragma once

#include <vector>

#include "extractors/ocr/leptonica.hpp"

namespace assay {

// Paints paper over the lines along which strokes of letters cross, again and again, from above to below; the strokes
// stay. `grey` (8 bpp) and `ink` (1 bpp of it) are replaced, not written to; `letter`: the height of their letters in
// pixels, to half of it. Where the lines were, in pixels. Lines below words, borders of tables and lines of a drawing
// are none.
std::vector<Box> take_struck_lines(PixPtr& grey, PixPtr& ink, double letter);

}  // namespace assay
