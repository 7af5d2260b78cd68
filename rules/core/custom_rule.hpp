// Rules that a policy brings along: a regular expression over the text, or a SQL condition over the measures. [rules]
// and [[when]] may switch one off or set its severity, as those of any rule.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/core/assess.hpp"

namespace assay {

// What a condition gave for one document: a finding for each row that it selects, `most_rows` at most. The columns
// evidence, page, sheet and range give evidence and place; of a row without evidence its columns are quoted.
inline constexpr int most_rows = 100;

// A custom rule, judged: findings of this severity are appended, filled in full. Unknown where nothing was measured; a
// condition that fails or takes over its limits is a rule_error with the reason.
RuleOutcome judge(const CustomRule& rule, Severity severity, const Facts& facts, std::string_view today,
                  std::vector<Finding>& out);

// Why a condition can't be used; empty: it can. It is one SELECT over the tables
//   document    one row: path, media_type, extension, bytes, status, title, author, created, modified, language, class
//   measures    name, value, low, high, n, scope, item, page, sheet, range, evidence (as Measure has them)
//   categories  name, value
// with :today as ISO 8601. SQLite's authorizer allows nothing else: no writing, no other tables, no clock and no
// chance. Texts in it that begin like the name of a measure ('format.') must be one, or one of `others`.
std::string complaint_about_condition(const std::string& sql, std::span<const std::string> others);

}  // namespace assay
