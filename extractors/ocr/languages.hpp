// Languages as Tesseract and Debian name them. Internal to this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/language/find_languages.hpp"

namespace assay {

// The Tesseract model of an ISO 639-1 code: "de" -> "deu"; empty when Tesseract has none.
std::string model_of(std::string_view language);

// The ISO 639-1 code of a model: "deu", "Fraktur" -> "de"; empty for models of several languages.
std::string language_of(std::string_view model);

// "German"; the code itself where no name is known.
std::string english_name(std::string_view language);

// The Debian package that holds a model: "tesseract-ocr-deu", "tesseract-ocr-script-frak".
std::string package_of(std::string_view model);

// The Debian package that reads a script that Tesseract's "osd" tells: "Cyrillic" -> "tesseract-ocr-script-cyrl"; empty
// for Latin and for what it has no package for.
std::string package_of_script(std::string_view script);

// Whether one of the models reads the script, as its own or for a language that is written in it.
bool knows_script(const std::vector<std::string>& models, std::string_view script);

// The language of the largest share of a text; empty: not sure.
LanguageShare guess_language(std::string_view text);

}  // namespace assay
