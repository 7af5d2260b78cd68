#include "tools/assay/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "pipeline/core/run_error.hpp"

namespace assay {
namespace {

using std::chrono::steady_clock;
constexpr std::chrono::milliseconds terminal_interval{100};
constexpr std::chrono::seconds log_interval{10};
constexpr int bar_cells = 24;

std::string bar(int done, int total) {
  const int filled = total > 0 ? static_cast<int>(static_cast<std::int64_t>(bar_cells) * done / total) : 0;
  return std::string(static_cast<std::size_t>(filled), '#') +
         std::string(static_cast<std::size_t>(bar_cells - filled), '.');
}

// The end of a path says more than its beginning.
std::string shortened(const std::string& path, std::size_t width) {
  return path.size() <= width ? path : "…" + path.substr(path.size() - width + 1);
}

}  // namespace

ProgressLine::ProgressLine(std::string what, bool quiet)
    : what_(std::move(what)), quiet_(quiet), terminal_(isatty(STDERR_FILENO) != 0), started_(steady_clock::now()) {}

ProgressLine::~ProgressLine() {
  if (open_) std::fputs("\r\033[K", stderr);
}

void ProgressLine::show(const IngestProgress& progress) {
  if (quiet_) return;
  const auto now = steady_clock::now();
  const bool due = now - last_ >= (terminal_ ? terminal_interval : std::chrono::milliseconds(log_interval));
  if (!due) return;
  if (last_ == steady_clock::time_point{} && !terminal_) {  // the first line only after a while
    last_ = now;
    return;
  }
  last_ = now;
  const bool judging = progress.due > 0;
  const int done = judging ? progress.judged : progress.done;
  const int all = judging ? progress.due : progress.discovered;
  if (terminal_) {
    fmt::print(stderr, "\r\033[K{} [{}] {}/{} {}", what_, bar(done, all), done, all,
               judging ? "judged again" : shortened(progress.current, 24));
    open_ = true;
  } else {
    const double seconds = std::chrono::duration<double>(now - started_).count();
    fmt::print(stderr, "{}: {} of {} {} after {:.0f} s\n", what_, done, all, judging ? "judged again" : "files",
               seconds);
  }
  std::fflush(stderr);
}

IngestSummary ingest_with_progress(Store& store, const Policy& policy, const Common& common,
                                   const std::vector<std::string>& paths, const std::string& collection,
                                   const std::string& command, const std::optional<SampleOptions>& sample) {
  IngestOptions options;
  options.sample = sample;
  for (const std::string& path : paths) options.roots.emplace_back(path);
  options.collection = collection;
  options.whole = command == "profile";  // else a pilot is judged together with another one tried before
  options.command = command;
  options.today = common.date();
  options.pool = common.pool_options(policy);
  IngestSummary summary;
  {
    ProgressLine line("Reading " + collection, common.quiet);
    summary = ingest(store, policy, options, stop_requested(),
                     [&line](const IngestProgress& progress) { line.show(progress); });
  }
  if (!common.quiet) {
    const std::string of = summary.sample_of ? fmt::format(" drawn by lot of {}", *summary.sample_of) : std::string();
    fmt::print(stderr,
               "{}: {} files{} in {:.1f} s: {} read, {} unchanged\n"
               "  {} read in part, {} failed, {} of no supported type; {} not fit to index\n",
               collection, summary.discovered, of, summary.seconds, summary.read, summary.reused, summary.partial,
               summary.failed, summary.skipped, summary.flagged);
    if (summary.gone > 0) {
      fmt::print(stderr, "  {} of earlier {} no longer in it: not there any more, or of a folder that was not named\n",
                 summary.gone, summary.gone == 1 ? "runs is" : "runs are");
    }
  }
  if (summary.interrupted) {
    throw RunError(ExitCode::interrupted, "Interrupted. What was read is kept; the same command goes on from here.");
  }
  return summary;
}

}  // namespace assay
