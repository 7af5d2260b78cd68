#include <fmt/format.h>
#include <unicode/uchar.h>

#include <array>

#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

bool is_garbled(char32_t c) {
  if (c == 0xFFFD) return true;
  if (c == U'\t' || c == U'\n' || c == U'\r' || c == U'\f' || c == U'\v' || c == 0x85) return false;
  const int type = u_charType(static_cast<UChar32>(c));
  return type == U_PRIVATE_USE_CHAR || type == U_CONTROL_CHAR || type == U_UNASSIGNED || type == U_SURROGATE;
}

// The byte that Windows-1252 writes for a character above ASCII; 0: none. Undefined bytes pass as themselves (WHATWG).
unsigned windows_1252_byte(char32_t c) {
  static constexpr std::array<char16_t, 32> upper{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                  0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  for (unsigned i = 0; i < upper.size(); ++i)
    if (upper[i] == c) return 0x80 + i;
  return c >= 0xA0 && c <= 0xFF ? static_cast<unsigned>(c) : 0;
}

bool is_tail(char32_t c) {
  const unsigned byte = windows_1252_byte(c);
  return byte >= 0x80 && byte <= 0xBF;
}

// Length of a UTF-8 sequence that was read as Windows-1252 and begins at i; 0: none. Only the leads of Western letters
// and punctuation (Ã, Â, Å, â€, ï»¿), so that rightful pairs such as É» in other alphabets are left alone; "Â " alone
// is rightful nowhere, "Ã" before a capital's tail is (Portuguese), so a plain space after them does not count.
std::size_t broken_sequence(std::u32string_view text, std::size_t i) {
  const auto at = [text](std::size_t k) { return k < text.size() ? text[k] : U'\0'; };
  const char32_t c = text[i];
  if ((c == U'Ã' || c == U'Â' || c == U'Å') && is_tail(at(i + 1))) return 2;
  if (c == U'â' && (at(i + 1) == U'€' || at(i + 1) == U'„' || at(i + 1) == 0x201A) && windows_1252_byte(at(i + 2)))
    return 3;
  if (c == U'ï' && at(i + 1) == U'»' && at(i + 2) == U'¿') return 3;
  // UTF-8 read as Mac Roman: √§ for ä, ‚Äô for ’.
  if (c == U'√' &&
      (at(i + 1) == U'§' || at(i + 1) == U'∂' || at(i + 1) == U'º' || at(i + 1) == U'©' || at(i + 1) == U'®'))
    return 2;
  if (c == U'‚' && at(i + 1) == U'Ä' && at(i + 2) > 0x7F) return 3;
  return 0;
}

struct Tally {
  double count = 0;
  std::string sample;
  void add(std::u32string_view text, std::size_t at, std::size_t length) {
    ++count;
    if (!sample.empty()) return;
    const std::size_t from = at > 30 ? at - 30 : 0;
    sample = shortened(to_utf8(text.substr(from, at - from + length + 30)));
  }
};

// Garbled and broken characters of one text, added to both tallies.
double count_in(std::u32string_view text, Tally& garbled, Tally& broken) {
  double characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_space(text[i])) continue;
    ++characters;
    if (is_garbled(text[i])) garbled.add(text, i, 1);
    if (const std::size_t length = broken_sequence(text, i)) {
      broken.add(text, i, length);
      i += length - 1;
    }
  }
  return characters;
}

// Place of the first block or cell that holds the sample's case: the first for which `tally` grew.
void measure_garbled(const Document& document, std::string_view, std::vector<Measure>& out) {
  double characters = 0;
  Tally garbled;
  Tally broken;
  Place first_garbled;
  Place first_broken;
  const auto take = [&](std::string_view text, const Place& place) {
    const bool none_garbled = garbled.count == 0;
    const bool none_broken = broken.count == 0;
    characters += count_in(to_characters(text), garbled, broken);
    if (none_garbled && garbled.count > 0) first_garbled = place;
    if (none_broken && broken.count > 0) first_broken = place;
  };
  for (const Block& block : document.blocks)
    if (!block.hidden && !block.table) take(block.text, block.place);
  for (const Table& table : document.tables)
    for (const Cell& cell : table.cells)
      if (cell.type == CellType::text) take(cell.text, cell_place(table, cell.row, cell.column));
  const double all = std::max(1.0, characters);
  out.push_back(document_measure("readability.garbled_characters", garbled.count / all, characters, first_garbled,
                                 garbled.sample));
  out.push_back(document_measure("format.mojibake", broken.count, characters, first_broken, broken.sample));
}

}  // namespace

const Measurer& garbled_measures() {
  static const FunctionMeasurer measurer(
      "garbled", 1,
      {{"readability.garbled_characters", "share", "Characters that are none",
        "Replacement, private-use, control and unassigned characters, over all characters but white space."},
       {"format.mojibake", "count", "Letters broken by a wrong encoding",
        "Sequences such as Ã¤ or â€™: UTF-8 that was read as Windows-1252 or Mac Roman."}},
      measure_garbled);
  return measurer;
}

}  // namespace assay
