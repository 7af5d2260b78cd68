#include "pipeline/report/json.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

namespace {

using Json = nlohmann::ordered_json;

template <class T>
Json maybe(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json to_json(const Figure& figure) {
  return {{"value", maybe(figure.value)},
          {"low", figure.interval ? Json(figure.interval->low) : Json(nullptr)},
          {"high", figure.interval ? Json(figure.interval->high) : Json(nullptr)},
          {"n", figure.n}};
}

Json to_json(const std::optional<Interval>& interval) {
  return interval ? Json{{"low", interval->low}, {"high", interval->high}} : Json(nullptr);
}

template <class T, class Convert>
Json list(const std::vector<T>& items, Convert convert) {
  Json result = Json::array();
  for (const T& item : items) result.push_back(convert(item));
  return result;
}

Json to_json(const DocumentRef& document) {
  return {{"root", document.root}, {"path", document.path}};
}

Json documents(const std::vector<DocumentRef>& refs) {
  return list(refs, [](const DocumentRef& ref) { return to_json(ref); });
}

Json to_json(const std::optional<SampleSummary>& sample) {
  if (!sample) return nullptr;
  return {{"documents_in_corpus", sample->documents},
          {"bytes_in_corpus", sample->bytes},
          {"seed", sample->seed},
          {"sentence", sample->sentence},
          {"forecast",
           {{"sentence", sample->forecast},
            {"worker_seconds", to_json(sample->worker_seconds)},
            {"wall_seconds", to_json(sample->wall_seconds)},
            {"workers", sample->jobs}}},
          {"strata", list(sample->strata, [](const SampleSummary::Stratum& stratum) {
             return Json{{"title", stratum.title},
                         {"documents", stratum.documents},
                         {"read", stratum.read},
                         {"bytes", stratum.bytes}};
           })}};
}

Json to_json(const SideSummary& side) {
  return {{"collection", side.collection},
          {"documents", side.documents},
          {"assessed", side.assessed},
          {"fit", side.fit},
          {"fit_share", to_json(side.fit_share)},
          {"mean_score", to_json(side.mean_score)},
          {"read", {{"ok", side.ok}, {"partial", side.partial}, {"failed", side.failed}, {"skipped", side.skipped}}},
          {"unread_share", to_json(side.unread_share)},
          {"complete", side.complete},
          {"sample", to_json(side.sample)},
          {"last_run", {{"state", side.last_run_state}, {"finished", side.last_run_finished}}}};
}

Json to_json(const Headline& headline) {
  return {{"verdict", to_string(headline.verdict)},
          {"sentence", headline.sentence},
          {"because", headline.because},
          {"gap_points", to_json(headline.gap)},
          {"gap_points_90", {{"low", headline.gap_90.low}, {"high", headline.gap_90.high}}},
          {"score_gap_points", to_json(headline.score_gap)},
          {"margin_points", headline.margin},
          {"pilot_needed", maybe(headline.pilot_needed)},
          {"by_rule", list(headline.by_rule,
                           [](const RuleContribution& cause) {
                             return Json{{"rule", cause.rule},
                                         {"title", cause.title},
                                         {"corpus", cause.corpus},
                                         {"pilot", cause.pilot},
                                         {"points", to_json(cause.points)},
                                         {"unseen_points", cause.unseen},
                                         {"mix_points", cause.mix},
                                         {"within_points", cause.within},
                                         {"examples", documents(cause.examples)}};
                           })},
          {"parts",
           {{"unseen_points", headline.unseen_points},
            {"mix_points", headline.mix_points},
            {"within_points", headline.within_points},
            {"unseen_interval", to_json(headline.unseen_interval)},
            {"mix_interval", to_json(headline.mix_interval)},
            {"within_interval", to_json(headline.within_interval)}}},
          {"by_stratum", list(headline.by_stratum, [](const StratumContribution& part) {
             return Json{{"values", part.values},
                         {"corpus", part.corpus},
                         {"pilot", part.pilot},
                         {"corpus_fit_share", part.corpus_fit_share},
                         {"pilot_fit_share", maybe(part.pilot_fit_share)},
                         {"mix_points", part.mix},
                         {"within_points", part.within}};
           })}};
}

Json to_json(const Likeness& likeness) {
  return {{"verdict", to_string(likeness.verdict)},  {"sentence", likeness.sentence},
          {"compared", likeness.compared},           {"left_out", likeness.left_out},
          {"differing", likeness.differing},         {"open", likeness.open},
          {"p_gap_adjusted", maybe(likeness.p_gap)}, {"pilot_needed", maybe(likeness.pilot_needed)}};
}

Json to_json(const Transfer& transfer) {
  return {{"outcome", transfer.title},
          {"sentence", transfer.sentence},
          {"pilot", to_json(transfer.pilot)},
          {"resembled_share", transfer.resembled_share},
          {"resembled_share_interval", to_json(transfer.resembled_share_interval)},
          {"effective_n", transfer.effective_n},
          {"resembled", to_json(transfer.resembled)},
          {"bounds",
           transfer.bounds ? Json{{"low", transfer.bounds->low}, {"high", transfer.bounds->high}} : Json(nullptr)},
          {"known_in_corpus", to_json(transfer.known)},
          {"parts",
           {{"mix_points", transfer.mix_points},
            {"unseen_points", transfer.unseen_points},
            {"within_points", maybe(transfer.within_points)}}},
          {"strata", list(transfer.strata,
                          [](const TransferStratum& stratum) {
                            return Json{{"values", stratum.values},
                                        {"corpus", stratum.corpus},
                                        {"pilot", stratum.pilot},
                                        {"share", stratum.share},
                                        {"pilot_mean", maybe(stratum.pilot_mean)}};
                          })},
          {"unmatched_labels", transfer.unmatched}};
}

Json to_json(const CoverageOf& of) {
  return {{"all", of.all},
          {"documents", of.documents},
          {"uncovered_share", to_json(of.uncovered)},
          {"thin_share", to_json(of.thin)},
          {"covered_share", to_json(of.covered)}};
}

Json to_json(const Coverage& coverage) {
  return {{"dimensions", coverage.dimensions},
          {"uncovered_share", coverage.uncovered_share},
          {"thin_share", coverage.thin_share},
          {"covered_share", coverage.covered_share},
          {"uncovered_interval", to_json(coverage.uncovered_interval)},
          {"thin_interval", to_json(coverage.thin_interval)},
          {"covered_interval", to_json(coverage.covered_interval)},
          {"pages", to_json(coverage.pages)},
          {"chunks", to_json(coverage.chunks)},
          {"blind_below", coverage.blind_below},
          {"blind_strata", coverage.blind_strata},
          {"language_lent", coverage.language_lent},
          {"language_unknown", coverage.language_unknown},
          {"strata", list(coverage.strata,
                          [](const Stratum& stratum) {
                            return Json{{"values", stratum.values},
                                        {"corpus", stratum.corpus},
                                        {"corpus_pages", stratum.corpus_pages},
                                        {"corpus_chunks", stratum.corpus_chunks},
                                        {"corpus_assessed", stratum.corpus_assessed},
                                        {"corpus_fit", stratum.corpus_fit},
                                        {"pilot", stratum.pilot},
                                        {"pilot_assessed", stratum.pilot_assessed},
                                        {"pilot_fit", stratum.pilot_fit},
                                        {"share", stratum.share},
                                        {"share_interval", to_json(stratum.share_interval)},
                                        {"chance_missed", stratum.chance_missed},
                                        {"examples", documents(stratum.examples)}};
                          })},
          {"unseen", list(coverage.unseen, [](const Unseen& unseen) {
             return Json{{"category", unseen.category},
                         {"value", unseen.value},
                         {"title", unseen.title},
                         {"corpus", unseen.corpus},
                         {"share", unseen.share},
                         {"share_interval", to_json(unseen.share_interval)},
                         {"chance_missed", unseen.chance_missed},
                         {"examples", documents(unseen.examples)}};
           })}};
}

Json to_json(const Spread& spread) {
  return {{"n", spread.n},
          {"not_read", spread.not_read},
          {"not_applicable", spread.not_applicable},
          {"not_told", spread.not_told},
          {"p10", maybe(spread.p10)},
          {"p25", maybe(spread.p25)},
          {"median", maybe(spread.median)},
          {"p75", maybe(spread.p75)},
          {"p90", maybe(spread.p90)},
          {"mean", maybe(spread.mean)}};
}

Json to_json(const std::optional<Psi>& psi) {
  if (!psi) return nullptr;
  return {{"value", psi->value}, {"floor", psi->floor}, {"critical", psi->critical}, {"bins", psi->bins}};
}

Json to_json(const MeasureComparison& measure) {
  return {{"name", measure.name},
          {"title", measure.title},
          {"unit", measure.unit},
          {"help", measure.help},
          {"higher_is_worse", measure.higher_is_worse},
          {"verdict", to_string(measure.verdict)},
          {"corpus", to_json(measure.corpus)},
          {"pilot", to_json(measure.pilot)},
          {"cliffs_delta", to_json(measure.effect)},
          {"wasserstein", maybe(measure.wasserstein)},
          {"p_rank", maybe(measure.p_rank)},
          {"p_kolmogorov_smirnov", maybe(measure.p_ks)},
          {"p_adjusted", maybe(measure.p_adjusted)},
          {"psi", to_json(measure.psi)}};
}

Json to_json(const CategoryComparison& category) {
  return {{"name", category.name},
          {"title", category.title},
          {"verdict", to_string(category.verdict)},
          {"distance", category.distance},
          {"p_classes", maybe(category.p_classes)},
          {"p_adjusted", maybe(category.p_adjusted)},
          {"psi", to_json(category.psi)},
          {"values", list(category.values, [](const CategoryShare& share) {
             return Json{{"value", share.value},
                         {"title", share.title},
                         {"corpus", share.corpus},
                         {"pilot", share.pilot},
                         {"corpus_share", share.corpus_share},
                         {"corpus_share_interval", to_json(share.corpus_interval)},
                         {"pilot_share", to_json(share.pilot_share)}};
           })}};
}

Json to_json(const FindingRate& rate) {
  return {{"rule", rate.rule},
          {"title", rate.title},
          {"dimension", rate.dimension},
          {"severity", rate.severity},
          {"why", rate.why},
          {"advice", rate.advice},
          {"corpus_documents", rate.corpus},
          {"corpus_share", rate.corpus_share},
          {"corpus_share_interval", to_json(rate.corpus_interval)},
          {"corpus_findings", rate.corpus_findings},
          {"corpus_by_severity",
           {{"critical", rate.corpus_by_severity[3]},
            {"error", rate.corpus_by_severity[2]},
            {"warning", rate.corpus_by_severity[1]},
            {"info", rate.corpus_by_severity[0]}}},
          {"pilot_documents", rate.pilot},
          {"pilot_share", to_json(rate.pilot_share)},
          {"examples", documents(rate.examples)}};
}

Json to_json(const Suggestion& suggestion) {
  return {{"document", to_json(suggestion.document)},
          {"stratum", suggestion.stratum},
          {"reason", suggestion.reason},
          {"uncovered_after", suggestion.uncovered_after},
          {"effective_after", suggestion.effective_after},
          {"thin_after", suggestion.thin_after}};
}

Json to_json(const RunSummary& run) {
  return {{"run", run.id},
          {"finished", run.finished},
          {"today", run.today},
          {"documents", run.documents},
          {"assessed", run.assessed},
          {"fit", run.fit},
          {"fit_share", to_json(run.fit_share)}};
}

Json to_json(const KindChange& kind) {
  return {{"values", kind.values},
          {"before", kind.before},
          {"after", kind.after},
          {"fit_share_before_as_called_then", maybe(kind.fit_before_then)},
          {"fit_share_before", maybe(kind.fit_before)},
          {"fit_share_after", maybe(kind.fit_after)},
          {"mix_points", kind.mix},
          {"within_points", to_json(kind.within)}};
}

Json to_json(const RunChange& change) {
  return {
      {"verdict", to_string(change.verdict)},
      {"sentence", change.sentence},
      {"because", change.because},
      {"collection", change.collection},
      {"before", to_json(change.before)},
      {"after", to_json(change.after)},
      {"documents", {{"kept", change.kept}, {"changed", change.changed}, {"came", change.came}, {"went", change.went}}},
      {"points", to_json(change.points)},
      {"parts",
       {{"mix_points", to_json(change.mix)},
        {"within_points", to_json(change.within)},
        {"own_points", change.own ? to_json(*change.own) : Json(nullptr)}}},
      {"own_changes", change.ours},
      {"own_switched", change.own_switched},
      {"kinds", list(change.kinds, [](const KindChange& kind) { return to_json(kind); })},
      {"causes",
       list(change.causes,
            [](const CauseChange& cause) {
              return Json{
                  {"rule", cause.rule}, {"title", cause.title}, {"before", cause.before}, {"after", cause.after}};
            })},
      {"newly_unfit", documents(change.newly_unfit)},
      {"switched_by_own_change", documents(change.switched)}};
}

Json whole(const Comparison& comparison) {
  const auto each = [](const auto& item) { return to_json(item); };
  Json figures = Json::object();
  for (const auto& [name, figure] : comparison.figures) figures[name] = to_json(figure);
  return {{"schema", profile_schema},
          {"interval_level", interval_level},
          {"corpus", to_json(comparison.corpus)},
          {"pilot", to_json(comparison.pilot)},
          {"decision", comparison.decision},
          {"outlook", comparison.outlook},
          {"headline", to_json(comparison.headline)},
          {"notes", comparison.notes},
          {"likeness", to_json(comparison.likeness)},
          {"transfers", list(comparison.transfers, each)},
          {"coverage", to_json(comparison.coverage)},
          {"measures", list(comparison.measures, each)},
          {"categories", list(comparison.categories, each)},
          {"findings", list(comparison.findings, each)},
          {"suggestions", list(comparison.suggestions, each)},
          {"redundant", list(comparison.redundant,
                             [](const Redundant& item) {
                               return Json{{"document", to_json(item.document)}, {"reason", item.reason}};
                             })},
          {"since_baseline", comparison.since ? to_json(*comparison.since) : Json(nullptr)},
          {"figures", figures}};
}

std::string dump(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json field(const SQLite::Column& column) {
  if (column.isNull()) return nullptr;
  if (column.isInteger()) return column.getInt64();
  if (column.isFloat()) return column.getDouble();
  return column.getString();
}

Json findings_of(SQLite::Statement& query, std::int64_t document) {
  Json result = Json::array();
  query.reset();
  query.bind(1, document);
  while (query.executeStep()) {
    Json finding;
    for (const char* name : {"rule", "severity", "message", "evidence", "page", "place"})
      finding[name] = field(query.getColumn(name));
    result.push_back(std::move(finding));
  }
  return result;
}

void write_documents(SQLite::Database& database, const SideSummary& side, std::string_view name, bool& first,
                     std::ostream& out) {
  SQLite::Statement documents(database,
                              "SELECT document_id, root, path, sha256, media_type, status, failure_kind AS failure, "
                              "score, assessed, fit, worst FROM profiled_documents WHERE collection = ? "
                              "ORDER BY path, root");
  SQLite::Statement findings(database,
                             "SELECT rule, severity, message, evidence, page, place FROM findings "
                             "WHERE document_id = ? ORDER BY id");
  documents.bind(1, side.collection);
  while (documents.executeStep()) {
    Json document{{"side", name}};
    for (const char* column :
         {"root", "path", "sha256", "media_type", "status", "failure", "score", "assessed", "worst"})
      document[column] = field(documents.getColumn(column));
    const SQLite::Column fit = documents.getColumn("fit");
    document["fit"] = fit.isNull() ? Json(nullptr) : Json(fit.getInt() != 0);
    document["findings"] = findings_of(findings, documents.getColumn("document_id").getInt64());
    out << (first ? "\n    " : ",\n    ") << dump(document, -1);
    first = false;
  }
}

}  // namespace

std::string change_json(const RunChange& change) {
  Json json{{"schema", change_schema}};
  json.update(to_json(change));
  return dump(json, 2);
}

std::string comparison_json(const Comparison& comparison) {
  return dump(whole(comparison), 2);
}

void write_json(SQLite::Database& database, const Comparison& comparison, std::ostream& out) {
  std::string text = comparison_json(comparison);
  text.resize(text.size() - 2);  // the line break and brace that end it, put back after the documents
  out << text << ",\n  \"documents\": [";
  bool first = true;
  write_documents(database, comparison.corpus, "corpus", first, out);
  write_documents(database, comparison.pilot, "pilot", first, out);
  out << (first ? "]\n}\n" : "\n  ]\n}\n");
}

}  // namespace assay
