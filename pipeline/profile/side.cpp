#include "pipeline/profile/side.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "pipeline/profile/statistics.hpp"

namespace assay {
namespace {

Severity severity_from(std::string_view name) {
  for (const Severity severity : {Severity::warning, Severity::error, Severity::critical})
    if (to_string(severity) == name) return severity;
  return Severity::info;
}

std::string text(const SQLite::Column& column) {
  return column.isNull() ? std::string() : column.getString();
}

// What rules/ calls a file type when it is all that is known of a document.
std::string type_of(const std::string& media_type) {
  Document document;
  document.source.media_type = media_type;
  for (const Category& category : categories_of(document))
    if (category.name == "media_type") return category.value;
  return media_type;
}

class Loader {
 public:
  Loader(SQLite::Database& database, std::string_view collection, const Policy& policy)
      : database_(database), policy_(policy) {
    side_.summary.collection = collection;
  }

  Side load() {
    load_documents();
    SQLite::Statement categories(database_, "SELECT name, value FROM categories WHERE extraction_id = ?");
    SQLite::Statement measures(database_,
                               "SELECT name, value, n FROM measures WHERE extraction_id = ? AND scope = 'document'");
    SQLite::Statement findings(
        database_, "SELECT rule, severity, dimension, advice FROM findings WHERE document_id = ? ORDER BY rule, id");
    for (std::size_t i = 0; i < side_.documents.size(); ++i) {
      load_categories(categories, i);
      load_measures(measures, i);
      load_findings(findings, i);
    }
    for (auto& [name, column] : side_.categories) column.of.resize(side_.documents.size(), 0);
    for (auto& [name, column] : side_.measures) std::sort(column.values.begin(), column.values.end());
    summarise();
    return std::move(side_);
  }

 private:
  void load_documents() {
    SQLite::Statement query(database_,
                            "SELECT document_id, root, path, sha256, status, characters, score, fit, media_type, "
                            "extraction_id, failure_kind FROM current_documents WHERE collection = ? "
                            "ORDER BY path, root");
    query.bind(1, side_.summary.collection);
    while (query.executeStep()) {
      SideDocument document;
      document.ref = {query.getColumn(0).getInt64(), query.getColumn(1).getString(), query.getColumn(2).getString()};
      document.sha256 = query.getColumn(3).getString();
      document.status = query.getColumn(4).getString();
      document.characters = query.getColumn(5).getDouble();
      if (!query.getColumn(6).isNull()) document.score = query.getColumn(6).getDouble();
      document.assessed = !query.getColumn(7).isNull();
      document.fit = document.assessed && query.getColumn(7).getInt() != 0;
      media_types_.push_back(query.getColumn(8).getString());
      extractions_.push_back(query.getColumn(9).getInt64());
      failures_.push_back(text(query.getColumn(10)));
      side_.documents.push_back(std::move(document));
    }
  }

  void set_category(const std::string& name, const std::string& value, std::size_t document) {
    CategoryColumn& column = side_.categories[name];
    auto& codes = codes_[name];
    if (codes.empty()) codes.emplace("unknown", 0);
    const auto [found, fresh] = codes.emplace(value, static_cast<std::uint32_t>(column.values.size()));
    if (fresh) column.values.push_back(value);
    column.of.resize(document + 1, 0);
    column.of[document] = found->second;
  }

  void load_categories(SQLite::Statement& query, std::size_t document) {
    query.reset();
    query.bind(1, extractions_[document]);
    const std::string& status = side_.documents[document].status;
    const bool read = status != "failed" && status != "skipped";
    bool typed = false;
    while (query.executeStep()) {
      const std::string name = query.getColumn(0).getString();
      if (!read && name != "media_type") continue;
      typed = typed || name == "media_type";
      set_category(name, query.getColumn(1).getString(), document);
    }
    if (!typed && !media_types_[document].empty())
      set_category("media_type", type_of(media_types_[document]), document);
  }

  void load_measures(SQLite::Statement& query, std::size_t document) {
    query.reset();
    query.bind(1, extractions_[document]);
    while (query.executeStep()) {
      MeasureColumn& column = side_.measures[query.getColumn(0).getString()];
      if (query.getColumn(2).getDouble() > 0)
        column.values.push_back(query.getColumn(1).getDouble());
      else
        ++column.not_applicable;
    }
  }

  void load_findings(SQLite::Statement& query, std::size_t index) {
    SideDocument& document = side_.documents[index];
    query.reset();
    query.bind(1, document.ref.id);
    std::string last;
    std::optional<Severity> worst;
    while (query.executeStep()) {
      const std::string rule = query.getColumn(0).getString();
      const Severity severity = severity_from(query.getColumn(1).getString());
      RuleCount& count = side_.rules[rule];
      ++count.findings;
      if (rule != last) {
        ++count.documents;
        if (count.examples.size() < 3) count.examples.push_back(index);
      }
      count.worst = std::max(count.worst, severity);
      if (count.dimension.empty()) count.dimension = query.getColumn(2).getString();
      if (count.advice.empty()) count.advice = query.getColumn(3).getString();
      if (severity >= policy_.unfit_from && (!worst || severity > *worst)) {  // ties: the first rule id
        worst = severity;
        document.cause = rule;
      }
      last = rule;
    }
    if (document.fit || !document.assessed)
      document.cause.clear();
    else if (!worst)
      document.cause =
          failures_[index].empty() ? "(no finding recorded)" : fmt::format("(not read: {})", failures_[index]);
  }

  void summarise() {
    SideSummary& summary = side_.summary;
    SQLite::Statement known(database_,
                            "SELECT count(*) FROM documents d JOIN collections c ON c.id = d.collection_id "
                            "WHERE c.name = ? AND d.gone_since IS NULL");
    known.bind(1, summary.collection);
    if (known.executeStep()) summary.documents = known.getColumn(0).getInt64();
    SQLite::Statement run(database_,
                          "SELECT r.state, r.finished FROM runs r JOIN collections c ON c.id = r.collection_id "
                          "WHERE c.name = ? ORDER BY r.id DESC LIMIT 1");
    run.bind(1, summary.collection);
    if (run.executeStep()) {
      summary.last_run_state = run.getColumn(0).getString();
      summary.last_run_finished = text(run.getColumn(1));
    }
    std::vector<double> scores;
    for (const SideDocument& document : side_.documents) {
      summary.assessed += document.assessed;
      summary.fit += document.fit;
      if (document.score) scores.push_back(*document.score);
      ++(document.status == "ok"        ? summary.ok
         : document.status == "partial" ? summary.partial
         : document.status == "skipped" ? summary.skipped
                                        : summary.failed);
    }
    summary.complete = summary.assessed == summary.documents && summary.last_run_state == "done";
    summary.mean_score.n = static_cast<std::int64_t>(scores.size());
    if (const auto interval = mean_interval(scores))
      summary.mean_score.interval = Interval{std::max(0.0, interval->low), std::min(100.0, interval->high)};
    double sum = 0;
    for (const double score : scores) sum += score;
    if (!scores.empty()) summary.mean_score.value = sum / static_cast<double>(scores.size());
  }

  SQLite::Database& database_;
  const Policy& policy_;
  Side side_;
  std::vector<std::string> media_types_, failures_;
  std::vector<std::int64_t> extractions_;
  std::map<std::string, std::unordered_map<std::string, std::uint32_t>> codes_;
};

}  // namespace

Side load_side(SQLite::Database& database, std::string_view collection, const Policy& policy) {
  return Loader(database, collection, policy).load();
}

}  // namespace assay
