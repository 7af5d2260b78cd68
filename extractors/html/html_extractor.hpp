// Web pages: headings, paragraphs, lists and tables; what a browser doesn't show is left out.
#pragma once

#include <string_view>

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& html_extractor();

// Appends the content of a page (or of a message's HTML part) to the document, in the view of its changes that the
// options name. `html` is UTF-8.
void read_html(std::string_view html, const ExtractOptions& options, Document& document);

}  // namespace assay
