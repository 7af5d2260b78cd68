#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "pipeline/core/run_error.hpp"
#include "pipeline/ingest/ingest.hpp"
#include "tools/assay/command.hpp"
#include "tools/assay/progress.hpp"

namespace assay {

namespace {

struct Arguments {
  std::vector<std::string> paths;
  std::string collection = "corpus";
};

void run_ingest(const Arguments& arguments, Common& common) {
  const Policy policy = common.effective_policy();
  Store store(common.store);
  const IngestSummary summary =
      ingest_with_progress(store, policy, common, arguments.paths, arguments.collection, "ingest");
  if (summary.ok + summary.partial == 0) {
    throw RunError(ExitCode::nothing_succeeded, summary.discovered == 0
                                                    ? "No file was found there. Is it the right folder?"
                                                    : "No document could be read. See: assay flagged");
  }
}

}  // namespace

void add_ingest(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("ingest", "The nightly batch: reads what is new or changed, goes on where it was stopped");
  command->add_option("PATH", arguments->paths, "Folders or files")->required();
  command->add_option("--collection", arguments->collection, "Name of the collection they belong to")
      ->capture_default_str();
  command->callback([arguments, &common] { run_ingest(*arguments, common); });
}

}  // namespace assay
