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

// Paper where the words stand; `dpi` of the image, which shows the page from its top left.
void white_out(Pix* image, double dpi, const std::vector<LayoutWord>& words);

// Whether the page may show text that its layer lacks, so that looking is worth the drawing: a picture fine enough for
// letters that stands beside the words, or many curves of the size of letters.
bool may_show_more(const PdfPage& page, const std::vector<LayoutWord>& words);

struct UnreadText {
  int letters = 0;  // shapes like letters, in rows
  int rows = 0;
  Box place;  // around them, in points
};

inline constexpr double look_dpi = 150;  // letters of small print are eight pixels high, and stand apart

// What rows of letters `page`, drawn at look_dpi, shows beside the words. None: hardly any, as in charts.
std::optional<UnreadText> find_unread_text(const GreyImage& page, const std::vector<LayoutWord>& words);

}  // namespace assay
