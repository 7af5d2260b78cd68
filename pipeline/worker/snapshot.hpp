// The bytes of a file at one moment, sealed: nobody can change or cut them any more, whatever happens to the file.
//
// Workers map them (a file that shrinks while mapped would kill its reader), every span of a document sees the same
// bytes, and the hash is of exactly those.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "extractors/core/result.hpp"
#include "pipeline/worker/handle.hpp"

namespace assay {

struct Snapshot {
  Handle memory;  // a sealed memfd
  std::string sha256;
  std::uint64_t bytes = 0;
};

// Fails with no_access, unsupported (not a regular file) or limit (over max_bytes).
Result<Snapshot> take_snapshot(const std::filesystem::path& file, std::uint64_t max_bytes);

}  // namespace assay
