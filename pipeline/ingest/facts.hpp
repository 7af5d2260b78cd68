// What the rules are told about a file that was read, or could not be.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "pipeline/worker/pool.hpp"
#include "rules/core/assess.hpp"
#include "rules/core/policy.hpp"
#include "rules/core/rule.hpp"

namespace assay {

// Measures, categories and notices of one outcome. Of a file that could not be read: its failure, and the categories
// that can be known without reading.
Facts facts_of(ReadOutcome& outcome, std::string path, const Policy& policy);

struct CheckedFile {
  std::filesystem::path file;
  Assessment assessment;
};

// Rules on files without a store, defects between them included. In the order of the files.
std::vector<CheckedFile> check_files(WorkerPool& pool, const Policy& policy,
                                     std::span<const std::filesystem::path> files, std::string_view today);

}  // namespace assay
