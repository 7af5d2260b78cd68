// Word documents (DOCX, DOCM and their templates), strict and transitional.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& docx_extractor();

}  // namespace assay
