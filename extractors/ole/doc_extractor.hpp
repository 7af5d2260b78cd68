// Word documents of 97 to 2003 (DOC, DOT); of Word 6 and 95 the text alone.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& doc_extractor();

}  // namespace assay
