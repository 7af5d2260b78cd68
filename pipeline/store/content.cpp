#include <fmt/format.h>
#include <xxhash.h>

#include <array>
#include <memory>

#include "pipeline/store/store_impl.hpp"

namespace assay {
namespace {

// A document is named by its place; everything else hangs on that. What differs between two runs of the same input
// (ids, times, durations, attempts, which run it was) is left out, and so are keys that name the program's version.
constexpr std::array queries{
    "SELECT 'document', c.name, d.root, d.path, d.gone_since IS NOT NULL, v.sha256, v.bytes FROM documents d "
    "JOIN collections c ON c.id = d.collection_id LEFT JOIN versions v ON v.id = d.current_version "
    "ORDER BY c.name, d.root, d.path",
    "SELECT 'extraction', d.collection, d.root, d.path, e.status, e.failure_kind, e.failure_message, e.failure_detail, "
    "e.media_type, e.extension, e.metadata, e.notices, e.signature, e.characters FROM current_documents d "
    "JOIN extractions e ON e.id = d.extraction_id ORDER BY d.collection, d.root, d.path",
    "SELECT 'page', d.collection, d.root, d.path, x.number, x.width, x.height, x.rotation, x.text_source, "
    "x.text_source_reason, x.origin, x.language, x.predicted_cer, x.predicted_cer_low, x.predicted_cer_high, "
    "x.ink_coverage FROM current_documents d JOIN pages x USING (extraction_id) "
    "ORDER BY d.collection, d.root, d.path, x.number",
    "SELECT 'table', d.collection, d.root, d.path, x.number, x.found_by, x.page, x.sheet, x.range, x.rows, x.columns, "
    "x.header_rows, x.hidden, x.confidence FROM current_documents d JOIN tables x USING (extraction_id) "
    "ORDER BY d.collection, d.root, d.path, x.number",
    "SELECT 'measure', d.collection, d.root, d.path, x.name, x.scope, x.number, x.value, x.low, x.high, x.n, x.place, "
    "x.evidence FROM current_documents d JOIN measures x USING (extraction_id) "
    "ORDER BY d.collection, d.root, d.path, x.name, x.scope, x.number",
    "SELECT 'category', d.collection, d.root, d.path, x.name, x.value FROM current_documents d "
    "JOIN categories x USING (extraction_id) ORDER BY d.collection, d.root, d.path, x.name",
    "SELECT 'chunk', d.collection, d.root, d.path, x.number, x.kind, x.text, x.heading_path, x.first_page, "
    "x.last_page, x.table_number, x.first_row, x.last_row FROM current_documents d "
    "JOIN chunks x USING (extraction_id) ORDER BY d.collection, d.root, d.path, x.number",
    "SELECT 'score', d.collection, d.root, d.path, s.value, s.assessed, s.fit, s.worst, s.cap, s.components, "
    "l.rules, s.outcomes, s.notes, s.policy_key FROM current_documents d JOIN scores s USING (document_id) "
    "LEFT JOIN rule_lists l ON l.id = s.rule_list_id "
    "ORDER BY d.collection, d.root, d.path",
    "SELECT 'finding', d.collection, d.root, d.path, f.rule, f.dimension, f.severity, f.message, f.evidence, f.advice, "
    "f.place_json FROM current_documents d JOIN findings f USING (document_id) "
    "ORDER BY d.collection, d.root, d.path, f.id",
    "SELECT 'recorded', c.name, d.root, d.path FROM collections c JOIN run_documents r ON r.run_id = "
    "(SELECT max(id) FROM runs WHERE collection_id = c.id) JOIN documents d ON d.id = r.document_id "
    "ORDER BY c.name, d.root, d.path",
};

}  // namespace

void dump_content(const Store& store, const std::function<void(std::string_view line)>& use) {
  try {
    for (const char* sql : queries) {
      SQLite::Statement query(store.database(), sql);
      while (query.executeStep()) {
        std::string line;
        for (int i = 0; i < query.getColumnCount(); ++i) {
          const SQLite::Column column = query.getColumn(i);
          line += column.isNull() ? "\x1e" : column.getString();  // nothing is not the empty text
          line += '\x1f';
        }
        use(line);
      }
    }
  } catch (const SQLite::Exception& error) {
    throw_store_error(store.file(), error);
  }
}

std::string content_digest(const Store& store) {
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(), &XXH3_freeState);
  if (!state || XXH3_128bits_reset(state.get()) != XXH_OK) throw std::bad_alloc();
  dump_content(store, [&](std::string_view line) {
    XXH3_128bits_update(state.get(), line.data(), line.size());
    XXH3_128bits_update(state.get(), "\n", 1);
  });
  const XXH128_hash_t hash = XXH3_128bits_digest(state.get());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace assay
