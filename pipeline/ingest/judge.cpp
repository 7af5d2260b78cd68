#include "pipeline/ingest/judge.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <future>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "pipeline/ingest/keys.hpp"
#include "pipeline/ingest/queue.hpp"
#include "rules/core/assess.hpp"
#include "rules/core/collection.hpp"

namespace assay {
namespace {

constexpr std::size_t batch_documents = 100;
constexpr std::size_t most_batches = 8;  // that wait to be written
// The most work that a killed run loses; a rule in SQL may take long.
constexpr std::size_t documents_a_commit = 2000;
constexpr std::chrono::milliseconds time_a_commit{2000};

struct Due {
  std::int64_t document = 0, extraction = 0;
  std::vector<Finding> between;
  std::string between_key;
};

struct Verdict {
  const Due* due = nullptr;
  Assessment assessment;
};
using Batch = std::vector<Verdict>;

using Between = std::unordered_map<std::int64_t, std::vector<Finding>>;  // by document

Between find_between(const std::filesystem::path& file, const Judging& judging) {
  const Store store(file, Store::Mode::read_only);
  Between found;
  for (CollectionFinding& one : assess_collection(store.members(judging.collection), judging.policy))
    found[one.id].push_back(std::move(one.finding));
  return found;
}

// Due whatever is found between documents. That there is nothing is a guess, right for most, of those of which there
// was nothing.
std::vector<Due> due_by_rules(const std::vector<JudgedDocument>& judged, const Judging& judging) {
  std::vector<Due> due;
  for (const JudgedDocument& known : judged)
    if (known.assessment_key != judging.keys.assessment && known.between_key.empty())
      due.push_back({known.id, known.extraction, {}, {}});
  return due;
}

// What is due once those are judged: the others, and where the guess was wrong.
std::vector<Due> due_by_findings(const std::vector<JudgedDocument>& judged, Between& found, const Judging& judging) {
  std::vector<Due> due;
  for (const JudgedDocument& known : judged) {
    const auto own = found.find(known.id);
    std::vector<Finding> between = own == found.end() ? std::vector<Finding>{} : std::move(own->second);
    std::string key = between_key(between);
    const bool holds = known.assessment_key == judging.keys.assessment || known.between_key.empty();
    if (!holds || known.between_key != key)
      due.push_back({known.id, known.extraction, std::move(between), std::move(key)});
  }
  return due;
}

// Threads that judge batches of what is due, in any order, for one that writes.
class Judges {
 public:
  Judges(const Store& store, const Judging& judging, const std::vector<Due>& due)
      : file_(store.file()), judging_(judging), due_(due) {
    const std::size_t batches = (due.size() + batch_documents - 1) / batch_documents;
    at_work_ = static_cast<int>(std::min<std::size_t>(batches, static_cast<std::size_t>(std::max(judging.jobs, 1))));
    if (at_work_ == 0) done_.close();
    for (int i = at_work_; i > 0; --i) threads_.emplace_back([this] { work(); });
  }
  ~Judges() { done_.abort(); }

  // None: all is judged, or it was stopped.
  std::optional<Batch> next() {
    std::optional<Batch> batch = done_.pop();
    const std::lock_guard lock(mutex_);
    if (error_) std::rethrow_exception(error_);
    return batch;
  }

 private:
  void work() {
    try {
      const Store store(file_, Store::Mode::read_only);
      const Judge judge(judging_.policy, judging_.keys.today);
      while (!judging_.stop) {
        const std::size_t first = next_.fetch_add(batch_documents);
        if (first >= due_.size()) break;
        Batch batch;
        for (std::size_t i = first; i < std::min(first + batch_documents, due_.size()); ++i)
          batch.push_back({&due_[i], judge.assess(store.facts(due_[i].document, due_[i].extraction), due_[i].between)});
        if (!done_.push(std::move(batch))) break;
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!error_) error_ = std::current_exception();
      done_.close();
    }
    if (--at_work_ == 0) done_.close();
  }

  const std::filesystem::path file_;
  const Judging& judging_;
  const std::vector<Due>& due_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<int> at_work_ = 0;
  BoundedQueue<Batch> done_{most_batches, static_cast<std::size_t>(-1)};
  std::mutex mutex_;
  std::exception_ptr error_;
  std::vector<std::jthread> threads_;  // last: they use all of the above
};

// Returns how many of them are written: all, or it was stopped.
std::size_t judge_those(Store& store, const Judging& judging, const std::vector<Due>& due, std::size_t before) {
  Judges judges(store, judging, due);
  std::size_t written = 0;
  std::size_t waiting = 0;
  auto committed = std::chrono::steady_clock::now();
  while (!judging.stop) {
    const std::optional<Batch> batch = judges.next();
    if (!batch) break;
    for (const auto& [one, assessment] : *batch)
      store.record_assessment(one->document, one->extraction, assessment, judging.keys.assessment, one->between_key);
    written += batch->size();
    waiting += batch->size();
    if (waiting >= documents_a_commit || std::chrono::steady_clock::now() - committed >= time_a_commit) {
      store.commit();
      waiting = 0;
      committed = std::chrono::steady_clock::now();
    }
    judging.on_batch(static_cast<int>(before + written), static_cast<int>(before + due.size()));
  }
  store.commit();
  return written;
}

}  // namespace

bool judge_again(Store& store, const Judging& judging) {
  store.commit();  // the threads read what is durable
  const std::vector<JudgedDocument> judged = store.judged(judging.collection);
  // Comparing all documents takes one thread; the others judge meanwhile what most probably has no part in it.
  std::future<Between> between = std::async(std::launch::async, [&] { return find_between(store.file(), judging); });
  const std::vector<Due> first = due_by_rules(judged, judging);
  if (judge_those(store, judging, first, 0) != first.size()) return false;
  Between found = between.get();
  const std::vector<Due> second = due_by_findings(judged, found, judging);
  return judge_those(store, judging, second, first.size()) == second.size();
}

}  // namespace assay
