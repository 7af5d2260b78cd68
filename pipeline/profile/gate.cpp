#include "pipeline/profile/gate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "extractors/core/names.hpp"
#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/statistics.hpp"
#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

namespace {

constexpr NameTable<GateOutcome, 3> outcomes{{
    {GateOutcome::passed, "passed"},
    {GateOutcome::failed, "failed"},
    {GateOutcome::inconclusive, "inconclusive"},
}};

double part(std::int64_t value, std::int64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(value) / static_cast<double>(whole);
}

GateOutcome judge(const GateCondition& condition, const Figure& figure) {
  if (!figure.value && !figure.interval) return GateOutcome::inconclusive;
  const Interval range = figure.interval ? *figure.interval : Interval{*figure.value, *figure.value};
  const bool holds = (!condition.at_least || range.low >= *condition.at_least) &&
                     (!condition.at_most || range.high <= *condition.at_most);
  const bool fails =
      (condition.at_least && range.high < *condition.at_least) || (condition.at_most && range.low > *condition.at_most);
  return holds ? GateOutcome::passed : fails ? GateOutcome::failed : GateOutcome::inconclusive;
}

std::string describe(const GateCondition& condition, const Figure& figure, GateOutcome outcome) {
  std::string text =
      fmt::format("{}: {} is ", condition.name.empty() ? condition.figure : condition.name, condition.figure);
  text += figure.value ? number(*figure.value) : "unknown";
  if (figure.interval) text += fmt::format(" ({} to {})", number(figure.interval->low), number(figure.interval->high));
  text += fmt::format(", n = {}", count(figure.n));
  if (condition.at_least) text += fmt::format("; at least {} is asked", number(*condition.at_least));
  if (condition.at_most) text += fmt::format("; at most {} is asked", number(*condition.at_most));
  return fmt::format("{}: {}.", text, to_string(outcome));
}

// 1 or 0; where nobody can say, unknown, so that a condition on it is inconclusive.
void add_likeness(const Likeness& likeness, std::int64_t n, std::map<std::string, Figure>& out) {
  Figure& figure = out["pilot.representative"];
  figure.n = n;
  if (likeness.verdict != LikenessVerdict::inconclusive)
    figure.value = likeness.verdict == LikenessVerdict::representative ? 1 : 0;
}

// What is not known of the documents that no pilot document resembles is part of the interval: worst case to best.
void add_transfers(const std::vector<Transfer>& transfers, std::map<std::string, Figure>& out) {
  for (std::size_t i = 1; i < transfers.size(); ++i) {  // the first is the pass rate, which the corpus knows itself
    const Transfer& transfer = transfers[i];
    const std::string name = fmt::format("transfer.{}", transfer.title);
    out[name + ".resembled"] = transfer.resembled;
    Figure& corpus = out[name + ".corpus"];
    corpus.n = transfer.pilot.n;
    corpus.interval = transfer.bounds;
    out[name + ".effective_n"] = {transfer.effective_n, std::nullopt, transfer.pilot.n};
  }
  if (transfers.empty()) return;
  out["transfer.resembled_share"] = {transfers.front().resembled_share, transfers.front().resembled_share_interval,
                                     transfers.front().known.n};
  out["transfer.effective_n"] = {transfers.front().effective_n, std::nullopt, transfers.front().pilot.n};
}

const Figure& figure_named(const Comparison& comparison, const std::string& name) {
  const auto found = comparison.figures.find(name);
  if (found != comparison.figures.end()) return found->second;
  std::string known;
  for (const auto& [figure, value] : comparison.figures)
    if (!figure.starts_with("finding.")) known += (known.empty() ? "" : ", ") + figure;
  throw PolicyError(
      fmt::format("The gate asks for the figure '{}', which does not exist. There are: {}, and "
                  "finding.RULE.share for each rule.",
                  name, known));
}

// A gate that passes asks less than the verdict says; whoever reads both must learn why.
std::string beside_the_verdict(const Policy& policy, const Comparison& comparison) {
  if (comparison.likeness.verdict == LikenessVerdict::representative) return {};
  for (const GateCondition& condition : policy.gate)
    if (condition.figure == "pilot.representative") return {};
  return fmt::format(
      " The verdict goes further than these conditions: {} To ask for that too, add to the policy: [[gate]] figure = "
      "\"pilot.representative\", at_least = 1.",
      comparison.likeness.sentence);
}

}  // namespace

std::string_view to_string(GateOutcome value) {
  return name_of(outcomes, value);
}

std::map<std::string, Figure> gate_figures(const Comparison& comparison, const Catalogue& catalogue) {
  const SideSummary &corpus = comparison.corpus, &pilot = comparison.pilot;
  const std::int64_t m = corpus.documents, n = pilot.documents;
  const auto census = [m](double value) { return Figure{value, std::nullopt, m}; };
  std::map<std::string, Figure> result{
      {"corpus.documents", census(static_cast<double>(corpus.sample ? corpus.sample->documents : m))},
      {"corpus.fit_share", corpus.fit_share},
      {"corpus.mean_score", corpus.mean_score},
      {"corpus.unread_share", corpus.unread_share},
      {"corpus.partial_share", corpus.partial_share},
      {"corpus.assessed_share", census(part(corpus.assessed, m))},
      {"pilot.documents", {static_cast<double>(n), std::nullopt, n}},
      {"pilot.fit_share", pilot.fit_share},
      {"pilot.mean_score", pilot.mean_score},
      {"flattery.points", comparison.headline.gap},
      {"flattery.score_points", comparison.headline.score_gap},
      {"coverage.uncovered_share", {comparison.coverage.uncovered_share, comparison.coverage.uncovered_interval, m}},
      {"coverage.thin_share", {comparison.coverage.thin_share, comparison.coverage.thin_interval, m}},
      {"coverage.covered_share", {comparison.coverage.covered_share, comparison.coverage.covered_interval, m}},
  };
  // Of a corpus of which half has no pages the share of pages says nothing of the whole.
  if (comparison.coverage.pages.uncovered.value && 10 * comparison.coverage.pages.documents >= 9 * m)
    result["coverage.uncovered_page_share"] = comparison.coverage.pages.uncovered;
  if (comparison.coverage.chunks.uncovered.value)
    result["coverage.uncovered_chunk_share"] = comparison.coverage.chunks.uncovered;
  // What a sample does not show may be there all the same.
  Figure never_seen = census(0);
  if (corpus.sample) never_seen.interval = Interval{0, blind_below(m)};
  std::int64_t differing = 0;
  for (const MeasureComparison& measure : comparison.measures) differing += measure.verdict == MeasureVerdict::differs;
  result["measures.differing"] = {static_cast<double>(differing), std::nullopt, n};
  add_likeness(comparison.likeness, n, result);
  add_transfers(comparison.transfers, result);
  for (const RuleText& rule : catalogue.rules) result[fmt::format("finding.{}.share", rule.id)] = never_seen;
  for (const FindingRate& rate : comparison.findings)
    result[fmt::format("finding.{}.share", rate.rule)] = Figure{rate.corpus_share, rate.corpus_interval, m};
  return result;
}

GateResult gate(const Policy& policy, const Comparison& comparison) {
  GateResult result;
  if (policy.gate.empty()) {
    result.message = "The policy holds no gate condition, so nothing can be passed: add [[gate]] entries to it.";
    return result;
  }
  result.outcome = GateOutcome::passed;
  std::int64_t failed = 0, open = 0;
  for (const GateCondition& condition : policy.gate) {
    const Figure& figure = figure_named(comparison, condition.figure);
    const GateOutcome outcome = judge(condition, figure);
    result.conditions.push_back({condition, figure, outcome, describe(condition, figure, outcome)});
    failed += outcome == GateOutcome::failed;
    open += outcome == GateOutcome::inconclusive;
  }
  if (open > 0) result.outcome = GateOutcome::inconclusive;
  if (failed > 0) result.outcome = GateOutcome::failed;
  result.message = fmt::format("Gate {}: of {} {} failed, {} could not be decided.", to_string(result.outcome),
                               counted(static_cast<std::int64_t>(policy.gate.size()), "condition"), failed, open);
  if (result.outcome == GateOutcome::passed) result.message += beside_the_verdict(policy, comparison);
  return result;
}

}  // namespace assay
