#include "extractors/layout/table_confidence.hpp"

#include <array>
#include <cmath>

#include "extractors/core/fitted.hpp"

namespace assay::layout {
namespace {

using fitted::Feature;

#include "extractors/layout/table_right.inc"

}  // namespace

std::optional<double> table_confidence(std::map<std::string, double>& signals) {
  const fitted::Score score = fitted::score_of(table_right_intercept, table_right_features, signals);
  const double chance = 1 / (1 + std::exp(-score.value));
  if (score.outside == 0) return chance;
  // Nothing like it was seen when fitting: its faults still count, its merits can't be vouched for.
  signals["unlike_fit"] = score.outside;
  return chance < 0.5 ? std::optional(chance) : std::nullopt;
}

}  // namespace assay::layout
