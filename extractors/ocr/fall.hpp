// Lines of words that do not stand straight, though the page was straightened. Internal to this folder.
#pragma once

#include <vector>

#include "extractors/ocr/engine.hpp"

namespace assay {

// How far the lines of words still fall to the right, as a share of their length: the skew search may be misled by what
// is no text, and lines put together by height would then be parts of several. 0 where they stand straight.
double fall_of(const std::vector<ReadWord>& words);

// The words with their boxes where they stand when the lines fall no more.
std::vector<ReadWord> levelled(std::vector<ReadWord> words);

}  // namespace assay
