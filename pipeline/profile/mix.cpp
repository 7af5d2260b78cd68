// The gap by kinds of documents: another mix of them, kinds that the pilot lacks, and worse documents of the same kind.
#include <algorithm>
#include <array>
#include <random>

#include "pipeline/profile/estimate.hpp"
#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/statistics.hpp"

namespace assay {
namespace {

constexpr int resamples = 1000;

// Of both sides, by weight: documents of a kind, or those of them that something holds of.
struct Pair {
  double corpus = 0, pilot = 0;
};

struct Split {
  double unseen = 0, mix = 0, within = 0;
};

double share(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

Pair sum(const std::vector<Pair>& of) {
  Pair all;
  for (const Pair& one : of) {
    all.corpus += one.corpus;
    all.pilot += one.pilot;
  }
  return all;
}

// Kitagawa's two parts of one kind (StratumContribution), in points of the share of `hits`.
Split part_of(const Pair& kind, const Pair& hits, const Pair& whole, double level) {
  const double in_corpus = share(hits.corpus, kind.corpus), in_pilot = share(hits.pilot, kind.pilot);
  const double c = kind.corpus > 0 ? in_corpus : in_pilot, p = kind.pilot > 0 ? in_pilot : in_corpus;
  const double weight_c = share(kind.corpus, whole.corpus), weight_p = share(kind.pilot, whole.pilot);
  const double mix = 100 * (weight_p - weight_c) * ((p + c) / 2 - level);
  Split part{0, 0, 100 * (p - c) * (weight_p + weight_c) / 2};
  (kind.pilot > 0 ? part.mix : part.unseen) = mix;
  return part;
}

// Weights sum to the same on both sides, so that any constant may be taken off the shares: with the mean of both
// sides, each kind's mix says what its own share does.
double level_of(const Pair& hits, const Pair& whole) {
  return (share(hits.corpus, whole.corpus) + share(hits.pilot, whole.pilot)) / 2;
}

Split split_of(const std::vector<Pair>& kinds, const std::vector<Pair>& hits) {
  const Pair whole = sum(kinds);
  const double level = level_of(sum(hits), whole);
  Split all;
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    if (kinds[k].corpus + kinds[k].pilot <= 0) continue;
    const Split part = part_of(kinds[k], hits[k], whole, level);
    all.unseen += part.unseen;
    all.mix += part.mix;
    all.within += part.within;
  }
  return all;
}

// What a side may be, given its documents: shares of kinds and of fit ones within them drawn from the posterior of the
// multinomial (Rubin 1981), with the prior of Jeffreys on the fit ones as in the interval of the whole: its share adds
// up to the same Beta distribution. A pilot in which all are fit is no proof that all others would be.
void draw_again(double Pair::*side, bool with_prior, std::vector<Pair>& kinds, std::vector<Pair>& fit,
                std::mt19937& random) {
  const double documents = sum(kinds).*side;
  const auto weigh = [&random](double count) {
    return count > 0 ? std::gamma_distribution<double>(count, 1)(random) : 0.0;
  };
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    const double n = kinds[k].*side, prior = with_prior ? 0.5 * share(n, documents) : 0;
    const double good = weigh(fit[k].*side + prior), bad = weigh(n - fit[k].*side + prior);
    fit[k].*side = good;
    kinds[k].*side = good + bad;
  }
}

Interval interval_of(std::vector<double>& drawn, double estimate) {
  std::sort(drawn.begin(), drawn.end());
  constexpr double tail = (1 - interval_level) / 2;
  return {std::min(quantile(drawn, tail), estimate), std::max(quantile(drawn, 1 - tail), estimate)};
}

void add_intervals(const std::vector<Pair>& kinds, const std::vector<Pair>& fit, bool sample, Headline& out) {
  std::mt19937 random(20260102);  // any fixed seed: the same data give the same intervals
  std::array<std::vector<double>, 3> drawn;
  for (int i = 0; i < resamples; ++i) {
    std::vector<Pair> kinds_again = kinds, fit_again = fit;
    draw_again(&Pair::pilot, true, kinds_again, fit_again, random);
    if (sample) draw_again(&Pair::corpus, false, kinds_again, fit_again, random);
    const Split split = split_of(kinds_again, fit_again);
    drawn[0].push_back(split.unseen);
    drawn[1].push_back(split.mix);
    drawn[2].push_back(split.within);
  }
  out.unseen_interval = interval_of(drawn[0], out.unseen_points);
  out.mix_interval = interval_of(drawn[1], out.mix_points);
  out.within_interval = interval_of(drawn[2], out.within_points);
}

// What falls under each cause, by kind: the parts of a cause add up to its points, those of all causes to the gap's.
void split_causes(const Side& corpus, const Side& pilot, const Strata& strata, const Estimator& estimator,
                  const std::vector<Pair>& kinds, Headline& out) {
  std::map<std::string, std::vector<Pair>> lost;
  for (const Side* side : {&corpus, &pilot}) {
    const auto& of = side == &corpus ? strata.corpus : strata.pilot;
    std::vector<std::vector<Pair>*> by_code(side->causes.size(), nullptr);
    for (std::size_t i = 0; i < side->documents.size(); ++i) {
      const std::uint32_t code = side->documents[i].cause;
      if (code == 0) continue;
      if (by_code[code] == nullptr)
        by_code[code] = &lost.try_emplace(side->causes[code], std::vector<Pair>(kinds.size())).first->second;
      Pair& cell = (*by_code[code])[of[i]];
      if (side == &corpus)
        cell.corpus += estimator.weight(i);
      else
        ++cell.pilot;
    }
  }
  for (RuleContribution& cause : out.by_rule) {
    const auto found = lost.find(cause.rule);
    if (found == lost.end()) continue;
    const Split split = split_of(kinds, found->second);
    cause.unseen = -split.unseen;  // what is lost in the corpus, not what is fit in the pilot
    cause.mix = -split.mix;
    cause.within = -split.within;
  }
}

}  // namespace

void decompose_by_stratum(const Side& corpus, const Side& pilot, Headline& out) {
  const Strata strata = strata_of(corpus, pilot, mix_dimensions);
  const Estimator estimator(corpus, true);
  std::vector<Pair> kinds(strata.keys.size()), fit(strata.keys.size());
  std::vector<std::int64_t> in_corpus(kinds.size());
  for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
    if (!corpus.documents[i].assessed) continue;
    const std::size_t k = strata.corpus[i];
    ++in_corpus[k];
    kinds[k].corpus += estimator.weight(i);
    if (corpus.documents[i].fit) fit[k].corpus += estimator.weight(i);
  }
  for (std::size_t i = 0; i < pilot.documents.size(); ++i) {
    kinds[strata.pilot[i]].pilot += pilot.documents[i].assessed;
    fit[strata.pilot[i]].pilot += pilot.documents[i].assessed && pilot.documents[i].fit;
  }
  const Pair whole = sum(kinds);
  const double level = level_of(sum(fit), whole);
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    if (kinds[k].corpus + kinds[k].pilot <= 0) continue;
    const Split part = part_of(kinds[k], fit[k], whole, level);
    StratumContribution kind{
        strata.keys[k],         in_corpus[k], static_cast<std::int64_t>(kinds[k].pilot), 0, std::nullopt,
        part.mix + part.unseen, part.within};
    if (kinds[k].pilot > 0) kind.pilot_fit_share = share(fit[k].pilot, kinds[k].pilot);
    kind.corpus_fit_share = in_corpus[k] > 0 ? share(fit[k].corpus, kinds[k].corpus) : *kind.pilot_fit_share;
    out.by_stratum.push_back(std::move(kind));
  }
  const Split split = split_of(kinds, fit);
  out.unseen_points = split.unseen;
  out.mix_points = split.mix;
  out.within_points = split.within;
  std::stable_sort(out.by_stratum.begin(), out.by_stratum.end(),
                   [](const auto& a, const auto& b) { return a.corpus > b.corpus; });
  split_causes(corpus, pilot, strata, estimator, kinds, out);
  add_intervals(kinds, fit, corpus.summary.sample.has_value(), out);
}

}  // namespace assay
