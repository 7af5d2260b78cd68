// plain_text() piece by piece: of a large sheet the whole would take hundreds of megabytes.
#pragma once

#include <functional>
#include <string_view>

#include "extractors/core/document.hpp"

namespace assay {

using TextSink = std::function<void(std::string_view)>;  // receives pieces of whole letters
void write_plain_text(const Document& document, Shown shown, const TextSink& sink);

}  // namespace assay
