// The `assay` command. No logic: each subcommand reads its arguments and calls the pipeline.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "pipeline/core/run_error.hpp"
#include "rules/core/nearest.hpp"
#include "tools/assay/command.hpp"

namespace assay {
namespace {

void add_common_options(CLI::App& app, Common& common) {
  app.add_option("--store", common.store, "The store (SQLite); made when it is not there")->capture_default_str();
  app.add_option("--policy", common.policy, "Policy file (TOML); else ./assay.toml, else the built-in policy");
  app.add_option("--jobs", common.jobs, "Worker processes; 0: as many as cores")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  app.add_option("--today", common.today, "Judge freshness as of this date (YYYY-MM-DD); else the system's date");
  app.add_flag("--quiet", common.quiet, "No progress, only results and errors");
  app.add_flag("--verbose", common.verbose, "Say more about what is being done");
}

// What to write instead of a first argument that is no command; empty: there is none.
std::string unknown_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return {};
  std::vector<std::string> commands;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    if (!command->get_group().empty()) commands.push_back(command->get_name());
  const std::string right = nearest(argv[1], commands);
  return fmt::format("assay: there is no command '{}'.{} `assay --help` lists them.", argv[1],
                     right.empty() ? "" : fmt::format(" Did you mean '{}'?", right));
}

int run(int argc, char** argv) {
  Common common;
  CLI::App app{"Assay: how good are your documents, and was the pilot like production?", "assay"};
  app.set_version_flag("--version", "assay " ASSAY_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  add_common_options(app, common);
  for (const auto add :
       {add_profile, add_ingest, add_suggest, add_diff, add_gate, add_extract, add_check, add_flagged, add_explain,
        add_chunks, add_review, add_audit, add_report, add_policy, add_status, add_doctor, add_worker}) {
    add(app, common);
  }
  try {
    watch_signals();
    app.parse(argc, argv);
    return common.exit_code;
  } catch (const CLI::RequiredError& error) {
    if (const std::string advice = unknown_command(app, argc, argv); !advice.empty()) {
      fmt::print(stderr, "{}\n", advice);
      return static_cast<int>(ExitCode::usage);
    }
    return app.exit(error) == 0 ? static_cast<int>(ExitCode::done) : static_cast<int>(ExitCode::usage);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? static_cast<int>(ExitCode::done) : static_cast<int>(ExitCode::usage);
  } catch (const RunError& error) {
    fmt::print(stderr, "assay: {}\n", error.what());
    return static_cast<int>(error.code());
  } catch (const PolicyError& error) {
    fmt::print(stderr, "assay: {}\n", error.what());
    return static_cast<int>(ExitCode::usage);
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "assay: out of memory. Use fewer --jobs, or a machine with more memory.\n");
    return static_cast<int>(ExitCode::impossible);
  } catch (const std::exception& error) {
    fmt::print(stderr, "assay: {}\nThis is a defect of Assay; please report it with the command you ran.\n",
               error.what());
    return static_cast<int>(ExitCode::impossible);
  }
}

}  // namespace
}  // namespace assay

int main(int argc, char** argv) {
  return assay::run(argc, argv);
}
