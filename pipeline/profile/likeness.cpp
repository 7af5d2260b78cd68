// One verdict over everything that was compared, corrected for having looked at all of it.
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

constexpr double alpha = 0.05;
constexpr double for_gap = 0.6;  // of alpha: the share fit to index, since that is what is decided on
// Cliff's delta below which a difference is called small at most (Romano et al. 2006).
constexpr double measure_margin = 0.33;
// A kind may have another share of the corpus by so much before readers of the pilot are misled; a pilot of 100 can
// show it. The 10 points of the share fit to index are stricter, since that is what is decided on.
constexpr double share_margin = 0.15;
// A measure that fewer documents have is too rare for a pilot to be held against; coverage speaks of those.
constexpr double common = 0.05;
constexpr std::int64_t largest_pilot = 100'000;

std::optional<double> p_of_gap(const SideSummary& corpus, const SideSummary& pilot) {
  if (corpus.assessed == 0 || pilot.assessed == 0) return std::nullopt;
  const std::int64_t in_corpus[] = {corpus.fit, corpus.assessed - corpus.fit};
  const std::int64_t in_pilot[] = {pilot.fit, pilot.assessed - pilot.fit};
  return class_test(in_corpus, in_pilot);
}

std::vector<double> raw_p(const Comparison& out) {
  std::vector<double> p;
  for (const MeasureComparison& measure : out.measures)
    if (measure.p_rank) p.push_back(std::min(1.0, 2 * std::min(*measure.p_rank, *measure.p_ks)));
  for (const CategoryComparison& category : out.categories)
    if (category.p_classes) p.push_back(*category.p_classes);
  return p;
}

// The share fit to index has its part of the error, all the rest the other by Holm's procedure; a gap that is not
// chance hands its part on to them (Bretz et al. 2009).
void correct(Comparison& out) {
  if (const auto p = p_of_gap(out.corpus, out.pilot)) out.likeness.p_gap = std::min(1.0, *p / for_gap);
  const bool handed_on = out.likeness.p_gap.value_or(1) <= alpha;
  std::vector<double> adjusted = holm(raw_p(out));
  for (double& p : adjusted) p = handed_on ? std::max(p, *out.likeness.p_gap) : std::min(1.0, p / (1 - for_gap));
  std::size_t next = 0;
  for (MeasureComparison& measure : out.measures)
    if (measure.p_rank) measure.p_adjusted = adjusted[next++];
  for (CategoryComparison& category : out.categories)
    if (category.p_classes) category.p_adjusted = adjusted[next++];
}

MeasureVerdict verdict_of(const MeasureComparison& measure) {
  if (!measure.p_adjusted) return MeasureVerdict::unknown;
  if (*measure.p_adjusted <= alpha) return MeasureVerdict::differs;
  const bool within = measure.effect_90.low > -measure_margin && measure.effect_90.high < measure_margin;
  return within ? MeasureVerdict::alike : MeasureVerdict::inconclusive;
}

// The largest distance between a share of the corpus and an end of its interval on the pilot.
double furthest(const CategoryComparison& category) {
  double distance = 0;
  for (const CategoryShare& share : category.values) {
    // Of a sample the interval of 95 % stands for that of 90 %, on the safe side.
    const Interval apart = difference(share.corpus_share, share.corpus_interval, *share.pilot_share.value,
                                      jeffreys(share.pilot, share.pilot_share.n, 0.90));
    distance = std::max({distance, apart.high, -apart.low});
  }
  return distance;
}

MeasureVerdict verdict_of(const CategoryComparison& category) {
  if (!category.p_adjusted) return MeasureVerdict::alike;  // one value, and it is the same on both sides
  if (*category.p_adjusted <= alpha) return MeasureVerdict::differs;
  return furthest(category) <= share_margin ? MeasureVerdict::alike : MeasureVerdict::inconclusive;
}

// The pilot that would show a difference to be within its margin, if the difference stayed what it is.
std::optional<double> needed(double documents, double difference, double half_width, double margin) {
  const double slack = margin - std::abs(difference);
  if (slack <= margin / 10) return std::nullopt;  // at the margin, or beyond: no size shows it to be within
  return documents * (half_width / slack) * (half_width / slack);
}

// "median 1 in the corpus, 3 in the pilot": what a title alone leaves open.
std::string difference_words(const MeasureComparison& measure) {
  if (!measure.corpus.median || !measure.pilot.median || measure.unit == "days") return {};
  const bool same = *measure.corpus.median == *measure.pilot.median;
  const auto& [there, here] = same ? std::pair{measure.corpus.mean, measure.pilot.mean}
                                   : std::pair{measure.corpus.median, measure.pilot.median};
  return fmt::format(" ({} {} in the corpus, {} in the pilot)", same ? "mean" : "median", number(*there),
                     number(*here));
}

std::string difference_words(const CategoryComparison& category) {
  // What the corpus has more of: what the pilot has more of is no surprise to those who made it.
  const auto apart = [](const CategoryShare& share) { return share.corpus_share - *share.pilot_share.value; };
  const auto largest = std::max_element(category.values.begin(), category.values.end(),
                                        [&](const auto& a, const auto& b) { return apart(a) < apart(b); });
  if (largest == category.values.end()) return {};
  return fmt::format(" ({}: {} of the corpus, {} of the pilot)", largest->title, percent(largest->corpus_share),
                     percent(*largest->pilot_share.value));
}

struct Differing {
  double p = 1;
  std::string title, in_numbers;
};

struct Tally {
  std::vector<Differing> differing;  // by p
  std::vector<std::string> open;
  std::int64_t compared = 0, left_out = 0;
  std::optional<double> needed = 1;  // none: unknown
  void count(MeasureVerdict verdict, const std::string& title, const std::string& in_numbers, double p,
             std::optional<double> documents) {
    ++compared;
    if (verdict == MeasureVerdict::differs) differing.push_back({p, title, in_numbers});
    if (verdict != MeasureVerdict::inconclusive && verdict != MeasureVerdict::unknown) return;
    open.push_back(title);
    needed = needed && documents ? std::optional(std::max(*needed, *documents)) : std::nullopt;
  }
};

void count_gap(const Comparison& out, Tally& tally) {
  const Headline& headline = out.headline;
  if (!headline.gap.value) return tally.count(MeasureVerdict::unknown, "share fit to index", {}, 1, std::nullopt);
  const bool within = headline.gap_90.low >= -headline.margin && headline.gap_90.high <= headline.margin;
  const MeasureVerdict verdict = *out.likeness.p_gap <= alpha ? MeasureVerdict::differs
                                 : within                     ? MeasureVerdict::alike
                                                              : MeasureVerdict::inconclusive;
  // What the interval shows is not open, even where the correction for all else hides it.
  if (verdict == MeasureVerdict::inconclusive && headline.verdict != Verdict::inconclusive)
    return void(++tally.compared);
  tally.count(verdict, "share fit to index", {}, *out.likeness.p_gap,
              needed(static_cast<double>(out.pilot.assessed), *headline.gap.value,
                     (headline.gap_90.high - headline.gap_90.low) / 2, headline.margin));
}

Tally tally(const Comparison& out) {
  Tally result;
  count_gap(out, result);
  const auto pilot = static_cast<double>(out.pilot.documents);
  for (const MeasureComparison& measure : out.measures) {
    const bool rare = static_cast<double>(measure.corpus.n) < common * static_cast<double>(out.corpus.documents);
    if (rare && measure.verdict != MeasureVerdict::differs) {
      ++result.left_out;
      continue;
    }
    std::optional<double> documents;
    if (measure.effect.value)
      documents =
          needed(pilot, *measure.effect.value, (measure.effect_90.high - measure.effect_90.low) / 2, measure_margin);
    result.count(measure.verdict, measure.title, difference_words(measure), measure.p_adjusted.value_or(1), documents);
  }
  for (const CategoryComparison& category : out.categories) {
    double off = 0;
    for (const CategoryShare& share : category.values)
      off = std::max(off, std::abs(share.corpus_share - *share.pilot_share.value));
    result.count(category.verdict, category.title, difference_words(category), category.p_adjusted.value_or(1),
                 needed(pilot, off, furthest(category) - off, share_margin));
  }
  std::stable_sort(result.differing.begin(), result.differing.end(),
                   [](const auto& a, const auto& b) { return a.p < b.p; });
  return result;
}

std::string some(const std::vector<std::string>& titles) {
  std::string text;
  for (std::size_t i = 0; i < titles.size() && i < 3; ++i)
    text += (i == 0 ? "" : titles.size() <= 3 && i + 1 == titles.size() ? " and " : ", ") + titles[i];
  return titles.size() > 3 ? fmt::format("{} and {} more", text, titles.size() - 3) : text;
}

// The headline looks at the share fit to index alone, the likeness at all things at once.
std::string bridge(const Likeness& likeness, const Headline& headline, const SideSummary& corpus) {
  const bool alone = headline.verdict == Verdict::flattering || headline.verdict == Verdict::stricter;
  if (!alone || likeness.p_gap.value_or(0) <= alpha) return {};
  const std::string counted_anyway =
      corpus.sample
          ? std::string()
          : fmt::format(" The corpus's own {} is a count and does not hang on it.", percent(*corpus.fit_share.value));
  return fmt::format(
             " One of the {} is the share fit to index: its difference is beyond chance when looked at alone, and may "
             "be chance among so many.",
             likeness.compared) +
         counted_anyway;
}

std::string sentence(const Likeness& likeness, const Tally& all, const Headline& headline, const SideSummary& corpus,
                     std::int64_t pilot) {
  switch (likeness.verdict) {
    case LikenessVerdict::representative:
      return fmt::format(
          "The pilot of {} is representative: in all of {} things compared it differs from the corpus by "
          "less than what would matter.",
          counted(pilot, "document"), likeness.compared);
    case LikenessVerdict::not_representative: {
      std::vector<std::string> differing;
      for (const Differing& one : all.differing) differing.push_back(one.title + one.in_numbers);
      const std::string open = likeness.open.empty() ? std::string()
                                                     : fmt::format("; of {} a pilot of {} is too small to tell",
                                                                   likeness.open.size(), counted(pilot, "document"));
      return fmt::format("The pilot is not representative: of {} things compared {} {} beyond chance: {}{}.",
                         likeness.compared, likeness.differing.size(),
                         likeness.differing.size() == 1 ? "differs" : "differ", some(differing), open) +
             bridge(likeness, headline, corpus);
    }
    case LikenessVerdict::inconclusive:
      break;
  }
  const bool gap = headline.verdict == Verdict::flattering || headline.verdict == Verdict::stricter;
  std::string text = fmt::format(
      "Whether the pilot is {} cannot be said: no {}difference is beyond chance, but a pilot of {} could hide one in "
      "{} of {} things compared ({}).",
      gap ? "like the corpus in all else" : "representative", gap ? "other " : "", counted(pilot, "document"),
      likeness.open.size(), likeness.compared, some(likeness.open));
  if (likeness.pilot_needed)
    text += fmt::format(" A pilot of about {} would settle it.", count(*likeness.pilot_needed));
  return text;
}

}  // namespace

void judge_likeness(Comparison& out) {
  correct(out);
  for (MeasureComparison& measure : out.measures) measure.verdict = verdict_of(measure);
  for (CategoryComparison& category : out.categories) category.verdict = verdict_of(category);
  const Tally all = tally(out);
  Likeness& likeness = out.likeness;
  likeness.compared = all.compared;
  likeness.left_out = all.left_out;
  likeness.open = all.open;
  for (const Differing& one : all.differing) likeness.differing.push_back(one.title);
  likeness.verdict = !likeness.differing.empty() ? LikenessVerdict::not_representative
                     : likeness.open.empty()     ? LikenessVerdict::representative
                                                 : LikenessVerdict::inconclusive;
  if (likeness.verdict == LikenessVerdict::inconclusive && all.needed && *all.needed <= largest_pilot)
    likeness.pilot_needed = std::max<std::int64_t>(std::llround(std::ceil(*all.needed)), out.pilot.documents + 1);
  likeness.sentence = sentence(likeness, all, out.headline, out.corpus, out.pilot.documents);
}

}  // namespace assay
