#include "extractors/office/finish.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "extractors/core/letters.hpp"
#include "extractors/text/encoding.hpp"

namespace assay::office {
namespace {

// Nearly all texts are ASCII or are looked at once; only others cost anything.
void normalise(std::string& text) {
  if (!is_ascii(text)) text = to_nfc(text);
}

// Texts that cells share, by the ones that they came from: tables of one workbook share them too.
using Normalised = std::map<Cells::SharedTexts, Cells::SharedTexts>;

bool is_odd(const std::string& text) {
  return !is_ascii(text) && to_nfc(text) != text;
}

const Cells::SharedTexts& normalised(const Cells::SharedTexts& texts, Normalised& known) {
  const auto [at, is_new] = known.emplace(texts, texts);
  if (!is_new || !texts || std::none_of(texts->begin(), texts->end(), is_odd)) return at->second;
  auto out = std::make_shared<Cells::Texts>(*texts);
  for (std::string& text : *out) normalise(text);
  at->second = std::move(out);
  return at->second;
}

bool holds_odd(const Cells& cells) {
  for (auto at = cells.begin(); at != cells.end(); ++at)
    if (at.text() == Cells::own_text && is_odd(at->text)) return true;
  return false;
}

void normalise(Cells& cells, Normalised& known) {
  if (!cells.is_packed()) {
    for (Cell& cell : cells.loose()) normalise(cell.text);
    return;
  }
  cells.set_texts(normalised(cells.texts(), known));
  if (cells.own_ascii() || !holds_odd(cells)) return;
  Cells out = Cells::packed(cells.texts());
  out.set_formats(cells.formats());
  for (auto at = cells.begin(); at != cells.end(); ++at) {
    Cell cell = *at;
    normalise(cell.text);
    out.push_back(cell, at.text());
  }
  cells = std::move(out);
}

void normalise_texts(Document& document) {
  Normalised known;
  for (Block& block : document.blocks) {
    normalise(block.text);
    normalise(block.place.sheet);
  }
  for (Table& table : document.tables) {
    normalise(table.title);
    normalise(table.place.sheet);
    normalise(table.cells, known);
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
