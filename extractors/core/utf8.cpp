#include "extractors/core/utf8.hpp"

#include <unicode/utf.h>
#include <unicode/utf8.h>

#include <cstddef>

namespace assay {

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || U_IS_SURROGATE(c)) c = 0xFFFD;
  char bytes[U8_MAX_LENGTH];
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out.append(bytes, length);
}

}  // namespace assay
