// ZIP archives of anything: their members as parts of one document.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& zip_extractor();

}  // namespace assay
