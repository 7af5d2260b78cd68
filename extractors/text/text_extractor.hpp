// Plain text, and JSON and XML as it.
#pragma once

#include <string_view>
#include <vector>

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& text_extractor();

// The paragraphs of a text (UTF-8), parted by empty lines, each with its number in the body.
std::vector<Block> text_paragraphs(std::string_view text);

}  // namespace assay
