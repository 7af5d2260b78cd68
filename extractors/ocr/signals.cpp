#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "extractors/ocr/estimate.hpp"

namespace assay {
namespace {

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const auto at = values.begin() + std::ptrdiff_t(share * double(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

bool has_digit(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

#include "extractors/ocr/word_doubt.inc"

// How often a word read with this confidence is wrong, over all pages of the fit.
double doubt_of(double confidence) {
  if (confidence <= word_doubt.front()[0]) return word_doubt.front()[1];
  for (std::size_t i = 1; i < word_doubt.size(); ++i) {
    const auto &low = word_doubt[i - 1], &high = word_doubt[i];
    if (confidence <= high[0]) return low[1] + (confidence - low[0]) / (high[0] - low[0]) * (high[1] - low[1]);
  }
  return word_doubt.back()[1];
}

int characters_of(const std::string& utf8) {
  return int(std::count_if(utf8.begin(), utf8.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

struct WordSums {
  std::vector<double> confidences, of_numbers;
  double code_points = 0;  // all other sizes are bytes, as when the tables were fitted
  double characters = 0, weighted = 0, low_characters = 0, known_characters = 0, short_words = 0;
  double doubt_short = 0, doubt_long = 0, doubt_numbers = 0;  // words expected to be wrong
};

WordSums sum_up(const Reading& reading) {
  WordSums sums;
  for (const auto& word : reading.words) {
    const double size = double(word.text.size());
    sums.confidences.push_back(word.confidence);
    const double doubt = doubt_of(word.confidence);
    (characters_of(word.text) <= 2 ? sums.doubt_short : sums.doubt_long) += doubt;
    if (has_digit(word.text)) {
      sums.of_numbers.push_back(word.confidence);
      sums.doubt_numbers += doubt;
    }
    sums.characters += size;
    sums.code_points += characters_of(word.text);
    sums.weighted += size * word.confidence;
    if (word.confidence < 0.6) sums.low_characters += size;
    if (word.in_dictionary) sums.known_characters += size;
    if (size <= 2) ++sums.short_words;
  }
  return sums;
}

}  // namespace

std::map<std::string, double> ocr_signals(const PreparedPage& page, const BestReading& best,
                                          const Plausibility& plausibility) {
  const WordSums sums = sum_up(best.reading);
  const double words = double(std::max<std::size_t>(best.reading.words.size(), 1));
  const double characters = std::max(sums.characters, 1.0);
  std::map<std::string, double> out{
      {"image.dpi", page.dpi},
      {"image.contrast", page.look.contrast},
      {"image.sharpness", page.look.sharpness},
      {"image.letter_height", page.look.letter_height},
      {"image.letters", double(page.look.letters)},
      {"image.skew", page.look.skew},
      {"image.specks_per_letter", double(page.look.specks) / std::max(page.look.letters, 1)},
      {"ocr.tries", double(best.tries)},
      {"ocr.words", double(best.reading.words.size())},
      {"ocr.characters", sums.code_points},
      {"ocr.word_conf_mean", sums.weighted / characters},
      {"ocr.word_conf_p10", quantile(sums.confidences, 0.1)},
      {"ocr.word_conf_p25", quantile(sums.confidences, 0.25)},
      {"ocr.words_under_60", sums.low_characters / characters},
      {"ocr.dictionary_share", sums.known_characters / characters},
      {"ocr.short_words", sums.short_words / words},
      // Shares of all words, expected to be wrong from their confidence: of up to two letters, longer, with digits.
      {"ocr.doubt_short", sums.doubt_short / words},
      {"ocr.doubt_long", sums.doubt_long / words},
      {"ocr.doubt_numbers", sums.doubt_numbers / words},
      {"ocr.disagreement", best.disagreement},
      // Letter-like shapes for each character read: far above 1 where text was left out.
      {"ocr.letters_per_character", double(page.look.letters) / characters},
      {"text.bits", plausibility.bits},
      {"text.rare_letters", plausibility.rare_letters},
      {"text.odd_words", plausibility.odd_words},
      {"text.single_letters", plausibility.single_letters},
      {"text.numbers", plausibility.numbers},
  };
  if (!sums.of_numbers.empty()) out["ocr.number_conf_p10"] = quantile(sums.of_numbers, 0.1);
  return out;
}

}  // namespace assay
