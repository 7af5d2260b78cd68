// The nightly batch: discover → fingerprint → extract → assess → chunk → record.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/ingest/sample.hpp"
#include "pipeline/store/store.hpp"
#include "pipeline/worker/pool.hpp"
#include "rules/core/policy.hpp"

namespace assay {

struct IngestOptions {
  std::vector<std::filesystem::path> roots;
  std::string collection = "default";
  std::string command = "ingest";
  std::string today;  // ISO 8601
  PoolOptions pool;
  bool reread = false;                  // read also what is unchanged
  bool whole = false;                   // the roots are all of the collection: what it held of others leaves it
  std::optional<SampleOptions> sample;  // else all that is found is read
};

struct IngestProgress {
  int discovered = 0, done = 0, read = 0, reused = 0, failed = 0;
  int due = 0, judged = 0;  // at the end: documents to be judged again, and those that are
  std::string current;
};

struct IngestSummary {
  std::int64_t run = 0;
  int discovered = 0, read = 0, reused = 0, ok = 0, partial = 0, failed = 0, skipped = 0, flagged = 0;
  double seconds = 0;
  bool interrupted = false;
  int gone = 0;                                          // documents that left the collection
  std::optional<std::int64_t> sample_of = std::nullopt;  // documents found, where a sample of them was read
};

// Throws RunError when the run can't go on. `stop` set: ends soon, what is done is kept, a later call resumes.
IngestSummary ingest(Store& store, const Policy& policy, const IngestOptions& options, const std::atomic<bool>& stop,
                     const std::function<void(const IngestProgress&)>& on_progress);

}  // namespace assay
