// Result<T>: the value, or the reason why this document has none.
//
// Three sorts of error exist in Assay and are never mixed: a bug is an assertion; "the run can't go on" is an
// exception (pipeline/core/run_error.hpp); "this document has a problem" is a Failure, or a notice on the document.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace assay {

using ByteView = std::span<const std::byte>;

inline std::string_view as_chars(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline ByteView as_bytes(std::string_view chars) {
  return {reinterpret_cast<const std::byte*>(chars.data()), chars.size()};
}

// Why a document could not be read (wholly, or from some point on).
enum class FailureKind {
  unsupported,    // no extractor for this type of file
  encrypted,      // needs a password
  damaged,        // not what its type demands: truncated, corrupt
  empty,          // no bytes, or nothing in it
  limit,          // a configured limit was hit
  timeout,        // a deadline passed
  out_of_memory,  // the memory limit of the worker was hit
  crashed,        // the worker died
  protocol,       // the worker's answer was not understood
  internal,       // a defect of Assay itself
  no_access,      // the file could not be opened or read: permissions, a broken link, a failing disk
};

std::string_view to_string(FailureKind kind);
// The inverse of to_string; FailureKind::internal for an unknown name.
FailureKind failure_kind_from(std::string_view name);

// Id of the finding that a failure of this kind becomes: "format.damaged".
std::string_view finding_code(FailureKind kind);

// Whether trying the same bytes again may end otherwise (more time, more memory, a luckier worker).
bool retry_makes_sense(FailureKind kind);

struct Failure {
  FailureKind kind = FailureKind::internal;
  std::string message;  // one sentence that the document's owner understands
  std::string detail;   // what the library said; may be empty
};

template <class T>
using Result = tl::expected<T, Failure>;

inline tl::unexpected<Failure> fail(FailureKind kind, std::string message, std::string detail = {}) {
  return tl::unexpected<Failure>(Failure{kind, std::move(message), std::move(detail)});
}

}  // namespace assay
