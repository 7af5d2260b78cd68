#include "extractors/core/result.hpp"

#include <array>
#include <utility>

namespace assay {
namespace {

constexpr std::array<std::pair<FailureKind, std::string_view>, 10> names{{
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
}};

}  // namespace

std::string_view to_string(FailureKind kind) {
    for (const auto& [value, name] : names)
        if (value == kind) return name;
    return "internal";
}

FailureKind failure_kind_from(std::string_view name) {
    for (const auto& [value, text] : names)
        if (text == name) return value;
    return FailureKind::internal;
}

bool retry_makes_sense(FailureKind kind) {
    switch (kind) {
        case FailureKind::timeout:
        case FailureKind::out_of_memory:
        case FailureKind::crashed:
        case FailureKind::protocol:
        case FailureKind::internal:
            return true;
        default:
            return false;
    }
}

}  // namespace assay
