// Plain text, Markdown, JSON, XML and delimited tables.
#pragma once

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& text_extractor();

}  // namespace assay
