// What the letters of a text layer say about whether they are what the page shows.
#pragma once

#include <string>
#include <vector>

#include "extractors/layout/layout.hpp"

namespace assay {

// Share of the letters that are not Latin.
double foreign_share(const std::string& text);

// Whether most of the words stand in passages of a known language, each passage judged by itself: no language is found
// for a page in two of one script. Letters of wrong codes make none.
bool makes_languages(const std::vector<LayoutWord>& words);

}  // namespace assay
