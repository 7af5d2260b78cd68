// The `assay` command. No logic: each subcommand reads its arguments and calls the pipeline.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <new>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/core/run_error.hpp"
#include "pipeline/store/store.hpp"
#include "tools/assay/command.hpp"
#include "tools/assay/usage.hpp"

namespace assay {
namespace {

// What is wrong with a date; empty: nothing.
std::string wrong_date(std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0;
  char rest = 0;
  const bool read = text.size() == 10 && std::sscanf(text.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &rest) == 3;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  return read && date.ok() ? "" : fmt::format("'{}' is no date; write it as 2026-03-31", text);
}

void add_common_options(CLI::App& app, Common& common) {
  app.add_option("--store", common.store, "The store (SQLite); made when it is not there")->capture_default_str();
  app.add_option("--policy", common.policy, "Policy file (TOML); else ./assay.toml, else the built-in policy");
  app.add_option("--jobs", common.jobs, "Worker processes; 0: as many as cores")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  app.add_option("--today", common.today, "Judge freshness as of this date (YYYY-MM-DD); else the system's date")
      ->check(CLI::Validator(wrong_date, "DATE"));
  app.add_flag("--quiet", common.quiet, "No progress, only results and errors");
  app.add_flag("--verbose", common.verbose, "Say more about what is being done");
}

int say_store_error(const std::filesystem::path& store, const std::exception& cause) {
  try {
    throw_store_error(store, cause);
  } catch (const RunError& error) {
    fmt::print(stderr, "assay: {}\n", error.what());
    return static_cast<int>(error.code());
  }
}

// Help and version are output as any other: a full disk under them is told.
void parse(CLI::App& app, int argc, char** argv) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) throw;
    std::ostringstream text;
    app.exit(error, text, text);
    print_out(text.str());
  }
  finish_output();
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
    parse(app, argc, argv);
    return common.exit_code;
  } catch (const CLI::ParseError& error) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    fmt::print(stderr, "{}\n", usage_advice(app, arguments, error.what()));
    return static_cast<int>(ExitCode::usage);
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
    if (is_store_error(error)) return say_store_error(common.store, error);
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
