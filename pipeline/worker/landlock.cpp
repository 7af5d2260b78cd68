// Landlock by its system calls: glibc has no wrappers, and the header of Debian 12 knows the first version only.
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include "pipeline/worker/handle.hpp"
#include "pipeline/worker/sandbox_parts.hpp"

namespace assay {
namespace {

// struct landlock_ruleset_attr of ABI 6 (include/uapi/linux/landlock.h); older kernels take a shorter prefix.
struct RulesetAttributes {
  std::uint64_t files;
  std::uint64_t network;
  std::uint64_t scoped;
};

constexpr std::uint64_t file_rights_v1 = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
constexpr std::uint64_t right_truncate = 1U << 14;   // ABI 3
constexpr std::uint64_t right_ioctl_dev = 1U << 15;  // ABI 5
constexpr std::uint64_t network_rights = 3;          // ABI 4: bind and connect over TCP
constexpr std::uint64_t scopes = 3;                  // ABI 6: abstract sockets, signals to others

// What libraries read after start-up. Missing ones are skipped.
constexpr std::array readable{"/usr/lib",
                              "/lib",
                              "/lib64",  // shared objects of iconv, compiled magic, locales
                              "/usr/share/fonts",
                              "/usr/local/share/fonts",
                              "/usr/share/fontconfig",
                              "/etc/fonts",
                              "/var/cache/fontconfig",
                              "/usr/share/tesseract-ocr",
                              "/usr/share/tessdata",
                              "/usr/share/poppler",
                              "/usr/share/icu",
                              "/usr/share/misc",
                              "/usr/share/file",
                              "/usr/share/locale",
                              "/usr/share/i18n",
                              "/usr/share/zoneinfo",
                              "/etc/magic",
                              "/etc/magic.mime",
                              "/etc/localtime",
                              "/etc/ld.so.cache",
                              "/dev/null",
                              "/dev/zero",
                              "/dev/urandom",
                              "/sys/devices/system/cpu",
                              "/proc/cpuinfo",
                              "/proc/meminfo"};

RulesetAttributes attributes(long abi) {
  RulesetAttributes all{file_rights_v1, 0, 0};
  if (abi >= 2) all.files |= LANDLOCK_ACCESS_FS_REFER;
  if (abi >= 3) all.files |= right_truncate;
  if (abi >= 4) all.network = network_rights;
  if (abi >= 5) all.files |= right_ioctl_dev;
  if (abi >= 6) all.scoped = scopes;
  return all;
}

std::size_t attributes_size(long abi) {
  if (abi >= 6) return sizeof(RulesetAttributes);
  return abi >= 4 ? 2 * sizeof(std::uint64_t) : sizeof(std::uint64_t);
}

bool allow_reading(int ruleset, const char* path) {
  const Handle place(::open(path, O_PATH | O_CLOEXEC));
  if (!place) return true;  // not on this machine
  struct stat status {};
  if (::fstat(place.get(), &status) != 0) return false;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
  if (S_ISDIR(status.st_mode)) rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
  rule.parent_fd = place.get();
  return ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

std::string problem() {
  return std::string("Landlock: ") + std::strerror(errno);
}

}  // namespace

std::string apply_landlock(const std::string& ocr_data) {
  const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1) return "Landlock is not in this kernel, or switched off";
  const RulesetAttributes rights = attributes(abi);
  const Handle ruleset(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &rights, attributes_size(abi), 0)));
  if (!ruleset) return problem();
  for (const char* path : readable)
    if (!allow_reading(ruleset.get(), path)) return problem();
  if (!ocr_data.empty() && !allow_reading(ruleset.get(), ocr_data.c_str())) return problem();
  return ::syscall(SYS_landlock_restrict_self, ruleset.get(), 0) == 0 ? std::string() : problem();
}

}  // namespace assay
