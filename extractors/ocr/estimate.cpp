#include "extractors/ocr/estimate.hpp"

#include <array>

#include "extractors/ocr/fitted.hpp"

namespace assay {
namespace {

using fitted::Feature;
using fitted::Knot;

#include "extractors/ocr/page_errors.inc"

constexpr double fewest_words = 3;

}  // namespace

std::optional<Estimate> predict_ocr_cer(std::map<std::string, double>& signals) {
  if (signals["ocr.words"] < fewest_words) return std::nullopt;
  const auto score = fitted::score_of(page_errors_intercept, page_errors_features, signals);
  Estimate estimate = fitted::read_knots(page_errors_knots, score.value);
  if (score.outside > 0) {
    // Nothing like it was seen when fitting: the middle may still be right, the interval can't be vouched for.
    signals["ocr.unlike_fit"] = score.outside;
    estimate.low = 0;
    estimate.high = 1;
  }
  return estimate;
}

}  // namespace assay
