// Formulas of Office Math as a line of text: "x = (a + b)/2", "πr²".
#pragma once

#include <pugixml.hpp>
#include <string>

#include "extractors/core/extractor.hpp"

namespace assay::office {

// Of m:oMath or m:oMathPara, in the view of the tracked changes.
std::string formula_text(pugi::xml_node node, RevisionView view);

// The parts of such a line, for formulas that are written in another way.
std::string fraction(const std::string& above, const std::string& below);
std::string root(const std::string& degree, const std::string& of);  // no degree: the square root
std::string raised(const std::string& text);  // "²" where the exponent is digits alone, else "^(n+1)"
std::string lowered(const std::string& text);

}  // namespace assay::office
