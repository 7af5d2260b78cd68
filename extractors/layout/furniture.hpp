// Running headers, footers and page numbers: what repeats at the edges of the pages.
#pragma once

#include "extractors/core/document.hpp"

namespace assay::layout {

// Sets the kind of such blocks to page_header or page_footer. Numbers that count the pages are taken as alike, so that
// "Page 3" repeats "Page 2"; a line whose other numbers differ says something new on each page and is content.
void mark_furniture(Document& document);

}  // namespace assay::layout
