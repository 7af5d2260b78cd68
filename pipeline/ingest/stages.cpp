#include "pipeline/ingest/stages.hpp"

#include <algorithm>

#include "pipeline/ingest/facts.hpp"
#include "pipeline/worker/snapshot.hpp"

namespace assay {
namespace {

constexpr int most_attempts = 3;

// Letters, not bytes.
std::int64_t count_characters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

// Reading would give the same. A failure that may pass (a crash, a deadline) is tried again by later runs, not for
// ever.
bool same_reading(const KnownDocument& known, const RunKeys& keys) {
  if (known.extractors_key != keys.extraction) return false;
  return !known.failure || !retry_makes_sense(*known.failure) || known.attempts >= most_attempts;
}

DocumentRecord make_record(const Found& found, ReadOutcome outcome, const StageContext& context) {
  DocumentRecord record;
  record.root = found.root;
  record.path = found.path;
  record.file = found.state;
  record.sha256 = outcome.sha256;
  record.extractors_key = context.keys.extraction;
  record.seconds = outcome.seconds;
  record.facts = facts_of(outcome, found.path, context.policy);
  if (outcome.document) {
    Document& document = *outcome.document;
    document.source.path = found.path;  // where the corpus lies must not change what is found in it
    record.signature = signature_of(document);
    record.characters = count_characters(plain_text(document));
    record.chunks = chunk_document(document, context.policy.chunk);
    record.pages = std::move(document.pages);
    record.tables = std::move(document.tables);
    for (Page& page : record.pages) page.words = {};
    for (Table& table : record.tables) {
      table.cells = {};
      table.cut_merges = {};
    }
  }
  record.assessment = context.judge.assess(record.facts);
  record.assessment_key = context.keys.assessment;
  return record;
}

}  // namespace

std::optional<ReusedDocument> unchanged(const Found& found, const KnownDocument* known, const RunKeys& keys) {
  if (found.skip || !known || !same_reading(*known, keys) || found.state != known->file) return std::nullopt;
  return ReusedDocument{known->id, known->extraction, known->gone ? std::optional(found.state) : std::nullopt};
}

std::optional<FileResult> process_file(const Found& found, const KnownDocument* known, const StageContext& context) {
  const auto record = [&](ReadOutcome outcome, bool read) {
    return FileResult{make_record(found, std::move(outcome), context), read};
  };
  ReadOutcome outcome;
  if (found.skip) {
    outcome.document = tl::unexpected(*found.skip);
    return record(std::move(outcome), false);
  }
  const bool may_reuse = known && !context.reread && same_reading(*known, context.keys);

  const Result<Snapshot> snapshot = take_snapshot(found.file, context.options.extract.limits.input_bytes);
  if (!snapshot) {
    outcome.document = tl::unexpected(snapshot.error());
    return record(std::move(outcome), false);
  }
  if (may_reuse && known->sha256 == snapshot->sha256)  // touched or restored: the same bytes
    return FileResult{std::vector{ReusedDocument{known->id, known->extraction, found.state}}, false};
  outcome = context.pool.read(found.file, *snapshot);
  if (context.halted) return std::nullopt;  // the next run reads it
  return record(std::move(outcome), true);
}

std::size_t weight(const FileResult& result) {
  const auto* record = std::get_if<DocumentRecord>(&result.content);
  if (!record) return sizeof result + std::get<1>(result.content).size() * sizeof(ReusedDocument);
  std::size_t bytes = 4096;
  for (const Chunk& chunk : record->chunks) bytes += sizeof chunk + chunk.text.size();
  bytes += record->facts.measures.size() * (sizeof(Measure) + 100) + record->pages.size() * sizeof(Page);
  return bytes + record->tables.size() * sizeof(Table) + record->facts.notices.size() * (sizeof(Notice) + 200);
}

}  // namespace assay
