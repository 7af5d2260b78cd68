#include <fmt/format.h>

#include "rules/checks/limit_rule.hpp"
#include "rules/checks/list.hpp"

namespace assay {

const Rule& doubtful_tables() {
  // Of tables with a known truth that no fit had seen, none with so little confidence was right
  // (tools/fit_cer/README.md). Nearly all of those were made by a program: enough to tell a reader of the table, too
  // little to hold a document back.
  static const LimitRule rule(
      {"readability.doubtful_tables",
       2,
       Dimension::readability,
       Severity::info,
       "Tables that may be mixed up",
       "A figure that lands in the wrong row or column is quoted as if it were right.",
       "Compare the table with the page; get the file that it was made from, or a clearer scan.",
       {{"doubt", 0.9, 0.01, 1, "estimated chance that rows or columns of a table are wrong, over which it is told"}}},
      {"readability.table_doubt", "doubt",
       [](const Measure& measure) {
         const std::string place = to_string(measure.place);
         return fmt::format(
             "The rows or columns of the table{}{} may be mixed up: of tables found like this "
             "one about {} are wrong.",
             place.empty() ? "" : " on ", place, as_percent(measure.value));
       },
       Scope::table});
  return rule;
}

}  // namespace assay
