// PDF: text layer, layout and tables page by page; pages without a usable text layer are read by OCR.
//
// Notices it gives:
//   format.encrypted             a password is needed (as a Failure: nothing was read)
//   format.damaged               the file or some of its pages are cut off or lost
//   format.repaired              its list of contents was rebuilt, and its end is there
//   format.garbled_text_layer    the text layer of a page can't be trusted: unmapped letters, broken spacing
//   completeness.page_without_text   a page that shows something has no text
//   completeness.limit           a limit was hit; names it
//   readability.page_not_read    a page needs OCR and OCR was not possible
//   readability.old_ocr_layer    the text of a page is an older OCR layer over or under a scan, or was and is read anew
//   readability.struck_out       words of a page have a line through them, and are read like the others
//   readability.text_passed_over a picture or drawing on a page with a text layer shows more text, which was not read
//   (and what reading an image gives: extractors/ocr/image_extractor.hpp)
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& pdf_extractor();

}  // namespace assay
