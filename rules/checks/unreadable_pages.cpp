#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& unreadable_pages() {
  static const LimitRule rule(
      {"readability.unreadable_pages",
       1,
       Dimension::readability,
       Severity::error,
       "Much of the document is unreadable",
       "What stands on these pages never gets into the index, or so badly that it is not found.",
       "Scan the document again, straight and at 300 dpi, or get the file that was printed.",
       {{"share", 0.2, 0, 1, "share of the pages; each page is named by a finding of its own"}}},
      {"readability.unreadable_pages", "share", [](const Measure& measure) {
         return fmt::format("{} of the pages are unreadable: {} (poor scan, or print that OCR can't make out).",
                            as_percent(measure.value), measure.evidence);
       }});
  return rule;
}

}  // namespace assay
