// The run can't go on: caught once, in main. The message says what to do.
#pragma once

#include <stdexcept>
#include <string>

namespace assay {

enum class ExitCode {
  done = 0,
  gate_failed = 1,
  usage = 2,
  impossible = 3,
  nothing_succeeded = 4,
  inconclusive = 5,
  interrupted = 130,
};

class RunError : public std::runtime_error {
 public:
  RunError(ExitCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

}  // namespace assay
