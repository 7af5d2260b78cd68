// Workbooks in one XML file: the "XML Spreadsheet" of Excel 2002 and 2003, which reporting tools still write, mostly
// under the name .xls or .xml.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& xml_spreadsheet_extractor();

}  // namespace assay
