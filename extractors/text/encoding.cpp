#include "extractors/text/encoding.hpp"

#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include "extractors/text/guess_encoding.hpp"

namespace assay {
namespace {

using std::string_view_literals::operator""sv;

struct Mark {
  std::string_view bytes;
  const char* encoding;
};
// UTF-32 before UTF-16, whose mark it begins with.
constexpr Mark marks[] = {{"\xef\xbb\xbf"sv, "UTF-8"},
                          {"\xff\xfe\0\0"sv, "UTF-32LE"},
                          {"\0\0\xfe\xff"sv, "UTF-32BE"},
                          {"\xff\xfe"sv, "UTF-16LE"},
                          {"\xfe\xff"sv, "UTF-16BE"}};

struct Utf8Check {
  std::size_t sequences = 0;  // valid ones of two bytes and more
  std::size_t invalid = 0;
};

Utf8Check check_utf8(std::string_view bytes) {
  Utf8Check check;
  const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<std::int64_t>(bytes.size());
  for (std::int64_t i = 0; i < size;) {
    if (data[i] < 0x80) {
      ++i;
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(data, i, size, c);
    ++(c < 0 ? check.invalid : check.sequences);
  }
  return check;
}

// The encodings that the standard for the web reads as windows-1252 (whatwg.org, Encoding, 4.2), which holds all of
// their printable characters at the same places.
std::string western(std::string name) {
  std::string lower = name;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const std::string_view alias : {"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "windows-1252"})
    if (lower == alias) return "windows-1252";
  return name;
}

std::optional<std::string> convert(std::string_view bytes, const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding.c_str(), &status), ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  const icu::UnicodeString units(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), status);
  if (U_FAILURE(status)) return std::nullopt;
  std::string out;
  units.toUTF8String(out);
  return out;
}

struct Choice {
  std::string encoding;
  std::size_t skip = 0;  // of a byte order mark
  std::string rival = {};
  bool like_a_text = true;
};

Choice choose(std::string_view bytes, std::string_view declared) {
  for (const Mark& mark : marks)
    if (bytes.starts_with(mark.bytes)) return {mark.encoding, mark.bytes.size()};
  if (auto wide = encoding_without_ascii(bytes)) return {std::move(*wide)};
  const Utf8Check check = check_utf8(bytes);
  // A few broken sequences among many good ones are damage, not another encoding.
  if (check.invalid == 0 || check.invalid * 10 < check.sequences) return {"UTF-8"};
  if (!declared.empty()) {
    UErrorCode status = U_ZERO_ERROR;
    const std::string name = western(std::string(declared));
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> known(ucnv_open(name.c_str(), &status), ucnv_close);
    const std::string_view canonical = U_SUCCESS(status) ? ucnv_getName(known.get(), &status) : "UTF-8";
    if (U_SUCCESS(status) && canonical != "UTF-8") return {name};
  }
  EncodingGuess guess = guess_encoding(bytes);
  return {std::move(guess.encoding), 0, std::move(guess.rival), guess.like_a_text};
}

struct Cleaned {
  std::string text;
  std::size_t controls = 0;
  std::size_t replaced = 0;  // U+FFFD
};

// Line ends as \n; control characters out.
Cleaned clean(std::string_view text) {
  Cleaned out;
  out.text.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\r') {
      if (i + 1 >= text.size() || text[i + 1] != '\n') out.text += '\n';
    } else if (c == '\f') {
      out.text += '\n';
    } else if (c == '\v') {  // a line break inside of a paragraph or cell, never between records
      ++out.controls;
      out.text += ' ';
    } else if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7f) {
      ++out.controls;
    } else if (c == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0) {
      if (text[++i] == '\x85')
        out.text += '\n';  // next line
      else
        ++out.controls;
    } else if (c == 0xef && text.substr(i, 3) == "\xef\xbb\xbf") {
      i += 2;  // a byte order mark, of a file that was appended
    } else {
      if (c == 0xef && text.substr(i, 3) == "\xef\xbf\xbd") ++out.replaced;
      out.text += static_cast<char>(c);
    }
  }
  return out;
}

std::string line_of(std::string_view text, std::size_t at) {
  const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  const std::size_t from = at - std::min<std::size_t>(at - begin, 40);
  std::string_view sample = text.substr(from, std::min(text.find('\n', at), at + 60) - from);
  while (!sample.empty() && (sample.front() & 0xC0) == 0x80) sample.remove_prefix(1);
  std::size_t end = sample.size();
  while (end > 0 && from + end < text.size() && (text[from + end] & 0xC0) == 0x80) --end;
  return std::string(sample.substr(0, end));
}

std::string first_beyond_ascii(std::string_view text) {
  const auto first = std::find_if(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
  return first == text.end() ? std::string() : line_of(text, static_cast<std::size_t>(first - text.begin()));
}

std::string encoding_told(const DecodedText& decoded, const Choice& choice) {
  if (!choice.like_a_text) return "The text is not encoded as UTF-8, nor in any encoding that is known.";
  if (choice.rival.empty()) return fmt::format("The text is encoded as {}, not as UTF-8.", decoded.encoding);
  return fmt::format(
      "The text is not encoded as UTF-8. It is uncertain how: {} is the likeliest, {} fits nearly as well, and in that "
      "some characters beyond A to Z would be others.",
      decoded.encoding, choice.rival);
}

void add_notices(DecodedText& out, const Choice& choice, const Cleaned& cleaned) {
  if (out.encoding != "UTF-8")
    out.notices.push_back({"format.not_utf8", Severity::info, encoding_told(out, choice), out.encoding, {}});
  if (!choice.like_a_text)
    out.notices.push_back(
        {"format.undecodable",
         Severity::warning,
         fmt::format(
             "The encoding is not known: in none do the bytes beyond ASCII give the letters of a language. They "
             "were read as {}, and are likely wrong.",
             out.encoding),
         first_beyond_ascii(out.text),
         {}});
  if (cleaned.replaced > 0)
    out.notices.push_back(
        {"format.undecodable",
         Severity::warning,
         fmt::format("{} characters can't be read in the encoding {}.", cleaned.replaced, out.encoding),
         line_of(cleaned.text, cleaned.text.find("\xef\xbf\xbd")),
         {}});
  if (cleaned.controls > 0)
    out.notices.push_back({"format.control_characters",
                           Severity::info,
                           fmt::format("{} control characters were left out.", cleaned.controls),
                           {},
                           {}});
  if (auto mojibake = find_mojibake(out.text)) out.notices.push_back(std::move(*mojibake));
}

}  // namespace

std::string to_nfc(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
  std::string valid;
  if (check_utf8(utf8).invalid > 0) {
    icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())))
        .toUTF8String(valid);
    utf8 = valid;
  }
  const icu::StringPiece piece(utf8.data(), static_cast<std::int32_t>(utf8.size()));
  if (U_FAILURE(status) || nfc->isNormalizedUTF8(piece, status)) return std::string(utf8);
  std::string out;
  icu::StringByteSink<std::string> sink(&out, piece.size());
  nfc->normalizeUTF8(0, piece, sink, nullptr, status);
  return U_SUCCESS(status) ? out : std::string(utf8);
}

std::string_view declared_encoding(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 1024);
  std::string lower(head);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const std::string_view key : {"charset=", "encoding="}) {
    const std::size_t at = lower.find(key);
    if (at == std::string::npos) continue;
    const std::size_t begin = head.find_first_not_of("\"' ", at + key.size());
    const std::size_t end = std::min(head.find_first_of("\"' ;/>?", begin), head.size());
    if (begin < end) return head.substr(begin, end - begin);
  }
  return {};
}

DecodedText decode_text(ByteView bytes, std::size_t max_bytes, std::string_view declared) {
  DecodedText out;
  std::string_view chars = as_chars(bytes);
  const Choice choice = choose(chars, declared);
  chars.remove_prefix(choice.skip);
  const std::size_t limit = std::min(max_bytes, std::size_t{1} << 30);  // ICU counts in 32 bits
  out.cut = chars.size() > limit;
  if (out.cut) {
    std::size_t end = limit & ~std::size_t{3};  // a whole unit of UTF-16 and UTF-32
    while (end > 0 && (chars[end] & 0xC0) == 0x80 && choice.encoding == "UTF-8") --end;
    chars = chars.substr(0, end);
  }
  out.encoding = choice.encoding;
  std::optional<std::string> converted;
  if (choice.encoding != "UTF-8") converted = convert(chars, choice.encoding);
  if (!converted && choice.encoding != "UTF-8") {
    out.encoding = "windows-1252";
    converted = convert(chars, out.encoding);
  }
  Cleaned cleaned = clean(to_nfc(converted ? std::string_view(*converted) : chars));
  converted.reset();
  out.text = std::move(cleaned.text);
  cleaned.text.clear();
  if (cleaned.replaced > 0) cleaned.text = out.text;
  add_notices(out, choice, cleaned);
  return out;
}

}  // namespace assay
