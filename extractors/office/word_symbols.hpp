// Characters of symbol fonts as Unicode.
#pragma once

#include <string>
#include <string_view>

namespace assay::office {

// Of w:sym: font name and code in hexadecimal. The private character itself where the font is not known.
std::string symbol_text(std::string_view font, std::string_view code);

// Text whose characters lie in the private area U+F020 to U+F0FF, as symbol fonts have them, resolved the same way;
// `font` may be empty (then Symbol).
std::string without_private(std::string text, std::string_view font);

}  // namespace assay::office
