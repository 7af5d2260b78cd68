// Is a page's text layer to be trusted, or does the page have to be read by OCR?
//
// Decided page by page: a file may hold both. The grounds: Tika's rule (10 unmapped characters or 10 % of them), the
// share of single letters and of overlong words (clean prose: under 3 % of its words have more than 12 letters and
// glued text over 10 %; here 25 letters, which German compounds hardly reach), unseen text over or under images.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractors/pdf/glyph_words.hpp"

namespace assay {

enum class LayerVerdict {
  trusted,      // read the text layer
  old_ocr,      // text over or under a scan that nobody sees: kept when plausible
  absent,       // something is shown, but no usable text
  garbled,      // text is there, but not what a reader sees
  badly_spaced  // letters are right, the spaces between them are not
};

struct LayerFinding {
  LayerVerdict verdict = LayerVerdict::trusted;
  std::string reason;                     // for Page::text_source_reason
  double image_share = 0;                 // of the page, by all its images together: scans come in strips too
  std::optional<std::size_t> page_image;  // the image that alone makes up the page: OCR can take it as it is
};

LayerFinding judge_text_layer(const PdfPage& page, const TextLayerCounts& counts, const std::vector<LayoutWord>& words);

}  // namespace assay
