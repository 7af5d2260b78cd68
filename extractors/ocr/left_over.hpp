// Text that a reading of a page passed over: around a stamp, a watermark or a picture Tesseract takes letters for part
// of the image, and says nothing of it. Internal to this folder.
#pragma once

#include <vector>

#include "extractors/ocr/engine.hpp"
#include "extractors/ocr/prepare.hpp"

namespace assay {

// Shapes of the size of the letters that were read, but under none of its words, are read by themselves; words that are
// sure are added to `reading`: beside the words of a line, or as lines of their own behind the others. Nothing where so
// little was read that it does not show the size of letters. Returns where text seems to stand that is not read, in
// pixels.
std::vector<Box> read_left_over(const PreparedPage& page, Engine& engine, Reading& reading, Progress& progress);

}  // namespace assay
