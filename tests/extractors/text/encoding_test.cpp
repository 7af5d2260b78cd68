#include "extractors/text/encoding.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

using namespace assay;
using std::string_literals::operator""s;

namespace {

DecodedText decode(const std::string& bytes, std::string_view declared = {}) {
  return decode_text(as_bytes(bytes), std::size_t{1} << 20, declared);
}

bool has(const DecodedText& text, std::string_view code) {
  return std::any_of(text.notices.begin(), text.notices.end(), [&](const Notice& n) { return n.code == code; });
}

}  // namespace

TEST_CASE("byte order marks") {
  CHECK(decode("\xef\xbb\xbfhi").text == "hi");
  CHECK(decode("\xff\xfeh\0\xfc\0"s).text == "hü");
  CHECK(decode("\xfe\xff\0h\0\xfc"s).text == "hü");
  CHECK(decode("\xff\xfe\0\0h\0\0\0"s).text == "h");
}

TEST_CASE("UTF-16 without a mark is known by its zeros") {
  std::string bytes;
  for (const char c : "Quarterly report"s) bytes += std::string(1, c) + '\0';
  const DecodedText text = decode(bytes);
  CHECK(text.text == "Quarterly report");
  CHECK(text.encoding == "UTF-16LE");
}

TEST_CASE("text that is not UTF-8 is read and told") {
  const DecodedText text = decode(
      "Stra\xdf"
      "e in M\xfcnchen");
  CHECK(text.text == "Straße in München");
  CHECK(text.encoding == "windows-1252");
  CHECK(has(text, "format.not_utf8"));
  CHECK_FALSE(has(decode("Straße"), "format.not_utf8"));
}

TEST_CASE("a declared encoding counts where the bytes are not UTF-8") {
  CHECK(decode("\xcf\xf0\xe8\xe2\xe5\xf2", "windows-1251").text == "Привет");
  CHECK(decode("Straße", "windows-1251").text == "Straße");
  CHECK(decode("\xfc", "no-such-encoding").text == "ü");
}

TEST_CASE("text is NFC, with one kind of line end and no control characters") {
  CHECK(decode("u\xcc\x88").text == "ü");
  CHECK(decode("a\r\nb\rc\fd").text == "a\nb\nc\nd");
  const DecodedText text = decode(
      "a\x01"
      "b");
  CHECK(text.text == "ab");
  CHECK(has(text, "format.control_characters"));
}

TEST_CASE("a few broken sequences in UTF-8 are damage, not another encoding") {
  std::string bytes;
  for (int i = 0; i < 40; ++i) bytes += "übel ";
  const DecodedText text = decode(bytes + "\xff");
  CHECK(text.encoding == "UTF-8");
  CHECK(has(text, "format.undecodable"));
}

TEST_CASE("mojibake is found, with its place and what was meant") {
  const auto notice = find_mojibake("fine\nHerr MÃ¼ller und Frau GrÃ¶ÃŸe");
  REQUIRE(notice.has_value());
  CHECK(notice->code == "format.mojibake");
  CHECK(notice->evidence == "MÃ¼ller");
  CHECK(notice->message.find("\"ü\"") != std::string::npos);
  CHECK(notice->message.find("line 2") != std::string::npos);
  CHECK(find_mojibake("itâ€™s").has_value());
  CHECK_FALSE(find_mojibake("São João à Évora; Größe, Änderung; ÉCOLE; 5 Â").has_value());
}

TEST_CASE("a text over the limit is cut at a character") {
  const DecodedText text = decode_text(as_bytes("aaaü"), 4);
  CHECK(text.cut);
  CHECK(text.text == "aaa");
}

TEST_CASE("property: any bytes become valid UTF-8 that stays as it is when decoded again") {
  const bool holds = rc::check([](const std::string& bytes) {
    const DecodedText once = decode(bytes);
    RC_ASSERT(to_nfc(once.text) == once.text);
    RC_ASSERT(once.text.find('\r') == std::string::npos);
    RC_ASSERT(once.text.find('\0') == std::string::npos);
  });
  CHECK(holds);
}
