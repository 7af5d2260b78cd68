// One SELECT over the facts of a document, in a SQLite database in memory that nothing can leave.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/core/rule.hpp"

namespace assay {

using SqlRow = std::vector<std::pair<std::string, std::string>>;  // column and value; NULL is left out

// Throws std::runtime_error: why it can't be run. At most `most` rows; limits count SQLite's own steps, no time, so
// that the same condition gives the same on any machine.
std::vector<SqlRow> select_from_facts(const std::string& sql, const Facts& facts, std::string_view today, int most);
// Compiles only.
void check_select(const std::string& sql);

}  // namespace assay
