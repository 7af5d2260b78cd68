// The report of a comparison: report.html for people, report.xlsx with every row, report.json for programs.
#pragma once

#include <filesystem>

#include "pipeline/profile/comparison.hpp"

namespace SQLite {
class Database;
}

namespace assay {

class Store;

struct ReportFiles {
  std::filesystem::path html, xlsx, json;
};

// Writes all three into `out_dir`, which is made where it does not exist; each appears whole or not at all. The store,
// from which the comparison was made, is only read. Throws RunError(ExitCode::impossible) where it can't be written.
ReportFiles write_report(const Store& store, const Comparison& comparison, const std::filesystem::path& out_dir);
ReportFiles write_report(SQLite::Database& database, const Comparison& comparison,
                         const std::filesystem::path& out_dir);

}  // namespace assay
