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

struct Counts {
  std::int64_t corpus = 0, pilot = 0, pilot_fit = 0;
  double weight = 0, weight_fit = 0;  // of the corpus: the same as counts where all of it was read
};

struct Split {
  double unseen = 0, mix = 0, within = 0;
};

double share(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

// Kitagawa's two parts of each kind (StratumContribution), in points.
Split part_of(const Counts& cell, double corpus, double pilot, double level) {
  const double fit_corpus = share(cell.weight_fit, cell.weight);
  const double fit_pilot = share(static_cast<double>(cell.pilot_fit), static_cast<double>(cell.pilot));
  const double c = cell.weight > 0 ? fit_corpus : fit_pilot, p = cell.pilot > 0 ? fit_pilot : fit_corpus;
  const double weight_c = share(cell.weight, corpus), weight_p = share(static_cast<double>(cell.pilot), pilot);
  const double mix = 100 * (weight_p - weight_c) * ((p + c) / 2 - level);
  Split part{0, 0, 100 * (p - c) * (weight_p + weight_c) / 2};
  (cell.pilot == 0 ? part.unseen : part.mix) = mix;
  return part;
}

// Weights sum to the same on both sides, so that any constant may be taken off the fit shares: with the mean of both
// sides, each kind's mix says what its own share does.
double level_of(const std::vector<Counts>& cells, double corpus, double pilot) {
  double fit_corpus = 0, fit_pilot = 0;
  for (const Counts& cell : cells) {
    fit_corpus += cell.weight_fit;
    fit_pilot += static_cast<double>(cell.pilot_fit);
  }
  return (share(fit_corpus, corpus) + share(fit_pilot, pilot)) / 2;
}

// Counts of a draw with replacement of as many as there are, by kind and fitness: a multinomial, one binomial at a
// time.
template <class Get>
std::vector<std::int64_t> redraw(std::size_t cells, std::int64_t n, Get get, std::mt19937& random) {
  std::vector<std::int64_t> drawn(cells);
  double left = 0;
  for (std::size_t k = 0; k < cells; ++k) left += get(k);
  for (std::size_t k = 0; k < cells && n > 0; ++k) {
    const double of = get(k);
    if (of <= 0) continue;
    const double p = std::min(1.0, of / left);
    drawn[k] = p >= 1 ? n : std::binomial_distribution<std::int64_t>(n, p)(random);
    left -= of;
    n -= drawn[k];
  }
  return drawn;
}

struct Sides {
  double corpus = 0;  // sum of weights
  std::int64_t pilot = 0;
  bool sample = false;  // of the corpus: it is drawn again too
};

Split split_again(std::vector<Counts> cells, const Sides& sides, std::mt19937& random) {
  const std::vector<Counts> from = cells;
  const auto pilot = redraw(
      2 * cells.size(), sides.pilot,
      [&](std::size_t i) {
        const Counts& cell = from[i / 2];
        return static_cast<double>(i % 2 == 0 ? cell.pilot_fit : cell.pilot - cell.pilot_fit);
      },
      random);
  for (std::size_t k = 0; k < cells.size(); ++k) {
    cells[k].pilot_fit = pilot[2 * k];
    cells[k].pilot = pilot[2 * k] + pilot[2 * k + 1];
  }
  if (sides.sample) {
    const auto read = static_cast<std::int64_t>(sides.corpus + 0.5);
    const auto corpus = redraw(
        2 * cells.size(), read,
        [&](std::size_t i) {
          const Counts& cell = from[i / 2];
          return i % 2 == 0 ? cell.weight_fit : cell.weight - cell.weight_fit;
        },
        random);
    for (std::size_t k = 0; k < cells.size(); ++k) {
      cells[k].weight_fit = static_cast<double>(corpus[2 * k]);
      cells[k].weight = static_cast<double>(corpus[2 * k] + corpus[2 * k + 1]);
    }
  }
  const auto n = static_cast<double>(sides.pilot);
  const double level = level_of(cells, sides.corpus, n);
  Split sum;
  for (const Counts& cell : cells) {
    if (cell.weight + static_cast<double>(cell.pilot) <= 0) continue;
    const Split part = part_of(cell, sides.corpus, n, level);
    sum.unseen += part.unseen;
    sum.mix += part.mix;
    sum.within += part.within;
  }
  return sum;
}

void add_intervals(const std::vector<Counts>& cells, const Sides& sides, Headline& out) {
  if (sides.pilot < 2) return;
  std::mt19937 random(20260102);  // any fixed seed: the same data give the same intervals
  std::array<std::vector<double>, 3> drawn;
  for (int i = 0; i < resamples; ++i) {
    const Split split = split_again(cells, sides, random);
    drawn[0].push_back(split.unseen);
    drawn[1].push_back(split.mix);
    drawn[2].push_back(split.within);
  }
  const auto interval = [](std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    constexpr double tail = (1 - interval_level) / 2;
    return Interval{quantile(values, tail), quantile(values, 1 - tail)};
  };
  out.unseen_interval = interval(drawn[0]);
  out.mix_interval = interval(drawn[1]);
  out.within_interval = interval(drawn[2]);
}

}  // namespace

void decompose_by_stratum(const Side& corpus, const Side& pilot, Headline& out) {
  const Strata strata = strata_of(corpus, pilot, mix_dimensions);
  std::vector<Counts> cells(strata.keys.size());
  const Estimator estimator(corpus, true);
  Sides sides{0, pilot.summary.assessed, corpus.summary.sample.has_value()};
  for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
    if (!corpus.documents[i].assessed) continue;
    Counts& cell = cells[strata.corpus[i]];
    const double weight = estimator.weight(i);
    ++cell.corpus;
    cell.weight += weight;
    sides.corpus += weight;
    if (corpus.documents[i].fit) cell.weight_fit += weight;
  }
  for (std::size_t i = 0; i < pilot.documents.size(); ++i) {
    cells[strata.pilot[i]].pilot += pilot.documents[i].assessed;
    cells[strata.pilot[i]].pilot_fit += pilot.documents[i].assessed && pilot.documents[i].fit;
  }
  const auto n = static_cast<double>(sides.pilot);
  const double level = level_of(cells, sides.corpus, n);
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const Counts& cell = cells[k];
    if (cell.corpus + cell.pilot == 0) continue;
    const Split part = part_of(cell, sides.corpus, n, level);
    StratumContribution kind{strata.keys[k],         cell.corpus, cell.pilot, 0, std::nullopt,
                             part.mix + part.unseen, part.within};
    if (cell.pilot > 0)
      kind.pilot_fit_share = share(static_cast<double>(cell.pilot_fit), static_cast<double>(cell.pilot));
    kind.corpus_fit_share = cell.corpus > 0 ? share(cell.weight_fit, cell.weight) : *kind.pilot_fit_share;
    out.unseen_points += part.unseen;
    out.mix_points += part.mix;
    out.within_points += part.within;
    out.by_stratum.push_back(std::move(kind));
  }
  std::stable_sort(out.by_stratum.begin(), out.by_stratum.end(),
                   [](const auto& a, const auto& b) { return a.corpus > b.corpus; });
  add_intervals(cells, sides, out);
}

}  // namespace assay
