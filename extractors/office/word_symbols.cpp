#include "extractors/office/word_symbols.hpp"

#include <charconv>
#include <utility>

namespace assay::office {
namespace {

// Adobe's Symbol encoding: Greek letters stand at the Latin ones.
constexpr std::string_view symbol_upper[] = {"Α", "Β", "Χ", "Δ", "Ε", "Φ", "Γ", "Η", "Ι", "ϑ", "Κ", "Λ", "Μ",
                                             "Ν", "Ο", "Π", "Θ", "Ρ", "Σ", "Τ", "Υ", "ς", "Ω", "Ξ", "Ψ", "Ζ"};
constexpr std::string_view symbol_lower[] = {"α", "β", "χ", "δ", "ε", "φ", "γ", "η", "ι", "ϕ", "κ", "λ", "μ",
                                             "ν", "ο", "π", "θ", "ρ", "σ", "τ", "υ", "ϖ", "ω", "ξ", "ψ", "ζ"};
constexpr std::pair<unsigned, std::string_view> symbol_signs[] = {
    {0x2a, "∗"}, {0x2d, "−"}, {0x40, "≅"}, {0x5e, "⊥"}, {0x7e, "∼"}, {0xa3, "≤"}, {0xa5, "∞"},
    {0xab, "↔"}, {0xac, "←"}, {0xad, "↑"}, {0xae, "→"}, {0xaf, "↓"}, {0xb0, "°"}, {0xb1, "±"},
    {0xb3, "≥"}, {0xb4, "×"}, {0xb6, "∂"}, {0xb7, "•"}, {0xb8, "÷"}, {0xb9, "≠"}, {0xba, "≡"},
    {0xbb, "≈"}, {0xce, "∈"}, {0xd6, "√"}, {0xe5, "∑"}, {0xf2, "∫"}, {0xde, "⇒"}, {0xdb, "⇔"}};
constexpr std::pair<unsigned, std::string_view> wingding_signs[] = {
    {0x6f, "☐"}, {0x71, "☐"}, {0xa8, "☐"}, {0xfc, "✓"}, {0xfd, "☒"}, {0xfe, "☑"}, {0xfb, "✗"}, {0x6c, "●"},
    {0x6e, "■"}, {0xa7, "▪"}, {0xd8, "➢"}, {0xe0, "→"}, {0xdf, "←"}, {0xe8, "➔"}, {0x4a, "☺"}, {0x28, "☎"}};

std::string utf8(unsigned code) {
  std::string out;
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else {
    out += static_cast<char>(0xe0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  }
  return out;
}

// Empty where the font has no known sign there.
std::string known_sign(std::string_view font, unsigned low) {
  if (font == "Symbol") {
    if (low >= 'A' && low <= 'Z') return std::string(symbol_upper[low - 'A']);
    if (low >= 'a' && low <= 'z') return std::string(symbol_lower[low - 'a']);
    for (const auto& [at, text] : symbol_signs)
      if (at == low) return std::string(text);
  } else if (font.starts_with("Wingdings")) {
    for (const auto& [at, text] : wingding_signs)
      if (at == low) return std::string(text);
    return {};
  }
  return low < 0x80 ? std::string(1, static_cast<char>(low)) : std::string();
}

}  // namespace

std::string symbol_text(std::string_view font, std::string_view code) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), value, 16);
  if (error != std::errc() || value < 0x20 || value > 0xffff || (value >= 0xd800 && value < 0xe000)) return {};
  const std::string known = known_sign(font, value >= 0xf000 && value <= 0xf0ff ? value - 0xf000 : value);
  return known.empty() ? utf8(value) : known;
}

std::string without_private(std::string text, std::string_view font) {
  if (text.find('\xef') == std::string::npos) return text;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
    // U+F020 … U+F0FF are EF 80 A0 … EF 83 BF.
    const bool in_area = byte(i) == 0xef && byte(i + 1) >= 0x80 && byte(i + 1) <= 0x83 && byte(i + 2) >= 0x80;
    const unsigned low = in_area ? (byte(i + 1) & 0x3fU) << 6 | (byte(i + 2) & 0x3fU) : 0;
    const std::string known = low >= 0x20 ? known_sign(font.empty() ? "Symbol" : font, low) : std::string();
    if (known.empty()) {
      out += text[i];
      continue;
    }
    out += known;
    i += 2;
  }
  return out;
}

}  // namespace assay::office
