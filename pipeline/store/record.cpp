#include <bit>
#include <cmath>
#include <limits>
#include <map>

#include "pipeline/store/json.hpp"
#include "pipeline/store/packed_facts.hpp"
#include "pipeline/store/store_impl.hpp"
#include "pipeline/store/verdicts.hpp"

namespace assay {
namespace {

using Impl = Store::Impl;

std::optional<std::string> text_or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::int64_t returned_id(SQLite::Statement& statement) {
  statement.executeStep();
  const std::int64_t id = statement.getColumn(0).getInt64();
  statement.reset();
  return id;
}

std::int64_t put_document(Impl& impl, std::int64_t run, const DocumentRecord& record) {
  return returned_id(impl.query(
      "INSERT INTO documents(collection_id, root, path, size, mtime_ns, ctime_ns, inode) "
      "SELECT collection_id, ?, ?, ?, ?, ?, ? FROM runs WHERE id = ? "
      "ON CONFLICT(collection_id, root, path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns, "
      "ctime_ns = excluded.ctime_ns, inode = excluded.inode, gone_since = NULL RETURNING id",
      record.root, record.path, record.file.size, record.file.mtime_ns, record.file.ctime_ns, record.file.inode, run));
}

std::int64_t put_version(Impl& impl, std::int64_t run, std::int64_t document, const DocumentRecord& record) {
  return returned_id(
      impl.query("INSERT INTO versions(document_id, sha256, bytes, first_run) VALUES(?, ?, ?, ?) "
                 "ON CONFLICT(document_id, sha256) DO UPDATE SET bytes = excluded.bytes RETURNING id",
                 document, record.sha256, record.facts.bytes, run));
}

struct Earlier {
  std::int64_t id = 0;
  int attempts = 0;
};

// An earlier reading of the same bytes by the same extractors gives way; its key is freed for the new one.
std::optional<Earlier> set_aside_earlier(Impl& impl, std::int64_t version, const std::string& key) {
  SQLite::Statement& query =
      impl.query("SELECT id, attempts FROM extractions WHERE version_id = ? AND extractors_key = ?", version, key);
  if (!query.executeStep()) return std::nullopt;
  const Earlier earlier{query.getColumn(0).getInt64(), query.getColumn(1).getInt()};
  query.reset();
  impl.run("UPDATE extractions SET extractors_key = 'replaced ' || id WHERE id = ?", earlier.id);
  return earlier;
}

void replace_earlier(Impl& impl, std::int64_t earlier, std::int64_t extraction) {
  impl.run("UPDATE run_documents SET extraction_id = ? WHERE extraction_id = ?", extraction, earlier);
  impl.run("DELETE FROM extractions WHERE id = ?", earlier);
}

// None: it has no categories.
std::optional<std::int64_t> put_categories(Impl& impl, const std::vector<Category>& categories) {
  if (categories.empty()) return std::nullopt;
  std::map<std::string, std::string> by_name;
  for (const Category& one : categories) by_name[one.name] = one.value;
  const std::string content = to_column(by_name);
  impl.run("INSERT INTO category_sets(content) VALUES(?) ON CONFLICT DO NOTHING", content);
  return returned_id(impl.query("SELECT id FROM category_sets WHERE content = ?", content));
}

std::int64_t put_extraction(Impl& impl, std::int64_t run, std::int64_t version, const DocumentRecord& record) {
  const std::optional<Earlier> earlier = set_aside_earlier(impl, version, record.extractors_key);
  const Facts& facts = record.facts;
  std::optional<std::string> kind, message, detail;
  if (facts.failure) {
    kind = std::string(to_string(facts.failure->kind));
    message = facts.failure->message;
    detail = facts.failure->detail;
  }
  const std::int64_t id = returned_id(impl.query(
      "INSERT INTO extractions(version_id, extractors_key, run_id, status, failure_kind, failure_message, "
      "failure_detail, media_type, extension, metadata, notices, signature, characters, seconds, attempts, pages, "
      "chunks, category_set_id) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
      version, record.extractors_key, run, to_string(facts.status), kind, message, detail, facts.media_type,
      facts.extension, to_column(facts.metadata), to_column(facts.notices), to_column(record.signature),
      record.characters, record.seconds, earlier ? earlier->attempts + 1 : 1, record.pages.size(), record.chunks.size(),
      put_categories(impl, facts.categories)));
  if (earlier) replace_earlier(impl, earlier->id, id);
  return id;
}

void put_pages(Impl& impl, std::int64_t extraction, const std::vector<Page>& pages) {
  for (const Page& page : pages) {
    std::optional<double> cer, low, high;
    if (page.predicted_cer) {
      cer = page.predicted_cer->value;
      low = page.predicted_cer->low;
      high = page.predicted_cer->high;
    }
    impl.run("INSERT INTO pages VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", extraction, page.number, page.width,
             page.height, page.rotation, to_string(page.text_source), page.text_source_reason, to_string(page.origin),
             text_or_null(page.language), cer, low, high, page.ink_coverage);
  }
}

void put_tables(Impl& impl, std::int64_t extraction, const std::vector<Table>& tables) {
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const Table& table = tables[i];
    impl.run("INSERT INTO tables VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", extraction, i, to_string(table.found_by),
             table.place.page, text_or_null(table.place.sheet), text_or_null(table.place.range), table.rows,
             table.columns, table.header_rows, table.hidden, table.confidence);
  }
}

std::string_view scope_name(Scope scope) {
  return scope == Scope::document ? "document" : scope == Scope::page ? "page" : "table";
}

static_assert(std::endian::native == std::endian::little, "floats are written to the store as they lie in memory");

// What a profile reads of them; extractions without it (of an older store) are read row by row.
void put_packed(Impl& impl, std::int64_t extraction, const Facts& facts) {
  std::string names;
  std::vector<float> values;
  for (const Measure& measure : facts.measures) {
    if (measure.scope != Scope::document || !std::isfinite(measure.value)) continue;
    names += measure.name + "\n";
    values.push_back(measure.n > 0 ? static_cast<float>(measure.value) : std::numeric_limits<float>::quiet_NaN());
  }
  if (values.empty()) return;
  impl.run("INSERT INTO measure_layouts(names) VALUES(?) ON CONFLICT DO NOTHING", names);
  SQLite::Statement& insert = impl.query(
      "INSERT INTO packed_measures SELECT ?1, id, ?3 FROM measure_layouts WHERE names = ?2", extraction, names);
  insert.bind(3, values.data(), static_cast<int>(values.size() * sizeof(float)));
  insert.exec();
}

// What rules read: extractions without it (of an older store) are read row by row too.
void put_facts(Impl& impl, std::int64_t extraction, const Facts& facts) {
  const std::string bytes = pack_facts(facts, [&impl](const std::string& name) { return impl.number_of_name(name); });
  SQLite::Statement& insert = impl.query("INSERT INTO packed_facts VALUES(?, ?)", extraction);
  insert.bindNoCopy(2, bytes.data(), static_cast<int>(bytes.size()));
  insert.exec();
}

void put_measures(Impl& impl, std::int64_t extraction, const Facts& facts) {
  for (const Measure& measure : facts.measures) {
    if (!std::isfinite(measure.value)) continue;  // not known is not a number
    impl.run("INSERT INTO measures VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", extraction, measure.name,
             scope_name(measure.scope), measure.index, measure.value, measure.low, measure.high, measure.n,
             to_column(measure.place), measure.evidence);
  }
}

void put_chunks(Impl& impl, std::int64_t extraction, const std::vector<Chunk>& chunks) {
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    const Chunk& chunk = chunks[i];
    impl.run("INSERT INTO chunks VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", extraction, i,
             chunk.kind == ChunkKind::table ? "table" : "text", chunk.text, to_column(chunk.heading_path),
             chunk.first_page, chunk.last_page, chunk.table, chunk.first_row, chunk.last_row);
  }
}

// Chunks are what the index is fed with: only those of what stands there now are kept.
void drop_old_chunks(Impl& impl, std::int64_t document, std::int64_t extraction) {
  impl.run(
      "DELETE FROM chunks WHERE extraction_id <> ? AND extraction_id IN (SELECT e.id FROM extractions e "
      "JOIN versions v ON v.id = e.version_id WHERE v.document_id = ?)",
      extraction, document);
}

}  // namespace

std::int64_t Store::record(std::int64_t run, const DocumentRecord& record) {
  return impl_->guarded([&] {
    impl_->open_batch();
    SQLite::Savepoint whole(*impl_->database, "document");
    const std::int64_t document = put_document(*impl_, run, record);
    const std::int64_t version = put_version(*impl_, run, document, record);
    const std::int64_t extraction = put_extraction(*impl_, run, version, record);
    impl_->run("UPDATE documents SET current_version = ? WHERE id = ?", version, document);
    put_pages(*impl_, extraction, record.pages);
    put_tables(*impl_, extraction, record.tables);
    put_measures(*impl_, extraction, record.facts);
    put_packed(*impl_, extraction, record.facts);
    put_facts(*impl_, extraction, record.facts);
    put_chunks(*impl_, extraction, record.chunks);
    drop_old_chunks(*impl_, document, extraction);
    put_assessment(*impl_, document, extraction, record.assessment, record.assessment_key, "");
    impl_->run("INSERT INTO run_documents(run_id, document_id, extraction_id, reused) VALUES(?, ?, ?, 0)", run,
               document, extraction);
    whole.release();
    return document;
  });
}

void Store::record_reused(std::int64_t run, const std::vector<ReusedDocument>& documents) {
  impl_->guarded([&] {
    impl_->open_batch();
    for (const auto& [document, extraction, file] : documents) {
      if (file)
        impl_->run(
            "UPDATE documents SET size = ?, mtime_ns = ?, ctime_ns = ?, inode = ?, gone_since = NULL WHERE id = ?",
            file->size, file->mtime_ns, file->ctime_ns, file->inode, document);
      impl_->run("INSERT INTO run_documents(run_id, document_id, extraction_id, reused) VALUES(?, ?, ?, 1)", run,
                 document, extraction);
    }
  });
}

int Store::mark_gone(std::int64_t run, const std::vector<std::string>& roots,
                     const std::function<bool(const std::string& root, const std::string& path)>& keep) {
  return impl_->guarded([&] {
    impl_->open_batch();
    std::vector<std::int64_t> gone;
    for (const std::string& root : roots) {
      SQLite::Statement& query = impl_->query(
          "SELECT d.id, d.path FROM documents d JOIN runs r ON r.id = ?1 AND d.collection_id = r.collection_id "
          "WHERE d.root = ?2 AND d.gone_since IS NULL AND NOT EXISTS "
          "(SELECT 1 FROM run_documents x WHERE x.run_id = ?1 AND x.document_id = d.id)",
          run, root);
      while (query.executeStep())
        if (!keep(root, query.getColumn(1).getString())) gone.push_back(query.getColumn(0).getInt64());
    }
    for (const std::int64_t document : gone)
      impl_->run("UPDATE documents SET gone_since = (SELECT started FROM runs WHERE id = ?) WHERE id = ?", run,
                 document);
    return static_cast<int>(gone.size());
  });
}

}  // namespace assay
