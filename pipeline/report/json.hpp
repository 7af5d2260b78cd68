// The report as JSON: schema "assay.profile/1". Everything of the Comparison, then every document of both sides.
//
// A figure is { "value", "low", "high", "n" } with null for what is unknown, and low and high null for a census. Shares
// are 0..1, differences "points" of 0..100. "since_baseline" is null unless a baseline run was asked for; alone, as
// `assay diff` prints it, it is schema "assay.diff/1".
#pragma once

#include <iosfwd>
#include <string>

#include "pipeline/profile/comparison.hpp"

namespace SQLite {
class Database;
}

namespace assay {

std::string change_json(const RunChange& change);  // with indentation
// All of it but the documents, as one object with indentation.
std::string comparison_json(const Comparison& comparison);
// All of it. The documents, {"side", "path", "sha256", "media_type", "status", "failure", "score", "assessed", "fit",
// "worst", "findings": [{"rule", "severity", "message", "evidence", "page", "place"}]}, are written one a line.
void write_json(SQLite::Database& database, const Comparison& comparison, std::ostream& out);

}  // namespace assay
