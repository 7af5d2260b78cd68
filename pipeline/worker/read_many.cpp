#include "pipeline/worker/read_many.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "extractors/core/document_json.hpp"

namespace assay {
namespace {

// Hands outcomes on in the order of their indices; a thread that is too far ahead waits.
class InOrder {
 public:
  InOrder(std::size_t window, const std::function<void(std::size_t, ReadOutcome&&)>& use)
      : window_(window), use_(use) {}

  // Waits until `index` may be read; false when the work was given up.
  bool admit(std::size_t index) {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [&] { return stopped_ || index < next_ + window_; });
    return !stopped_;
  }

  void put(std::size_t index, ReadOutcome outcome) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(index, std::move(outcome));
    for (auto first = waiting_.find(next_); first != waiting_.end() && !stopped_; first = waiting_.find(next_)) {
      ReadOutcome ready = std::move(first->second);
      waiting_.erase(first);
      use_(next_, std::move(ready));
      ++next_;
    }
    moved_.notify_all();
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    moved_.notify_all();
  }

 private:
  const std::size_t window_;
  const std::function<void(std::size_t, ReadOutcome&&)>& use_;
  std::mutex mutex_;
  std::condition_variable moved_;
  std::map<std::size_t, ReadOutcome> waiting_;
  std::size_t next_ = 0;
  bool stopped_ = false;
};

}  // namespace

void read_many(WorkerPool& pool, std::span<const std::filesystem::path> files, Delivery delivery,
               const std::function<void(std::size_t, ReadOutcome&&)>& use) {
  const std::size_t threads = std::min(files.size(), static_cast<std::size_t>(std::max(1, pool.jobs())));
  InOrder order(2 * threads + 1, use);
  std::atomic<std::size_t> next{0};
  std::atomic<bool> stop{false};
  std::exception_ptr error;
  std::once_flag first_error;

  const auto work = [&] {
    try {
      for (std::size_t index = next++; index < files.size() && !stop; index = next++) {
        if (delivery == Delivery::as_they_come) {
          use(index, pool.read(files[index]));
        } else if (order.admit(index)) {
          order.put(index, pool.read(files[index]));
        }
      }
    } catch (...) {
      std::call_once(first_error, [&] { error = std::current_exception(); });
      stop = true;
      order.stop();
    }
  };
  {
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < threads; ++i) workers.emplace_back(work);
  }
  if (error) std::rethrow_exception(error);
}

Document document_of(ReadOutcome&& outcome, const std::filesystem::path& file) {
  if (outcome.document) return std::move(*outcome.document);
  Source source;
  source.path = file.string();
  source.sha256 = outcome.sha256;
  source.bytes = outcome.bytes;
  source.media_type = outcome.media_type;
  return unreadable_document(std::move(source), outcome.document.error());
}

}  // namespace assay
