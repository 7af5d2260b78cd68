#include "tools/conserve/shown.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "extractors/office/cell_reference.hpp"
#include "extractors/text/encoding.hpp"

namespace assay {
namespace {

std::optional<office::CellPlace> first_of(const std::string& range) {
  return office::parse_cell(std::string_view(range).substr(0, range.find(':')));
}

// A comment repeats the words that it is about.
std::string_view said(const Block& block) {
  const std::string_view text = block.text;
  return block.kind == BlockKind::comment ? text.substr(0, text.rfind(" [on: ")) : text;
}

}  // namespace

std::string letters_of(std::string_view text) {
  const std::string nfc = to_nfc(text);
  std::string out;
  for (std::size_t i = 0; i < nfc.size();) {
    const auto byte = static_cast<unsigned char>(nfc[i]);
    const std::size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    const std::string_view letter = std::string_view(nfc).substr(i, size);
    i += size;
    static constexpr std::array blanks{
        std::string_view("\u00a0"), std::string_view("\u00ad"), std::string_view("\u2002"), std::string_view("\u2003"),
        std::string_view("\u2009"), std::string_view("\u200b"), std::string_view("\u200e"), std::string_view("\u200f"),
        std::string_view("\u3000"), std::string_view("\ufeff")};
    // Signs of symbol fonts stand for others.
    const bool symbol = letter.size() == 3 && letter >= "\uf000" && letter <= "\uf0ff";
    if (byte <= 0x20 || byte == 0x7F || symbol || std::find(blanks.begin(), blanks.end(), letter) != blanks.end())
      continue;
    out += letter;
  }
  return out;
}

std::optional<double> number_of(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

ShownTexts::ShownTexts(const Document& document) {
  for (const Block& block : document.blocks) {
    add(block.text, all_);
    add(said(block), content_);
    const auto place = block.place.sheet.empty() ? std::nullopt : first_of(block.place.range);
    if (place && block.kind != BlockKind::comment && !block.text.empty()) {
      At& at = cells_[{block.place.sheet, place->row, place->column}];
      at.letters += letters_of(block.text);
      ++at.cells;
    }
  }
  for (const Table& table : document.tables) {
    add(table.title, all_);
    for (const Cell& cell : table.cells) {
      add(cell.text, all_);
      add(cell.text, content_);
    }
    if (!table.place.sheet.empty()) add_cells(table);
  }
  for (const Revision& revision : document.revisions) add(revision.text, all_);
  const Metadata& metadata = document.metadata;
  for (const std::string* text : {&metadata.title, &metadata.author, &metadata.subject, &metadata.keywords,
                                  &metadata.producer, &metadata.created, &metadata.modified, &metadata.language})
    add(*text, all_);
  for (const auto& [name, value] : metadata.other) add(value, all_);
}

const ShownTexts::At* ShownTexts::at(const std::string& sheet, int row, int column) const {
  const auto found = cells_.find({sheet, row, column});
  return found == cells_.end() ? nullptr : &found->second;
}

void ShownTexts::add(std::string_view text, std::string& out) {
  out += letters_of(text);
  out += '\n';
}

void ShownTexts::add_cells(const Table& table) {
  const auto first = first_of(table.place.range);
  if (!first) return;
  for (const Cell& cell : table.cells) {
    if (cell.text.empty() && cell.formula.empty()) continue;
    At& at = cells_[{table.place.sheet, first->row + cell.row, first->column + cell.column}];
    at.letters += letters_of(cell.text);
    at.formula += letters_of(cell.formula.text());
    at.number = cell.number;
    ++at.cells;
  }
}

}  // namespace assay
