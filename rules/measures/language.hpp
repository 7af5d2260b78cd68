// Languages of a text by CLD2.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/document.hpp"
#include "extractors/language/find_languages.hpp"

namespace assay {

// Those that are known, the most used first; empty when the text is too short or CLD2 is not sure.
std::vector<LanguageShare> languages_of(std::string_view text);

// The language of most of the document: by its text, else what the reader found; empty: unknown.
std::string main_language(const Document& document, std::string_view text);

}  // namespace assay
