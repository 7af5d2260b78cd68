#include "pipeline/worker/last_words.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstring>
#include <string>

#include "pipeline/worker/wire.hpp"

namespace assay {
namespace {

// Builds with a sanitizer keep its handlers, which say more.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

// A failed request of ordinary size means that nearly everything is in use.
constexpr double nearly_everything = 0.85;

struct Prepared {
  int socket = -1;
  int statm = -1;  // opened before the sandbox forbids it
  std::uint64_t pages_nearly_all = 0;
  std::string frame;
} prepared;

// Async-signal-safe: nothing but system calls and arithmetic.
std::uint64_t pages_in_use() {
  char text[32];
  const ssize_t size = ::pread(prepared.statm, text, sizeof text, 0);
  std::uint64_t pages = 0;
  for (ssize_t i = 0; i < size && text[i] >= '0' && text[i] <= '9'; ++i)
    pages = pages * 10 + static_cast<std::uint64_t>(text[i] - '0');
  return pages;
}

void speak(int signal) {
  if (pages_in_use() > prepared.pages_nearly_all) {
    const ssize_t written = ::write(prepared.socket, prepared.frame.data(), prepared.frame.size());
    ::_exit(written > 0 ? 1 : 2);
  }
  ::raise(signal);  // the handler is gone (SA_RESETHAND): now it dies of what it was
}

}  // namespace

void prepare_last_words(int socket, std::uint64_t allowance) {
  if (sanitized) return;
  prepared.socket = socket;
  prepared.statm = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  const auto page = static_cast<double>(::sysconf(_SC_PAGESIZE));
  prepared.pages_nearly_all =
      pages_in_use() + static_cast<std::uint64_t>(static_cast<double>(allowance) * nearly_everything / page);
  const std::string payload = wire::encode_message(wire::Failed{
      {FailureKind::out_of_memory, "Reading the document took too much memory.", "limit: memory_bytes"}, ""});
  const auto size = static_cast<std::uint32_t>(payload.size());
  prepared.frame.assign(reinterpret_cast<const char*>(&size), sizeof size);
  prepared.frame += static_cast<char>(wire::Kind::failed);
  prepared.frame += payload;

  // The stack may be what ended.
  static char stack[64 * 1024];
  const stack_t other{stack, 0, sizeof stack};
  ::sigaltstack(&other, nullptr);
  struct sigaction action {};
  action.sa_handler = speak;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_ONSTACK | SA_NODEFER);
  for (const int signal : {SIGABRT, SIGSEGV, SIGBUS}) ::sigaction(signal, &action, nullptr);
}

}  // namespace assay
