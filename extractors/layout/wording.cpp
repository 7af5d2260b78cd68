#include "extractors/layout/wording.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <string_view>

namespace assay::layout {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr std::array<std::string_view, 23> bullets = {"\u2022", "\u00B7", "\u25AA", "\u25AB", "\u25A0", "\u25A1",
                                                      "\u25CF", "\u25CB", "\u25E6", "\u2013", "\u2014", "\u2023",
                                                      "\u27A2", "\u2713", "\u25BA", "\u2192", "\u25FB", "\u25C6",
                                                      "\u2610", "\u2611", "\u2612", "-",      "*"};

// One character of a symbol font, U+F000 to U+F0FF: an arrow or box of those that Unicode has no name for.
bool is_symbol(std::string_view text) {
  return text.size() == 3 && text >= "\xEF\x80\x80" && text <= "\xEF\x83\xBF";
}

// Length of a label such as "12.", "(b)", "iv)"; 0: none.
std::size_t label_length(std::string_view s) {
  std::size_t i = !s.empty() && s[0] == '(' ? 1 : 0;
  const bool open = i == 1;
  const std::size_t from = i;
  while (i < s.size() && digit(s[i])) ++i;
  if (i == from) {
    while (i < s.size() && i - from < 4 && std::string_view("ivx").find(s[i]) != std::string_view::npos) ++i;
    if (i == from && i < s.size() && (lower(s[i]) || upper(s[i]))) ++i;
  }
  if (i == from || i - from > 3 || i >= s.size()) return 0;
  if (s[i] == ')' || (s[i] == '.' && !open)) return i + 1;
  return 0;
}

// Chinese and Japanese are written without spaces between words; Korean is not.
bool is_written_closely(UChar32 c) {
  const bool mark = (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF65);
  return mark || u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) || (c >= 0x3041 && c <= 0x30FF);
}

bool goes_on_closely(const std::string& text, const std::string& line) {
  UChar32 last = 0, first = 0;
  std::int32_t end = static_cast<std::int32_t>(text.size()), at = 0;
  U8_PREV(text.data(), 0, end, last);
  U8_NEXT(line.data(), at, static_cast<std::int32_t>(std::min<std::size_t>(line.size(), U8_MAX_LENGTH)), first);
  return is_written_closely(last) && is_written_closely(first);
}

std::string folded(const std::string& text) {
  std::string out;
  for (const char c : text) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

bool starts_lower(const std::string& text) {
  std::int32_t at = 0;
  UChar32 first = 0;
  U8_NEXT(text.data(), at, static_cast<std::int32_t>(std::min<std::size_t>(text.size(), U8_MAX_LENGTH)), first);
  return !text.empty() && first > 0 && u_islower(first);
}

bool has_letters(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return lower(c) || upper(c) || static_cast<unsigned char>(c) >= 0xC3; });
}

bool ends_sentence(const std::string& text) {
  std::string_view s = text;
  for (const std::string_view close : {"\"", "'", ")", "\u201D", "\u201C", "\u00BB", "\u2019"})
    if (s.ends_with(close)) s.remove_suffix(close.size());
  return s.ends_with('.') || s.ends_with('!') || s.ends_with('?') || s.ends_with(':') || s.ends_with("\u3002");
}

bool starts_bullet(const std::string& text) {
  if (text.size() > 3 && text[3] == ' ' && is_symbol(std::string_view(text).substr(0, 3))) return true;
  return std::any_of(bullets.begin(), bullets.end(), [&](std::string_view bullet) {
    return text.starts_with(bullet) && text.size() > bullet.size() && text[bullet.size()] == ' ';
  });
}

bool is_marker(const std::string& text) {
  if (text.size() > 6) return false;
  if (text == "o" || is_symbol(text) || std::find(bullets.begin(), bullets.end(), text) != bullets.end()) return true;
  const char last = text.back();
  return text.size() <= 5 && (last == '.' || last == ')') && text != ".";
}

bool starts_list_item(const std::string& text) {
  if (starts_bullet(text)) return true;
  const std::size_t n = label_length(text);
  return n > 0 && n < text.size() && text[n] == ' ';
}

bool starts_section_number(const std::string& text) {
  std::size_t i = 0;
  if (text.starts_with("\u00A7")) return true;
  if (i < text.size() && upper(text[i])) ++i;
  const std::size_t from = i;
  while (i < text.size() && (digit(text[i]) || text[i] == '.')) ++i;
  return i > from && i - from <= 8 && i < text.size() && text[i] == ' ' && digit(text[from + (text[from] == '.')]);
}

bool starts_caption(const std::string& text) {
  static constexpr std::array<std::string_view, 11> names = {"table ", "tabelle ", "tableau ",   "figure ",
                                                             "fig. ",  "abb. ",    "abbildung ", "chart ",
                                                             "box ",   "tab. ",    "exhibit "};
  const std::string start = folded(text.substr(0, 16));
  for (const std::string_view name : names) {
    if (!start.starts_with(name)) continue;
    std::size_t i = name.size();
    const std::size_t from = i;
    while (i < start.size() && (digit(start[i]) || start[i] == '.' || start[i] == '-')) ++i;
    if (i == from && i < start.size()) ++i;  // "Table A", "Table I"
    const char after = i < text.size() ? text[i] : ':';
    if (i > from && (after == ':' || after == ' ' || after == '.' || text[i - 1] == '.')) {
      const std::size_t word = text.find_first_not_of(" :.", i);
      // "Table 3 shows" begins a sentence, "Table 3: Results" a caption.
      return word == std::string::npos || !lower(text[word]);
    }
  }
  return false;
}

bool starts_source(const std::string& text) {
  static constexpr std::array<std::string_view, 8> names = {"source",    "note:",   "notes:",   "quelle",
                                                            "anmerkung", "hinweis", "remarque", "(*)"};
  const std::string start = folded(text.substr(0, 12));
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return start.starts_with(name); });
}

bool starts_note(const std::string& text) {
  if (text.empty()) return false;
  return digit(text[0]) || text[0] == '*' || text.starts_with("\u2020") || text.starts_with("\u00B9") ||
         text.starts_with("\u00B2") || text.starts_with("\u00B3");
}

bool is_page_number(const std::string& text) {
  static constexpr std::array<std::string_view, 12> words = {"page", "seite", "p.", "s.", "of",     "von",
                                                             "sur",  "de",    "/",  "-",  "\u2013", "|"};
  int numbers = 0;
  std::string rest = folded(text);
  if (rest.size() > 24) return false;
  for (std::size_t i = 0; i < rest.size();) {
    if (rest[i] == ' ') {
      ++i;
    } else if (digit(rest[i])) {
      const std::size_t from = i;
      while (i < rest.size() && digit(rest[i])) ++i;
      if (i - from > 4) return false;
      ++numbers;
    } else {
      const std::string_view tail = std::string_view(rest).substr(i);
      const auto* found =
          std::find_if(words.begin(), words.end(), [&](std::string_view w) { return tail.starts_with(w); });
      if (found == words.end()) return false;
      i += found->size();
    }
  }
  return numbers >= 1 && numbers <= 2;
}

bool starts_section(const std::string& text) {
  static constexpr std::array<std::string_view, 10> names = {
      "item ", "part ", "chapter ", "section ", "annex ", "kapitel ", "anhang ", "teil ", "anlage ", "chapitre "};
  std::string_view number = text;
  const std::string start = folded(text.substr(0, 10));
  for (const std::string_view name : names)
    if (start.starts_with(name)) number.remove_prefix(name.size());
  number = number.substr(0, number.find(' '));
  if (number.empty() || number.size() > 8) return false;
  const bool numbered = std::any_of(number.begin(), number.end(), digit);
  const bool lettered = number.size() > 1 && number.back() == '.' && upper(number.front());
  return (numbered || lettered) &&
         std::all_of(number.begin(), number.end(), [](char c) { return digit(c) || upper(c) || c == '.' || c == ')'; });
}

bool names_pages(const std::string& text) {
  static constexpr std::array<std::string_view, 7> names = {"page", "pages", "page no.",   "seite",
                                                            "p.",   "s.",    "p\u00E1gina"};
  return std::find(names.begin(), names.end(), folded(text)) != names.end();
}

int page_in_contents(const std::string& text) {
  if (text.empty() || text.size() > 4 || !std::all_of(text.begin(), text.end(), digit)) return 0;
  return std::stoi(text);
}

bool is_led_to_number(const std::string& text) {
  constexpr std::size_t shortest = 4;  // dots
  std::size_t at = text.size();
  while (at > 0 && digit(text[at - 1])) --at;
  if (at == text.size() || text.size() - at > 4) return false;
  std::size_t dots = 0;
  for (; at > 0; --at) {
    if (text[at - 1] == '.') {
      ++dots;
    } else if (at >= 3 && std::string_view(text).substr(at - 3, 3) == "\u2026") {
      dots += 3;
      at -= 2;
    } else if (text[at - 1] != ' ') {
      break;
    }
  }
  return dots >= shortest && at > 0;
}

void append_line(std::string& text, const std::string& line) {
  if (text.empty() || line.empty() || goes_on_closely(text, line)) {
    text += line;
    return;
  }
  const std::size_t n = text.size();
  const bool broken =
      n >= 2 && text.back() == '-' && (lower(text[n - 2]) || static_cast<unsigned char>(text[n - 2]) >= 0x80);
  const bool broken_u2010 = text.ends_with("\u2010") && n > 3;
  if ((broken || broken_u2010) && starts_lower(line)) {
    text.resize(n - (broken ? 1 : 3));
  } else if (!((broken || text.ends_with('-')) && n >= 2 && text[n - 2] != ' ')) {
    text += ' ';
  }
  text += line;
}

}  // namespace assay::layout
