// What the verdict means for whoever has to decide: go or not, and what first.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/statistics.hpp"
#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

namespace {

// More than that of the corpus in kinds without a pilot document, and the pilot speaks for something else.
constexpr double may_be_uncovered = 0.2;

std::string first_cause(const Headline& headline, bool sample) {
  const auto cost = [](const RuleContribution& a, const RuleContribution& b) { return a.corpus < b.corpus; };
  const auto worst = std::max_element(headline.by_rule.begin(), headline.by_rule.end(), cost);
  if (worst == headline.by_rule.end() || worst->corpus == 0) return {};
  return fmt::format(" Mend first in the corpus: “{}”, which is what is worst in {}{}.", worst->title,
                     counted(worst->corpus, "document"), sample ? " that were read" : "");
}

std::string first_addition(const Comparison& comparison) {
  const auto& all = comparison.suggestions;
  if (all.empty()) return {};
  const std::size_t shown = std::min<std::size_t>(all.size(), 15);
  return fmt::format(
      " First: add the {} listed under “What to do next” to the pilot, which brings what it does not show from {} to "
      "{} of the corpus, and profile again.",
      counted(static_cast<std::int64_t>(shown), "document"), percent(comparison.coverage.uncovered_share),
      percent(all[shown - 1].uncovered_after));
}

}  // namespace

std::string outlook(const SideSummary& corpus) {
  constexpr int further = 1000;
  if (corpus.sample || !corpus.complete || corpus.assessed == 0 || corpus.assessed < corpus.documents) return {};
  const Interval unfit = jeffreys_prediction(corpus.assessed - corpus.fit, corpus.assessed, further);
  return fmt::format(
      "Counted: {} of the corpus's {} are not fit to index. Of the next {} documents from the same sources {} to {} "
      "would not be (95 % interval), if they are like these.",
      count(corpus.assessed - corpus.fit), counted(corpus.assessed, "document"), count(further),
      count(std::llround(unfit.low)), count(std::llround(unfit.high)));
}

std::string decision(const Comparison& comparison) {
  const Headline& headline = comparison.headline;
  const SideSummary &corpus = comparison.corpus, &pilot = comparison.pilot;
  if (!corpus.fit_share.value || !pilot.fit_share.value) return {};
  const std::string of_corpus = corpus.sample ? percent_within(*corpus.fit_share.value, corpus.fit_share.interval)
                                              : percent(*corpus.fit_share.value);
  const std::string plan = fmt::format("plan for {} of documents fit to index, not for the pilot's {}", of_corpus,
                                       percent(*pilot.fit_share.value));
  if (headline.verdict == Verdict::flattering)
    return fmt::format("No-go on the pilot's figures: {}.{}", plan, first_cause(headline, corpus.sample.has_value()));
  if (headline.verdict == Verdict::stricter)
    return fmt::format("Production is easier than the pilot: {}.{}", plan,
                       first_cause(headline, corpus.sample.has_value()));
  const bool differs = comparison.likeness.verdict == LikenessVerdict::not_representative;
  if (comparison.coverage.uncovered_share > may_be_uncovered || differs)
    return fmt::format("Not yet: what the pilot gave cannot be promised for {}; {} of the corpus are fit to index.{}",
                       comparison.coverage.uncovered_share > may_be_uncovered
                           ? fmt::format("the {} of the corpus that no pilot document is like",
                                         percent(comparison.coverage.uncovered_share))
                           : std::string("the corpus, which is another one than the pilot was drawn from"),
                       of_corpus, first_addition(comparison));
  if (comparison.likeness.verdict == LikenessVerdict::representative)
    return fmt::format(
        "Go by the pilot: in nothing that was compared does the corpus differ from it by more than the margins. {} of "
        "the corpus are fit to index.",
        of_corpus);
  if (headline.gap.interval && headline.gap.interval->high <= headline.margin)
    return fmt::format(
        "Not yet: the pilot did not flatter the corpus by more than {} points, but it is too small to show "
        "that it is like the corpus in all else.{}",
        points(std::max(0.0, headline.gap.interval->high)), first_addition(comparison));
  return "Not yet: the pilot is too small to go by." + first_addition(comparison);
}

}  // namespace assay
