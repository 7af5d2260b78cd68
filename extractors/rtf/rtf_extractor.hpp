// Rich Text documents (RTF, also those named .doc): text, tables, notes, comments, headers, tracked changes.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& rtf_extractor();

}  // namespace assay
