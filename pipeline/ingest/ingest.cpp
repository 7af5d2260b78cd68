#include "pipeline/ingest/ingest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <mutex>
#include <set>
#include <thread>
#include <unordered_map>
#include <utility>

#include "pipeline/ingest/discover.hpp"
#include "pipeline/ingest/judge.hpp"
#include "pipeline/ingest/keys.hpp"
#include "pipeline/ingest/queue.hpp"
#include "pipeline/ingest/stages.hpp"

namespace assay {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t most_found = 1000, most_results = 256;
constexpr std::size_t most_result_bytes = std::size_t{256} << 20;
constexpr std::size_t any_bytes = static_cast<std::size_t>(-1) / 2;
constexpr std::size_t batch_documents = 200;
constexpr milliseconds batch_time{500};  // the most work that a killed run loses

std::string place_key(const std::string& root, const std::string& path) {
  return root + '\0' + path;
}

class Run {
 public:
  Run(Store& store, const Policy& policy, const IngestOptions& options)
      : store_(store),
        policy_(policy),
        options_(options),
        roots_(resolve_roots(options.roots)),
        keys_{extraction_key(options.pool.extract, policy), assessment_key(policy, options.today), options.today},
        judge_(policy, options.today),
        pool_(options.pool) {}

  IngestSummary go(const std::atomic<bool>& stop, const std::function<void(const IngestProgress&)>& on_progress);

 private:
  using Place = std::pair<std::string, std::string>;

  void begin();
  void walk(const std::function<bool(Found&&)>& use);
  void draw();   // where a sample is wanted: which documents
  void find();   // one thread: discover, and pass by what is unchanged
  void work();   // several threads: fingerprint, extract, assess, chunk
  void write();  // one thread: record
  void record(const FileResult& result);
  const KnownDocument* known(const Found& found) const;
  IngestProgress progress();
  bool finish(const std::atomic<bool>& stop, const std::function<void(const IngestProgress&)>& on_progress);
  void guard(void (Run::*stage)());
  void halt();

  Store& store_;
  const Policy& policy_;
  const IngestOptions& options_;
  const std::vector<Root> roots_;
  const RunKeys keys_;
  const Judge judge_;
  WorkerPool pool_;
  std::int64_t run_ = 0;
  std::unordered_map<std::string, KnownDocument> known_;  // by place_key()
  bool changed_ = false;                                  // something was read, or is there again
  BoundedQueue<Found> found_{most_found, any_bytes};
  BoundedQueue<FileResult> results_{most_results, most_result_bytes};
  std::atomic<bool> halted_ = false;
  std::atomic<int> discovered_ = 0, done_ = 0, read_ = 0, reused_ = 0, failed_ = 0, at_work_ = 0;
  std::mutex mutex_;
  std::string current_;
  std::exception_ptr error_;
  std::optional<SampleFrame> frame_;  // none: all that is found is read
  std::vector<Found> drawn_;          // in drawing order: a run that is broken off has read a smaller sample
  int gone_ = 0;
  std::vector<Place> closed_folders_;  // could not be listed: what lay in them is not gone
};

void Run::begin() {
  NewRun run{options_.collection, options_.command, options_.today,          {},         keys_.extraction,
             policy_key(policy_), to_toml(policy_), pool_.sandbox().missing, rules_key()};
  if (run.sandbox.empty()) run.sandbox = "all applied";
  for (const Root& root : roots_) run.roots.push_back(root.name);
  run_ = store_.begin_run(run);
  for (KnownDocument& known : store_.known_documents(options_.collection)) {
    std::string key = place_key(known.root, known.path);
    known_.emplace(std::move(key), std::move(known));
  }
  if (options_.sample) draw();
}

// What discovery gives, the store's own files left out.
void Run::walk(const std::function<bool(Found&&)>& use) {
  std::vector<std::filesystem::path> own;
  const auto store = std::filesystem::canonical(store_.file());
  for (const char* ending : {"", "-wal", "-shm", "-lock", "-journal"}) own.emplace_back(store.string() + ending);
  discover(roots_, own, [&](Found&& found) {
    if (found.skip && found.skip->kind == FailureKind::no_access && found.path.ends_with('/'))
      closed_folders_.push_back({found.root, found.path});
    return use(std::move(found));
  });
}

// Two walks and not one: the first keeps a few bytes of each file, so that ten million of them fit into memory.
void Run::draw() {
  const SampleOptions& wanted = *options_.sample;
  SampleFrame frame(wanted.seed);
  walk([&](Found&& found) { return frame.add(found), true; });
  const std::int64_t documents =
      wanted.documents > 0 ? wanted.documents : sample_size(wanted.precision, frame.documents());
  if (documents >= frame.documents()) return;  // that is all of it
  SampleRecord record{wanted.seed, pool_.jobs(), frame.draw(documents), {}};
  std::vector<std::pair<std::int64_t, Found>> drawn;
  closed_folders_.clear();
  walk([&](Found&& found) {
    const SampleFrame::Place* place = frame.drawn(found);
    if (place == nullptr) return true;
    record.documents.push_back({found.root, found.path, place->stratum});
    drawn.emplace_back(place->position, std::move(found));
    return true;
  });
  std::sort(drawn.begin(), drawn.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [position, found] : drawn) drawn_.push_back(std::move(found));
  store_.record_sample(run_, record);
  frame_ = std::move(frame);
}

const KnownDocument* Run::known(const Found& found) const {
  const auto known = known_.find(place_key(found.root, found.path));
  return known == known_.end() ? nullptr : &known->second;
}

void Run::find() {
  std::vector<ReusedDocument> same;
  const auto hand_over = [&] {
    FileResult result{std::exchange(same, {}), false};
    const std::size_t bytes = weight(result);
    return results_.push(std::move(result), bytes);
  };
  const auto push = [&](Found&& found) {
    ++discovered_;
    const auto one = options_.reread ? std::nullopt : unchanged(found, known(found), keys_);
    if (!one) return found_.push(std::move(found));
    same.push_back(*one);
    return !halted_ && (same.size() < batch_documents || hand_over());
  };
  if (frame_) {
    for (Found& found : drawn_)
      if (!push(std::move(found))) break;
  } else {
    closed_folders_.clear();
    walk(push);
  }
  hand_over();
  found_.close();
}

void Run::work() {
  const StageContext context{policy_, judge_, keys_, options_.pool, pool_, halted_, options_.reread};
  while (std::optional<Found> found = found_.pop()) {
    {
      const std::lock_guard lock(mutex_);
      current_ = found->path;
    }
    std::optional<FileResult> result = process_file(*found, known(*found), context);
    if (!result) break;
    read_ += result->read;
    const std::size_t bytes = weight(*result);
    if (!results_.push(std::move(*result), bytes)) break;
  }
  if (--at_work_ == 0) results_.close();
}

void Run::record(const FileResult& result) {
  if (const auto* record = std::get_if<DocumentRecord>(&result.content)) {
    store_.record(run_, *record);
    failed_ += record->facts.status == ExtractionStatus::failed;
    ++done_;
    changed_ = true;
    return;
  }
  const auto& reused = std::get<std::vector<ReusedDocument>>(result.content);
  store_.record_reused(run_, reused);
  reused_ += static_cast<int>(reused.size());
  done_ += static_cast<int>(reused.size());
  changed_ |= std::any_of(reused.begin(), reused.end(), [](const ReusedDocument& one) { return one.file.has_value(); });
}

void Run::write() {
  auto committed = Clock::now();
  int written = 0;
  while (!results_.ended()) {
    if (const std::optional<FileResult> result = results_.pop(batch_time)) record(*result);
    if (done_ - written < static_cast<int>(batch_documents) && Clock::now() - committed < batch_time) continue;
    store_.commit();
    committed = Clock::now();
    written = done_;
  }
  store_.commit();
}

void Run::halt() {
  halted_ = true;
  found_.abort();
  pool_.cancel();
}

// A stage that throws ends the run; the first error is the one that is told.
void Run::guard(void (Run::*stage)()) {
  try {
    (this->*stage)();
  } catch (...) {
    {
      const std::lock_guard lock(mutex_);
      if (!error_) error_ = std::current_exception();
    }
    halt();
    results_.abort();
  }
}

IngestProgress Run::progress() {
  const std::lock_guard lock(mutex_);
  return {discovered_, done_, read_, reused_, failed_, 0, 0, current_};
}

// What only the whole collection shows. False: the run was stopped before its end.
bool Run::finish(const std::atomic<bool>& stop, const std::function<void(const IngestProgress&)>& on_progress) {
  if (halted_) return false;
  std::set<std::string> seen;  // roots of which all that stands there was found
  for (const Root& root : roots_)
    if (root.only.empty() || options_.whole) seen.insert(root.name);
  if (options_.whole)
    for (const auto& [place, known] : known_) seen.insert(known.root);
  gone_ = store_.mark_gone(run_, {seen.begin(), seen.end()}, [this](const std::string& root, const std::string& path) {
    if (frame_ && frame_->holds(root, path)) return true;  // not drawn, but there
    return std::any_of(closed_folders_.begin(), closed_folders_.end(),
                       [&](const Place& closed) { return closed.first == root && path.starts_with(closed.second); });
  });
  // What was judged under the same policy, date and rules, of the same documents, is the same.
  if (!changed_ && gone_ == 0 && store_.is_repeated(run_)) return true;
  return judge_again(store_, {options_.collection, policy_, keys_, pool_.jobs(), stop, [&](int judged, int due) {
                                IngestProgress now = progress();
                                now.judged = judged;
                                now.due = due;
                                on_progress(now);
                              }});
}

IngestSummary Run::go(const std::atomic<bool>& stop, const std::function<void(const IngestProgress&)>& on_progress) {
  const auto started = Clock::now();
  begin();
  std::atomic<bool> written = false;
  {
    // One more than workers: while one result is assessed, no worker is idle.
    at_work_ = pool_.jobs() + 1;
    std::vector<std::jthread> threads;
    threads.emplace_back([this] { guard(&Run::find); });
    for (int i = 0; i < pool_.jobs() + 1; ++i) threads.emplace_back([this] { guard(&Run::work); });
    threads.emplace_back([this, &written] {
      guard(&Run::write);
      written = true;
    });
    while (!written) {
      std::this_thread::sleep_for(milliseconds(20));
      if (stop && !halted_) halt();
      on_progress(progress());
    }
  }
  if (error_) std::rethrow_exception(error_);
  const bool complete = finish(stop, on_progress);

  const RunCounts recorded = store_.count_run(run_);
  RunCounts counts = recorded;
  counts.read = read_;
  const double seconds = std::chrono::duration<double>(Clock::now() - started).count();
  store_.finish_run(run_, counts, complete ? "done" : "interrupted", seconds);
  return {run_,
          counts.discovered,
          counts.read,
          counts.reused,
          counts.ok,
          counts.partial,
          counts.failed,
          counts.skipped,
          counts.flagged,
          seconds,
          !complete,
          gone_,
          frame_ ? std::optional(frame_->documents()) : std::nullopt};
}

}  // namespace

IngestSummary ingest(Store& store, const Policy& policy, const IngestOptions& options, const std::atomic<bool>& stop,
                     const std::function<void(const IngestProgress&)>& on_progress) {
  return Run(store, policy, options).go(stop, on_progress);
}

}  // namespace assay
