#include "extractors/core/result.hpp"

#include "extractors/core/names.hpp"

namespace assay {
namespace {

constexpr NameTable<FailureKind, 11> failure_kinds{{
    {FailureKind::unsupported, "unsupported"},
    {FailureKind::encrypted, "encrypted"},
    {FailureKind::damaged, "damaged"},
    {FailureKind::empty, "empty"},
    {FailureKind::limit, "limit"},
    {FailureKind::timeout, "timeout"},
    {FailureKind::out_of_memory, "out_of_memory"},
    {FailureKind::crashed, "crashed"},
    {FailureKind::protocol, "protocol"},
    {FailureKind::internal, "internal"},
    {FailureKind::no_access, "no_access"},
}};

}  // namespace

std::string_view to_string(FailureKind kind) {
  return name_of(failure_kinds, kind);
}

FailureKind failure_kind_from(std::string_view name) {
  return value_of(failure_kinds, name).value_or(FailureKind::internal);
}

std::string_view finding_code(FailureKind kind) {
  switch (kind) {
    case FailureKind::unsupported:
      return "format.unsupported";
    case FailureKind::encrypted:
      return "format.encrypted";
    case FailureKind::damaged:
      return "format.damaged";
    case FailureKind::empty:
      return "completeness.empty";
    case FailureKind::limit:
      return "completeness.limit";
    case FailureKind::timeout:
      return "readability.timeout";
    case FailureKind::out_of_memory:
      return "readability.out_of_memory";
    case FailureKind::crashed:
      return "readability.crashed";
    case FailureKind::protocol:
      return "readability.bad_answer";
    case FailureKind::no_access:
      return "completeness.no_access";
    case FailureKind::internal:
      break;
  }
  return "readability.defect";
}

bool retry_makes_sense(FailureKind kind) {
  switch (kind) {
    case FailureKind::timeout:
    case FailureKind::out_of_memory:
    case FailureKind::crashed:
    case FailureKind::protocol:
    case FailureKind::internal:
    case FailureKind::no_access:
      return true;
    default:
      return false;
  }
}

}  // namespace assay
