#include "extractors/office/finish.hpp"

#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

#include "extractors/text/encoding.hpp"

namespace assay::office {
namespace {

// Eight letters at a time: there are millions of cells.
bool is_ascii(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t letters = 0;
    std::memcpy(&letters, text.data() + at, sizeof letters);
    if ((letters & high_bits) != 0) return false;
  }
  for (; at < text.size(); ++at)
    if (static_cast<unsigned char>(text[at]) >= 0x80) return false;
  return true;
}

// Nearly all texts are ASCII or are looked at once; only others cost anything.
void normalise(std::string& text) {
  if (!is_ascii(text)) text = to_nfc(text);
}

void normalise_texts(Document& document) {
  for (Block& block : document.blocks) {
    normalise(block.text);
    normalise(block.place.sheet);
  }
  for (Table& table : document.tables) {
    normalise(table.title);
    normalise(table.place.sheet);
    for (Cell& cell : table.cells) normalise(cell.text);
  }
  for (Revision& revision : document.revisions) {
    normalise(revision.text);
    normalise(revision.author);
  }
  for (Notice& notice : document.notices) {
    normalise(notice.message);
    normalise(notice.evidence);
    normalise(notice.place.sheet);
  }
  Metadata& metadata = document.metadata;
  for (std::string* text : {&metadata.title, &metadata.author, &metadata.subject, &metadata.keywords}) normalise(*text);
  for (auto& [name, value] : metadata.other) normalise(value);
}

}  // namespace

void finish(Document& document) {
  normalise_texts(document);
}

}  // namespace assay::office
