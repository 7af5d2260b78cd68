// Excel workbooks of 97 to 2003 and before (XLS, XLT): BIFF records, in a compound file or, before Excel 5, alone.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& xls_extractor();

}  // namespace assay
