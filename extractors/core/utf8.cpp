#include "extractors/core/utf8.hpp"

#include <unicode/utf.h>
#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>

#include "extractors/core/letters.hpp"

namespace assay {

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || U_IS_SURROGATE(c)) c = 0xFFFD;
  char bytes[U8_MAX_LENGTH];
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out.append(bytes, length);
}

bool is_utf8(std::string_view text) {
  if (is_ascii(text)) return true;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t at = 0; at < size;) {
    UChar32 letter = 0;
    U8_NEXT(bytes, at, size, letter);
    if (letter < 0) return false;
  }
  return true;
}

}  // namespace assay
