// How far the pilot flattered, and why: two exact decompositions of the same gap.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

Interval pilot_bounds(const SideSummary& side, double level) {
  const std::int64_t missing = side.documents - side.assessed;
  return {jeffreys(side.fit, side.documents, level).low, jeffreys(side.fit + missing, side.documents, level).high};
}

// Pilot and corpus as two draws of what the source yields: as if by a pilot of n·m/(n+m). For a pilot that is small
// beside its corpus that is the pilot alone; for a large one it keeps "flattering" at its 5 %.
Interval gap_bounds(const SideSummary& corpus, const SideSummary& pilot, double level) {
  const Interval census = census_bounds(corpus);
  const auto n = static_cast<double>(pilot.documents), m = static_cast<double>(corpus.documents);
  const std::int64_t missing = pilot.documents - pilot.assessed;
  const double as_many = n * m / (n + m);
  const double low = jeffreys_of_share(share(pilot.fit, pilot.documents), as_many, level).low;
  const double high = jeffreys_of_share(share(pilot.fit + missing, pilot.documents), as_many, level).high;
  return {100 * (low - census.high), 100 * (high - census.low)};
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
    gap.interval = Interval{pilot.mean_score.interval->low - *corpus.mean_score.value,
                            pilot.mean_score.interval->high - *corpus.mean_score.value};
  return gap;
}

std::vector<RuleContribution> by_rule(const Side& corpus, const Side& pilot, const Catalogue& catalogue) {
  std::map<std::string, RuleContribution> causes;
  for (const Side* side : {&corpus, &pilot}) {
    std::vector<std::int64_t> counts(side->causes.size());
    for (std::size_t i = 0; i < side->documents.size(); ++i) {
      const std::uint32_t cause = side->documents[i].cause;
      if (++counts[cause] <= examples_of_cause && cause != 0 && side == &corpus)
        causes[side->causes[cause]].examples.push_back(side->ref(i));
    }
    for (std::size_t k = 1; k < counts.size(); ++k)
      if (counts[k] > 0) (side == &corpus ? causes[side->causes[k]].corpus : causes[side->causes[k]].pilot) = counts[k];
  }
  std::vector<RuleContribution> result;
  for (auto& [rule, cause] : causes) {
    cause.rule = rule;
    cause.title = rule_text(catalogue, rule).title;
    const double lost = share(cause.corpus, corpus.summary.assessed);
    const Interval seen = jeffreys(cause.pilot, pilot.summary.assessed);
    cause.points = {100 * (lost - share(cause.pilot, pilot.summary.assessed)),
                    Interval{100 * (lost - seen.high), 100 * (lost - seen.low)}, pilot.summary.assessed};
    result.push_back(cause);
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const auto& a, const auto& b) { return *a.points.value > *b.points.value; });
  return result;
}

struct Counts {
  std::int64_t corpus = 0, corpus_fit = 0, pilot = 0, pilot_fit = 0;
};

void decompose_by_stratum(const Side& corpus, const Side& pilot, Headline& out) {
  const Strata strata = strata_of(corpus, pilot, mix_dimensions);
  std::vector<Counts> cells(strata.keys.size());
  for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
    cells[strata.corpus[i]].corpus += corpus.documents[i].assessed;
    cells[strata.corpus[i]].corpus_fit += corpus.documents[i].fit;
  }
  for (std::size_t i = 0; i < pilot.documents.size(); ++i) {
    cells[strata.pilot[i]].pilot += pilot.documents[i].assessed;
    cells[strata.pilot[i]].pilot_fit += pilot.documents[i].fit;
  }
  const std::int64_t m = corpus.summary.assessed, n = pilot.summary.assessed;
  // Weights sum to the same on both sides, so that any constant may be taken off the fit shares: with the mean of both
  // sides, each stratum's mix says what its own share does.
  const double level = (share(corpus.summary.fit, m) + share(pilot.summary.fit, n)) / 2;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const Counts& cell = cells[k];
    if (cell.corpus + cell.pilot == 0) continue;
    const double fit_corpus = share(cell.corpus_fit, cell.corpus), fit_pilot = share(cell.pilot_fit, cell.pilot);
    const double c = cell.corpus > 0 ? fit_corpus : fit_pilot, p = cell.pilot > 0 ? fit_pilot : fit_corpus;
    const double weight_c = share(cell.corpus, m), weight_p = share(cell.pilot, n);
    StratumContribution part{strata.keys[k], cell.corpus, cell.pilot, c, std::nullopt, 0, 0};
    if (cell.pilot > 0) part.pilot_fit_share = fit_pilot;
    part.mix = 100 * (weight_p - weight_c) * ((p + c) / 2 - level);
    part.within = 100 * (p - c) * (weight_p + weight_c) / 2;
    (cell.pilot == 0 ? out.unseen_points : out.mix_points) += part.mix;
    out.within_points += part.within;
    out.by_stratum.push_back(std::move(part));
  }
  std::stable_sort(out.by_stratum.begin(), out.by_stratum.end(),
                   [](const auto& a, const auto& b) { return a.corpus > b.corpus; });
}

std::string sentence(const Headline& headline, const SideSummary& corpus, const SideSummary& pilot) {
  const std::string shares = fmt::format("{} of its {} documents are fit to index, and {} of the corpus's {}",
                                         percent(share(pilot.fit, pilot.assessed)), count(pilot.assessed),
                                         percent(share(corpus.fit, corpus.assessed)), count(corpus.assessed));
  const std::string interval = interval_words(headline.gap);
  switch (headline.verdict) {
    case Verdict::flattering:
      return fmt::format("The pilot flattered you by {} points ({}): {}.", points(*headline.gap.value), interval,
                         shares);
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
  return fmt::format(
      "Inconclusive: a pilot of {} documents is too small to say whether it flattered you (difference {} "
      "points, {}): {}.",
      count(pilot.documents), points(*headline.gap.value), interval, shares);
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
    text += fmt::format(" {} of the {} points come from kinds of documents that the pilot does not hold at all.",
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
  result.gap.value = 100 * (share(p.fit, p.assessed) - share(c.fit, c.assessed));
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
