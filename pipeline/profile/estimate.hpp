// Figures about a whole side from what was read of it: a count where that is everything, else an estimate with its
// interval, from a stratified sample.
//
// Cochran, Sampling Techniques (1977): estimator 5.1, its variance 5.6 with the finite population correction, strata
// with fewer than two documents collapsed with their neighbour (5A.12). Intervals of shares are those of Jeffreys for
// as many documents as give the same variance (Franco, Little, Louis and Slud 2019 compare such intervals), of means
// Student's. The variance within a stratum borrows from the whole sample, so that a handful of documents that agree do
// not count as certainty. How often they hold the truth: tools/bench/README.md, "sample".
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/profile/side.hpp"

namespace assay {

class Estimator {
 public:
  // Over the documents of a side; `assessed_only`: over those of them that have a verdict.
  explicit Estimator(const Side& side, bool assessed_only = false);

  bool sampled() const { return sampled_; }
  std::size_t strata() const { return of_.size(); }
  // How many documents of the corpus the `i`-th stands for, in units of what one does on average: 1 where all were
  // read.
  double weight(std::size_t i) const { return weights_[side_.documents[i].stratum]; }

  // The share of documents of which `hits` counts those of each stratum. No interval where all were read.
  Figure share(std::span<const std::int64_t> hits, double level = interval_level) const;

  struct Sums {
    std::int64_t n = 0;
    double sum = 0, squares = 0;
  };
  // The mean and the total of something known of n documents of each stratum, which stand for those of which it is not.
  Figure mean(std::span<const Sums> sums) const;
  // `freedom`: degrees of freedom of the variance, where its n documents give fewer than their number.
  Figure total(std::span<const Sums> sums, double freedom) const;

 private:
  Figure mean_within(std::span<const Sums> sums, double freedom) const;
  std::vector<double> stood_for(std::span<const Sums> sums) const;

  const Side& side_;
  bool sampled_;
  std::vector<double> documents_;  // of each stratum, read or not
  std::vector<std::int64_t> of_;   // of each, those that shares are taken of
  std::vector<double> weights_;
};

// Of a − b, from the intervals of both (method of variance estimates recovery, Zou and Donner 2008). None: certain.
Interval difference(double a, const std::optional<Interval>& of_a, double b, const std::optional<Interval>& of_b);

}  // namespace assay
