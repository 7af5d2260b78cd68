// Binary Excel workbooks (XLSB): the package of an XLSX with records in place of XML.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& xlsb_extractor();

}  // namespace assay
