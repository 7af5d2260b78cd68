#include "pipeline/worker/snapshot.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <vector>

#include "extractors/core/sha256.hpp"

namespace assay {
namespace {

constexpr std::size_t block_size = std::size_t{1} << 20;

tl::unexpected<Failure> no_access(const char* what) {
  return fail(FailureKind::no_access, what, std::strerror(errno));
}

bool write_all(int fd, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(fd, data, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    data += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

}  // namespace

Result<Snapshot> take_snapshot(const std::filesystem::path& file, std::uint64_t max_bytes) {
  // O_NONBLOCK: opening a pipe that stands where a file should must not wait for a writer.
  const Handle input(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!input) return no_access("The file could not be opened; check its permissions.");
  struct stat status {};
  if (::fstat(input.get(), &status) != 0) return no_access("The file could not be examined.");
  if (!S_ISREG(status.st_mode)) return fail(FailureKind::unsupported, "This is not a file with content.");
  const auto too_large = [max_bytes] {
    return fail(FailureKind::limit, fmt::format("The file is larger than the limit of {} bytes.", max_bytes),
                "limit: input_bytes");
  };
  if (static_cast<std::uint64_t>(status.st_size) > max_bytes) return too_large();

  Snapshot snapshot;
  snapshot.memory.reset(::memfd_create("assay-input", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!snapshot.memory) return fail(FailureKind::internal, "No memory for the file's content.", std::strerror(errno));
  Sha256 hash;
  std::vector<char> block(block_size);
  for (;;) {
    const ssize_t got = ::read(input.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return no_access("The file could not be read to its end; its disk may be failing.");
    if (got == 0) break;
    snapshot.bytes += static_cast<std::uint64_t>(got);
    if (snapshot.bytes > max_bytes) return too_large();  // it grew meanwhile
    hash.update(as_bytes(std::string_view(block.data(), static_cast<std::size_t>(got))));
    if (!write_all(snapshot.memory.get(), block.data(), static_cast<std::size_t>(got)))
      return fail(FailureKind::internal, "No memory for the file's content.", std::strerror(errno));
  }
  if (::fcntl(snapshot.memory.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0)
    return fail(FailureKind::internal, "The file's content could not be sealed.", std::strerror(errno));
  snapshot.sha256 = hash.hex();
  return snapshot;
}

}  // namespace assay
