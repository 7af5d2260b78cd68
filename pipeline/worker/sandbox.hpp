// What a worker gives up before it sees the first byte of a document (pipeline/docs/adr/0001).
#pragma once

#include <cstdint>
#include <string>

#include "pipeline/worker/pool.hpp"

namespace assay {

struct SandboxOptions {
  std::uint64_t memory_bytes = 0;  // of address space beyond what the process has now
  std::string ocr_data;            // a folder that stays readable; empty: the system's alone
};

// Resource limits, no new privileges, Landlock and seccomp, for the rest of this process's life. Never throws: what
// can't be applied is told in the result.
SandboxState apply_sandbox(const SandboxOptions& options);

}  // namespace assay
