#include "pipeline/report/text.hpp"

#include <fmt/format.h>
#include <unicode/unistr.h>

#include <cctype>
#include <filesystem>

namespace assay {

std::string clean_text(std::string_view text, std::size_t characters) {
  icu::UnicodeString whole = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  icu::UnicodeString kept;
  for (int32_t i = 0; i < whole.length(); i = whole.moveIndex32(i, 1)) {
    const UChar32 c = whole.char32At(i);
    if (static_cast<std::size_t>(kept.length()) >= characters) {
      kept.append(UChar32{0x2026});
      break;
    }
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;
    kept.append(control ? UChar32{' '} : c);
  }
  std::string result;
  return kept.toUTF8String(result);
}

std::string html_text(std::string_view text, std::size_t characters) {
  std::string result;
  for (const char c : clean_text(text, characters)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string joined_path(std::string_view root, std::string_view path) {
  const std::filesystem::path base{root};
  return path.empty() || base.filename() == path ? base.string() : (base / path).string();
}

std::string file_uri(std::string_view root, std::string_view path) {
  const std::string whole = joined_path(root, path);
  if (!whole.starts_with('/')) return {};
  std::string uri = "file://";
  for (const char c : whole) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        (byte < 0x80 && std::isalnum(byte) != 0) || std::string_view("/-._~").find(c) != std::string::npos;
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return uri;
}

}  // namespace assay
