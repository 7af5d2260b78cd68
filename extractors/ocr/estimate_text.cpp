#include <algorithm>
#include <array>

#include "extractors/core/fitted.hpp"
#include "extractors/ocr/page_reader.hpp"
#include "extractors/ocr/plausibility.hpp"

namespace assay {
namespace {

using fitted::Feature;
using fitted::Knot;

#include "extractors/ocr/text_errors.inc"
#include "extractors/ocr/text_map.inc"

// Fewer words than this, or more tokens with digits or letters of other scripts than that, and the text says too
// little.
constexpr int fewest_words = 20;
constexpr double most_numbers = 0.6;
constexpr double most_other_script = 0.3;

}  // namespace

std::optional<Estimate> predict_text_cer(std::string_view text, std::string_view) {
  const Plausibility p = plausibility_of(text);
  if (p.words < fewest_words || p.numbers > most_numbers || p.other_script > most_other_script) return std::nullopt;
  const std::map<std::string, double> signals{
      {"bits", p.bits}, {"rare_letters", p.rare_letters}, {"odd_words", p.odd_words}};
  // Two ways of going wrong: single letters misread (odd words, odd sequences here and there), or a wrong letter map of
  // a font, which leaves tidy words that nobody knows. Either is enough.
  const auto misread = fitted::read_knots(text_errors_knots,
                                          fitted::score_of(text_errors_intercept, text_errors_features, signals).value);
  const auto mapped =
      fitted::read_knots(text_map_knots, fitted::score_of(text_map_intercept, text_map_features, signals).value);
  // The map's table was fitted on misread texts too: below the rate at which letter maps begin it has nothing to add.
  constexpr double map_begins = 0.3;
  if (mapped.value < map_begins || mapped.value < misread.value) return misread;
  return Estimate{mapped.value, std::min(mapped.low, misread.low), std::max(mapped.high, misread.high)};
}

}  // namespace assay
