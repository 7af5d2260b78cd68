// Plain text, and JSON and XML as it.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& text_extractor();

}  // namespace assay
