// Formulas of web pages (MathML) as a line of text: "x=(a+b)/2", "r^2".
#pragma once

#include <gumbo.h>

#include <string>

namespace assay::html {

// Of the element math; the source that a formula was made from is none of it.
std::string math_text(const GumboNode* math);

}  // namespace assay::html
