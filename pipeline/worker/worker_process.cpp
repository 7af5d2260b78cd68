#include "pipeline/worker/worker_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "pipeline/core/run_error.hpp"

namespace assay {
namespace {

using Clock = Channel::Clock;
using Cause = ChannelError::Cause;
using wire::Kind;

constexpr std::chrono::seconds start_deadline{30};
constexpr int socket_in_worker = 3;

// Nothing of the parent's environment but where libraries find their data. One locale, so that the same bytes give the
// same document everywhere; one thread for Tesseract, because the pool uses the cores.
std::vector<std::string> worker_environment() {
  std::vector<std::string> environment{"LC_ALL=C.UTF-8", "OMP_THREAD_LIMIT=1", "PATH="};
  for (const char* name : {"TESSDATA_PREFIX", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "MAGIC",
                           "ICU_DATA", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"})
    if (const char* value = std::getenv(name)) environment.push_back(fmt::format("{}={}", name, value));
  return environment;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> list;
  for (std::string& text : strings) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

[[noreturn]] void no_worker(int error) {
  throw RunError(ExitCode::impossible,
                 fmt::format("No worker process could be started: {}. Check the limits on processes and memory "
                             "(ulimit -a), or use fewer --jobs.",
                             std::strerror(error)));
}

Failure timeout_failure(const PoolOptions& options, bool stalled) {
  return {FailureKind::timeout,
          stalled ? fmt::format("Reading made no progress for {} seconds.", options.work.idle_seconds)
                  : fmt::format("Reading was not done after {} seconds.", options.work.seconds),
          stalled ? "limit: idle_seconds" : "limit: seconds"};
}

void spend(Budget& budget, std::uint64_t amount) {
  std::uint64_t left = budget.load();
  while (!budget.compare_exchange_weak(left, left - std::min(left, amount))) {
  }
}

Failure protocol_failure(const std::string& detail) {
  return {FailureKind::protocol, "The reader's answer was not understood.", detail};
}

}  // namespace

void WorkerProcess::spawn() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) no_worker(errno);
  Handle ours(ends[0]);
  const Handle theirs(ends[1]);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (!options_.worker_messages) posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, theirs.get(), socket_in_worker);
  posix_spawn_file_actions_addclosefrom_np(&actions, socket_in_worker + 1);

  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  // A process group of its own: Ctrl-C is the parent's to handle, not a crash of every worker.
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);

  const std::string program = options_.program.empty() ? "/proc/self/exe" : options_.program;
  std::vector<std::string> arguments{program, "worker", "--socket", std::to_string(socket_in_worker)};
  std::vector<std::string> environment = worker_environment();
  const int error = ::posix_spawn(&pid_, program.c_str(), &actions, &attributes, pointers(arguments).data(),
                                  pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (error != 0) {
    pid_ = -1;
    no_worker(error);
  }
  channel_ = Channel(std::move(ours), wake_);
  served_ = 0;
}

void WorkerProcess::shake_hands() {
  const auto deadline = Clock::now() + start_deadline;
  const wire::Hello hello{::getpid(), options_.work.memory_bytes, options_.extract};
  channel_.send(Kind::hello, wire::encode_message(hello), -1, deadline);
  Frame answer = channel_.receive(deadline);
  if (answer.kind != Kind::ready) throw ChannelError(Cause::malformed, "not ready");
  sandbox_ = wire::decode_message<SandboxState>(std::move(answer.payload));
}

void WorkerProcess::ensure_started() {
  if (pid_ > 0) return;
  spawn();
  try {
    shake_hands();
  } catch (const std::exception& error) {
    stop();
    throw RunError(ExitCode::impossible,
                   fmt::format("A worker process did not start properly: {}. Run `assay doctor`.", error.what()));
  }
}

void WorkerProcess::stop() {
  channel_.close();
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
}

Failure WorkerProcess::ended() {
  int status = 0;
  channel_.close();
  // It closed its socket, but need not be gone; whatever it still does, it does no more.
  siginfo_t info{};
  const auto deadline = Clock::now() + std::chrono::seconds(2);
  while (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0 &&
         Clock::now() < deadline)
    ::usleep(1000);
  if (info.si_pid == 0) ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  // Nobody but the kernel sends SIGKILL to a worker that this did not kill.
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL && info.si_pid != 0)
    return {FailureKind::out_of_memory, "Reading the document took too much memory.",
            "killed by the system, which had no memory left"};
  if (WIFSIGNALED(status))
    return {FailureKind::crashed, "The reader died while reading this document.",
            fmt::format("signal {} ({})", WTERMSIG(status), ::strsignal(WTERMSIG(status)))};
  return {FailureKind::crashed, "The reader gave up while reading this document.",
          fmt::format("exit status {}", WEXITSTATUS(status))};
}

SpanOutcome WorkerProcess::converse(const SpanJob& job) {
  const std::chrono::seconds idle(options_.work.idle_seconds);
  const auto deadline = Clock::now() + std::chrono::seconds(options_.work.seconds);
  auto stalled_at = Clock::now() + idle;
  const auto next_frame = [&] {
    Frame frame = channel_.receive(std::min(deadline, stalled_at));
    stalled_at = Clock::now() + idle;
    return frame;
  };
  channel_.send(
      Kind::job,
      wire::encode_message(wire::Job{job.file_name, job.first_page, job.last_page, job.language, job.input->bytes}),
      job.input->memory.get(), deadline);
  Frame frame = next_frame();
  while (frame.kind == Kind::progress) frame = next_frame();

  SpanOutcome outcome;
  if (frame.kind == Kind::data) {
    const wire::Source pieces = [&] {
      if (frame.kind == Kind::data && frame.payload.empty()) frame = next_frame();
      if (frame.kind != Kind::data) return std::string();
      return std::exchange(frame.payload, {});
    };
    const std::uint64_t budget = job.budget->load();
    std::uint64_t left = budget;
    try {
      outcome.document = wire::decode_document(pieces, left, options_.extract.limits);
      spend(*job.budget, budget - left);
      frame = next_frame();
    } catch (const wire::WireError&) {
      if (frame.kind != Kind::failed) throw;  // memory may end while a worker sends
    }
  }
  if (frame.kind == Kind::failed) {
    auto failed = wire::decode_message<wire::Failed>(std::move(frame.payload));
    outcome.document = tl::unexpected(std::move(failed.failure));
    outcome.media_type = std::move(failed.media_type);
  } else if (frame.kind == Kind::done) {
    outcome.media_type = wire::decode_message<wire::Done>(std::move(frame.payload)).media_type;
  } else {
    throw wire::WireError(fmt::format("unexpected frame '{}'", wire::to_string(frame.kind)));
  }
  return outcome;
}

SpanOutcome WorkerProcess::run(const SpanJob& job) {
  const auto start = Clock::now();
  const auto elapsed = [start] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  SpanOutcome outcome;
  try {
    outcome = converse(job);
    if (!outcome.document && outcome.document.error().kind == FailureKind::out_of_memory) stop();
    if (++served_ >= options_.jobs_per_worker) stop();
  } catch (const wire::WireError& error) {
    stop();
    outcome.document = error.over_budget() ? fail(FailureKind::limit, "The document holds more than one document may.",
                                                  "limit: result_bytes")
                                           : tl::unexpected(protocol_failure(error.what()));
  } catch (const ChannelError& error) {
    if (error.cause() == Cause::closed) {
      outcome.document = tl::unexpected(ended());
    } else {
      stop();
      if (error.cause() == Cause::timeout)
        outcome.document = tl::unexpected(timeout_failure(options_, elapsed() < options_.work.seconds));
      else if (error.cause() == Cause::malformed)
        outcome.document = tl::unexpected(protocol_failure(error.what()));
      else
        outcome.document = fail(FailureKind::internal, "Reading was interrupted.", "cancelled");
    }
  }
  outcome.seconds = elapsed();
  return outcome;
}

Result<std::string> WorkerProcess::draw(const Snapshot& input, const std::string& file_name, const CutoutPlan& plan) {
  constexpr std::chrono::seconds patience{20};  // for a picture that nobody needs
  const auto deadline = Clock::now() + std::min(patience, std::chrono::seconds(options_.work.seconds));
  try {
    channel_.send(Kind::picture, wire::encode_message(wire::Picture{file_name, plan, input.bytes}), input.memory.get(),
                  deadline);
    Frame frame = channel_.receive(deadline);
    if (frame.kind == Kind::failed)
      return tl::unexpected(wire::decode_message<wire::Failed>(std::move(frame.payload)).failure);
    if (frame.kind != Kind::data || frame.payload.size() > cutout_bytes_max ||
        !frame.payload.starts_with("\xFF\xD8\xFF"))
      throw wire::WireError("that is no picture");
    std::string picture = std::move(frame.payload);
    if (channel_.receive(deadline).kind != Kind::done) throw wire::WireError("data behind the end of a picture");
    ++served_;
    return picture;
  } catch (const wire::WireError& error) {
    stop();
    return tl::unexpected(protocol_failure(error.what()));
  } catch (const ChannelError& error) {
    if (error.cause() == ChannelError::Cause::closed) return tl::unexpected(ended());
    stop();
    return fail(FailureKind::timeout, "Drawing the page took too long.", error.what());
  }
}

}  // namespace assay
