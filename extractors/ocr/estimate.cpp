#include "extractors/ocr/estimate.hpp"

#include <algorithm>
#include <array>

#include "extractors/core/fitted.hpp"

namespace assay {
namespace {

using fitted::Feature;
using fitted::Knot;

#include "extractors/ocr/few_word_errors.inc"
#include "extractors/ocr/page_errors.inc"

// So many letter-like shapes on a page from which no word was read: all its text is missing.
constexpr double text_for_sure = 30;

}  // namespace

std::optional<Estimate> predict_ocr_cer(std::map<std::string, double>& signals) {
  if (signals["ocr.words"] < double(fewest_words)) {
    if (signals["image.letters"] < text_for_sure) return std::nullopt;
    return Estimate{1, 0.5, 1};
  }
  const bool twice = signals.contains("ocr.second_reading");
  const auto score = twice ? fitted::score_of(few_word_errors_intercept, few_word_errors_features, signals)
                           : fitted::score_of(page_errors_intercept, page_errors_features, signals);
  Estimate estimate = fitted::read_knots(twice ? few_word_errors_knots : page_errors_knots, score.value);
  // That not one character is wrong is never for sure.
  estimate.high = std::max(estimate.high, std::min(1.0, 1 / std::max(signals["ocr.characters"], 1.0)));
  if (score.outside > 0) {
    // Nothing like it was seen when fitting: the middle may still be right, the interval can't be vouched for.
    signals["ocr.unlike_fit"] = score.outside;
    estimate.low = 0;
    estimate.high = 1;
  }
  return estimate;
}

}  // namespace assay
