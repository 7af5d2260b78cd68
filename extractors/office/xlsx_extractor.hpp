// Excel workbooks (XLSX, XLSM and their templates), strict and transitional.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& xlsx_extractor();

}  // namespace assay
