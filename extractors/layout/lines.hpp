// Words to segments: runs of words on one base line with ordinary gaps between them.
#pragma once

#include <vector>

#include "extractors/layout/layout.hpp"

namespace assay::layout {

struct Segment {
  Box box;
  std::vector<int> words;  // indices into the words, left to right
  double size = 0;         // font size of most of it, pt
  int letters = 0;         // code units of its text
};

// Font size of a word; of OCR words, which have none, from the height of the box.
double size_of(const LayoutWord& word);

// Segments of the words at `which`, from top to bottom, then from the left.
// A vertical ruling line between two words parts them, and so do leader dots.
std::vector<Segment> find_segments(const std::vector<LayoutWord>& words, const std::vector<int>& which,
                                   const std::vector<RulingLine>& rules);

// Four dots or more and nothing else: they lead from a name to its value.
bool is_leader(const std::string& text);

// A segment of these words, which stand on one line from left to right.
Segment make_segment(const std::vector<LayoutWord>& words, std::vector<int> which);

// Segments that stand side by side, from left to right.
struct Row {
  Box box;
  std::vector<Segment> segments;
};
std::vector<int> words_of(const Row& row);  // from left to right
// Rows from top to bottom.
std::vector<Row> find_rows(std::vector<Segment> segments);

// Text of the words of a line, which are given from left to right, in reading order; single spaces between those that
// are parted.
std::string text_of(const std::vector<LayoutWord>& words, const std::vector<int>& line);

}  // namespace assay::layout
