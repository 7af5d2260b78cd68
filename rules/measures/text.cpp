#include "rules/measures/text.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "extractors/grid/grid.hpp"

namespace assay {
namespace {

constexpr char32_t replacement = 0xFFFD;

// 0-based column and row of "B7"; false when it is no cell name.
bool parse_cell(std::string_view name, int& row, int& column) {
  std::size_t i = 0;
  int letters = 0;
  for (; i < name.size() && name[i] >= 'A' && name[i] <= 'Z' && i < 4; ++i)
    letters = letters * 26 + (name[i] - 'A' + 1);
  int digits = 0;
  const std::size_t first_digit = i;
  for (; i < name.size() && name[i] >= '0' && name[i] <= '9' && i < first_digit + 8; ++i)
    digits = digits * 10 + (name[i] - '0');
  if (letters == 0 || digits == 0) return false;
  row = digits - 1;
  column = letters - 1;
  return true;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

void for_each_character(std::string_view text, const std::function<void(char32_t)>& visit) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    visit(c < 0 ? replacement : static_cast<char32_t>(c));
  }
}

std::u32string to_characters(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for_each_character(text, [&out](char32_t c) { out += c; });
  return out;
}

std::string to_utf8(std::u32string_view characters) {
  std::string out;
  for (const char32_t c : characters) {
    std::uint8_t bytes[4];
    int length = 0;
    UBool bad = false;
    U8_APPEND(bytes, length, 4, static_cast<UChar32>(c), bad);
    if (!bad) out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
  }
  return out;
}

bool is_letter(char32_t c) {
  return u_isalpha(static_cast<UChar32>(c)) != 0;
}
bool is_digit(char32_t c) {
  return u_isdigit(static_cast<UChar32>(c)) != 0;
}
bool is_space(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

std::string lower(std::string_view text) {
  icu::UnicodeString value = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  std::string out;
  value.foldCase().toUTF8String(out);
  return out;
}

std::vector<std::string_view> tokens(std::string_view text) {
  std::vector<std::string_view> out;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  std::int64_t begin = -1;
  for (std::int64_t i = 0; i < size;) {
    const std::int64_t at = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    const bool space = c >= 0 && is_space(static_cast<char32_t>(c));
    if (!space && begin < 0) begin = at;
    if (space && begin >= 0) {
      out.push_back(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)));
      begin = -1;
    }
  }
  if (begin >= 0) out.push_back(text.substr(static_cast<std::size_t>(begin)));
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    if (!line.empty()) out.push_back(line);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t limit) {
  std::u32string out;
  for (const char32_t c : to_characters(text.substr(0, 8 * limit + 64))) {
    const bool space = is_space(c);
    if (space && (out.empty() || out.back() == U' ')) continue;
    out += space ? U' ' : c;
  }
  while (!out.empty() && out.back() == U' ') out.pop_back();
  if (out.size() > limit) {
    out.resize(limit > 0 ? limit - 1 : 0);
    out += U'…';
  }
  return to_utf8(out);
}

std::string around(std::string_view text, std::size_t begin, std::size_t length, std::size_t context) {
  std::size_t from = begin > context ? begin - context : 0;
  std::size_t to = std::min(text.size(), begin + length + context);
  while (from > 0 && is_continuation(text[from])) --from;
  while (to < text.size() && is_continuation(text[to])) ++to;
  std::string out = from > 0 ? "…" : "";
  out += text.substr(from, to - from);
  if (to < text.size()) out += "…";
  return shortened(out);
}

bool is_running_text(const Block& block) {
  return !block.hidden && !block.table && block.kind != BlockKind::page_header &&
         block.kind != BlockKind::page_footer && block.kind != BlockKind::comment;
}

std::string running_text(const Document& document) {
  std::string out;
  for (const Block& block : document.blocks) {
    if (!is_running_text(block) || block.text.empty()) continue;
    if (!out.empty()) out += "\n\n";
    out += block.text;
  }
  return out;
}

std::string cell_name(const Table& table, int row, int column) {
  int first_row = 0;
  int first_column = 0;
  parse_cell(std::string_view(table.place.range).substr(0, table.place.range.find(':')), first_row, first_column);
  return cell_name(first_row + row, first_column + column);
}

Place cell_place(const Table& table, int row, int column) {
  Place place = table.place;
  if (!place.range.empty()) {
    place.range = cell_name(table, row, column);
  } else if (!place.page) {
    place.range = fmt::format("row {}, column {}", row + 1, column + 1);
  }
  return place;
}

Measure document_measure(std::string_view name, double value, double n, Place place, std::string_view evidence) {
  Measure measure;
  measure.name = name;
  measure.value = value;
  measure.n = n;
  measure.place = std::move(place);
  measure.evidence = shortened(evidence);
  return measure;
}

}  // namespace assay
