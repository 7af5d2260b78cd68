// From words with boxes to blocks and tables in reading order: for text layers and OCR alike.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extractors/core/document.hpp"

namespace assay {

// A word as it stands on the page. Empty font name and size 0 where they are not known (OCR).
struct LayoutWord {
  std::string text;  // UTF-8, NFC, ligatures resolved
  Box box;
  std::string font;
  double font_size = 0;
  bool bold = false, italic = false;
  int rotation = 0;         // of the glyphs, 0, 90, 180 or 270
  bool space_after = true;  // a gap follows, or the line ends
  std::optional<double> confidence;
  int line = -1;  // words read by OCR: of the line that it found them on, which ends at a column's edge; -1: not known
};

// A straight ruling line or a thin filled box, axis-parallel within 1 degree.
struct RulingLine {
  Box box;
  bool horizontal() const { return box.x1 - box.x0 >= box.y1 - box.y0; }
};

struct LayoutPage {
  int number = 0;
  double width = 0, height = 0;
  std::vector<LayoutWord> words;  // in content order
  std::vector<RulingLine> rules;
  std::vector<Box> shades;  // filled boxes that are not white, in which words have room
  std::vector<Box> images;
};

struct LayoutResult {
  std::vector<Block> blocks;  // in reading order; table blocks index `tables`
  std::vector<Table> tables;
  std::vector<Notice> notices;            // words lost or doubled (the conservation check), words struck through
  std::map<std::string, double> signals;  // what confidences rest on: "table.1.filled" of the first table …
  int words_in = 0, words_out = 0;
};

// Every word of the page ends in exactly one block or cell.
LayoutResult lay_out(const LayoutPage& page);

}  // namespace assay
