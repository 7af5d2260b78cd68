// Looking for what a reader says about a document.
#pragma once

#include <string_view>

#include "extractors/core/document.hpp"

namespace assay::test {

// The first notice of that code whose message or evidence holds the words; nullptr if there is none.
inline const Notice* notice_of(const Document& document, std::string_view code, std::string_view said = {}) {
  for (const Notice& notice : document.notices)
    if (notice.code == code && (notice.message + notice.evidence).find(said) != std::string::npos) return &notice;
  return nullptr;
}

inline bool has_notice(const Document& document, std::string_view code, std::string_view said = {}) {
  return notice_of(document, code, said) != nullptr;
}

}  // namespace assay::test
