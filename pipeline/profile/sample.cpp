// What a sample says about all of its corpus: the summary's figures, and what reading the rest would take.
#include <fmt/format.h>

#include <algorithm>

#include "pipeline/profile/estimate.hpp"
#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/statistics.hpp"
#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

namespace {

template <class Condition>
std::vector<std::int64_t> count_by_stratum(const Side& side, Condition condition) {
  std::vector<std::int64_t> counts(side.strata.size());
  for (const SideDocument& document : side.documents) counts[document.stratum] += condition(document);
  return counts;
}

Interval fit_interval(const Side& side, double level) {
  const Estimator estimator(side);
  const auto worst = count_by_stratum(side, [](const SideDocument& d) { return d.fit; });
  const auto best = count_by_stratum(side, [](const SideDocument& d) { return d.fit || !d.assessed; });
  const Figure low = estimator.share(worst, level), high = estimator.share(best, level);
  return {low.interval ? low.interval->low : *low.value, high.interval ? high.interval->high : *high.value};
}

void estimate_scores(Side& side) {
  std::vector<Estimator::Sums> sums(side.strata.size());
  for (const SideDocument& document : side.documents) {
    if (!document.scored) continue;
    Estimator::Sums& of = sums[document.stratum];
    ++of.n;
    of.sum += document.score;
    of.squares += static_cast<double>(document.score) * document.score;
  }
  side.summary.mean_score = Estimator(side).mean(sums);
  Figure& mean = side.summary.mean_score;
  const bool whole = static_cast<std::int64_t>(side.documents.size()) >= side.summary.sample->documents;
  if (mean.interval && mean.interval->high > mean.interval->low)
    mean.interval = Interval{std::max(0.0, mean.interval->low), std::min(100.0, mean.interval->high)};
  else if (mean.value && !whole)
    mean.interval = agreeing_scores(*mean.value, mean.n);
}

// How sure the variance of the costs is: few documents of a long tail say little about it. By the variance of a sample
// variance, σ⁴(2/(n − 1) + κ/n) with κ the excess kurtosis, and Satterthwaite's matching of it.
double freedom_of(const std::vector<ReadingCost>& costs) {
  double n = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0;
  for (const ReadingCost& cost : costs) {
    n += static_cast<double>(cost.n);
    s1 += cost.seconds;
    s2 += cost.squares;
    s3 += cost.cubes;
    s4 += cost.fourths;
  }
  if (n < 4) return 1;
  const double mean = s1 / n;
  const double second = s2 / n - mean * mean;
  const double fourth = s4 / n - 4 * mean * s3 / n + 6 * mean * mean * s2 / n - 3 * mean * mean * mean * mean;
  if (second <= 0) return n - 1;
  const double excess = std::max(0.0, fourth / (second * second) - 3);
  return 2 / (2 / (n - 1) + excess / n);
}

void forecast(const Side& side, SampleSummary& sample) {
  std::vector<Estimator::Sums> sums;
  for (const ReadingCost& cost : side.costs) sums.push_back({cost.n, cost.seconds, cost.squares});
  sample.worker_seconds = Estimator(side).total(sums, freedom_of(side.costs));
  if (!sample.worker_seconds.value || *sample.worker_seconds.value <= 0) return;
  const double pace = side.pace / sample.jobs;
  sample.wall_seconds = sample.worker_seconds;
  *sample.wall_seconds.value *= pace;
  if (auto& wall = sample.wall_seconds.interval) wall = Interval{wall->low * pace, wall->high * pace};
  const auto words = [](const Figure& figure) {
    std::string text = duration(*figure.value);
    if (figure.interval)
      text += fmt::format(" ({} to {})", duration(figure.interval->low), duration(figure.interval->high));
    return text;
  };
  sample.forecast = fmt::format("To read all {} ({}) would take about {} of one worker, {} with {} at once as here.",
                                counted(sample.documents, "document"), bytes(sample.bytes),
                                words(sample.worker_seconds), words(sample.wall_seconds), sample.jobs);
}

}  // namespace

void estimate_from_sample(Side& side) {
  SideSummary& summary = side.summary;
  SampleSummary& sample = *summary.sample;
  for (const SideDocument& document : side.documents) ++sample.strata[document.stratum].read;
  const Estimator all(side);
  summary.fit_share = Estimator(side, true).share(count_by_stratum(side, [](const auto& d) { return d.fit; }));
  if (summary.fit_share.value) {
    summary.fit_share.interval = fit_interval(side, interval_level);
    sample.fit_90 = fit_interval(side, 0.90);
  }
  summary.unread_share = all.share(count_by_stratum(
      side, [](const auto& d) { return d.end == ReadingEnd::failed || d.end == ReadingEnd::skipped; }));
  summary.partial_share = all.share(count_by_stratum(side, [](const auto& d) { return d.end == ReadingEnd::partial; }));
  estimate_scores(side);
  forecast(side, sample);
  const auto read = static_cast<std::int64_t>(side.documents.size());
  sample.sentence = fmt::format(
      "A sample: {} of the corpus's {} documents were read ({}), drawn by lot from {} strata of file type, folder and "
      "size (seed {}). What is said of the corpus is estimated from them. What no document of the sample shows may "
      "still make up to {} of the corpus.",
      count(read), count(sample.documents), percent(static_cast<double>(read) / static_cast<double>(sample.documents)),
      sample.strata.size(), sample.seed, percent(blind_below(read)));
}

}  // namespace assay
