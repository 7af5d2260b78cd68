// PowerPoint presentations (PPTX, PPTM, PPSX and templates), strict and transitional.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

// Each slide is a page: titles are headings, lists keep their order, tables their spans. Speaker notes are paragraphs
// whose place names them. Hidden slides are read, marked and noted.
const Extractor& pptx_extractor();

}  // namespace assay
