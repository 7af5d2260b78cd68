#include "rules/measures/language.hpp"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <fmt/format.h>

#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// Below this CLD2 guesses from a handful of four-letter groups; its authors ask for about 200 characters.
constexpr std::size_t least_bytes = 200;
constexpr std::size_t most_bytes = 200'000;  // enough for a share to a percent
constexpr double noticed = 0.2;              // share from which a second language counts as one

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

std::vector<std::pair<std::string, double>> languages_of(std::string_view text) {
  std::vector<std::pair<std::string, double>> out;
  if (text.size() < least_bytes) return out;
  CLD2::Language found[3] = {CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE};
  int percent[3] = {0, 0, 0};
  double scores[3] = {0, 0, 0};
  int bytes = 0;
  int valid = 0;
  bool reliable = false;
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), static_cast<int>(std::min(text.size(), most_bytes)), true,
                                          &hints, 0, found, percent, scores, nullptr, &bytes, &reliable, &valid);
  if (!reliable) return out;
  for (int i = 0; i < 3; ++i)
    if (found[i] != CLD2::UNKNOWN_LANGUAGE && percent[i] > 0)
      out.emplace_back(std::string(CLD2::LanguageCode(found[i])).substr(0, 2), percent[i] / 100.0);
  return out;
}

std::string main_language(const Document& document, std::string_view text) {
  const auto languages = languages_of(text);
  return languages.empty() ? document.metadata.language : languages.front().first;
}

const Measurer& language_measures() {
  static const FunctionMeasurer measurer(
      "language", 1,
      {{"consistency.languages", "count", "Languages",
        "Languages that make up at least 20 % of the running text, by CLD2. Not known of short texts.", false}},
      measure_language);
  return measurer;
}

}  // namespace assay
