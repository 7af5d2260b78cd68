#include "extractors/office/finish.hpp"

#include <algorithm>
#include <utility>

#include "extractors/text/encoding.hpp"

namespace assay::office {
namespace {

// Nearly all texts are ASCII or are looked at once; only others cost anything.
void normalise(std::string& text) {
  const auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  if (std::any_of(text.begin(), text.end(), beyond_ascii)) text = to_nfc(text);
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
