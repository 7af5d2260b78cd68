// Words that are struck through. What was taken out on paper reads like what holds, once it is text.
#pragma once

#include <vector>

#include "extractors/layout/layout.hpp"

namespace assay::layout {

struct StruckWords {
  std::vector<int> words;  // of the page, in content order
  std::vector<int> rules;  // those that strike them, ascending
};

// Rules along the middle of upright words that begin and end where these do; those of a table or a chart go on, and the
// sides of a box meet others.
StruckWords find_struck(const LayoutPage& page);

// A notice of them; `struck` has words.
Notice struck_notice(const LayoutPage& page, const StruckWords& struck);

}  // namespace assay::layout
