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

struct Script {
  std::string_view name, package;
  std::string_view models;  // that read it, each between spaces; their kinds ("_vert", "_old") too
};

// As Tesseract's "osd" names them; Debian's packages; Tesseract's models.
constexpr std::array scripts{
    Script{"Arabic", "arab", " Arabic ara fas kur_ara pus snd uig urd "},
    Script{"Armenian", "armn", " Armenian hye "},
    Script{"Bengali", "beng", " Bengali asm ben "},
    Script{"Cyrillic", "cyrl", " Cyrillic aze_cyrl bel bul kaz kir mkd mon rus srp tat tgk ukr uzb_cyrl "},
    Script{"Devanagari", "deva", " Devanagari hin mar nep san "},
    Script{"Georgian", "geor", " Georgian kat "},
    Script{"Greek", "grek", " Greek ell grc "},
    Script{"Han", "hans", " HanS HanT Japanese chi_sim chi_tra jpn "},
    Script{"Hangul", "hang", " Hangul kor "},
    Script{"Hebrew", "hebr", " Hebrew heb yid "},
    Script{"Hiragana", "jpan", " Japanese jpn "},
    Script{"Katakana", "jpan", " Japanese jpn "},
    Script{"Japanese", "jpan", " Japanese jpn "},
    Script{"Korean", "hang", " Hangul kor "},
    Script{"Tamil", "taml", " Tamil tam "},
    Script{"Thai", "thai", " Thai tha "},
};

const Script* find_script(std::string_view name) {
  const auto found = std::ranges::find(scripts, name, &Script::name);
  return found == scripts.end() ? nullptr : &*found;
}

// "script/HanS_vert" -> "HanS".
std::string_view plain(std::string_view model) {
  model.remove_prefix(model.rfind('/') + 1);  // none: 0
  for (const std::string_view kind : {"_vert", "_old"})
    if (model.ends_with(kind)) model.remove_suffix(kind.size());
  return model;
}

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

std::string package_of_script(std::string_view script) {
  const Script* found = find_script(script);
  return found ? "tesseract-ocr-script-" + std::string(found->package) : std::string();
}

bool knows_script(const std::vector<std::string>& models, std::string_view script) {
  const Script* found = find_script(script);
  return found && std::ranges::any_of(models, [found](const std::string& model) {
           return found->models.find(" " + std::string(plain(model)) + " ") != std::string_view::npos;
         });
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
