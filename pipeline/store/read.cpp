#include <fmt/format.h>

#include "pipeline/store/json.hpp"
#include "pipeline/store/packed_facts.hpp"
#include "pipeline/store/store_impl.hpp"

namespace assay {
namespace {

using SQLite::Statement;

constexpr std::string_view document_columns =
    "SELECT document_id, extraction_id, collection, root, path, sha256, media_type, extension, bytes, status, "
    "failure_kind, failure_message, score, assessed, fit, worst FROM current_documents ";

DocumentInfo document_from(Statement& row) {
  DocumentInfo info;
  info.id = row.getColumn(0).getInt64();
  info.extraction = row.getColumn(1).getInt64();
  int at = 2;
  for (std::string* text : {&info.collection, &info.root, &info.path, &info.sha256, &info.media_type, &info.extension})
    *text = text_of(row.getColumn(at++));
  info.bytes = static_cast<std::uint64_t>(row.getColumn(8).getInt64());
  info.status = extraction_status_from(row.getColumn(9).getString()).value_or(ExtractionStatus::failed);
  if (!row.getColumn(10).isNull())
    info.failure = Failure{failure_kind_from(row.getColumn(10).getString()), text_of(row.getColumn(11)), {}};
  info.score = number_or_none(row.getColumn(12));
  info.assessed = number_or_none(row.getColumn(13)).value_or(0);
  info.fit = int_or_none(row.getColumn(14)).value_or(0) != 0;
  info.worst = severity_from(text_of(row.getColumn(15)));
  return info;
}

std::vector<DocumentInfo> all_documents(Statement& query) {
  std::vector<DocumentInfo> list;
  while (query.executeStep()) list.push_back(document_from(query));
  return list;
}

Scope scope_from(const std::string& name) {
  return name == "page" ? Scope::page : name == "table" ? Scope::table : Scope::document;
}

std::vector<Measure> measures_of(Store::Impl& impl, std::int64_t extraction) {
  // The order in which they were measured is lost: the primary key's stands for it.
  Statement& query = impl.query(
      "SELECT name, scope, number, value, low, high, n, place, evidence FROM measures WHERE extraction_id = ? "
      "ORDER BY name, scope, number",
      extraction);
  std::vector<Measure> list;
  while (query.executeStep()) {
    Measure& measure = list.emplace_back();
    measure.name = query.getColumn(0).getString();
    measure.scope = scope_from(query.getColumn(1).getString());
    measure.index = query.getColumn(2).getInt();
    measure.value = query.getColumn(3).getDouble();
    measure.low = number_or_none(query.getColumn(4));
    measure.high = number_or_none(query.getColumn(5));
    measure.n = query.getColumn(6).getDouble();
    measure.place = from_column<Place>(query.getColumn(7).getString());
    measure.evidence = text_of(query.getColumn(8));
  }
  return list;
}

std::vector<Category> categories_of(Store::Impl& impl, std::int64_t extraction) {
  Statement& query = impl.query("SELECT name, value FROM categories WHERE extraction_id = ? ORDER BY name", extraction);
  std::vector<Category> list;
  while (query.executeStep()) list.push_back({query.getColumn(0).getString(), query.getColumn(1).getString()});
  return list;
}

}  // namespace

std::vector<KnownDocument> Store::known_documents(std::string_view collection) const {
  return impl_->guarded([&] {
    Statement& query = impl_->query(
        "SELECT d.id, e.id, d.root, d.path, d.size, d.mtime_ns, d.ctime_ns, d.inode, v.sha256, e.extractors_key, "
        "e.status, e.failure_kind, e.attempts, d.gone_since IS NOT NULL "
        "FROM documents d JOIN collections c ON c.id = d.collection_id JOIN versions v ON v.id = d.current_version "
        "JOIN extractions e ON e.id = (SELECT max(x.id) FROM extractions x WHERE x.version_id = v.id) WHERE c.name = ?",
        collection);
    std::vector<KnownDocument> list;
    while (query.executeStep()) {
      KnownDocument& known = list.emplace_back();
      known.id = query.getColumn(0).getInt64();
      known.extraction = query.getColumn(1).getInt64();
      known.root = query.getColumn(2).getString();
      known.path = query.getColumn(3).getString();
      known.file = {static_cast<std::uint64_t>(query.getColumn(4).getInt64()), query.getColumn(5).getInt64(),
                    query.getColumn(6).getInt64(), static_cast<std::uint64_t>(query.getColumn(7).getInt64())};
      known.sha256 = query.getColumn(8).getString();
      known.extractors_key = query.getColumn(9).getString();
      known.status = extraction_status_from(query.getColumn(10).getString()).value_or(ExtractionStatus::failed);
      if (!query.getColumn(11).isNull()) known.failure = failure_kind_from(query.getColumn(11).getString());
      known.attempts = query.getColumn(12).getInt();
      known.gone = query.getColumn(13).getInt() != 0;
    }
    return list;
  });
}

std::vector<JudgedDocument> Store::judged(std::string_view collection) const {
  return impl_->guarded([&] {
    Statement& query = impl_->query(
        "SELECT d.document_id, d.extraction_id, s.assessment_key, s.between_key FROM current_documents d "
        "LEFT JOIN scores s ON s.document_id = d.document_id AND s.extraction_id = d.extraction_id "
        "WHERE d.collection = ? ORDER BY d.extraction_id",
        collection);
    std::vector<JudgedDocument> list;
    while (query.executeStep())
      list.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getInt64(), text_of(query.getColumn(2)),
                      text_of(query.getColumn(3))});
    return list;
  });
}

std::vector<Member> Store::members(std::string_view collection) const {
  return impl_->guarded([&] {
    Statement& query = impl_->query(
        "SELECT d.document_id, d.path, d.sha256, d.media_type, e.signature FROM current_documents d "
        "JOIN extractions e ON e.id = d.extraction_id WHERE d.collection = ? ORDER BY d.root, d.path",
        collection);
    std::vector<Member> list;
    while (query.executeStep())
      list.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString(), query.getColumn(2).getString(),
                      query.getColumn(3).getString(), from_column<Signature>(query.getColumn(4).getString())});
    return list;
  });
}

std::vector<DocumentInfo> Store::documents(std::string_view collection) const {
  return impl_->guarded([&] {
    return all_documents(impl_->query(
        fmt::format("{} WHERE ?1 = '' OR collection = ?1 ORDER BY collection, root, path", document_columns),
        collection));
  });
}

std::vector<DocumentInfo> Store::find_documents(std::string_view name) const {
  return impl_->guarded([&] {
    // The end of a path counts from a folder's border on: "x.pdf" is not "ax.pdf".
    return all_documents(impl_->query(
        fmt::format("{} WHERE document_id = CAST(?1 AS INTEGER) AND CAST(document_id AS TEXT) = ?1 "
                    "OR root || '/' || path = ?1 OR path = ?1 OR substr('/' || path, -length(?1) - 1) = '/' || ?1 "
                    "ORDER BY collection, root, path",
                    document_columns),
        name));
  });
}

Facts Store::facts(std::int64_t document, std::optional<std::int64_t> extraction) const {
  return impl_->guarded([&] {
    Statement& query = impl_->query(
        "SELECT e.id, d.path, e.media_type, e.extension, v.bytes, e.status, e.failure_kind, e.failure_message, "
        "e.failure_detail, e.notices, e.metadata, p.content FROM documents d "
        "JOIN versions v ON v.document_id = d.id JOIN extractions e ON e.version_id = v.id "
        "LEFT JOIN packed_facts p ON p.extraction_id = e.id WHERE d.id = ?1 AND CASE WHEN ?2 IS NULL THEN "
        "v.id = d.current_version ELSE e.id = ?2 END ORDER BY e.id DESC LIMIT 1",
        document, extraction);
    if (!query.executeStep())
      throw RunError(ExitCode::impossible, fmt::format("The store has no document {}.", document));
    Facts facts;
    const std::int64_t id = query.getColumn(0).getInt64();
    facts.path = query.getColumn(1).getString();
    facts.media_type = query.getColumn(2).getString();
    facts.extension = query.getColumn(3).getString();
    facts.bytes = static_cast<std::uint64_t>(query.getColumn(4).getInt64());
    facts.status = extraction_status_from(query.getColumn(5).getString()).value_or(ExtractionStatus::failed);
    if (!query.getColumn(6).isNull())
      facts.failure = Failure{failure_kind_from(query.getColumn(6).getString()), text_of(query.getColumn(7)),
                              text_of(query.getColumn(8))};
    facts.notices = from_column<std::vector<Notice>>(query.getColumn(9).getString());
    facts.metadata = from_column<Metadata>(query.getColumn(10).getString());
    if (const SQLite::Column packed = query.getColumn(11); !packed.isNull()) {
      const std::string_view bytes(static_cast<const char*>(packed.getBlob()),
                                   static_cast<std::size_t>(packed.getBytes()));
      unpack_facts(
          bytes, [this](std::uint64_t number) -> const std::string& { return impl_->name_of_number(number); }, facts);
    } else {
      facts.measures = measures_of(*impl_, id);
      facts.are_by_name = true;
      facts.categories = categories_of(*impl_, id);
    }
    return facts;
  });
}

}  // namespace assay
