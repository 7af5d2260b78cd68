// From the order in which writing stands on the page, left to right, to the order in which it is read: Hebrew and
// Arabic run to the left, numbers and Latin words among them to the right (Unicode Standard Annex 9, by ICU's inverse
// of that algorithm).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/layout/layout.hpp"

namespace assay {

// Has letters of a script that runs to the left. Code points; UTF-8.
bool runs_left(char32_t c);
bool has_left_running(std::string_view utf8);

// One character stands for each item, in the order from left to right. Returns the items' indices in reading order.
// The direction of the whole is that of most of its letters.
std::vector<int> reading_order(const std::u16string& visual);

// The words of a line, left to right, in reading order; as they are where nothing runs to the left.
std::vector<int> reading_order(const std::vector<LayoutWord>& words, const std::vector<int>& line);

// Whether a line with these words is read from the right: most of its words with letters are.
bool reads_from_the_right(const std::vector<LayoutWord>& words, const std::vector<int>& line);

// A word without letters as it is read in such a line: the marks around its number stand on the other side. As drawn,
// from left to right: ".)5" is "5).".
std::string read_from_the_right(const std::string& word);

// Some files name a bracket by its shape, others by its sense, which is the other one where the writing runs to the
// left: the word, in reading order, with its brackets so that they open before it and close behind it.
std::string with_brackets_facing(const std::string& word);

}  // namespace assay
