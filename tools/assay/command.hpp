// What all commands share: the common options and how they are turned into a store, a policy and a pool.
#pragma once

#include <fmt/format.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/worker/pool.hpp"
#include "rules/core/policy.hpp"

namespace CLI {
class App;
}

namespace assay {

struct Common {
  std::filesystem::path store = "assay.db";
  std::filesystem::path policy;  // empty: assay.toml of the current folder when there is one, else the built-in
  int jobs = 0;                  // 0: as many as cores
  std::string format = "table";
  std::string today;  // ISO 8601; empty: the system's date
  bool quiet = false, verbose = false;
  int exit_code = 0;  // set by the command that ran

  Policy effective_policy(Policy base = default_policy()) const;
  std::string date() const;
  PoolOptions pool_options(const Policy& settings) const;
};

// Set by SIGINT and SIGTERM; a second one ends at once.
const std::atomic<bool>& stop_requested();
void watch_signals();

// Every file of the arguments; throws RunError(usage) for one that does not exist or is a folder.
std::vector<std::filesystem::path> existing_files(const std::vector<std::string>& arguments);

// To standard output; throws RunError(impossible) where that takes no more. What was left in between is written by
// finish_output.
void print_out(std::string_view text);
void finish_output();
template <class... Values>
void say(fmt::format_string<Values...> form, Values&&... values) {
  print_out(fmt::format(form, std::forward<Values>(values)...));
}

// Each adds its subcommand to the program.
void add_profile(CLI::App& app, Common& common);
void add_ingest(CLI::App& app, Common& common);
void add_suggest(CLI::App& app, Common& common);
void add_diff(CLI::App& app, Common& common);
void add_gate(CLI::App& app, Common& common);
void add_extract(CLI::App& app, Common& common);
void add_check(CLI::App& app, Common& common);
void add_flagged(CLI::App& app, Common& common);
void add_explain(CLI::App& app, Common& common);
void add_chunks(CLI::App& app, Common& common);
void add_report(CLI::App& app, Common& common);
void add_policy(CLI::App& app, Common& common);
void add_review(CLI::App& app, Common& common);
void add_audit(CLI::App& app, Common& common);
void add_status(CLI::App& app, Common& common);
void add_doctor(CLI::App& app, Common& common);
void add_worker(CLI::App& app, Common& common);

}  // namespace assay
