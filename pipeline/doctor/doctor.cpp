#include "pipeline/doctor/doctor.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "pipeline/core/installation.hpp"
#include "pipeline/core/run_error.hpp"

namespace assay {
namespace fs = std::filesystem;
namespace {

Check check_models() {
  const OcrModels models = find_ocr_models();
  Check check{"OCR languages", Health::ok, {}, {}};
  if (models.languages.empty()) {
    check.health = Health::degraded;
    check.seen = "none: scans will be listed as not read";
    check.remedy = "apt-get install tesseract-ocr-eng (and one tesseract-ocr-… for each language of your documents)";
    return check;
  }
  check.seen = fmt::format("{} in {}", fmt::join(models.languages, ", "), models.folder);
  if (!models.orientation) {
    check.health = Health::degraded;
    check.seen += "; no orientation model: turned pages are found by trial";
    check.remedy = "apt-get install tesseract-ocr-osd";
  }
  return check;
}

Check check_folder(std::string name, const fs::path& folder, std::string loss, std::string remedy) {
  if (fs::is_directory(folder)) return {std::move(name), Health::ok, folder.string(), {}};
  return {std::move(name), Health::degraded, "not found: " + std::move(loss), std::move(remedy)};
}

// A file of our own, through a real worker, so that "the workers work" is something that was seen.
Check check_reading(WorkerPool& pool) {
  Check check{"Workers", Health::ok, {}, {}};
  std::string name = (fs::temp_directory_path() / "assay-doctor-XXXXXX").string();
  const int descriptor = mkstemp(name.data());
  if (descriptor < 0) {
    return {"Workers", Health::degraded, "not tried: no temporary file could be made", "Make /tmp writable"};
  }
  close(descriptor);
  std::ofstream(name) << "A page of text, to see whether a worker reads it.\n";
  const ReadOutcome outcome = pool.read(name);
  fs::remove(name);
  if (outcome.document) {
    check.seen = fmt::format("{} processes; one has read a file", pool.jobs());
  } else {
    check.health = Health::broken;
    check.seen = outcome.document.error().message + " " + outcome.document.error().detail;
    check.remedy = "Look at the sandbox line below";
  }
  return check;
}

Check check_sandbox(const SandboxState& state) {
  Check check{"Sandbox", Health::ok, "limits, no new privileges, seccomp, Landlock", {}};
  if (!state.missing.empty()) {
    check.health = Health::degraded;
    check.seen = "not all could be applied: " + state.missing;
    check.remedy = "A kernel of 5.13 or later with seccomp and Landlock; documents are read less isolated until then";
  }
  return check;
}

Check check_store(const fs::path& store) {
  const fs::path folder = store.has_parent_path() ? store.parent_path() : fs::path(".");
  if (fs::exists(store)) {
    if (access(store.c_str(), R_OK | W_OK) == 0) return {"Store", Health::ok, store.string() + ", writable", {}};
    return {"Store", Health::broken, store.string() + " is not writable",
            "Change its owner or mode, or name another with --store FILE"};
  }
  if (access(folder.c_str(), W_OK) == 0) {
    return {"Store", Health::ok, store.string() + " will be made at the first run", {}};
  }
  return {"Store", Health::broken, "no store, and " + folder.string() + " is not writable",
          "Name a file in a writable folder with --store FILE"};
}

}  // namespace

std::string_view to_string(Health value) {
  switch (value) {
    case Health::ok:
      return "ok";
    case Health::degraded:
      return "degraded";
    case Health::broken:
      return "broken";
  }
  return "broken";
}

std::vector<Check> examine(const PoolOptions& options, const fs::path& store) {
  std::vector<Check> checks;
  try {
    WorkerPool pool(options);
    checks.push_back(check_reading(pool));
    checks.push_back(check_sandbox(pool.sandbox()));
  } catch (const RunError& error) {
    checks.push_back({"Workers", Health::broken, error.what(), "See the message"});
  }
  checks.push_back(check_models());
  checks.push_back(check_folder("PDF encodings", "/usr/share/poppler",
                                "Asian PDFs without embedded maps read as nothing", "apt-get install poppler-data"));
  checks.push_back(check_folder("Fonts", "/usr/share/fonts", "PDF pages with fonts that are not embedded render blank",
                                "apt-get install fonts-dejavu-core fonts-liberation"));
  checks.push_back(check_store(store));
  return checks;
}

}  // namespace assay
