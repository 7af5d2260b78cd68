#include "tools/assay/command.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>

#include "pipeline/core/installation.hpp"
#include "pipeline/core/run_error.hpp"

namespace assay {
namespace fs = std::filesystem;
namespace {

std::atomic<bool> stop_flag{false};

void on_signal(int signal) {
  if (stop_flag.exchange(true)) _exit(128 + signal);
}

[[noreturn]] void output_failed() {
  const int reason = errno;
  const std::string what = fmt::format("The output could not be written: {}.", std::strerror(reason));
  throw RunError(
      ExitCode::impossible,
      reason == ENOSPC ? what + " Free space there, or send it to another disk, and run the command again." : what);
}

}  // namespace

void print_out(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) output_failed();
}

void finish_output() {
  if (std::fflush(stdout) != 0) output_failed();
}

const std::atomic<bool>& stop_requested() {
  return stop_flag;
}

void watch_signals() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

Policy Common::effective_policy(Policy base) const {
  if (!policy.empty()) return load_policy(policy, std::move(base));
  const fs::path found = "assay.toml";
  return fs::exists(found) ? load_policy(found, std::move(base)) : base;
}

std::string Common::date() const {
  if (!today.empty()) return today;
  return fmt::format("{:%Y-%m-%d}", fmt::gmtime(std::time(nullptr)));
}

PoolOptions Common::pool_options(const Policy& settings) const {
  PoolOptions options;
  options.jobs = jobs;
  options.work = settings.work;
  options.extract.limits = settings.limits;
  const OcrModels models = find_ocr_models();
  options.extract.ocr_data = models.folder;
  options.extract.ocr_languages = models.languages;
  return options;
}

std::vector<fs::path> existing_files(const std::vector<std::string>& arguments) {
  std::vector<fs::path> files;
  for (const std::string& argument : arguments) {
    std::error_code error;
    const fs::file_status status = fs::status(argument, error);
    if (!fs::exists(status)) {
      throw RunError(ExitCode::impossible, fmt::format("There is no file '{}'.", argument));
    }
    if (fs::is_directory(status)) {
      throw RunError(ExitCode::usage, fmt::format("'{}' is a folder. This command takes files; for a whole folder "
                                                  "use: assay ingest '{}'",
                                                  argument, argument));
    }
    files.emplace_back(argument);
  }
  return files;
}

}  // namespace assay
