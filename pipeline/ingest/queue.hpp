// A queue between threads, bounded by items and by bytes: who is too fast waits, nothing is dropped.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace assay {

template <class T>
class BoundedQueue {
 public:
  BoundedQueue(std::size_t max_items, std::size_t max_bytes) : max_items_(max_items), max_bytes_(max_bytes) {}

  // Waits for room; one item of any size fits into an empty queue. False: closed or aborted, the item is not in.
  bool push(T item, std::size_t bytes = 0) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
      return closed_ || items_.empty() || (items_.size() < max_items_ && bytes_ + bytes <= max_bytes_);
    });
    if (closed_) return false;
    items_.emplace_back(std::move(item), bytes);
    bytes_ += bytes;
    changed_.notify_all();
    return true;
  }

  // Waits for an item; none: the queue is at its end, or the time is up (see ended()).
  std::optional<T> pop(std::chrono::milliseconds longest = std::chrono::hours(24)) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, longest, [&] { return closed_ || !items_.empty(); });
    if (items_.empty()) return std::nullopt;
    T item = std::move(items_.front().first);
    bytes_ -= items_.front().second;
    items_.pop_front();
    changed_.notify_all();
    return item;
  }

  // No more pushes; what is in comes out.
  void close() { end(false); }
  // No more pushes, and what is in is dropped.
  void abort() { end(true); }
  bool ended() const {
    const std::lock_guard lock(mutex_);
    return closed_ && items_.empty();
  }

 private:
  void end(bool drop) {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    if (drop) items_.clear();
    changed_.notify_all();
  }

  const std::size_t max_items_, max_bytes_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::pair<T, std::size_t>> items_;
  std::size_t bytes_ = 0;
  bool closed_ = false;
};

}  // namespace assay
