// OpenDocument spreadsheets and texts (ODS, ODT and their templates).
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& odf_extractor();

}  // namespace assay
