// Characters of symbol fonts as Unicode.
#pragma once

#include <string>
#include <string_view>

namespace assay::office {

// Of w:sym: font name and code in hexadecimal. The private character itself where the font is not known.
std::string symbol_text(std::string_view font, std::string_view code);

}  // namespace assay::office
