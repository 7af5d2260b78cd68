#include "pipeline/report/comparison_sheets.hpp"

#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

namespace {

Field field(const std::optional<double>& value) {
  return value ? Field(*value) : Field(std::monostate{});
}
Field field(std::int64_t value) {
  return static_cast<double>(value);
}
Field low(const Figure& figure) {
  return figure.interval ? Field(figure.interval->low) : Field(std::monostate{});
}
Field high(const Figure& figure) {
  return figure.interval ? Field(figure.interval->high) : Field(std::monostate{});
}

// The documents' path for a link cell.
Field link(const DocumentRef& document) {
  return document.root + '\x1F' + document.path;
}
Field first_link(const std::vector<DocumentRef>& documents) {
  return documents.empty() ? Field(std::monostate{}) : link(documents.front());
}

FilledSheet why(const Comparison& comparison) {
  FilledSheet filled{
      {"why",
       "Why",
       "Which rule takes how many points from the corpus that it does not take from the pilot; each unfit "
       "document counts once, under its worst finding. The three parts of a line sum to its points, all lines to "
       "the difference of the shares fit to index.",
       {{"Worst finding", CellFormat::text, 44},
        {"Points", CellFormat::number, 9},
        {"From", CellFormat::number, 9},
        {"To", CellFormat::number, 9},
        {"Corpus documents", CellFormat::integer, 11},
        {"Pilot documents", CellFormat::integer, 11},
        {"From types and origins that the pilot lacks", CellFormat::number, 12},
        {"From another mix of the others", CellFormat::number, 12},
        {"From the same ones being worse", CellFormat::number, 12},
        {"Rule", CellFormat::text, 40}},
       {}},
      {}};
  for (const RuleContribution& cause : comparison.headline.by_rule)
    filled.rows.push_back({cause.title, field(cause.points.value), low(cause.points), high(cause.points),
                           field(cause.corpus), field(cause.pilot), cause.unseen, cause.mix, cause.within, cause.rule});
  return filled;
}

FilledSheet coverage(const Comparison& comparison) {
  FilledSheet filled{
      {"coverage",
       "Kinds of documents",
       "Every kind that corpus or pilot holds, by counting; none in the pilot means that it says nothing "
       "about them.",
       {{"Kind", CellFormat::text, 56},
        {"Corpus documents", CellFormat::integer, 11},
        {"Share of corpus", CellFormat::share, 10},
        {"Corpus pages", CellFormat::integer, 11},
        {"Corpus chunks", CellFormat::integer, 11},
        {"Pilot documents", CellFormat::integer, 11},
        {"Covered", CellFormat::text, 10},
        {"Corpus fit", CellFormat::share, 10},
        {"Pilot fit", CellFormat::share, 10},
        {"A random pilot misses it", CellFormat::share, 12},
        {"Example", CellFormat::link, 50}},
       {}},
      {}};
  const auto share = [](std::int64_t part, std::int64_t whole) -> Field {
    return whole == 0 ? Field(std::monostate{}) : Field(static_cast<double>(part) / static_cast<double>(whole));
  };
  for (const Stratum& stratum : comparison.coverage.strata)
    filled.rows.push_back(
        {stratum_title(comparison.coverage.dimensions, stratum.values), field(stratum.corpus), stratum.share,
         field(stratum.corpus_pages), field(stratum.corpus_chunks), field(stratum.pilot),
         std::string(stratum.corpus == 0  ? "pilot only"
                     : stratum.pilot == 0 ? "no"
                     : stratum.pilot < 3  ? "thinly"
                                          : "yes"),
         share(stratum.corpus_fit, stratum.corpus_assessed), share(stratum.pilot_fit, stratum.pilot_assessed),
         stratum.chance_missed, first_link(stratum.examples)});
  return filled;
}

FilledSheet unseen(const Comparison& comparison) {
  FilledSheet filled{{"unseen",
                      "Not in the pilot",
                      "What the corpus holds and the pilot does not: values of each category, and findings.",
                      {{"Category", CellFormat::text, 24},
                       {"Value", CellFormat::text, 44},
                       {"Corpus documents", CellFormat::integer, 11},
                       {"Share of corpus", CellFormat::share, 10},
                       {"A random pilot misses it", CellFormat::share, 12},
                       {"Example", CellFormat::link, 50}},
                      {}},
                     {}};
  for (const Unseen& item : comparison.coverage.unseen)
    filled.rows.push_back({item.category == "finding" ? std::string("Finding") : category_title(item.category),
                           item.title, field(item.corpus), item.share, item.chance_missed, first_link(item.examples)});
  return filled;
}

FilledSheet measures(const Comparison& comparison) {
  FilledSheet filled{{"measures",
                      "Measures",
                      "Each measure of the corpus beside the pilot's. Effect: Cliff's delta, the chance that a corpus "
                      "document has the larger value less the chance of the opposite.",
                      {{"Measure", CellFormat::text, 36},
                       {"Unit", CellFormat::text, 9},
                       {"Verdict", CellFormat::text, 13},
                       {"Effect", CellFormat::number, 8},
                       {"From", CellFormat::number, 8},
                       {"To", CellFormat::number, 8},
                       {"Corpus median", CellFormat::number, 10},
                       {"Pilot median", CellFormat::number, 10},
                       {"Corpus 10 %", CellFormat::number, 10},
                       {"Pilot 10 %", CellFormat::number, 10},
                       {"Corpus 90 %", CellFormat::number, 10},
                       {"Pilot 90 %", CellFormat::number, 10},
                       {"Corpus mean", CellFormat::number, 10},
                       {"Pilot mean", CellFormat::number, 10},
                       {"Wasserstein distance", CellFormat::number, 12},
                       {"p, corrected", CellFormat::number, 10},
                       {"PSI", CellFormat::number, 8},
                       {"PSI without difference", CellFormat::number, 10},
                       {"PSI 95 % bound", CellFormat::number, 10},
                       {"Corpus n", CellFormat::integer, 9},
                       {"Corpus not read", CellFormat::integer, 9},
                       {"Corpus not applicable", CellFormat::integer, 10},
                       {"Corpus not told", CellFormat::integer, 9},
                       {"Pilot n", CellFormat::integer, 9},
                       {"Pilot not read", CellFormat::integer, 9},
                       {"Pilot not applicable", CellFormat::integer, 10},
                       {"Pilot not told", CellFormat::integer, 9},
                       {"Name", CellFormat::text, 36}},
                      {}},
                     {}};
  for (const MeasureComparison& m : comparison.measures) {
    const auto psi = [&m](double Psi::*member) { return m.psi ? Field((*m.psi).*member) : Field(std::monostate{}); };
    filled.rows.push_back({m.title,
                           m.unit,
                           std::string(to_string(m.verdict)),
                           field(m.effect.value),
                           low(m.effect),
                           high(m.effect),
                           field(m.corpus.median),
                           field(m.pilot.median),
                           field(m.corpus.p10),
                           field(m.pilot.p10),
                           field(m.corpus.p90),
                           field(m.pilot.p90),
                           field(m.corpus.mean),
                           field(m.pilot.mean),
                           field(m.wasserstein),
                           field(m.p_adjusted),
                           psi(&Psi::value),
                           psi(&Psi::floor),
                           psi(&Psi::critical),
                           field(m.corpus.n),
                           field(m.corpus.not_read),
                           field(m.corpus.not_applicable),
                           field(m.corpus.not_told),
                           field(m.pilot.n),
                           field(m.pilot.not_read),
                           field(m.pilot.not_applicable),
                           field(m.pilot.not_told),
                           m.name});
  }
  return filled;
}

FilledSheet categories(const Comparison& comparison) {
  FilledSheet filled{{"categories",
                      "Categories",
                      "The shares of each category's values, with the interval of what the pilot can say.",
                      {{"Category", CellFormat::text, 24},
                       {"Value", CellFormat::text, 32},
                       {"Share of corpus", CellFormat::share, 10},
                       {"Share of pilot", CellFormat::share, 10},
                       {"From", CellFormat::share, 9},
                       {"To", CellFormat::share, 9},
                       {"Corpus documents", CellFormat::integer, 11},
                       {"Pilot documents", CellFormat::integer, 11},
                       {"Category differs", CellFormat::text, 13},
                       {"p, corrected", CellFormat::number, 10}},
                      {}},
                     {}};
  for (const CategoryComparison& category : comparison.categories)
    for (const CategoryShare& share : category.values)
      filled.rows.push_back({category.title, share.title, share.corpus_share, field(share.pilot_share.value),
                             low(share.pilot_share), high(share.pilot_share), field(share.corpus), field(share.pilot),
                             std::string(to_string(category.verdict)), field(category.p_adjusted)});
  return filled;
}

FilledSheet rules(const Comparison& comparison) {
  FilledSheet filled{{"rules",
                      "Findings by rule",
                      "The share of documents with at least one finding of each rule; a document may have several.",
                      {{"Finding", CellFormat::text, 44},
                       {"Worst severity", CellFormat::severity, 12},
                       {"Share of corpus", CellFormat::share, 10},
                       {"Share of pilot", CellFormat::share, 10},
                       {"From", CellFormat::share, 9},
                       {"To", CellFormat::share, 9},
                       {"Corpus documents", CellFormat::integer, 11},
                       {"Pilot documents", CellFormat::integer, 11},
                       {"Corpus findings", CellFormat::integer, 11},
                       {"Dimension", CellFormat::text, 14},
                       {"Why it matters", CellFormat::wrap, 60},
                       {"What to do", CellFormat::wrap, 60},
                       {"Rule", CellFormat::text, 40}},
                      {}},
                     {}};
  for (const FindingRate& rate : comparison.findings)
    filled.rows.push_back({rate.title, rate.severity, rate.corpus_share, field(rate.pilot_share.value),
                           low(rate.pilot_share), high(rate.pilot_share), field(rate.corpus), field(rate.pilot),
                           field(rate.corpus_findings), rate.dimension, rate.why, rate.advice, rate.rule});
  return filled;
}

FilledSheet suggestions(const Comparison& comparison) {
  FilledSheet filled{{"suggestions",
                      "Add to the pilot",
                      "Documents that would make the pilot more like the corpus, in the order in which they help.",
                      {{"Order", CellFormat::integer, 7},
                       {"Document", CellFormat::link, 60},
                       {"Reason", CellFormat::wrap, 80},
                       {"Not covered after it", CellFormat::share, 11},
                       {"Thinly covered after it", CellFormat::share, 11}},
                      {}},
                     {}};
  std::int64_t order = 0;
  for (const Suggestion& suggestion : comparison.suggestions)
    filled.rows.push_back({field(++order), link(suggestion.document), suggestion.reason, suggestion.uncovered_after,
                           suggestion.thin_after});
  return filled;
}

// What changed since the baseline run: the whole, its three parts, then kind by kind and cause by cause.
FilledSheet since(const RunChange& change) {
  FilledSheet filled{{"since",
                      "Since the baseline",
                      change.sentence,
                      {{"What", CellFormat::text, 12},
                       {"Which", CellFormat::text, 48},
                       {"Points", CellFormat::number, 9},
                       {"From", CellFormat::number, 9},
                       {"To", CellFormat::number, 9},
                       {"Documents before", CellFormat::integer, 11},
                       {"Documents after", CellFormat::integer, 11},
                       {"Fit before", CellFormat::share, 10},
                       {"Fit after", CellFormat::share, 10}},
                      {}},
                     {}};
  const Field none = std::monostate{};
  const auto part = [&](std::string which, const Figure& points) {
    filled.rows.push_back({std::string("Part"), std::move(which), field(points.value), low(points), high(points), none,
                           none, none, none});
  };
  filled.rows.push_back({std::string("Whole"), std::string("Share fit to index"), field(change.points.value),
                         low(change.points), high(change.points), field(change.before.documents),
                         field(change.after.documents), field(change.before.fit_share.value),
                         field(change.after.fit_share.value)});
  part("Another mix of sources", change.mix);
  part("Documents of the same kind, better or worse", change.within);
  if (change.own) part("Our own change: extractors, rules or policy", *change.own);
  for (const KindChange& kind : change.kinds)
    filled.rows.push_back({std::string("Kind"), stratum_title({"media_type", "origin"}, kind.values),
                           kind.mix + kind.within.value.value_or(0), none, none, field(kind.before), field(kind.after),
                           field(kind.fit_before), field(kind.fit_after)});
  for (const CauseChange& cause : change.causes)
    filled.rows.push_back({std::string("Worst finding"), cause.title, none, none, none, field(cause.before),
                           field(cause.after), none, none});
  return filled;
}

}  // namespace

std::vector<FilledSheet> comparison_sheets(const Comparison& comparison) {
  std::vector<FilledSheet> sheets{why(comparison),        coverage(comparison),   unseen(comparison),
                                  measures(comparison),   categories(comparison), rules(comparison),
                                  suggestions(comparison)};
  if (comparison.since) sheets.push_back(since(*comparison.since));
  return sheets;
}

FilledSheet summary_sheet(const Comparison& comparison) {
  FilledSheet filled{{"summary",
                      "Summary",
                      {},
                      {{"What", CellFormat::text, 46},
                       {"Value", CellFormat::number, 12},
                       {"From", CellFormat::number, 10},
                       {"To", CellFormat::number, 10},
                       {"Documents", CellFormat::integer, 11},
                       {"Note", CellFormat::wrap, 70}},
                      {}},
                     {}};
  const auto add = [&filled](std::string what, const Figure& figure, double scale, std::string note) {
    const auto scaled = [scale](double value) { return Field(value * scale); };
    filled.rows.push_back({std::move(what), figure.value ? scaled(*figure.value) : Field(std::string("unknown")),
                           figure.interval ? scaled(figure.interval->low) : Field(std::monostate{}),
                           figure.interval ? scaled(figure.interval->high) : Field(std::monostate{}), field(figure.n),
                           std::move(note)});
  };
  const auto& drawn = comparison.corpus.sample;
  const std::string census =
      drawn ? "95 % interval: estimated from a sample of the corpus" : "counted over the whole corpus";
  const std::string sample = "95 % interval of what a pilot of this size can say";
  const Coverage& coverage = comparison.coverage;
  const std::int64_t m = comparison.corpus.documents;
  if (drawn) {
    const auto documents = [](std::int64_t n) { return Figure{static_cast<double>(n), std::nullopt, n}; };
    add("Corpus: documents", documents(drawn->documents), 1, drawn->sentence);
    add("Corpus: documents that were read", documents(comparison.corpus.documents), 1, drawn->forecast);
    add("Hours of one worker to read all of it", drawn->worker_seconds, 1.0 / 3600, "95 % interval");
    add("Hours to read all of it", drawn->wall_seconds, 1.0 / 3600,
        std::to_string(drawn->jobs) + " workers at once, at the pace of this run");
  }
  add("Pilot: fit to index, %", comparison.pilot.fit_share, 100, sample);
  add("Corpus: fit to index, %", comparison.corpus.fit_share, 100,
      comparison.corpus.complete ? census : "not all of the corpus was assessed: from worst to best case");
  add("Difference, points", comparison.headline.gap, 1, "above 0: the pilot looked better than the corpus is");
  add("Pilot: mean score", comparison.pilot.mean_score, 1, sample);
  add("Corpus: mean score", comparison.corpus.mean_score, 1, "over the documents that could be read");
  add("Corpus in kinds without a pilot document, %", {coverage.uncovered_share, coverage.uncovered_interval, m}, 100,
      census);
  add("Corpus in kinds with one or two, %", {coverage.thin_share, coverage.thin_interval, m}, 100, census);
  add("Corpus in kinds with three or more, %", {coverage.covered_share, coverage.covered_interval, m}, 100, census);
  if (coverage.pages.uncovered.value)
    add("Corpus pages in kinds without a pilot document, %", coverage.pages.uncovered, 100, census);
  if (coverage.chunks.uncovered.value)
    add("Corpus chunks in kinds without a pilot document, %", coverage.chunks.uncovered, 100, census);
  add("Points from types and origins that the pilot lacks",
      {comparison.headline.unseen_points, comparison.headline.unseen_interval, m}, 1,
      "the three parts sum to the difference");
  add("Points from another mix of the others", {comparison.headline.mix_points, comparison.headline.mix_interval, m}, 1,
      "");
  add("Points from the same ones being worse",
      {comparison.headline.within_points, comparison.headline.within_interval, m}, 1, "");
  return filled;
}

}  // namespace assay
