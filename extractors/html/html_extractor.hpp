// Web pages: headings, paragraphs, lists and tables; what a browser doesn't show is left out.
#pragma once

#include <string_view>

#include "extractors/core/extractor.hpp"

namespace assay {

const Extractor& html_extractor();

// Appends the content of a page (or of a message's HTML part) to the document. `html` is UTF-8.
void read_html(std::string_view html, const Limits& limits, Document& document);

// The encoding that the page declares in its first 1024 bytes (HTML standard, "prescan a byte stream"); empty: none.
std::string_view declared_encoding(std::string_view bytes);

}  // namespace assay
