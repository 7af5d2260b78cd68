#include "pipeline/report/report.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <fstream>
#include <functional>

#include "pipeline/core/run_error.hpp"
#include "pipeline/report/html.hpp"
#include "pipeline/report/json.hpp"
#include "pipeline/report/xlsx.hpp"
#include "pipeline/store/store.hpp"

namespace assay {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
  throw RunError(ExitCode::impossible,
                 fmt::format("Cannot write {}: {}. Give another folder with --out.", path.string(), why));
}

// Writes beside `file` and puts it in place when it is whole; nothing half-written stays.
void replace_file(const fs::path& file, const std::function<void(const fs::path&)>& write) {
  const fs::path part = fs::path(file).concat(".part");
  std::error_code error;
  try {
    write(part);
  } catch (...) {
    fs::remove(part, error);
    throw;
  }
  fs::rename(part, file, error);
  if (error) refuse(file, error.message());
}

void write_stream(const fs::path& file, const std::function<void(std::ostream&)>& write) {
  replace_file(file, [&](const fs::path& part) {
    std::ofstream out(part, std::ios::binary);
    if (!out) refuse(part, "it can't be opened for writing");
    write(out);
    out.close();
    if (!out) refuse(part, "is the disk full?");
  });
}

}  // namespace

ReportFiles write_report(SQLite::Database& database, const Comparison& comparison, const fs::path& out_dir,
                         const PictureOf& picture_of) {
  std::error_code error;
  fs::create_directories(out_dir, error);
  if (error) refuse(out_dir, error.message());
  const ReportFiles files{out_dir / "report.html", out_dir / "report.xlsx", out_dir / "report.json"};
  // The page first: it is what people wait for, and its size is not that of the corpus.
  write_stream(files.html, [&](std::ostream& out) { write_html(database, comparison, out, picture_of); });
  write_stream(files.json, [&](std::ostream& out) { write_json(database, comparison, out); });
  replace_file(files.xlsx, [&](const fs::path& part) { write_xlsx(database, comparison, part); });
  return files;
}

ReportFiles write_report(const Store& store, const Comparison& comparison, const fs::path& out_dir,
                         const PictureOf& picture_of) {
  return write_report(store.database(), comparison, out_dir, picture_of);
}

}  // namespace assay
