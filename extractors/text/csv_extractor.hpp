// Delimited tables: comma- and tab-separated text.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& csv_extractor();

}  // namespace assay
