// The body of an OpenDocument text as blocks, tables and tracked changes.
#pragma once

#include <pugixml.hpp>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/office/odf_number_formats.hpp"
#include "extractors/office/odf_numbering.hpp"
#include "extractors/office/odf_styles.hpp"
#include "extractors/office/sheet.hpp"

namespace assay::office {

// Of office:text, whose lists and headings are counted by `numbering`. False where the budget ran out.
bool read_odf_body(pugi::xml_node text, OdfNumbering& numbering, const OdfStyles& styles,
                   const OdfNumberFormats& formats, const ExtractOptions& options, Budget& budget, Document& document);

}  // namespace assay::office
