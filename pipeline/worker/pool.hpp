// The pool of sandboxed worker processes: the only place where documents are read.
//
// N children of the same binary (`assay worker`), each behind a socket pair; the parent opens the file and passes the
// descriptor. A child that dies, hangs or bloats costs one document (one span of pages), never the run.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "extractors/core/document.hpp"
#include "extractors/core/extractor.hpp"
#include "extractors/core/result.hpp"

namespace assay {

struct PoolOptions {
  int jobs = 0;  // 0: as many as cores
  WorkLimits work;
  int jobs_per_worker = 200;  // then it is replaced
  ExtractOptions extract;
  std::string program;           // that serves `worker --socket FD`; empty: this program itself
  bool worker_messages = false;  // what libraries print in workers goes to standard error; otherwise nowhere
};

// What came of one file.
struct ReadOutcome {
  Result<Document> document = fail(FailureKind::internal, "not read");
  std::string media_type;  // also of files that failed; empty: not known
  std::string sha256;      // of the bytes that were read
  std::uint64_t bytes = 0;
  double seconds = 0;  // in workers, all spans together
};

struct SandboxState {
  bool limits = false, no_new_privileges = false, seccomp = false, landlock = false;
  std::string missing;  // in words, empty: all applied
};

struct Snapshot;

class WorkerPool {
 public:
  explicit WorkerPool(PoolOptions options);  // throws RunError when no worker can be started
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Blocks until the file is read; callable from any number of threads, spans of a long document use idle workers.
  // source.path is set to the path as given.
  ReadOutcome read(const std::filesystem::path& file);
  // The same for bytes that were taken before (snapshot.hpp); `file` gives the name.
  ReadOutcome read(const std::filesystem::path& file, const Snapshot& snapshot);

  // Ends what runs now; every read() returns soon, and later ones return FailureKind::internal at once.
  void cancel();
  int jobs() const;
  SandboxState sandbox() const;  // as the first worker reported it

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The main of a worker process: serves jobs on the socket until it is closed.
int worker_main(int socket);

}  // namespace assay
