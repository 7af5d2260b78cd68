// Images as documents: TIFF (every page), PNG, JPEG, WebP, BMP, GIF (first frame) and PNM, read by OCR.
//
// One page per image; a page that can't be decoded, or is all noise, is a page without text and a notice
// "readability.page_not_read".
// Of a page that was read, "readability.text_passed_over" tells text that was seen and not read, lines by hand among
// it ("readability.page_not_read" where these are most of the page), "readability.not_printed" what else stands there:
// a signature, a stamp, a drawing; "readability.struck_out" tells words with a line through them. Without OCR
// (ExtractOptions::ocr false, or no model) the pages come back empty, with a notice that says so.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& image_extractor();

}  // namespace assay
