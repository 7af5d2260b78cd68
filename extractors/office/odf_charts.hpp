// Charts inside OpenDocument files.
#pragma once

#include <pugixml.hpp>
#include <string>

#include "extractors/core/document.hpp"
#include "extractors/office/package.hpp"
#include "extractors/office/sheet.hpp"

namespace assay::office {

// Their titles as captions, at the end of the document as it stands; with `tables` also the values that they draw,
// which stand in the sheets of a workbook. False where the budget ran out.
bool read_odf_charts(Package& package, bool tables, Budget& budget, Document& document);
// The same of one object, by the root of its content; nothing where it is no chart. `part` names its place.
bool read_odf_chart(pugi::xml_node root, const std::string& part, bool tables, Budget& budget, Document& document);

}  // namespace assay::office
