// Ruling lines of which the page's ink has nothing or only pieces: light grey, hair-thin, dotted. Internal to this
// folder.
#pragma once

#include <vector>

#include "extractors/ocr/engine.hpp"
#include "extractors/ocr/leptonica.hpp"

namespace assay {

// Adds to `lines`, those of the ink, the lines that only the grey levels show (8 bpp, upright and straight), in its
// pixels: dark ones, light ones between shades, and the sides of shades. A fold of the paper, the edge of a picture or
// what shines through is as faint as they are: only those count that belong to a grid or stand in a row of equals, and
// that do not run along `words`.
void add_faint_lines(Pix* grey, double dpi, const std::vector<ReadWord>& words, std::vector<Box>& lines);

}  // namespace assay
