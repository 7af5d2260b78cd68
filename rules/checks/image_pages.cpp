#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& image_pages() {
  static const LimitRule rule({"format.image_pages",
                               1,
                               Dimension::format,
                               Severity::info,
                               "Text read from images",
                               "Text recognised by OCR has errors that a text layer has not.",
                               "Prefer the file from which the pages were printed, if there is one.",
                               {{"share", 0.0, 0, 1, "share of the pages that may be images; 0: none"}}},
                              {"format.image_pages", "share", [](const Measure& measure) {
                                 return fmt::format(
                                     "{} of the pages are images (scan, fax or photo); their text was read by OCR.",
                                     as_percent(measure.value));
                               }});
  return rule;
}

}  // namespace assay
