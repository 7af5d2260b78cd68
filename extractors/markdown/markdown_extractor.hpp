// Markdown as GitHub reads it: headings, lists, tables and code instead of the signs that stand for them.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& markdown_extractor();

}  // namespace assay
