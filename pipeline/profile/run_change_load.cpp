// Two runs from the store, and their change in words.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "pipeline/core/run_error.hpp"
#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/run_change.hpp"
#include "pipeline/profile/words.hpp"
#include "pipeline/store/store.hpp"

namespace assay {

using namespace words;

namespace {

std::string text(const SQLite::Column& column) {
  return column.isNull() ? std::string() : column.getString();
}

struct StoredRun {
  RunSummary summary;
  std::string state, extractors, policy_key, policy, rules;  // the key is of the policy and of the rules' versions
};

StoredRun find_run(SQLite::Database& database, std::string_view collection, std::int64_t id, std::int64_t before) {
  SQLite::Statement query(
      database,
      "SELECT r.id, r.finished, r.today, r.state, r.extractors_key, r.policy_key, r.policy_toml, r.rules_key, (SELECT "
      "count(*) FROM run_documents d WHERE d.run_id = r.id), EXISTS (SELECT 1 FROM samples s WHERE s.run_id = r.id) "
      "FROM runs r JOIN collections c ON c.id = r.collection_id WHERE c.name = ?1 AND (CASE WHEN ?2 > 0 THEN r.id = ?2 "
      "ELSE r.state = 'done' AND r.id < ?3 END) ORDER BY r.id DESC LIMIT 1");
  query.bind(1, std::string(collection));
  query.bind(2, id);
  query.bind(3, before);
  if (!query.executeStep())
    throw RunError(
        ExitCode::impossible,
        id > 0 ? fmt::format("The collection '{}' has no run {}: `assay status` lists the runs.", collection, id)
               : fmt::format("The collection '{}' has no two finished runs that could be compared: ingest it "
                             "again first, or name another with --collection.",
                             collection));
  StoredRun run;
  run.summary.id = query.getColumn(0).getInt64();
  run.summary.finished = text(query.getColumn(1));
  run.summary.today = text(query.getColumn(2));
  run.state = text(query.getColumn(3));
  run.extractors = text(query.getColumn(4));
  run.policy_key = text(query.getColumn(5));
  run.policy = text(query.getColumn(6));
  run.rules = text(query.getColumn(7));
  run.summary.documents = query.getColumn(8).getInt64();
  if (query.getColumn(9).getInt() != 0)
    throw RunError(
        ExitCode::usage,
        fmt::format("Run {} read a sample: what came and went cannot be told from it. Compare runs that read "
                    "the whole collection, or two profiles by their intervals.",
                    run.summary.id));
  if (run.state != "done")
    throw RunError(ExitCode::impossible,
                   fmt::format("Run {} did not come to its end ({}): it cannot be compared.", id, run.state));
  return run;
}

class Reader {
 public:
  Reader(SQLite::Database& database, RunPair& pair) : database_(database), pair_(pair) { rules_.emplace("", 0); }

  std::vector<RunDocument> read(std::int64_t run) {
    SQLite::Statement query(
        database_,
        "SELECT r.document_id, e.version_id, r.fit, r.cause, e.media_type, json_extract(k.content, '$.media_type'), "
        "CASE WHEN e.status IN ('ok', 'partial') THEN json_extract(k.content, '$.origin') END FROM run_documents r "
        "JOIN extractions e ON e.id = r.extraction_id LEFT JOIN category_sets k ON k.id = e.category_set_id WHERE "
        "r.run_id = ? AND r.fit IS NOT NULL ORDER BY r.document_id");
    query.bind(1, run);
    std::vector<RunDocument> documents;
    while (query.executeStep()) {
      RunDocument& document = documents.emplace_back();
      document.document = query.getColumn(0).getInt64();
      document.version = query.getColumn(1).getInt64();
      document.fit = query.getColumn(2).getInt() != 0;
      if (!document.fit) document.cause = rule(text(query.getColumn(3)));
      document.kind = kind(text(query.getColumn(4)), text(query.getColumn(5)), text(query.getColumn(6)));
    }
    if (documents.empty())
      throw RunError(ExitCode::impossible,
                     fmt::format("Run {} kept no verdicts: it was made by an earlier Assay, or assessed nothing. Later "
                                 "runs can be compared.",
                                 run));
    return documents;
  }

 private:
  std::uint32_t rule(const std::string& id) {
    const auto [found, fresh] =
        rules_.emplace(id.empty() ? "(no finding recorded)" : id, static_cast<std::uint32_t>(pair_.causes.size()));
    if (fresh) pair_.causes.push_back(found->first);
    return found->second;
  }

  std::uint32_t kind(const std::string& media_type, std::string type, std::string origin) {
    const auto [found, fresh] =
        kinds_.emplace(media_type + '\n' + type + '\n' + origin, static_cast<std::uint32_t>(pair_.kinds.size()));
    if (!fresh) return found->second;
    if (type.empty()) type = media_type.empty() ? "unknown" : type_title(media_type);
    if (origin.empty()) origin = "unknown";
    const std::vector<std::string> values{type, origin};
    const auto known = std::find(pair_.kinds.begin(), pair_.kinds.end(), values);
    found->second = static_cast<std::uint32_t>(known - pair_.kinds.begin());
    if (known == pair_.kinds.end()) pair_.kinds.push_back(values);
    return found->second;
  }

  SQLite::Database& database_;
  RunPair& pair_;
  std::unordered_map<std::string, std::uint32_t> rules_, kinds_;
};

std::vector<std::string> what_of_ours(const StoredRun& before, const StoredRun& after) {
  std::vector<std::string> ours;
  if (before.extractors != after.extractors) ours.emplace_back("how documents are read");
  if (before.policy_key == after.policy_key) return ours;
  const bool policy = before.policy != after.policy;
  // A run of an earlier Assay did not keep the versions of its rules: with the same policy, they are what differs.
  const bool rules = before.rules.empty() ? !policy : before.rules != after.rules;
  if (rules) ours.emplace_back("the rules");
  if (policy) ours.emplace_back("the policy");
  return ours;
}

void name_documents(SQLite::Database& database, std::vector<DocumentRef>& documents) {
  SQLite::Statement query(database, "SELECT root, path FROM documents WHERE id = ?");
  for (DocumentRef& document : documents) {
    query.reset();
    query.bind(1, document.id);
    if (!query.executeStep()) continue;
    document.root = text(query.getColumn(0));
    document.path = text(query.getColumn(1));
  }
}

std::string with_bounds(const Figure& figure) {
  std::string words = signed_points(*figure.value);
  if (figure.interval && figure.interval->high > figure.interval->low)
    words += fmt::format(" ({} to {})", signed_points(figure.interval->low), signed_points(figure.interval->high));
  return words;
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
  return text;
}

std::string sentence(const RunChange& change) {
  using Verdict = RunChange::Verdict;
  if (change.verdict == Verdict::none)
    return fmt::format("Nothing changed since run {} ({}): the same {}, and the same verdicts.", change.before.id,
                       day_and_time(change.before.finished), counted(change.after.assessed, "document"));
  const std::string_view lead = change.verdict == Verdict::within_chance ? "No change beyond chance since"
                                : change.verdict == Verdict::better      ? "Better since"
                                                                         : "Worse since";
  return fmt::format(
      "{} run {} ({}): the share fit to index went from {} of {} to {} of {}, {} points (95 % "
      "interval {} to {}).",
      lead, change.before.id, day_and_time(change.before.finished), percent(*change.before.fit_share.value),
      counted(change.before.assessed, "document"), percent(*change.after.fit_share.value), count(change.after.assessed),
      signed_points(*change.points.value), signed_points(change.points.interval->low),
      signed_points(change.points.interval->high));
}

std::string because(const RunChange& change) {
  if (change.verdict == RunChange::Verdict::none) return {};
  const std::string mix = with_bounds(change.mix) + " points from another mix of documents";
  const std::string within = with_bounds(change.within) + " because documents of the same kind are other than before";
  if (change.ours.empty())
    return fmt::format("Of these, {} and {}. None of it is our own doing: reading, rules and policy are the same.", mix,
                       within);
  if (!change.own)
    return fmt::format(
        "Of these, {} and {}. {} changed as well, and no document stayed the same: how much of the "
        "second part is our own doing cannot be told.",
        mix, within, listed(change.ours));
  return fmt::format("Of these, {}, {}, and {} by our own change ({}), as seen in {}.", mix, within,
                     with_bounds(*change.own), listed(change.ours), counted(change.kept, "unchanged document"));
}

}  // namespace

RunChange change_between(const Store& store, std::string_view collection, std::int64_t baseline, std::int64_t run) {
  SQLite::Database& database = store.database();
  const StoredRun after = find_run(database, collection, run, std::numeric_limits<std::int64_t>::max());
  const StoredRun before = find_run(database, collection, baseline, after.summary.id);
  if (before.summary.id >= after.summary.id)
    throw RunError(ExitCode::usage, fmt::format("The baseline must be an earlier run than {}.", after.summary.id));
  RunPair pair;
  pair.facts.collection = collection;
  pair.facts.before = before.summary;
  pair.facts.after = after.summary;
  pair.facts.ours = what_of_ours(before, after);
  Reader reader(database, pair);
  pair.before = reader.read(before.summary.id);
  pair.after = reader.read(after.summary.id);
  RunChange change = split_runs(std::move(pair));
  const Catalogue catalogue = known_catalogue();
  for (CauseChange& cause : change.causes) cause.title = rule_text(catalogue, cause.rule).title;
  name_documents(database, change.newly_unfit);
  name_documents(database, change.switched);
  change.sentence = sentence(change);
  change.because = because(change);
  return change;
}

std::string change_in_words(const RunChange& change) {
  std::string text = wrap(change.sentence);
  if (!change.because.empty()) text += wrap(change.because);
  text += wrap(fmt::format("{} stayed the same, {} changed, {} came, {} went.", counted(change.kept, "document"),
                           count(change.changed), count(change.came), count(change.went)));
  for (std::size_t i = 0; i < std::min<std::size_t>(change.causes.size(), 3); ++i)
    text += wrap(fmt::format("- {}: {} before, {} now", change.causes[i].title,
                             counted(change.causes[i].before, "document"), count(change.causes[i].after)),
                 "  ");
  for (const auto& [documents, words] :
       {std::pair{&change.newly_unfit, "came or changed, and is not fit"},
        std::pair{&change.switched, "not changed, but called otherwise by our change"}})
    for (const DocumentRef& document : *documents) text += wrap(fmt::format("- {}: {}", document.path, words), "  ");
  return text;
}

}  // namespace assay
