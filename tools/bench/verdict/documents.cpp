#include "tools/bench/verdict/documents.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace assay::bench {
namespace {

Severity severity_from(const std::string& name) {
  for (const Severity severity : {Severity::warning, Severity::error, Severity::critical})
    if (to_string(severity) == name) return severity;
  return Severity::info;
}

void read_details(SQLite::Database& database, std::int64_t document, std::int64_t extraction, BenchDocument& out) {
  SQLite::Statement categories(database, "SELECT name, value FROM categories WHERE extraction_id = ?");
  for (categories.bind(1, extraction); categories.executeStep();)
    out.categories.emplace_back(categories.getColumn(0).getString(), categories.getColumn(1).getString());
  SQLite::Statement measures(
      database, "SELECT name, value, n FROM measures WHERE extraction_id = ? AND scope = 'document' ORDER BY name");
  for (measures.bind(1, extraction); measures.executeStep();)
    out.measures.push_back(
        {measures.getColumn(0).getString(), measures.getColumn(1).getDouble(), measures.getColumn(2).getDouble() > 0});
  SQLite::Statement findings(database,
                             "SELECT rule, dimension, severity FROM findings WHERE document_id = ? ORDER BY rule, id");
  for (findings.bind(1, document); findings.executeStep();)
    out.findings.push_back({findings.getColumn(0).getString(), findings.getColumn(1).getString(),
                            severity_from(findings.getColumn(2).getString())});
}

}  // namespace

Documents read_documents(const std::filesystem::path& store, const std::string& collection) {
  SQLite::Database database(store.string(), SQLite::OPEN_READONLY);
  SQLite::Statement query(database,
                          "SELECT document_id, extraction_id, path, sha256, status, failure_kind, characters, score, "
                          "fit FROM current_documents WHERE collection = ? ORDER BY root, path");
  query.bind(1, collection);
  Documents documents;
  while (query.executeStep()) {
    BenchDocument& document = documents.emplace_back();
    document.path = query.getColumn(2).getString();
    document.sha256 = query.getColumn(3).getString();
    document.status = query.getColumn(4).getString();
    document.failure_kind = query.getColumn(5).getString();
    document.characters = query.getColumn(6).getDouble();
    if (!query.getColumn(7).isNull()) document.score = query.getColumn(7).getDouble();
    if (!query.getColumn(8).isNull()) document.fit = query.getColumn(8).getInt() != 0;
    read_details(database, query.getColumn(0).getInt64(), query.getColumn(1).getInt64(), document);
  }
  return documents;
}

Draw draw(const Documents& documents, std::size_t count, Random& random) {
  std::uniform_int_distribution<std::size_t> any(0, documents.size() - 1);
  Draw result;
  while (result.size() < count) result.push_back(&documents[any(random)]);
  return result;
}

Draw draw_without_replacement(const Documents& documents, std::size_t count, Random& random) {
  Draw result;
  for (const BenchDocument& document : documents) result.push_back(&document);
  std::shuffle(result.begin(), result.end(), random);
  result.resize(std::min(count, result.size()));
  return result;
}

Side side_of(const Draw& documents, const std::string& collection) {
  return side_of(documents, collection, {});
}

Side side_of(const Draw& documents, const std::string& collection, const Drawn& drawn) {
  SideBuilder builder(collection, Severity::error);
  if (!drawn.strata.empty()) builder.sample(drawn.sample, 1);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const BenchDocument& from = *documents[i];
    const std::string path = fmt::format("{:07}/{}", i, from.path);
    builder.add({static_cast<std::int64_t>(i), "/", path, from.sha256, from.status, from.failure_kind, from.characters,
                 from.score, from.fit, drawn.strata.empty() ? std::uint16_t{0} : drawn.strata[i],
                 drawn.seconds.empty() ? 0.0 : drawn.seconds[i]});
  }
  for (std::size_t i = 0; i < documents.size(); ++i) {
    for (const auto& [name, value] : documents[i]->categories) builder.category(i, name, value);
    for (const BenchDocument::Value& measure : documents[i]->measures)
      builder.measure(i, measure.name, measure.value, measure.applies);
    for (const BenchDocument::Finding& finding : documents[i]->findings)
      builder.finding(i, finding.rule, finding.severity, finding.dimension, "");
  }
  return builder.finish();
}

}  // namespace assay::bench
