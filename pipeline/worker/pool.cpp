#include "pipeline/worker/pool.hpp"

#include <fmt/format.h>
#include <sys/eventfd.h>

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include "extractors/core/document_json.hpp"
#include "extractors/read.hpp"
#include "pipeline/core/run_error.hpp"
#include "pipeline/worker/snapshot.hpp"
#include "pipeline/worker/spans.hpp"
#include "pipeline/worker/worker_process.hpp"

namespace assay {
namespace {

struct Task {
  SpanJob job;
  std::promise<SpanOutcome> promise;
};

SpanOutcome cancelled() {
  SpanOutcome outcome;
  outcome.document = fail(FailureKind::internal, "Reading was interrupted.", "cancelled");
  return outcome;
}

// A worker that has read other documents may be the reason why one fails (a leak, a library gone astray); a fresh one
// gives the answer that belongs to the document.
bool worth_a_fresh_worker(const SpanOutcome& outcome) {
  if (outcome.document) return false;
  const FailureKind kind = outcome.document.error().kind;
  return kind == FailureKind::crashed || kind == FailureKind::out_of_memory || kind == FailureKind::protocol;
}

SpanOutcome run_in(WorkerProcess& worker, const SpanJob& job) {
  SpanOutcome outcome;
  try {
    worker.ensure_started();
    const bool fresh = worker.served() == 0;
    outcome = worker.run(job);
    if (fresh || !worth_a_fresh_worker(outcome)) return outcome;
    const double before = outcome.seconds;
    worker.stop();
    worker.ensure_started();
    outcome = worker.run(job);
    outcome.seconds += before;
  } catch (const RunError& error) {
    outcome.document = fail(FailureKind::internal, "No process could be started to read it.", error.what());
  }
  return outcome;
}

}  // namespace

struct WorkerPool::Impl {
  explicit Impl(PoolOptions given) : options(std::move(given)), wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (options.jobs <= 0) options.jobs = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    std::future<SandboxState> started = first_state.get_future();
    threads.emplace_back([this] { work(&first_state); });
    try {
      sandbox = started.get();
    } catch (...) {
      end();
      throw;
    }
    for (int i = 1; i < options.jobs; ++i) threads.emplace_back([this] { work(nullptr); });
  }
  ~Impl() { end(); }

  void end() {
    {
      const std::lock_guard lock(mutex);
      ended = true;
      for (const auto& task : tasks) task->promise.set_value(cancelled());
      tasks.clear();
    }
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(wake.get(), &one, sizeof one);
    waiting.notify_all();
  }

  // One thread for each worker: it starts it, feeds it, and outlives it.
  void work(std::promise<SandboxState>* first) {
    WorkerProcess worker(options, wake.get());
    if (first) {
      try {
        worker.ensure_started();
        first->set_value(worker.sandbox());
      } catch (...) {
        return first->set_exception(std::current_exception());
      }
    }
    for (;;) {
      std::unique_lock lock(mutex);
      waiting.wait(lock, [this] { return ended || !tasks.empty(); });
      if (ended) return;
      const std::shared_ptr<Task> task = std::move(tasks.front());
      tasks.pop_front();
      lock.unlock();
      task->promise.set_value(run_in(worker, task->job));
    }
  }

  // Spans of a document that is being read go before new documents, so that few documents are held at a time.
  std::vector<std::future<SpanOutcome>> submit(const std::vector<SpanJob>& jobs, bool first_of_all) {
    std::vector<std::future<SpanOutcome>> futures;
    std::vector<std::shared_ptr<Task>> fresh;
    for (const SpanJob& job : jobs) {
      fresh.push_back(std::make_shared<Task>(Task{job, {}}));
      futures.push_back(fresh.back()->promise.get_future());
    }
    {
      const std::lock_guard lock(mutex);
      if (ended)
        for (const auto& task : fresh) task->promise.set_value(cancelled());
      else
        tasks.insert(first_of_all ? tasks.begin() : tasks.end(), fresh.begin(), fresh.end());
    }
    waiting.notify_all();
    return futures;
  }

  SpanOutcome read_document_spans(const SpanJob& whole);

  PoolOptions options;
  Handle wake;
  std::promise<SandboxState> first_state;
  SandboxState sandbox;
  std::mutex mutex;
  std::condition_variable waiting;
  std::deque<std::shared_ptr<Task>> tasks;
  bool ended = false;
  std::vector<std::jthread> threads;  // last: they end before the rest goes
};

SpanOutcome WorkerPool::Impl::read_document_spans(const SpanJob& whole) {
  SpanOutcome outcome = submit({whole}, false).front().get();
  if (!outcome.document) return outcome;
  const std::vector<PageRange> rest = rest_of(outcome.document->span, options.extract);
  const std::string found = main_language(outcome.document->pages);
  const std::string& language = found.empty() ? whole.language : found;
  std::vector<SpanJob> jobs;
  for (const PageRange& range : rest)
    jobs.push_back({whole.input, whole.file_name, range.first, range.last, language, whole.budget});
  std::vector<std::future<SpanOutcome>> futures = submit(jobs, true);
  SpanParts parts(std::move(*outcome.document));
  for (std::size_t i = 0; i < futures.size(); ++i) {
    SpanOutcome part = futures[i].get();
    outcome.seconds += part.seconds;
    parts.add(rest[i], std::move(part.document));
  }
  outcome.document = std::move(parts).join(options.extract.limits);
  return outcome;
}

WorkerPool::WorkerPool(PoolOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
WorkerPool::~WorkerPool() = default;

ReadOutcome WorkerPool::read(const std::filesystem::path& file) {
  const Result<Snapshot> snapshot = take_snapshot(file, impl_->options.extract.limits.input_bytes);
  if (snapshot) return read(file, *snapshot);
  ReadOutcome outcome;
  outcome.document = tl::unexpected(snapshot.error());
  return outcome;
}

ReadOutcome WorkerPool::read(const std::filesystem::path& file, const Snapshot& snapshot) {
  Budget budget = impl_->options.work.result_bytes;
  const ExtractOptions& extract = impl_->options.extract;
  SpanOutcome read = impl_->read_document_spans(
      {&snapshot, file.filename().string(), extract.first_page, extract.last_page, extract.language, &budget});
  ReadOutcome outcome;
  outcome.document = std::move(read.document);
  outcome.media_type = std::move(read.media_type);
  outcome.seconds = read.seconds;
  outcome.sha256 = snapshot.sha256;
  outcome.bytes = snapshot.bytes;
  if (outcome.document) {
    Source& source = outcome.document->source;
    source.path = file.string();
    source.sha256 = snapshot.sha256;
    source.bytes = snapshot.bytes;
    if (source.media_type.empty()) source.media_type = outcome.media_type;
  }
  return outcome;
}

void WorkerPool::cancel() {
  impl_->end();
}
int WorkerPool::jobs() const {
  return impl_->options.jobs;
}
SandboxState WorkerPool::sandbox() const {
  return impl_->sandbox;
}

}  // namespace assay
