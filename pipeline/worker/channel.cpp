#include "pipeline/worker/channel.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>

namespace assay {
namespace {

using Cause = ChannelError::Cause;
constexpr std::size_t header_size = sizeof(std::uint32_t) + 1;

int milliseconds_until(Channel::Clock::time_point deadline) {
  if (deadline == Channel::never) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Channel::Clock::now()).count();
  return static_cast<int>(std::clamp<long long>(left, 0, INT_MAX));
}

bool would_block() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

// Room for one descriptor, aligned as the kernel wants it.
union ControlSpace {
  cmsghdr header;
  std::array<char, CMSG_SPACE(sizeof(int))> bytes;
};

void attach(msghdr& message, ControlSpace& space, int fd) {
  message.msg_control = space.bytes.data();
  message.msg_controllen = space.bytes.size();
  cmsghdr* control = CMSG_FIRSTHDR(&message);
  control->cmsg_level = SOL_SOCKET;
  control->cmsg_type = SCM_RIGHTS;
  control->cmsg_len = CMSG_LEN(sizeof fd);
  std::memcpy(CMSG_DATA(control), &fd, sizeof fd);
}

void detach(msghdr& message, Handle& passed) {
  for (cmsghdr* control = CMSG_FIRSTHDR(&message); control; control = CMSG_NXTHDR(&message, control)) {
    if (control->cmsg_level != SOL_SOCKET || control->cmsg_type != SCM_RIGHTS) continue;
    int fd = -1;
    std::memcpy(&fd, CMSG_DATA(control), sizeof fd);
    passed.reset(fd);
  }
}

}  // namespace

void Channel::wait(short events, Clock::time_point deadline) const {
  std::array<pollfd, 2> fds{{{socket_.get(), events, 0}, {wake_, POLLIN, 0}}};
  for (;;) {
    const int ready = ::poll(fds.data(), wake_ >= 0 ? 2 : 1, milliseconds_until(deadline));
    if (ready > 0 && fds[1].revents != 0) throw ChannelError(Cause::cancelled, "cancelled");
    if (ready > 0) return;
    if (ready == 0) throw ChannelError(Cause::timeout, "no answer in time");
    if (errno != EINTR) throw ChannelError(Cause::closed, std::strerror(errno));
  }
}

void Channel::send(wire::Kind kind, std::string_view payload, int pass, Clock::time_point deadline) {
  std::string bytes(header_size, '\0');
  const auto size = static_cast<std::uint32_t>(payload.size());
  std::memcpy(bytes.data(), &size, sizeof size);
  bytes[sizeof size] = static_cast<char>(kind);
  bytes += payload;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    iovec part{const_cast<char*>(rest.data()), rest.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    ControlSpace space{};
    if (pass >= 0) attach(message, space, pass);
    const ssize_t sent = ::sendmsg(socket_.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(sent));
      pass = -1;
    } else if (would_block()) {
      wait(POLLOUT, deadline);
    } else {
      throw ChannelError(Cause::closed, std::strerror(errno));
    }
  }
}

void Channel::read_exactly(char* to, std::size_t size, Clock::time_point deadline, Handle* passed) {
  while (size > 0) {
    iovec part{to, size};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    ControlSpace space{};
    if (passed) {  // otherwise the kernel closes what comes along
      message.msg_control = space.bytes.data();
      message.msg_controllen = space.bytes.size();
    }
    const ssize_t got = ::recvmsg(socket_.get(), &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (got > 0) {
      if (passed) detach(message, *passed);
      to += got;
      size -= static_cast<std::size_t>(got);
    } else if (got == 0) {
      throw ChannelError(Cause::closed, "closed by the other side");
    } else if (would_block()) {
      wait(POLLIN, deadline);
    } else {
      throw ChannelError(Cause::closed, std::strerror(errno));
    }
    if (Clock::now() > deadline) throw ChannelError(Cause::timeout, "no answer in time");
  }
}

Frame Channel::receive(Clock::time_point deadline, bool accept_handle) {
  Frame frame;
  std::array<char, header_size> header{};
  read_exactly(header.data(), header.size(), deadline, accept_handle ? &frame.passed : nullptr);
  std::uint32_t size = 0;
  std::memcpy(&size, header.data(), sizeof size);
  frame.kind = static_cast<wire::Kind>(header[sizeof size]);
  if (size > wire::max_payload || wire::to_string(frame.kind).empty())
    throw ChannelError(Cause::malformed, "not a frame");
  frame.payload.resize(size);
  read_exactly(frame.payload.data(), size, deadline, nullptr);
  return frame;
}

}  // namespace assay
