#include "extractors/ole/doc_numbering.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "extractors/core/utf8.hpp"
#include "extractors/ole/biff.hpp"

namespace assay::ole {
namespace {

using office::WordNumbering;

constexpr std::size_t scheme_size = 28, level_size = 28, list_size = 16, override_size = 8;
constexpr std::size_t most_lists = 0x07FE;  // that paragraphs can name
constexpr std::size_t longest_text = 255;   // places of numbers are counted in a byte; nobody types more
constexpr std::uint32_t last_start = 0x7FFF;
constexpr int bullet = 23, none = 255;

std::string format_of(int code) {
  switch (code) {
    case 1:
      return "upperRoman";
    case 2:
      return "lowerRoman";
    case 3:
      return "upperLetter";
    case 4:
      return "lowerLetter";
    case 5:
      return "ordinal";
    case 22:
      return "decimalZero";
    case bullet:
      return "bullet";
    case none:
      return "none";
    default:
      return "decimal";
  }
}

// Signs of symbol fonts, which have no meaning without the font.
bool private_use(char16_t letter) {
  return letter >= 0xE000 && letter <= 0xF8FF;
}

// The text around the numbers as WordNumbering takes it: level 0 has the place "%1". `places` are the places of numbers
// in the text, counted from 1, up to the first 0.
std::string text_of(std::string_view letters, std::string_view places) {
  std::string out;
  char16_t high = 0;
  for (std::size_t i = 0; 2 * i < letters.size(); ++i) {
    const char16_t letter = u16(letters, 2 * i);
    const bool number = letter < WordNumbering::levels &&
                        places.substr(0, places.find('\0')).find(static_cast<char>(i + 1)) != std::string_view::npos;
    if (number)
      out += {'%', static_cast<char>('1' + letter)};
    else if (letter >= 0xD800 && letter < 0xDC00)
      high = letter;
    else if (letter >= 0xDC00 && letter < 0xE000)
      append_utf8(out, high == 0 ? U'\uFFFD' : 0x10000 + ((char32_t{high} - 0xD800) << 10) + (letter - 0xDC00));
    else if (letter >= 0x20 && !private_use(letter))
      append_utf8(out, letter);
    if (letter < 0xD800 || letter >= 0xDC00) high = 0;
  }
  return out;
}

// The level at `at`, which is set behind it; none where the table breaks off.
std::optional<WordNumbering::Level> read_level(std::string_view table, std::size_t& at, int level) {
  const std::size_t text = at + level_size + u8(table, at + 24) + u8(table, at + 25);
  const std::size_t end = text + 2 + std::size_t{2} * u16(table, text);
  if (end > table.size()) return {};
  WordNumbering::Level out;
  const std::uint32_t start = u32(table, at);
  const int code = u8(table, at + 4), flags = u8(table, at + 5), limit = u8(table, at + 26);
  out.start = static_cast<int>(std::min(start, last_start));
  out.format = format_of(code);
  out.all_decimal = (flags & 4) != 0;
  if ((flags & 8) != 0 && limit <= level) out.restart = limit;
  const std::string_view letters = table.substr(text + 2, end - text - 2);
  if (code == bullet)
    out.text = letters.empty() ? "" : "\u2022";  // its letters are signs of symbol fonts mostly
  else if (code != none && start <= last_start && letters.size() <= 2 * longest_text)
    out.text = text_of(letters, table.substr(at + 6, WordNumbering::levels));
  at = end;
  return out;
}

void read_schemes(std::string_view table, WordNumbering& out) {
  const std::size_t count = u16(table, 0);
  std::size_t at = 2 + scheme_size * count;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t entry = 2 + scheme_size * i;
    const int levels = (u8(table, entry + 26) & 1) != 0 ? 1 : WordNumbering::levels;
    WordNumbering::Scheme scheme;
    for (int level = 0; level < levels; ++level) {
      const auto read = read_level(table, at, level);
      if (!read) return;
      scheme[static_cast<std::size_t>(level)] = *read;
    }
    out.add_scheme(static_cast<int>(u32(table, entry)), std::move(scheme));
  }
}

// What one list has of its own at `at`, which is set behind it; none where the table breaks off.
std::optional<WordNumbering::List> read_list(std::string_view table, std::size_t& at, std::size_t overrides) {
  WordNumbering::List out;
  at += 4;
  for (std::size_t i = 0; i < overrides; ++i) {
    if (at + override_size > table.size()) return {};
    const std::uint32_t start = u32(table, at);
    const int flags = u8(table, at + 4), level = flags & 15;
    at += override_size;
    const bool starts = (flags & 0x10) != 0, replaces = (flags & 0x20) != 0;
    std::optional<WordNumbering::Level> own;
    if (replaces && !(own = read_level(table, at, level))) return {};
    if (level >= WordNumbering::levels) continue;
    if (starts && (own || start <= last_start)) out.start[level] = own ? own->start : static_cast<int>(start);
    if (own) out.replaced[level] = std::move(*own);
  }
  return out;
}

void read_lists(std::string_view table, WordNumbering& out) {
  const std::size_t count = u32(table, 0);
  std::size_t at = 4 + list_size * count;
  for (std::size_t i = 0; i < std::min(count, most_lists); ++i) {
    const std::size_t entry = 4 + list_size * i;
    if (at + 4 > table.size()) return;
    auto list = read_list(table, at, u8(table, entry + 12));
    if (!list) return;
    list->scheme = static_cast<int>(u32(table, entry));
    out.add_list(static_cast<int>(i + 1), std::move(*list));
  }
}

}  // namespace

office::WordNumbering read_numbering(std::string_view schemes, std::string_view lists) {
  office::WordNumbering out;
  read_schemes(schemes, out);
  read_lists(lists, out);
  return out;
}

}  // namespace assay::ole
