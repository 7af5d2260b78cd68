// PowerPoint presentations of 97 to 2003 (PPT, PPS, POT).
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

// Gives the same as of PPTX: each slide is a page, titles are headings; notes, hidden slides and comments are marked.
const Extractor& ppt_extractor();

}  // namespace assay
