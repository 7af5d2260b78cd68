// Runs the real `assay` as its users do, and looks at what it prints and leaves behind.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace assay::test {

struct Ran {
  int code = -1;  // exit code; 128 + signal when it was killed
  std::string out, err;
};

// `kill_after`: SIGKILL to the program (not to its children) after that time, when it still runs.
Ran run(const std::vector<std::string>& command, std::optional<std::chrono::milliseconds> kill_after = {});

// A folder of its own that goes with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, const std::string& content);

}  // namespace assay::test
