#include "extractors/text/decoded.hpp"

#include <fmt/format.h>

namespace assay {

Result<Document> with_notices(Document document, DecodedText& decoded, const Limits& limits) {
  if (document.blocks.empty() && document.tables.empty())
    return fail(FailureKind::empty, "The file holds no word and no number: nothing but white space and separators.");
  for (Notice& notice : decoded.notices) document.notices.push_back(std::move(notice));
  if (decoded.cut) {
    document.partial = true;
    document.notices.push_back({"completeness.limit",
                                Severity::warning,
                                fmt::format("Only the first {} bytes were read.", limits.text_bytes),
                                "limit: text_bytes",
                                {}});
  }
  return document;
}

}  // namespace assay
