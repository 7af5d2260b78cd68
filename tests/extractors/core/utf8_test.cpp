#include "extractors/core/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

TEST_CASE("characters of every length, and numbers that are none") {
  std::string out;
  for (const char32_t c : {U'a', U'\u00e9', U'\u20ac', U'\U0001F600', char32_t{0}}) assay::append_utf8(out, c);
  CHECK(out == std::string("a\u00e9\u20ac\U0001F600") + '\0');
  for (const char32_t none : {char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}, char32_t{0xFFFFFFFF}}) {
    out.clear();
    assay::append_utf8(out, none);
    CHECK(out == "\uFFFD");
  }
}
