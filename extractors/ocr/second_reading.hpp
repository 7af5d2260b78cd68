// A page of a few words, read twice: the confidence of so few says little, but what is misread comes out otherwise from
// letters of another size. Internal to this folder.
#pragma once

#include <optional>

#include "extractors/ocr/engine.hpp"
#include "extractors/ocr/prepare.hpp"

namespace assay {

// Pages of fewer words are read twice. On larger ones the confidences of many words say as much, and a second reading
// costs seconds.
inline constexpr std::size_t read_twice = 40;

// The share of characters, 0..1, in which a reading of the page at another size differs from `reading`, by Levenshtein
// distance. None where it shows many words or more than were read, or so little was read that nothing is estimated.
std::optional<double> second_reading(const PreparedPage& page, Engine& engine, const Reading& reading,
                                     Progress& progress);

}  // namespace assay
