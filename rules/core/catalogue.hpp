// The page that lists every rule and measure, made from what the program knows of them.
#pragma once

#include <string>

namespace assay {

// Markdown: the rules by dimension with severity, why, advice and parameters, then the measures. The text of
// rules/CATALOGUE.md; a test holds the two to be the same.
std::string rule_catalogue_markdown();

}  // namespace assay
