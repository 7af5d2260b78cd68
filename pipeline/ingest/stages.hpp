// What happens to one discovered file, from its state to what goes into the store. Callable from any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "pipeline/ingest/discover.hpp"
#include "pipeline/store/records.hpp"
#include "pipeline/worker/pool.hpp"
#include "rules/core/assess.hpp"
#include "rules/core/policy.hpp"

namespace assay {

struct RunKeys {
  std::string extraction, assessment, today;
};

// A discovered file as a document of this run; or several of which nothing was read, since what the store has of them
// still stands. Their assessments may not: ingest/judge.hpp.
struct FileResult {
  std::variant<DocumentRecord, std::vector<ReusedDocument>> content;
  bool read = false;  // by a worker, whatever came of it
};

// What all files of a run share.
struct StageContext {
  const Policy& policy;
  const Judge& judge;
  const RunKeys& keys;
  const PoolOptions& options;
  WorkerPool& pool;
  const std::atomic<bool>& halted;  // the pool was cancelled: what it says of files is not true
  bool reread = false;
};

// Of a file that looks as it did when it was last read, by the same extractors: no byte of it is needed.
std::optional<ReusedDocument> unchanged(const Found& found, const KnownDocument* known, const RunKeys& keys);

// Fingerprint → extract → assess → chunk. `known`: what the store has of it, null: nothing. None: the run was halted
// meanwhile.
std::optional<FileResult> process_file(const Found& found, const KnownDocument* known, const StageContext& context);

// How much memory it holds, roughly: for queues.
std::size_t weight(const FileResult& result);

}  // namespace assay
