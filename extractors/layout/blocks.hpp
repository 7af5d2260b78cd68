// Lines of one column to paragraphs, headings, list items, captions and footnotes.
#pragma once

#include <vector>

#include "extractors/layout/lines.hpp"

namespace assay::layout {

struct TextLine {
  Box box;
  std::vector<int> words;  // left to right
  std::string text;
  double size = 0;
  bool bold = false;   // most of its letters
  bool entry = false;  // of a list that leads to numbers, as a contents page does
};
TextLine make_line(const std::vector<LayoutWord>& words, const Row& row);
// The lines of rows [first, end). A name that stands beside the middle of its value of two lines comes before both.
std::vector<TextLine> text_lines(const std::vector<LayoutWord>& words, const std::vector<Row>& rows, std::size_t first,
                                 std::size_t end);

// What is usual on this page.
struct PageStyle {
  double size = 0;     // font size of most letters
  double text_to = 0;  // the largest font size that so many letters have that they are text, not headings
  bool bold = false;   // most letters are bold
  double height = 0;   // of the page
};
PageStyle find_style(const std::vector<LayoutWord>& words, double page_height);

// Blocks from consecutive lines of one column, from top to bottom. Words broken at a line's end are joined.
std::vector<Block> make_blocks(const std::vector<LayoutWord>& words, const std::vector<TextLine>& lines,
                               const PageStyle& style, int page_number);

}  // namespace assay::layout
