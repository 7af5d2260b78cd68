// Reading the tables that the programs of tools/fit_cer write, for the .cpp files that include such a table.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "extractors/core/document.hpp"

namespace assay::fitted {

// A signal (or its logarithm), standardized by the mean and deviation of the pages it was fitted on, and its weight;
// low and high are the range that these pages had.
struct Feature {
  std::string_view name;
  bool logarithm;
  double weight, mean, deviation, low, high;
};

// A score, and the middle rate (tools/fit_cer) and 90 % interval of the pages that scored about so.
struct Knot {
  double score, value, low, high;
};

struct Score {
  double value = 0;
  int outside = 0;  // signals beyond the range of the fit by more than a quarter of it
};

inline Score score_of(double intercept, std::span<const Feature> features,
                      const std::map<std::string, double>& signals) {
  Score score{intercept, 0};
  for (const auto& feature : features) {
    const auto found = signals.find(std::string(feature.name));
    double x = found == signals.end() ? 0 : found->second;
    if (feature.logarithm) x = std::log(x + 0.01);
    const double margin = (feature.high - feature.low) / 4;
    if (x < feature.low - margin || x > feature.high + margin) ++score.outside;
    score.value += feature.weight * (std::clamp(x, feature.low, feature.high) - feature.mean) / feature.deviation;
  }
  return score;
}

inline Estimate read_knots(std::span<const Knot> knots, double score) {
  const auto between = [](double a, double b, double share) { return a + share * (b - a); };
  if (score <= knots.front().score) return {knots.front().value, knots.front().low, knots.front().high};
  for (std::size_t i = 1; i < knots.size(); ++i) {
    const Knot &a = knots[i - 1], &b = knots[i];
    if (score > b.score) continue;
    const double share = b.score > a.score ? (score - a.score) / (b.score - a.score) : 0;
    return {between(a.value, b.value, share), between(a.low, b.low, share), between(a.high, b.high, share)};
  }
  // Worse than what was fitted: the score is a logarithm of the rate, so it still says by how much, halved for doubt.
  const double value = std::min(1.0, knots.back().value * std::exp((score - knots.back().score) / 2));
  return {value, std::min(knots.back().low, value), 1};
}

}  // namespace assay::fitted
