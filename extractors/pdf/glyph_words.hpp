// From the characters that a PDF page draws to words.
#pragma once

#include "extractors/layout/layout.hpp"
#include "extractors/pdf/pdf_file.hpp"

namespace assay {

// What the text layer of a page is made of: the ground for trusting it or not.
struct TextLayerCounts {
  int glyphs = 0;     // shown characters that are not spaces
  int invisible = 0;  // of these: in text render mode 3
  int unmapped = 0;   // without a Unicode value, U+FFFD, control characters or private use
  int guessed = 0;    // of a font without Unicode values
};

// Words in content order; a character drawn twice (fake bold, shadows) is one. Ligatures are resolved, text is NFC.
std::vector<LayoutWord> words_of(const PdfPage& page, TextLayerCounts& counts);

}  // namespace assay
