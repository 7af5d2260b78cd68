#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "pipeline/worker/sandbox_parts.hpp"

namespace assay {
namespace {

// What parsing and OCR of bytes that are already there take: memory, reading, time, threads, the socket that is open.
constexpr std::array allowed {
  "read", "readv", "pread64", "preadv", "write", "writev", "close", "close_range", "lseek", "fstat", "stat", "lstat",
      "newfstatat", "fstatat64", "statx", "statfs", "fstatfs", "access", "faccessat", "faccessat2", "readlink",
      "readlinkat", "getdents", "getdents64", "getcwd", "fcntl", "dup", "dup2", "dup3", "fadvise64", "mmap", "munmap",
      "mremap", "mprotect", "madvise", "brk", "membarrier", "sendmsg", "recvmsg", "poll", "ppoll", "select", "pselect6",
      "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "futex", "sched_yield", "sched_getaffinity",
      "set_robust_list", "rseq", "set_tid_address", "getpid", "getppid", "gettid", "getuid", "geteuid", "getgid",
      "getegid", "getrandom", "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time",
      "times", "getrusage", "getrlimit", "uname", "sysinfo", "restart_syscall", "exit", "exit_group", "getcpu",
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
      // The sanitizers ask by a pipe whether memory can be read, and look at their thread.
      "pipe", "pipe2", "mincore", "prctl",
#endif
};

// No library makes these for a document: whoever tries is an attacker, and its process is not asked again.
constexpr std::array deadly{"execve",
                            "execveat",
                            "ptrace",
                            "process_vm_readv",
                            "process_vm_writev",
                            "bpf",
                            "init_module",
                            "finit_module",
                            "delete_module",
                            "kexec_load",
                            "kexec_file_load",
                            "mount",
                            "umount2",
                            "pivot_root",
                            "chroot",
                            "setns",
                            "unshare",
                            "userfaultfd",
                            "perf_event_open",
                            "open_by_handle_at",
                            "io_uring_setup",
                            "keyctl",
                            "add_key",
                            "reboot"};

class Filter {
 public:
  Filter() : context_(seccomp_init(SCMP_ACT_ERRNO(EPERM)), &seccomp_release) {}
  void rule(std::uint32_t action, const char* name) { rule(action, name, 0, nullptr); }
  void rule(std::uint32_t action, const char* name, scmp_arg_cmp condition) { rule(action, name, 1, &condition); }
  std::string load() {
    if (!context_) return "seccomp: no filter could be made";
    if (error_ == 0) error_ = seccomp_load(context_.get());
    return error_ == 0 ? std::string() : std::string("seccomp: ") + std::strerror(-error_);
  }

 private:
  void rule(std::uint32_t action, const char* name, unsigned count, const scmp_arg_cmp* conditions) {
    const int call = seccomp_syscall_resolve_name(name);
    if (!context_ || call < 0) return;  // this architecture has no such call
    const int result = seccomp_rule_add_array(context_.get(), action, call, count, conditions);
    if (result < 0 && error_ == 0) error_ = result;
  }
  std::unique_ptr<void, decltype(&seccomp_release)> context_;
  int error_ = 0;
};

}  // namespace

// EPERM is the answer to anything not listed: a library that asks for a socket or a cache file gets the refusal that it
// would get from a locked-down machine and goes on, and the document is read.
std::string apply_seccomp() {
  Filter filter;
  for (const char* name : allowed) filter.rule(SCMP_ACT_ALLOW, name);
  for (const char* name : deadly) filter.rule(SCMP_ACT_KILL_PROCESS, name);
  // Files for reading alone, also where Landlock is missing.
  constexpr std::uint64_t writing = O_ACCMODE | O_CREAT | O_TRUNC;
  filter.rule(SCMP_ACT_ALLOW, "open", SCMP_A1(SCMP_CMP_MASKED_EQ, writing, O_RDONLY));
  filter.rule(SCMP_ACT_ALLOW, "openat", SCMP_A2(SCMP_CMP_MASKED_EQ, writing, O_RDONLY));
  // Threads, but no processes; clone3 hides its flags from filters, and glibc falls back to clone without it.
  filter.rule(SCMP_ACT_ALLOW, "clone", SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
  filter.rule(SCMP_ACT_ERRNO(ENOSYS), "clone3");
  // abort() signals its own process; asking for limits is harmless, setting them is not.
  filter.rule(SCMP_ACT_ALLOW, "tgkill", SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid())));
  filter.rule(SCMP_ACT_ALLOW, "prlimit64", SCMP_A2(SCMP_CMP_EQ, 0));
  return filter.load();
}

}  // namespace assay
