// A document as the lines that a reader sees, for measures that look for a label and what stands beside it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"

namespace assay {

// A line of a block, or a row of a table with its cells parted by tabs.
struct LineView {
  std::string text;
  Place place;
  int table = -1;  // index into Document::tables of a row; -1: a line of text
  int row = 0;     // in that table
};

// In reading order, page headers and footers included (letterheads hold numbers and dates); comments, hidden blocks and
// hidden tables are not. At most `most` lines.
std::vector<LineView> visible_lines(const Document& document, std::size_t most = 20'000);

// The parts of a line between tabs, views into it, trimmed; empty cells are kept.
std::vector<std::string_view> cells_of_line(std::string_view line);

}  // namespace assay
