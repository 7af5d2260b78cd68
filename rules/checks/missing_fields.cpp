#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& missing_fields() {
  static const LimitRule rule({"completeness.missing_fields",
                               1,
                               Dimension::completeness,
                               Severity::warning,
                               "A field that such a document must have",
                               "Who asks for the document by its number or date does not find it.",
                               "Add what is missing, or get the complete document; a policy says by [[classes]] which "
                               "fields a class of documents must have.",
                               {{"count", 0, 0, 1000,
                                 "fields that may be missing; those of invoices are from article 226 of the EU's VAT "
                                 "directive 2006/112/EC"}}},
                              {"completeness.missing_fields", "count", [](const Measure& measure) {
                                 return fmt::format("{} of this document {} not found: {}.",
                                                    counted(measure.value, "required field", "required fields"),
                                                    measure.value == 1 ? "was" : "were", measure.evidence);
                               }});
  return rule;
}

}  // namespace assay
