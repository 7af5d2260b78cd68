#include "extractors/ole/doc_properties.hpp"

#include <utility>

namespace assay::ole {
namespace {

int signed16(std::string_view data, std::size_t at) {
  return static_cast<std::int16_t>(u16(data, at));
}

void read_row(std::string_view operand, office::EdgeRow& row) {
  const std::size_t count = std::min<std::size_t>(u8(operand, 0), 64);
  row.cells.clear();
  for (std::size_t i = 0; i < count; ++i) {
    office::EdgeCell cell;
    cell.left = signed16(operand, 1 + 2 * i);
    cell.right = std::max(signed16(operand, 3 + 2 * i), cell.left);
    const std::uint16_t flags = u16(operand, 3 + 2 * count + 20 * i);
    cell.merged_left = (flags & 2) != 0;
    cell.merged_up = (flags & 0x20) != 0 && (flags & 0x40) == 0;
    row.cells.push_back(std::move(cell));
  }
}

// Of a number below 0, the indents are the paragraph's own.
int list_number(std::uint16_t value) {
  constexpr std::uint16_t none = 0xF801;
  return value < none ? value : value == none ? 0 : 0x10000 - value;
}

}  // namespace

void apply(std::string_view list, DocCharacter& out) {
  each_property(list, [&out](std::uint16_t code, std::string_view value) {
    switch (code) {
      case 0x0800:
        out.deleted = u8(value, 0) != 0;
        break;
      case 0x0801:
        out.inserted = u8(value, 0) != 0;
        break;
      case 0x083C:
        out.hidden = u8(value, 0);
        break;
      case 0x0855:
        out.special = u8(value, 0) != 0;
        break;
      case 0x4804:
        out.author = u16(value, 0);
        break;
      case 0x4863:
        out.deleter = u16(value, 0);
        break;
      case 0x6805:
        out.date = u32(value, 0);
        break;
      case 0x6864:
        out.deletion_date = u32(value, 0);
        break;
      case 0x4A30:
        out.style = u16(value, 0);
        break;
      case 0x6A09:
        out.symbol_font = u16(value, 0);
        out.symbol = u16(value, 2);
        out.special = true;
        break;
      default:
        break;
    }
  });
}

void apply(std::string_view list, DocParagraph& out) {
  each_property(list, [&out](std::uint16_t code, std::string_view value) {
    switch (code) {
      case 0x4600:
        out.style = u16(value, 0);
        break;
      case 0x2640:
        out.outline = u8(value, 0);
        break;
      case 0x260A:
        out.list_level = u8(value, 0);
        break;
      case 0x460B:
        out.list = list_number(u16(value, 0));
        break;
      case 0x2416:
        out.in_table = u8(value, 0) != 0;
        break;
      case 0x2417:
        out.ends_row = u8(value, 0) != 0;
        break;
      case 0x244B:
        out.ends_inner_cell = u8(value, 0) != 0;
        break;
      case 0x244C:
        out.ends_inner_row = u8(value, 0) != 0;
        break;
      case 0x6649:
        out.depth = static_cast<int>(std::min<std::uint32_t>(u32(value, 0), 100));
        break;
      case 0x3404:
        out.row.header = u8(value, 0) != 0;
        break;
      case 0xD608:
        read_row(value, out.row);
        break;
      case 0xD62B:
        if (u8(value, 0) < out.row.cells.size()) out.row.cells[u8(value, 0)].merged_up = u8(value, 1) == 1;
        break;
      default:
        break;
    }
  });
}

}  // namespace assay::ole
