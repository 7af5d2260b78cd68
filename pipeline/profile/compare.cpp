#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "extractors/core/names.hpp"
#include "pipeline/core/run_error.hpp"
#include "pipeline/profile/estimate.hpp"
#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/statistics.hpp"
#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

namespace {

constexpr NameTable<Verdict, 4> verdicts{{
    {Verdict::flattering, "flattering"},
    {Verdict::stricter, "stricter"},
    {Verdict::alike, "alike"},
    {Verdict::inconclusive, "inconclusive"},
}};

constexpr NameTable<MeasureVerdict, 4> measure_verdicts{{
    {MeasureVerdict::differs, "differs"},
    {MeasureVerdict::alike, "alike"},
    {MeasureVerdict::inconclusive, "inconclusive"},
    {MeasureVerdict::unknown, "unknown"},
}};

constexpr NameTable<LikenessVerdict, 3> likeness_verdicts{{
    {LikenessVerdict::representative, "representative"},
    {LikenessVerdict::not_representative, "not_representative"},
    {LikenessVerdict::inconclusive, "inconclusive"},
}};

constexpr int shown_suggestions = 25;

void refuse_empty(const Side& side, std::string_view role) {
  if (!side.documents.empty()) return;
  throw RunError(ExitCode::nothing_succeeded,
                 fmt::format("The {} '{}' holds no document that was read: ingest it first, or check the path.", role,
                             side.summary.collection));
}

}  // namespace

std::string_view to_string(Verdict value) {
  return name_of(verdicts, value);
}
std::string_view to_string(MeasureVerdict value) {
  return name_of(measure_verdicts, value);
}
std::string_view to_string(LikenessVerdict value) {
  return name_of(likeness_verdicts, value);
}

RuleText rule_text(const Catalogue& catalogue, std::string_view id) {
  for (const RuleText& rule : catalogue.rules)
    if (rule.id == id) return rule;
  return {std::string(id), title_from_id(id), {}, {}};
}

std::vector<FindingRate> finding_rates(const Side& corpus, const Side& pilot, const Catalogue& catalogue) {
  std::map<std::string, FindingRate> rates;
  for (const Side* side : {&corpus, &pilot})
    for (const auto& [id, seen] : side->rules) {
      FindingRate& rate = rates[id];
      const RuleText text = rule_text(catalogue, id);
      rate.rule = id;
      rate.title = text.title;
      rate.why = text.why;
      if (rate.advice.empty()) rate.advice = text.advice.empty() ? seen.advice : text.advice;
      rate.dimension = seen.dimension;
      if (side == &corpus || rate.severity.empty()) rate.severity = to_string(seen.worst);
      (side == &corpus ? rate.corpus : rate.pilot) = seen.documents;
      if (side != &corpus) continue;
      rate.corpus_findings = seen.findings;
      rate.corpus_by_severity = seen.of_severity;
      for (const std::size_t i : seen.examples) rate.examples.push_back(corpus.ref(i));
    }
  const Estimator estimator(corpus);
  const auto n = static_cast<std::int64_t>(pilot.documents.size());
  const std::vector<std::int64_t> nowhere(estimator.strata());
  std::vector<FindingRate> result;
  for (auto& [id, rate] : rates) {
    const auto seen = corpus.rules.find(id);
    const Figure share = estimator.share(seen == corpus.rules.end() ? nowhere : seen->second.of_strata);
    rate.corpus_share = *share.value;
    rate.corpus_interval = share.interval;
    // Copies and versions show only where both were read.
    if (share.interval && rate.dimension == "uniqueness") rate.corpus_interval->high = 1;
    rate.pilot_share = {static_cast<double>(rate.pilot) / static_cast<double>(n), jeffreys(rate.pilot, n), n};
    result.push_back(std::move(rate));
  }
  std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.corpus > b.corpus; });
  return result;
}

// A pilot drawn from the corpus and one brought from elsewhere are read differently.
std::string overlap(const Side& corpus, const Side& pilot) {
  std::unordered_set<std::uint64_t> contents;
  for (const SideDocument& document : pilot.documents) contents.insert(document.content);
  std::unordered_set<std::uint64_t> shared;
  for (const SideDocument& document : corpus.documents)
    if (document.content != 0 && contents.contains(document.content)) shared.insert(document.content);
  const auto both = std::count_if(pilot.documents.begin(), pilot.documents.end(),
                                  [&](const SideDocument& document) { return shared.contains(document.content); });
  return fmt::format("{} of the {} stand{} in the {} too, byte for byte.", both == 0 ? "None" : count(both),
                     counted(pilot.summary.documents, "pilot document"), both == 1 ? "s" : "",
                     corpus.summary.sample ? "sample" : "corpus");
}

std::vector<std::string> notes(const Comparison& comparison) {
  std::vector<std::string> result;
  if (const auto& sample = comparison.corpus.sample) {
    result.push_back(sample->sentence);
    if (!sample->forecast.empty()) result.push_back(sample->forecast);
    result.push_back(
        "Copies, versions and headers that differ are found among the documents that were read alone: of these the "
        "corpus holds more than the sample shows.");
  }
  for (const SideSummary* side : {&comparison.corpus, &comparison.pilot}) {
    const std::string_view role = side == &comparison.corpus ? "corpus" : "pilot";
    if (side->assessed < side->documents)
      result.push_back(
          fmt::format("Of the {} of the {}, {} are not assessed yet; figures allow for both "
                      "ends of what they may turn out to be.",
                      counted(side->documents, "document"), role, count(side->documents - side->assessed)));
    if (!side->last_run_state.empty() && side->last_run_state != "done")
      result.push_back(
          fmt::format("The last run over the {} did not come to its end ({}): there may be files that "
                      "nobody has counted. Run it again to finish it.",
                      role, side->last_run_state == "running" ? "it runs still, or was killed" : side->last_run_state));
  }
  if (comparison.corpus.complete && !comparison.corpus.sample)
    result.push_back(fmt::format(
        "The corpus was read whole ({}), so its figures are counts, not estimates. Intervals, of the pilot's "
        "figures and of differences, are about what a pilot of {} can say.",
        counted(comparison.corpus.documents, "document"), counted(comparison.pilot.documents, "document")));
  return result;
}

void count_whole(SideSummary& corpus) {
  corpus.fit_share = fit_share(corpus, true);
  corpus.mean_score.interval.reset();
  const auto whole = static_cast<double>(corpus.documents);
  corpus.unread_share = {static_cast<double>(corpus.failed + corpus.skipped) / whole, std::nullopt, corpus.documents};
  corpus.partial_share = {static_cast<double>(corpus.partial) / whole, std::nullopt, corpus.documents};
}

Comparison compare_sides(Side corpus, Side pilot, const Catalogue& catalogue, std::span<const PilotOutcome> outcomes) {
  refuse_empty(corpus, "corpus");
  refuse_empty(pilot, "pilot");
  if (corpus.summary.sample)
    estimate_from_sample(corpus);
  else
    count_whole(corpus.summary);
  pilot.summary.fit_share = fit_share(pilot.summary, false);
  Comparison result;
  result.corpus = corpus.summary;
  result.pilot = pilot.summary;
  result.headline = headline(corpus, pilot, catalogue);
  result.coverage = coverage(corpus, pilot, catalogue);
  compare_distributions(corpus, pilot, catalogue, result);
  result.transfers = {transfer_of_fit(corpus, pilot)};
  for (const PilotOutcome& outcome : outcomes) result.transfers.push_back(transfer_of(corpus, pilot, outcome));
  result.findings = finding_rates(corpus, pilot, catalogue);
  result.suggestions = suggestions(corpus, pilot, shown_suggestions);
  result.redundant = redundant_documents(corpus, pilot);
  result.notable = notable_documents(corpus);
  result.decision = decision(result);
  result.outlook = outlook(result.corpus);
  result.notes = notes(result);
  result.notes.push_back(overlap(corpus, pilot));
  result.figures = gate_figures(result, catalogue);
  return result;
}

}  // namespace assay
