// Frames over a stream socket: length and kind, then the payload; a descriptor may travel with a frame.
#pragma once

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "pipeline/worker/handle.hpp"
#include "pipeline/worker/wire.hpp"

namespace assay {

struct Frame {
  wire::Kind kind = wire::Kind::progress;
  std::string payload;
  Handle passed;
};

class ChannelError : public std::runtime_error {
 public:
  enum class Cause { closed, timeout, cancelled, malformed };
  ChannelError(Cause cause, const std::string& what) : std::runtime_error(what), cause_(cause) {}
  Cause cause() const { return cause_; }

 private:
  Cause cause_;
};

// One end of a socket pair, for one thread. Throws ChannelError.
class Channel {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr Clock::time_point never = Clock::time_point::max();

  Channel() = default;
  // `wake`: a descriptor that becomes readable when waiting shall end (Cause::cancelled); -1: none.
  explicit Channel(Handle socket, int wake = -1) : socket_(std::move(socket)), wake_(wake) {}

  void send(wire::Kind kind, std::string_view payload, int pass = -1, Clock::time_point deadline = never);
  // A whole frame before the deadline, however slowly it drips. `accept_handle`: a descriptor may come along.
  Frame receive(Clock::time_point deadline = never, bool accept_handle = false);

  void close() { socket_.reset(); }
  explicit operator bool() const { return static_cast<bool>(socket_); }

 private:
  void wait(short events, Clock::time_point deadline) const;
  void read_exactly(char* to, std::size_t size, Clock::time_point deadline, Handle* passed);

  Handle socket_;
  int wake_ = -1;
};

}  // namespace assay
