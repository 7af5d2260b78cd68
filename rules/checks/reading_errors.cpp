#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& reading_errors() {
  static const LimitRule rule(
      {"readability.reading_errors",
       2,
       Dimension::readability,
       Severity::error,
       "Pages that were read badly",
       "Names and numbers break first: at this rate of errors answers quote wrong ones.",
       "Scan the pages again, straight and at 300 dpi, or get the file that was printed.",
       {{"cer", 0.12, 0.01, 1,
         "expected share of wrong characters on one page; at 12 % about half the words of five letters are hit"}}},
      {"readability.predicted_cer", "cer",
       [](const Measure& measure) {
         return fmt::format(
             "Page {} was read badly: {} of the characters are expected to be wrong (a poor scan, handwriting, or "
             "letters that no installed OCR model reads).",
             measure.index, as_percent(measure.value));
       },
       Scope::page});
  return rule;
}

}  // namespace assay
