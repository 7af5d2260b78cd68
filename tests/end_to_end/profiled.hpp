// The main job on the samples, done once for all tests that look at what it left behind.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "pipeline/store/store.hpp"
#include "tests/support/program.hpp"

namespace assay::test {

// Into folder/store.db and folder/report, with further arguments.
inline Ran profile_samples(const TemporaryFolder& folder, const std::vector<std::string>& more = {}) {
  std::vector<std::string> command = {ASSAY_BINARY,
                                      "profile",
                                      ASSAY_SAMPLES "/production",
                                      "--pilot",
                                      ASSAY_SAMPLES "/pilot",
                                      "--store",
                                      (folder / "store.db").string(),
                                      "--out",
                                      (folder / "report").string(),
                                      "--today",
                                      "2026-06-01"};
  command.insert(command.end(), more.begin(), more.end());
  return run(command);
}

// One profile of the samples for all cases that look at it.
struct Profiled {
  TemporaryFolder folder;
  Ran first, second;
  std::map<std::string, std::vector<Finding>> findings;  // by path below samples/
  std::set<std::string> fit;                             // to index

  Profiled() {
    first = profile_samples(folder);
    second = profile_samples(folder);
    const Store store(folder / "store.db", Store::Mode::read_only);
    for (const DocumentInfo& document : store.documents()) {
      const std::filesystem::path path =
          std::filesystem::relative(std::filesystem::path(document.root) / document.path, ASSAY_SAMPLES);
      findings[path.string()] = store.findings(document.id);
      if (document.fit) fit.insert(path.string());
    }
  }
};

inline const Profiled& profiled() {
  static const Profiled result;
  return result;
}

}  // namespace assay::test
