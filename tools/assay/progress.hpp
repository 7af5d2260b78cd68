// How far a run is, on standard error: one line that is written over on a terminal, else a line now and then.
#pragma once

#include <chrono>
#include <string>

#include "pipeline/ingest/ingest.hpp"
#include "tools/assay/command.hpp"

namespace assay {

class ProgressLine {
 public:
  ProgressLine(std::string what, bool quiet);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const IngestProgress& progress);

 private:
  std::string what_;
  bool quiet_;
  bool terminal_;
  bool open_ = false;  // a line without its end stands on the terminal
  std::chrono::steady_clock::time_point started_, last_;
};

// Reads `paths` into `collection` with such a line, and sums up on standard error. Throws RunError(interrupted) when
// the user stopped it.
IngestSummary ingest_with_progress(Store& store, const Policy& policy, const Common& common,
                                   const std::vector<std::string>& paths, const std::string& collection,
                                   const std::string& command, const std::optional<SampleOptions>& sample = {});

}  // namespace assay
