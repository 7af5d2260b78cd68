// The codes that readers are known to give, and what each means for a document.
#pragma once

#include <span>

#include "extractors/core/document.hpp"

namespace assay {

struct NoticeCode {
  std::string_view id;
  Severity most;  // a notice of this code is at most as severe; a document that failed for it exactly so
  std::string_view title, why, advice;
};

std::span<const NoticeCode> notice_codes();

}  // namespace assay
