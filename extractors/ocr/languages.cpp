#include "extractors/ocr/languages.hpp"

#include <algorithm>
#include <array>

#include "extractors/ocr/page_reader.hpp"

namespace assay {
namespace {

struct Entry {
  std::string_view language, model, name;
};

// ISO 639-1, Tesseract's name (ISO 639-2/T), English name: the languages that Debian has models for.
constexpr std::array entries{
    Entry{"af", "afr", "Afrikaans"},   Entry{"ar", "ara", "Arabic"},     Entry{"az", "aze", "Azerbaijani"},
    Entry{"be", "bel", "Belarusian"},  Entry{"bg", "bul", "Bulgarian"},  Entry{"bn", "ben", "Bengali"},
    Entry{"bs", "bos", "Bosnian"},     Entry{"ca", "cat", "Catalan"},    Entry{"cs", "ces", "Czech"},
    Entry{"cy", "cym", "Welsh"},       Entry{"da", "dan", "Danish"},     Entry{"de", "deu", "German"},
    Entry{"el", "ell", "Greek"},       Entry{"en", "eng", "English"},    Entry{"eo", "epo", "Esperanto"},
    Entry{"es", "spa", "Spanish"},     Entry{"et", "est", "Estonian"},   Entry{"eu", "eus", "Basque"},
    Entry{"fa", "fas", "Persian"},     Entry{"fi", "fin", "Finnish"},    Entry{"fr", "fra", "French"},
    Entry{"ga", "gle", "Irish"},       Entry{"gl", "glg", "Galician"},   Entry{"he", "heb", "Hebrew"},
    Entry{"hi", "hin", "Hindi"},       Entry{"hr", "hrv", "Croatian"},   Entry{"hu", "hun", "Hungarian"},
    Entry{"hy", "hye", "Armenian"},    Entry{"id", "ind", "Indonesian"}, Entry{"is", "isl", "Icelandic"},
    Entry{"it", "ita", "Italian"},     Entry{"ja", "jpn", "Japanese"},   Entry{"ka", "kat", "Georgian"},
    Entry{"ko", "kor", "Korean"},      Entry{"la", "lat", "Latin"},      Entry{"lt", "lit", "Lithuanian"},
    Entry{"lv", "lav", "Latvian"},     Entry{"mk", "mkd", "Macedonian"}, Entry{"ms", "msa", "Malay"},
    Entry{"nl", "nld", "Dutch"},       Entry{"no", "nor", "Norwegian"},  Entry{"pl", "pol", "Polish"},
    Entry{"pt", "por", "Portuguese"},  Entry{"ro", "ron", "Romanian"},   Entry{"ru", "rus", "Russian"},
    Entry{"sk", "slk", "Slovak"},      Entry{"sl", "slv", "Slovenian"},  Entry{"sq", "sqi", "Albanian"},
    Entry{"sr", "srp", "Serbian"},     Entry{"sv", "swe", "Swedish"},    Entry{"th", "tha", "Thai"},
    Entry{"tr", "tur", "Turkish"},     Entry{"uk", "ukr", "Ukrainian"},  Entry{"vi", "vie", "Vietnamese"},
    Entry{"zh", "chi_sim", "Chinese"},
};

}  // namespace

std::string model_of(std::string_view language) {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.language == language; });
  return found == entries.end() ? std::string() : std::string(found->model);
}

std::string language_of(std::string_view model) {
  if (model == "Fraktur" || model == "script/Fraktur" || model == "frk") return "de";
  if (model == "frm") return "fr";
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.model == model; });
  return found == entries.end() ? std::string() : std::string(found->language);
}

std::string english_name(std::string_view language) {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.language == language; });
  return std::string(found == entries.end() ? language : found->name);
}

std::string package_of(std::string_view model) {
  if (model == "Fraktur" || model == "script/Fraktur") return "tesseract-ocr-script-frak";
  std::string name = "tesseract-ocr-" + std::string(model);
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

LanguageShare guess_language(std::string_view text) {
  const std::vector<LanguageShare> found = find_languages(text);
  return found.empty() || found.front().language.empty() ? LanguageShare{} : found.front();
}

std::string detect_language(std::string_view text) {
  const auto guess = guess_language(text);
  return guess.share >= 0.5 ? guess.language : std::string();
}

}  // namespace assay
