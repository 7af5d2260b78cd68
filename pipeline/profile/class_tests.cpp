// Tests over ranks and classes: by permutation; and the population stability index.
#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <numeric>
#include <random>
#include <utility>

#include "pipeline/profile/statistics.hpp"

namespace assay {
namespace {

// Enough for the smallest p to survive Holm's correction over a few dozen measures; fewer where each costs more.
int permutations(std::size_t pilot) {
  return static_cast<int>(std::clamp<std::size_t>(20'000'000 / pilot, 4999, 9999));
}
// Where this many draws have reached the observed statistic, p is far from small, and reached / draws is a valid p
// (Besag and Clifford 1991): most tests end after a few hundred draws.
constexpr int reached_enough = 30;

// The share of random draws of n labels, without replacement, whose statistic reaches the observed one (the observed
// one is among them: never 0). `statistic` takes the n labels drawn.
template <class Label, class Statistic>
double permutation_p(std::vector<Label> pooled, std::size_t n, double observed, Statistic statistic) {
  std::mt19937 random(20260101);  // any fixed seed: the same data give the same p
  const int rounds = permutations(n);
  const double reach = observed - 1e-9 * std::max(1.0, std::abs(observed));
  int reached = 0;
  for (int round = 1; round <= rounds; ++round) {
    for (std::size_t i = 0; i < n; ++i) {  // partial Fisher–Yates; what earlier rounds left is as good a start
      const auto span = static_cast<std::uint64_t>(pooled.size() - i);
      std::swap(pooled[i], pooled[i + ((static_cast<std::uint64_t>(random()) * span) >> 32)]);
    }
    if (statistic(std::span<const Label>(pooled.data(), n)) >= reach) ++reached;
    if (reached == reached_enough) return static_cast<double>(reached) / round;
  }
  return static_cast<double>(reached + 1) / (rounds + 1);
}

std::int64_t total(std::span<const std::int64_t> counts) {
  return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

// Mid-ranks of the pooled sorted values, the pilot's first.
std::vector<double> pooled_ranks(std::span<const double> corpus, std::span<const double> pilot) {
  std::vector<double> ranks(pilot.size() + corpus.size());
  double rank = 0;
  for (std::size_t i = 0, j = 0; i < pilot.size() || j < corpus.size();) {
    const double at = j == corpus.size() ? pilot[i] : i == pilot.size() ? corpus[j] : std::min(pilot[i], corpus[j]);
    const std::size_t first_i = i, first_j = j;
    while (i < pilot.size() && pilot[i] == at) ++i;
    while (j < corpus.size() && corpus[j] == at) ++j;
    const auto tied = static_cast<double>(i - first_i + j - first_j);
    std::fill(ranks.begin() + first_i, ranks.begin() + i, rank + (tied + 1) / 2);
    std::fill(ranks.begin() + pilot.size() + first_j, ranks.begin() + pilot.size() + j, rank + (tied + 1) / 2);
    rank += tied;
  }
  return ranks;
}

using Counts = std::pair<std::vector<std::int64_t>, std::vector<std::int64_t>>;  // per class, corpus and pilot

// The classes that either side holds, all that are expected to have less than one document in the smaller side as one;
// where that one is still so rare, with the next rarest (Cochran's bound of 1954). Which of a dozen rare classes a
// pilot happens to hold makes every pilot unlikely, and so hides a difference of half the pilot in the common ones. The
// split into sides has no part in the choice, so the permuted test stays valid.
Counts with_rare_classes_joined(std::span<const std::int64_t> corpus, std::span<const std::int64_t> pilot) {
  std::vector<std::pair<std::int64_t, std::int64_t>> classes;
  for (std::size_t k = 0; k < corpus.size(); ++k)
    if (corpus[k] + pilot[k] > 0) classes.emplace_back(corpus[k], pilot[k]);
  std::stable_sort(classes.begin(), classes.end(),
                   [](const auto& a, const auto& b) { return a.first + a.second > b.first + b.second; });
  const std::int64_t m = total(corpus), n = total(pilot);
  const auto rare = [&](const auto& both) { return (both.first + both.second) * std::min(n, m) < n + m; };
  std::pair<std::int64_t, std::int64_t> joined{0, 0};
  while (classes.size() > 1 && (rare(classes.back()) || (joined.first + joined.second > 0 && rare(joined)))) {
    joined.first += classes.back().first;
    joined.second += classes.back().second;
    classes.pop_back();
  }
  if (joined.first + joined.second > 0) classes.push_back(joined);
  Counts counts;
  for (const auto& [in_corpus, in_pilot] : classes) {
    counts.first.push_back(in_corpus);
    counts.second.push_back(in_pilot);
  }
  return counts;
}

// Of two classes the chance is summed, not drawn: a drawn p of 3 % errs by half a percent, and with a fixed seed always
// to the same side.
double two_class_p(std::int64_t hits, std::int64_t of, std::int64_t n, std::int64_t all) {
  const auto log_factorial = [](std::int64_t value) { return std::lgamma(static_cast<double>(value) + 1); };
  const auto log_chance = [&](std::int64_t k) {  // but for what all k share
    return -log_factorial(k) - log_factorial(of - k) - log_factorial(n - k) - log_factorial(all - of - n + k);
  };
  const double observed = log_chance(hits) + 1e-9;
  const std::int64_t least = std::max<std::int64_t>(0, n - (all - of)), most = std::min(n, of);
  const double top = log_chance(std::clamp(n * of / all, least, most));
  double as_unlikely = 0, sum = 0;
  for (std::int64_t k = least; k <= most; ++k) {
    const double of_k = log_chance(k), chance = std::exp(of_k - top);
    sum += chance;
    if (of_k <= observed) as_unlikely += chance;
  }
  return as_unlikely / sum;
}

// ln k! for k = 0 … most.
std::vector<double> log_factorials(std::int64_t most) {
  std::vector<double> result{0};
  for (std::int64_t k = 1; k <= most; ++k) result.push_back(result.back() + std::log(static_cast<double>(k)));
  return result;
}

}  // namespace

double rank_test(std::span<const double> corpus, std::span<const double> pilot) {
  std::vector<double> ranks = pooled_ranks(corpus, pilot);
  const double expected = static_cast<double>(pilot.size()) * (static_cast<double>(ranks.size()) + 1) / 2;
  const auto distance = [expected](std::span<const double> drawn) {
    return std::abs(std::accumulate(drawn.begin(), drawn.end(), 0.0) - expected);
  };
  const double observed = distance(std::span<const double>(ranks.data(), pilot.size()));
  return permutation_p(std::move(ranks), pilot.size(), observed, distance);
}

double class_test(std::span<const std::int64_t> of_corpus, std::span<const std::int64_t> of_pilot) {
  const auto [corpus, pilot] = with_rare_classes_joined(of_corpus, of_pilot);
  const std::int64_t n = total(pilot), m = total(corpus);
  if (n == 0 || m == 0 || corpus.size() < 2) return 1;
  if (corpus.size() == 2) return two_class_p(pilot[0], corpus[0] + pilot[0], n, n + m);
  std::vector<std::uint32_t> pooled;
  std::vector<std::int64_t> both(corpus.size());
  for (std::size_t k = 0; k < corpus.size(); ++k) {
    both[k] = corpus[k] + pilot[k];
    pooled.insert(pooled.end(), static_cast<std::size_t>(both[k]), static_cast<std::uint32_t>(k));
  }
  const std::vector<double> log_factorial = log_factorials(*std::max_element(both.begin(), both.end()));
  const auto unlikelihood = [&](std::span<const std::int64_t> counts) {  // −ln of the chance, but for what all share
    double sum = 0;
    for (std::size_t k = 0; k < counts.size(); ++k)
      sum += log_factorial[static_cast<std::size_t>(counts[k])] +
             log_factorial[static_cast<std::size_t>(both[k] - counts[k])];
    return sum;
  };
  std::vector<std::int64_t> seen(corpus.size());
  return permutation_p(std::move(pooled), static_cast<std::size_t>(n), unlikelihood(pilot),
                       [&](std::span<const std::uint32_t> drawn) {
                         std::fill(seen.begin(), seen.end(), 0);
                         for (const std::uint32_t k : drawn) ++seen[k];
                         return unlikelihood(seen);
                       });
}

Psi psi(std::span<const std::int64_t> corpus, std::span<const std::int64_t> pilot) {
  const auto bins = static_cast<double>(corpus.size());
  const auto m = static_cast<double>(total(corpus)), n = static_cast<double>(total(pilot));
  Psi result;
  result.bins = static_cast<int>(corpus.size());
  for (std::size_t k = 0; k < corpus.size(); ++k) {
    const double c = (static_cast<double>(corpus[k]) + 0.5) / (m + bins / 2);
    const double p = (static_cast<double>(pilot[k]) + 0.5) / (n + bins / 2);
    result.value += (c - p) * std::log(c / p);
  }
  if (bins < 2 || n == 0 || m == 0) return result;
  const boost::math::chi_squared distribution(bins - 1);
  result.floor = (bins - 1) * (1 / n + 1 / m);
  result.critical = boost::math::quantile(distribution, 0.95) * (1 / n + 1 / m);
  return result;
}

std::optional<Psi> psi_of_values(std::span<const double> corpus, std::span<const double> pilot) {
  const std::size_t wanted = std::clamp<std::size_t>(pilot.size() / 5, 2, 10);
  std::vector<double> edges;  // a bin ends with its edge
  for (std::size_t k = 1; k < wanted; ++k) {
    const double edge = quantile(corpus, static_cast<double>(k) / static_cast<double>(wanted));
    if (edge < std::max(corpus.back(), pilot.back()) && (edges.empty() || edge > edges.back())) edges.push_back(edge);
  }
  if (edges.empty()) return std::nullopt;
  const auto count = [&edges](std::span<const double> values) {
    std::vector<std::int64_t> counts;
    auto from = values.begin();
    for (const double edge : edges) {
      const auto end = std::upper_bound(from, values.end(), edge);
      counts.push_back(end - from);
      from = end;
    }
    counts.push_back(values.end() - from);
    return counts;
  };
  return psi(count(corpus), count(pilot));
}

}  // namespace assay
