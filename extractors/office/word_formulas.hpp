// Formulas of Office Math as a line of text: "x = (a + b)/2", "πr²".
#pragma once

#include <pugixml.hpp>
#include <string>

#include "extractors/core/extractor.hpp"

namespace assay::office {

// Of m:oMath or m:oMathPara, in the view of the tracked changes.
std::string formula_text(pugi::xml_node node, RevisionView view);

}  // namespace assay::office
