// The statistics of a profile: a small pilot against a corpus that is known whole.
//
// Distributions come from Boost.Math; tests whose textbook forms fail for heavy ties and rare values permute instead,
// with a fixed seed, so that the same data give the same p.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "pipeline/profile/comparison.hpp"

namespace assay {

// Jeffreys interval of a share, with 0 and 1 as bounds where none or all succeed (Brown, Cai, DasGupta 2001). trials >
// 0.
Interval jeffreys(std::int64_t successes, std::int64_t trials, double level = interval_level);
// Of a weighted share, with the number of documents that would give its variance.
Interval jeffreys_of_share(double share, double trials, double level = interval_level);

// Of `further` things from the source of which `successes` of `trials` succeeded, how many will: the beta-binomial
// distribution after Jeffreys' prior. Not the interval of the share: that of any thousand things is wider.
Interval jeffreys_prediction(std::int64_t successes, std::int64_t trials, int further, double level = interval_level);

// Student's t interval of the mean; none where the values cannot tell: fewer than two, or all the same.
std::optional<Interval> mean_interval(std::span<const double> values, double level = interval_level);
// Of the mean of n scores from 0 to 100 that are all `score`: no spread is seen, but no more than that of n things that
// are 0 or 100 can be there.
Interval agreeing_scores(double score, std::int64_t n, double level = interval_level);

// Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996); `sorted` is not empty.
double quantile(std::span<const double> sorted, double p);

// ∫|F − G|, the 1-Wasserstein distance, in the units of the values. Both sorted and not empty.
double wasserstein(std::span<const double> a, std::span<const double> b);

// The largest distance between the empirical distributions, and its p by the limiting distribution with nm/(n+m)
// (conservative for ties).
double ks_statistic(std::span<const double> a, std::span<const double> b);
double ks_p(double statistic, std::size_t n, std::size_t m);

// Cliff's delta, P(corpus > pilot) − P(corpus < pilot), of sorted values. The interval is about the pilot alone: the
// wider, at each end, of Student's t over each pilot document's own delta and of Newcombe's score interval (2006, "a
// relative effect measure", method 5) in the limit of a known corpus. The second keeps it honest when all are tied.
struct Delta {
  double value = 0;
  Interval interval;
};
Delta cliffs_delta(std::span<const double> corpus, std::span<const double> pilot, double level = interval_level);

// Mann–Whitney: the chance that n of the pooled values have ranks as far from the expected as the pilot's (mid-ranks
// for ties). Sorted values.
double rank_test(std::span<const double> corpus, std::span<const double> pilot);

// Fisher–Freeman–Halton over counts per class: the chance of a split into sides that is as unlikely as this one, by
// permutation; of two classes Fisher's exact test. Classes of which less than one document is expected in the smaller
// side count as one. Same length.
double class_test(std::span<const std::int64_t> corpus, std::span<const std::int64_t> pilot);

// PSI with 0.5 added to each count.
Psi psi(std::span<const std::int64_t> corpus, std::span<const std::int64_t> pilot);
// Of values, over bins with equal shares of the corpus: 2 to 10, such that five pilot values are expected in each; bins
// that ties make equal are joined. None where fewer than two bins remain. Sorted values.
std::optional<Psi> psi_of_values(std::span<const double> corpus, std::span<const double> pilot);

// Holm's step-down correction, in the order given.
std::vector<double> holm(std::span<const double> p);

// 1 − 0.05^(1/n): the upper 95 % bound on the share of a class of which a random sample of n holds none.
double blind_below(std::int64_t n);

}  // namespace assay
