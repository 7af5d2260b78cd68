#include "rules/measures/language.hpp"

#include <fmt/format.h>

#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// Below this CLD2 guesses from a handful of four-letter groups; its authors ask for about 200 characters.
constexpr std::size_t least_bytes = 200;
constexpr double noticed = 0.2;  // share from which a second language counts as one

void measure_language(const Document& document, std::string_view, std::vector<Measure>& out) {
  const std::string running = running_text(document);
  const auto languages = languages_of(running);
  if (languages.empty()) return;
  std::string listed;
  double count = 0;
  for (const auto& [language, share] : languages) {
    if (share >= noticed) ++count;
    listed += fmt::format("{}{} {:.0f} %", listed.empty() ? "" : ", ", language, 100 * share);
  }
  const double words = static_cast<double>(tokens(running).size());
  out.push_back(document_measure("consistency.languages", std::max(1.0, count), words, {}, listed));
}

}  // namespace

std::vector<LanguageShare> languages_of(std::string_view text) {
  if (text.size() < least_bytes) return {};
  std::vector<LanguageShare> out = find_languages(text);
  std::erase_if(out, [](const LanguageShare& found) { return found.language.empty(); });
  return out;
}

std::string main_language(const Document& document, std::string_view text) {
  const auto languages = languages_of(text);
  return languages.empty() ? document.metadata.language : languages.front().language;
}

const Measurer& language_measures() {
  static const FunctionMeasurer measurer(
      "language", 2,
      {{"consistency.languages", "count", "Languages",
        "Languages that make up at least 20 % of the running text, by CLD2. Not known of short texts.", false}},
      measure_language);
  return measurer;
}

}  // namespace assay
