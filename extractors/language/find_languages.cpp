#include "extractors/language/find_languages.hpp"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace assay {
namespace {

constexpr std::size_t most_bytes = 200'000;  // more say no more
constexpr int most_languages = 3;            // CLD2's own number

// CLD2 refuses a text for one byte or character that is none of a text, and does not know old print's long s.
std::string legible(std::string_view text) {
  constexpr UChar32 long_s = 0x17F;
  const auto end = static_cast<std::int32_t>(std::min(text.size(), most_bytes));
  std::string out;
  out.reserve(static_cast<std::size_t>(end));
  const auto at = [&](std::int32_t index) { return text[static_cast<std::size_t>(index)]; };
  const auto is_plain = [](char c) { return c >= ' ' && c < 0x7F; };  // ASCII, of which nothing need be asked
  const auto part = [&](std::int32_t from, std::int32_t to) {
    return text.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
  };
  for (std::int32_t from = 0, to = 0; from < end; from = to) {
    while (to < end && is_plain(at(to))) ++to;
    out += part(from, to);
    from = to;
    if (from == end) break;
    UChar32 c = 0;
    U8_NEXT(text.data(), to, end, c);
    const bool refused = c < 0 || u_iscntrl(c) || U_IS_UNICODE_NONCHAR(c);
    if (refused && c != '\n' && c != '\t')
      out += ' ';
    else if (c == long_s)
      out += 's';
    else
      out += part(from, to);
  }
  return out;
}

// CLD2 keeps some old codes, adds scripts and regions ("zh-Hant"), and names scripts of which it knows no language
// ("xx-Goth").
std::string code_of(CLD2::Language language) {
  if (language == CLD2::UNKNOWN_LANGUAGE || language == CLD2::TG_UNKNOWN_LANGUAGE) return {};
  const std::string_view code = CLD2::LanguageCode(language);
  if (code.starts_with("xx")) return {};
  if (code == "iw") return "he";
  if (code == "nb" || code == "nn") return "no";
  return std::string(code.substr(0, code.find('-')));
}

}  // namespace

std::vector<LanguageShare> find_languages(std::string_view text) {
  const std::string read = legible(text);
  std::array<CLD2::Language, most_languages> languages;
  languages.fill(CLD2::UNKNOWN_LANGUAGE);
  std::array<int, most_languages> percent{};
  std::array<double, most_languages> scores{};
  int bytes = 0, valid = 0;
  bool reliable = false;
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::ExtDetectLanguageSummaryCheckUTF8(read.data(), static_cast<int>(read.size()), true, &hints, 0, languages.data(),
                                          percent.data(), scores.data(), nullptr, &bytes, &reliable, &valid);
  std::vector<LanguageShare> out;
  for (std::size_t i = 0; reliable && i < languages.size(); ++i)
    if (percent[i] > 0) out.push_back({code_of(languages[i]), percent[i] / 100.0});
  return out;
}

}  // namespace assay
