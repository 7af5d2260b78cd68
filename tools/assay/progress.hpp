// How far a run is, on standard error: one line that is written over on a terminal, else a line now and then.
#pragma once

#include <chrono>
#include <string>

#include "pipeline/ingest/ingest.hpp"

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

}  // namespace assay
