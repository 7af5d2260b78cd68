// The report of a comparison: report.html for people, report.xlsx with every row, report.json for programs.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "pipeline/profile/comparison.hpp"

namespace SQLite {
class Database;
}

namespace assay {

class Store;

struct ReportFiles {
  std::filesystem::path html, xlsx, json;
};

// A small JPEG of a place: the file of a document, the hash of the content that was read, the page, and a box on it
// (none: the whole page). None: there is no picture.
using PictureOf = std::function<std::optional<std::string>(const DocumentRef& document, const std::string& sha256,
                                                           int page, const std::optional<Box>& box)>;

// Writes all three into `out_dir`, which is made where it does not exist; each appears whole or not at all. The store,
// from which the comparison was made, is only read. Throws RunError(ExitCode::impossible) where it can't be written.
ReportFiles write_report(const Store& store, const Comparison& comparison, const std::filesystem::path& out_dir,
                         const PictureOf& picture_of = {});
ReportFiles write_report(SQLite::Database& database, const Comparison& comparison, const std::filesystem::path& out_dir,
                         const PictureOf& picture_of = {});

}  // namespace assay
