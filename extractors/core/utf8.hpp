// Characters one by one to UTF-8, for readers of formats that number them.
#pragma once

#include <string>

namespace assay {

// A surrogate or a number beyond Unicode becomes U+FFFD.
void append_utf8(std::string& out, char32_t c);

}  // namespace assay
