// What a Word 97–2003 file says about characters and paragraphs: lists of properties ("sprm", [MS-DOC] 2.6), each a
// code and an operand.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "extractors/office/edge_table.hpp"
#include "extractors/ole/biff.hpp"

namespace assay::ole {

// What a list says about hiding: nothing, on, off, as the style, not as the style ([MS-DOC] 2.9.328 ToggleOperand).
using DocToggle = std::optional<std::uint8_t>;
inline bool is_on(DocToggle toggle, bool style) {
  constexpr std::uint8_t as_style = 0x80, not_as_style = 0x81;
  if (!toggle || *toggle == as_style) return style;
  return *toggle == not_as_style ? !style : *toggle == 1;
}

struct DocCharacter {
  bool special = false, inserted = false, deleted = false;
  DocToggle hidden;
  int style = -1;
  int author = 0, deleter = 0;
  std::uint32_t date = 0, deletion_date = 0;
  int symbol_font = 0, symbol = 0;  // of the character 0x28
};

struct DocParagraph {
  int style = 0;
  std::optional<int> outline;     // from 0; 9: body text
  std::optional<int> list;        // from 1, as the table of lists counts; 0: none
  std::optional<int> list_level;  // from 0
  bool in_table = false, ends_row = false, ends_inner_cell = false, ends_inner_row = false;
  int depth = 0;
  office::EdgeRow row;  // of a paragraph that ends a row
};

// Properties that the list does not name stay as they are.
void apply(std::string_view list, DocCharacter& out);
void apply(std::string_view list, DocParagraph& out);

// Of [at, at + size) what there is.
inline std::string_view cut(std::string_view text, std::size_t at, std::size_t size) {
  return at >= text.size() ? std::string_view() : text.substr(at, size);
}

// Calls use(code, operand) for each property.
template <class Use>
void each_property(std::string_view list, Use use) {
  for (std::size_t at = 0; at + 2 < list.size();) {
    const std::uint16_t code = u16(list, at);
    at += 2;
    static constexpr std::size_t sizes[] = {1, 1, 2, 4, 2, 2, 0, 3};
    std::size_t size = sizes[code >> 13];
    if (code == 0xD608) {  // the definition of a row counts in two bytes, one more than there are
      size = static_cast<std::size_t>(std::max(u16(list, at) - 1, 0));
      at += 2;
    } else if (size == 0) {
      size = u8(list, at);
      if (code == 0xC615 && size == 255) return;  // tabs, counted otherwise; they come last
      at += 1;
    }
    use(code, cut(list, at, size));
    at += size;
  }
}

}  // namespace assay::ole
