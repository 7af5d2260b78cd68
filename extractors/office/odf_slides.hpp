// The slides of an OpenDocument presentation.
#pragma once

#include <pugixml.hpp>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/office/sheet.hpp"

namespace assay::office {

// Of office:presentation; `content` and `styles` are the roots that its styles stand in. Gives what a PPTX does, but
// for charts: pages with titles first, notes, comments, what masters print, hidden slides marked. False where the
// budget ran out.
bool read_odf_slides(pugi::xml_node presentation, pugi::xml_node content, pugi::xml_node styles,
                     const ExtractOptions& options, Progress& progress, Budget& budget, Document& document);

}  // namespace assay::office
