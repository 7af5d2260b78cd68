// The report as a workbook: a summary with charts, the tables of the comparison, and every row of the store's sheets.
#pragma once

#include <filesystem>

#include "pipeline/profile/comparison.hpp"

namespace SQLite {
class Database;
}

namespace assay {

// Rows are written as they come from the store, so that memory does not grow with the corpus; a sheet that is full
// (1,048,576 rows) goes on in another. Throws RunError(ExitCode::impossible) where the file can't be written.
void write_xlsx(SQLite::Database& database, const Comparison& comparison, const std::filesystem::path& file);

}  // namespace assay
