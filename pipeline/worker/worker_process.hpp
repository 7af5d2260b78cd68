// The parent's side of one worker: start it, give it jobs, watch both clocks, find out how it ended.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <string>

#include "pipeline/worker/channel.hpp"
#include "pipeline/worker/pool.hpp"
#include "pipeline/worker/snapshot.hpp"

namespace assay {

// What is left of the memory that one document may cost, over all its spans.
using Budget = std::atomic<std::uint64_t>;

struct SpanJob {
  const Snapshot* input = nullptr;
  std::string file_name;
  int first_page = 1, last_page = 0;
  std::string language;  // of the pages before, where they are read
  Budget* budget = nullptr;
};

struct SpanOutcome {
  Result<Document> document = fail(FailureKind::internal, "not read");
  std::string media_type;
  double seconds = 0;
};

// For one thread, which must live as long as this: a worker dies with the thread that started it (PR_SET_PDEATHSIG).
class WorkerProcess {
 public:
  // `wake`: readable when running jobs shall end.
  WorkerProcess(const PoolOptions& options, int wake) : options_(options), wake_(wake) {}
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;
  ~WorkerProcess() { stop(); }

  // Starts a process if none runs. Throws RunError when that is not possible.
  void ensure_started();
  // One job; afterwards the process may be gone.
  SpanOutcome run(const SpanJob& job);
  // A JPEG of at most cutout_bytes_max, by its first bytes; a Failure of whatever else came.
  Result<std::string> draw(const Snapshot& input, const std::string& file_name, const CutoutPlan& plan);
  void stop();  // kills it
  int served() const { return served_; }
  const SandboxState& sandbox() const { return sandbox_; }

 private:
  void spawn();
  void shake_hands();
  SpanOutcome converse(const SpanJob& job);
  Failure ended();  // reaps a process that closed its socket

  const PoolOptions& options_;
  int wake_;
  Channel channel_;
  pid_t pid_ = -1;
  int served_ = 0;
  SandboxState sandbox_;
};

}  // namespace assay
