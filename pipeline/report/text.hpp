// Text of documents made safe for what it is written into, and places of files.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// Valid UTF-8 (what is not becomes U+FFFD), without control characters, at most `characters` long, an ellipsis then.
std::string clean_text(std::string_view text, std::size_t characters = 32'000);
// clean_text() with &, <, >, " and ' as entities: for content and quoted attributes.
std::string html_text(std::string_view text, std::size_t characters = 400);
// "file:///data/a%20b.pdf"; empty for a path that is not absolute.
std::string file_uri(std::string_view root, std::string_view path);
// root/path, where a root that is the file itself stands alone.
std::string joined_path(std::string_view root, std::string_view path);

}  // namespace assay
