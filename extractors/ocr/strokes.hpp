// Handwriting, signatures, stamps and drawings beside the print of a page. Internal to this folder.
#pragma once

#include <vector>

#include "extractors/ocr/engine.hpp"
#include "extractors/ocr/prepare.hpp"

namespace assay {

struct Strokes {
  std::vector<Box> places;  // in pixels of the page; what stands close together is one
  std::vector<Box> lines;   // rows of those that look like handwriting
};

// Curved strokes, larger than letters, that no word was read from. Rules, frames, bars and most photos and shadows are
// none: they are straight or dense.
Strokes find_strokes(const PreparedPage& page, const Reading& reading);

}  // namespace assay
