// Handwriting, signatures, stamps and drawings beside the print of a page. Internal to this folder.
#pragma once

#include <vector>

#include "extractors/ocr/engine.hpp"
#include "extractors/ocr/prepare.hpp"

namespace assay {

struct Strokes {
  std::vector<Box> places;  // in pixels of the page; what stands close together is one
  int lines = 0;            // rows of what is as flat and wide as a line of handwriting
};

// Curved strokes, larger than letters, that no word was read from. Rules, frames, bars and most photos and shadows are
// none: they are straight or dense.
Strokes find_strokes(const PreparedPage& page, const Reading& reading);

}  // namespace assay
