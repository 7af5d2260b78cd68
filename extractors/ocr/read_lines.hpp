// Ruling lines that were read as letters: the border beside "34" makes it "34)" or "34]". Internal to this folder.
#pragma once

#include <vector>

#include "extractors/ocr/engine.hpp"

namespace assay {

// Takes brackets, bars and the like off the ends of words where one of the upright `lines` (in pixels, as the words)
// runs through the word's box, and drops words that are nothing else. A bracket of a pair stays. Bars that stand alone,
// one below the other on several lines of text, are a line too faint to be found: they go, and it comes to `lines`.
// Lines that lie within a word are strokes of its letters, and leave `lines`.
void drop_lines_read(std::vector<Box>& lines, Reading& reading);

}  // namespace assay
