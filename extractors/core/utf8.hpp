// Characters one by one to UTF-8, for readers of formats that number them; and whether bytes are such.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// A surrogate or a number beyond Unicode becomes U+FFFD.
void append_utf8(std::string& out, char32_t c);

bool is_utf8(std::string_view text);

}  // namespace assay
