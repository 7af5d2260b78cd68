#include "pipeline/worker/sandbox.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>

#include "pipeline/worker/sandbox_parts.hpp"

namespace assay {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool limit_memory = false;  // sanitizers reserve terabytes of address space
#else
constexpr bool limit_memory = true;
#endif

constexpr rlim_t open_files = 256;

// Never above a limit that is lower already.
bool set_limit(int what, rlim_t value) {
  const auto resource = static_cast<__rlimit_resource>(what);
  rlimit limit{};
  if (::getrlimit(resource, &limit) != 0) return false;
  limit.rlim_max = limit.rlim_cur = std::min(value, limit.rlim_max);
  return ::setrlimit(resource, &limit) == 0;
}

rlim_t address_space_now() {
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

std::string apply_limits(std::uint64_t memory_bytes) {
  std::signal(SIGXFSZ, SIG_IGN);  // a write to a file fails instead of killing
  bool done = set_limit(RLIMIT_CORE, 0) && set_limit(RLIMIT_FSIZE, 0) && set_limit(RLIMIT_NOFILE, open_files);
  if (!limit_memory) return "the memory limit is off in a build with sanitizers";
  const rlim_t now = address_space_now();
  done = done && now > 0 && set_limit(RLIMIT_AS, now + memory_bytes);
  return done ? "" : std::string("resource limits: ") + std::strerror(errno);
}

}  // namespace

SandboxState apply_sandbox(const SandboxOptions& options) {
  SandboxState state;
  const auto note = [&state](const std::string& problem) {
    if (!problem.empty()) state.missing += (state.missing.empty() ? "" : "; ") + problem;
    return problem.empty();
  };
  state.limits = note(apply_limits(options.memory_bytes));
  state.no_new_privileges =
      note(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? std::string()
                                                         : std::string("no new privileges: ") + std::strerror(errno));
  state.landlock = note(apply_landlock(options.ocr_data));
  state.seccomp = note(apply_seccomp());  // last: it forbids the calls of the others
  return state;
}

}  // namespace assay
