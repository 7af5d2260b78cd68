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

}  // namespace assay
