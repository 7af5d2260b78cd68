// How far the pilot flattered, and why: two exact decompositions of the same gap.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pipeline/profile/estimate.hpp"
#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/statistics.hpp"
#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

namespace {

constexpr std::int64_t largest_pilot = 100'000;  // beyond it, "a larger pilot" is no advice
constexpr std::int64_t examples_of_cause = 3;

double share(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// What is not assessed may all be fit, or none of it: bounds of a census with holes.
Interval census_bounds(const SideSummary& side) {
  return {share(side.fit, side.documents), share(side.fit + side.documents - side.assessed, side.documents)};
}

double fit_of(const SideSummary& side) {
  return side.sample ? *side.fit_share.value : share(side.fit, side.assessed);
}

// The same of a sample: what it may be, as far as chance and holes go.
Interval corpus_bounds(const SideSummary& side, double level) {
  if (!side.sample) return census_bounds(side);
  return level == interval_level ? *side.fit_share.interval : side.sample->fit_90;
}

Interval pilot_bounds(const SideSummary& side, double level) {
  const std::int64_t missing = side.documents - side.assessed;
  return {jeffreys(side.fit, side.documents, level).low, jeffreys(side.fit + missing, side.documents, level).high};
}

// Pilot and corpus as two draws of what the source yields: as if by a pilot of n·m/(n+m). For a pilot that is small
// beside its corpus that is the pilot alone; for a large one it keeps "flattering" at its 5 %.
Interval gap_bounds(const SideSummary& corpus, const SideSummary& pilot, double level) {
  const Interval whole = corpus_bounds(corpus, level);
  const auto n = static_cast<double>(pilot.documents);
  const auto m = static_cast<double>(corpus.sample ? corpus.sample->documents : corpus.documents);
  const std::int64_t missing = pilot.documents - pilot.assessed;
  const double as_many = n * m / (n + m);
  const double least = share(pilot.fit, pilot.documents), most = share(pilot.fit + missing, pilot.documents);
  const double low = jeffreys_of_share(least, as_many, level).low;
  const double high = jeffreys_of_share(most, as_many, level).high;
  if (!corpus.sample) return {100 * (low - whole.high), 100 * (high - whole.low)};
  const double fit = *corpus.fit_share.value;
  return {100 * difference(least, Interval{low, least}, fit, whole).low,
          100 * difference(most, Interval{most, high}, fit, whole).high};
}

// Alike is shown by the interval of 90 % (two one-sided tests at 5 %), a difference by that of 95 %.
Verdict verdict_of(const Interval& gap, const Interval& gap_90, double margin) {
  if (gap_90.low >= -margin && gap_90.high <= margin) return Verdict::alike;
  if (gap.low > 0) return Verdict::flattering;
  if (gap.high < 0) return Verdict::stricter;
  return Verdict::inconclusive;
}

// The pilot that would settle it if its share stayed what it is: found by bisection over its size.
std::optional<std::int64_t> pilot_needed(const SideSummary& corpus, const SideSummary& pilot, double margin) {
  if (pilot.assessed == 0 || corpus.assessed == 0) return std::nullopt;
  const double p = share(pilot.fit, pilot.assessed);
  const auto settles = [&](std::int64_t n) {
    SideSummary larger = pilot;
    larger.documents = larger.assessed = n;
    larger.fit = std::llround(p * static_cast<double>(n));
    return verdict_of(gap_bounds(corpus, larger, interval_level), gap_bounds(corpus, larger, 0.90), margin) !=
           Verdict::inconclusive;
  };
  std::int64_t low = pilot.documents, high = low;
  while (high < largest_pilot && !settles(high)) {
    low = high;
    high *= 2;
  }
  if (!settles(high)) return std::nullopt;
  while (low + 1 < high) {
    const std::int64_t middle = (low + high) / 2;
    (settles(middle) ? high : low) = middle;
  }
  return high;
}

Figure score_gap(const SideSummary& corpus, const SideSummary& pilot) {
  Figure gap;
  gap.n = pilot.mean_score.n;
  if (!corpus.mean_score.value || !pilot.mean_score.value) return gap;
  gap.value = *pilot.mean_score.value - *corpus.mean_score.value;
  if (pilot.mean_score.interval)
    gap.interval = difference(*pilot.mean_score.value, pilot.mean_score.interval, *corpus.mean_score.value,
                              corpus.mean_score.interval);
  return gap;
}

std::vector<RuleContribution> by_rule(const Side& corpus, const Side& pilot, const Catalogue& catalogue) {
  std::map<std::string, RuleContribution> causes;
  const Estimator estimator(corpus, true);
  std::map<std::string, Figure> lost;  // shares of the corpus
  const std::vector<std::int64_t> nowhere(estimator.strata());
  for (const Side* side : {&corpus, &pilot}) {
    const std::size_t strata = side == &corpus ? estimator.strata() : 1;
    std::vector<std::vector<std::int64_t>> counts(side->causes.size(), std::vector<std::int64_t>(strata));
    std::vector<std::int64_t> all(side->causes.size());
    for (std::size_t i = 0; i < side->documents.size(); ++i) {
      const std::uint32_t cause = side->documents[i].cause;
      ++counts[cause][side == &corpus ? side->documents[i].stratum : 0];
      if (++all[cause] <= examples_of_cause && cause != 0 && side == &corpus)
        causes[side->causes[cause]].examples.push_back(side->ref(i));
    }
    for (std::size_t k = 1; k < counts.size(); ++k) {
      if (all[k] == 0) continue;
      RuleContribution& cause = causes[side->causes[k]];
      (side == &corpus ? cause.corpus : cause.pilot) = all[k];
      if (side == &corpus) lost[side->causes[k]] = estimator.share(counts[k]);
    }
  }
  std::vector<RuleContribution> result;
  const std::int64_t n = pilot.summary.assessed;
  for (auto& [rule, cause] : causes) {
    cause.rule = rule;
    cause.title = rule_text(catalogue, rule).title;
    const Figure of_corpus = lost.contains(rule) ? lost[rule] : estimator.share(nowhere);
    const double there = share(cause.pilot, n);
    const Interval gap = difference(*of_corpus.value, of_corpus.interval, there, jeffreys(cause.pilot, n));
    cause.points = {100 * (*of_corpus.value - there), Interval{100 * gap.low, 100 * gap.high}, n};
    result.push_back(cause);
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const auto& a, const auto& b) { return *a.points.value > *b.points.value; });
  return result;
}

std::string sentence(const Headline& headline, const SideSummary& corpus, const SideSummary& pilot) {
  std::string shares =
      fmt::format("{} of its {} {} fit to index, and {}", percent(share(pilot.fit, pilot.assessed)),
                  counted(pilot.assessed, "document"), pilot.assessed == 1 ? "is" : "are", percent(fit_of(corpus)));
  if (corpus.sample)
    shares +=
        fmt::format(" ({} to {}) of the corpus's {}, of which {} were read", percent(corpus.fit_share.interval->low),
                    percent(corpus.fit_share.interval->high), count(corpus.sample->documents), count(corpus.assessed));
  else
    shares += fmt::format(" of the corpus's {}", count(corpus.assessed));
  const std::string interval = interval_words(headline.gap);
  switch (headline.verdict) {
    case Verdict::flattering:
      return fmt::format(
          "The pilot flattered you by {} points ({}): {}.{}", points(*headline.gap.value), interval, shares,
          !corpus.sample && pilot.fit == pilot.assessed ? " More it cannot be, as no document of the pilot is unfit."
                                                        : "");
    case Verdict::stricter:
      return fmt::format("The pilot was harder than the corpus by {} points ({}): {}.", points(-*headline.gap.value),
                         fmt::format("95 % interval {} to {}", points(-headline.gap.interval->high),
                                     points(-headline.gap.interval->low)),
                         shares);
    case Verdict::alike:
      return fmt::format("The pilot shows what the corpus is, within {:.0f} points (difference {}, {}): {}.",
                         headline.margin, points(*headline.gap.value), interval, shares);
    case Verdict::inconclusive:
      break;
  }
  const std::string known =
      fmt::format("(difference {} points, {}): {}.", points(*headline.gap.value), interval, shares);
  const std::string few = counted(pilot.documents, "document");
  if (headline.gap.interval->high <= headline.margin)
    return fmt::format(
        "The pilot did not flatter you by more than {} points; whether it was harder than the corpus, {} are too few "
        "to say {}",
        points(std::max(0.0, headline.gap.interval->high)), few, known);
  if (headline.gap.interval->low >= -headline.margin)
    return fmt::format(
        "Inconclusive: the pilot may have flattered you by up to {} points, which {} are too few to rule "
        "out {}",
        points(headline.gap.interval->high), few, known);
  return fmt::format("Inconclusive: a pilot of {} is too small to say whether it flattered you {}", few, known);
}

// The largest causes until they explain most of it, three at most.
std::string because(const Headline& headline) {
  if (headline.verdict != Verdict::flattering) return {};
  std::string text;
  double explained = 0;
  for (std::size_t i = 0; i < headline.by_rule.size() && i < 3; ++i) {
    const RuleContribution& cause = headline.by_rule[i];
    if (*cause.points.value <= 0 || explained > 0.9 * *headline.gap.value) break;
    explained += *cause.points.value;
    text += fmt::format("{}{} ({} points)", text.empty() ? "Where the points go: " : "; ", cause.title,
                        points(*cause.points.value));
  }
  if (text.empty()) return {};
  text += ".";
  if (headline.unseen_points >= 0.5)
    text += fmt::format(" {} of the {} points come from file types and origins of pages that the pilot does not hold.",
                        points(headline.unseen_points), points(*headline.gap.value));
  return text;
}

}  // namespace

Figure fit_share(const SideSummary& side, bool census) {
  Figure figure;
  figure.n = side.assessed;
  if (side.assessed == 0) return figure;
  figure.value = share(side.fit, side.assessed);
  if (!census)
    figure.interval = pilot_bounds(side, interval_level);
  else if (side.assessed < side.documents)
    figure.interval = census_bounds(side);
  return figure;
}

Headline headline(const Side& corpus, const Side& pilot, const Catalogue& catalogue) {
  Headline result;
  const SideSummary &c = corpus.summary, &p = pilot.summary;
  result.gap.n = p.assessed;
  result.score_gap = score_gap(c, p);
  if (c.assessed == 0 || p.assessed == 0) {
    result.sentence =
        fmt::format("Unknown: no document of the {} could be assessed.", c.assessed == 0 ? "corpus" : "pilot");
    return result;
  }
  result.gap.value = 100 * (share(p.fit, p.assessed) - fit_of(c));
  result.gap.interval = gap_bounds(c, p, interval_level);
  result.gap_90 = gap_bounds(c, p, 0.90);
  result.verdict = verdict_of(*result.gap.interval, result.gap_90, result.margin);
  if (result.verdict == Verdict::inconclusive) result.pilot_needed = pilot_needed(c, p, result.margin);
  result.by_rule = by_rule(corpus, pilot, catalogue);
  decompose_by_stratum(corpus, pilot, result);
  result.sentence = sentence(result, c, p);
  result.because = because(result);
  return result;
}

}  // namespace assay
