// Is there text in the pictures or drawings of a page, beside what its text layer says?
//
// Photos, logos, charts and backgrounds are no text: only many shapes of the size of letters, in rows, are.
#pragma once

#include <optional>
#include <vector>

#include "extractors/ocr/page_reader.hpp"
#include "extractors/pdf/pdf_file.hpp"

namespace assay {

// Black and white stays so: faxes and copies are cleaned in another way than grey scans. Null: out of memory.
PixPtr to_pix(const GreyImage& image);

// Paper where the words stand; the image shows `view` of their page.
void white_out(Pix* image, const PdfView& view, const std::vector<LayoutWord>& words);

// Where the page may show text that its layer lacks, so that looking is worth the drawing: pictures fine enough for
// letters that stand beside the words, or many curves of the size of letters. None: nowhere.
std::optional<PdfView> place_to_look(const PdfPage& page, const std::vector<LayoutWord>& words);

struct UnreadText {
  int letters = 0;  // shapes like letters, in rows
  int rows = 0;
  Box place;  // around them, in points
};

// What rows of letters the drawn view shows beside the words. None: hardly any, as in charts.
std::optional<UnreadText> find_unread_text(const GreyImage& drawn, const PdfView& view,
                                           const std::vector<LayoutWord>& words);

}  // namespace assay
