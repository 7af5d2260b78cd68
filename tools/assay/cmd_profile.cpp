#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "pipeline/core/run_error.hpp"
#include "pipeline/profile/gate.hpp"
#include "pipeline/profile/profile.hpp"
#include "pipeline/profile/verdict.hpp"
#include "pipeline/report/report.hpp"
#include "pipeline/rows/rows.hpp"
#include "tools/assay/command.hpp"
#include "tools/assay/progress.hpp"

namespace assay {
namespace {

struct Arguments {
  std::vector<std::string> corpus;
  std::string pilot;
  std::filesystem::path out = "report";
  std::string corpus_name = "corpus", pilot_name = "pilot";
  std::string format = "table";
  int budget = 10;
};

void add_sides(CLI::App& command, Arguments& arguments) {
  command.add_option("--collection", arguments.corpus_name, "Collection that is the corpus")->capture_default_str();
  command.add_option("--pilot-collection", arguments.pilot_name, "Collection that is the pilot")->capture_default_str();
}

void report_and_print(Store& store, const Policy& policy, const Arguments& arguments) {
  const Comparison comparison = compare(store, policy, arguments.corpus_name, arguments.pilot_name);
  const ReportFiles files = write_report(store.database(), comparison, arguments.out);
  fmt::print("{}", terminal_verdict(comparison));
  fmt::print("\nReport: {}\n        {} (every row)\n        {}\n", files.html.string(), files.xlsx.string(),
             files.json.string());
}

void run_profile(const Arguments& arguments, Common& common) {
  const Policy policy = common.effective_policy();
  Store store(common.store);
  const IngestSummary pilot =
      ingest_with_progress(store, policy, common, {arguments.pilot}, arguments.pilot_name, "profile");
  const IngestSummary corpus =
      ingest_with_progress(store, policy, common, arguments.corpus, arguments.corpus_name, "profile");
  for (const auto& [summary, name] : {std::pair{pilot, "pilot"}, std::pair{corpus, "corpus"}}) {
    if (summary.ok + summary.partial > 0) continue;
    throw RunError(ExitCode::nothing_succeeded,
                   fmt::format("No document of the {} could be read ({} files found): there is nothing to compare.",
                               name, summary.discovered));
  }
  report_and_print(store, policy, arguments);
}

void run_suggest(const Arguments& arguments, Common& common) {
  const Store store(common.store, Store::Mode::read_only);
  const std::vector<Suggestion> suggestions =
      suggest(store, common.effective_policy(), arguments.corpus_name, arguments.pilot_name, arguments.budget);
  Rows rows{"Suggestions", {{"document"}, {"covered after (%)", 1}, {"why"}}, {}};
  for (const Suggestion& suggestion : suggestions) {
    rows.rows.push_back({suggestion.document.path, 100 * (1 - suggestion.uncovered_after), suggestion.reason});
  }
  print_rows(rows, row_format_from(arguments.format), stdout);
}

void run_gate(const Arguments& arguments, Common& common) {
  const Policy policy = common.effective_policy();
  const Store store(common.store, Store::Mode::read_only);
  const GateResult result = gate(policy, compare(store, policy, arguments.corpus_name, arguments.pilot_name));
  Rows rows{"Gate", {{"condition"}, {"outcome"}, {"why"}}, {}};
  for (const ConditionResult& condition : result.conditions) {
    rows.rows.push_back({condition.condition.name, std::string(to_string(condition.outcome)), condition.message});
  }
  print_rows(rows, row_format_from(arguments.format), stdout);
  if (!common.quiet) fmt::print(stderr, "{}\n", result.message);
  if (result.outcome == GateOutcome::failed) common.exit_code = static_cast<int>(ExitCode::gate_failed);
  if (result.outcome == GateOutcome::inconclusive) common.exit_code = static_cast<int>(ExitCode::inconclusive);
}

void add_format(CLI::App& command, Arguments& arguments) {
  command.add_option("--format", arguments.format, "table, json, csv or xlsx")
      ->check(CLI::IsMember({"table", "json", "csv", "xlsx"}))
      ->capture_default_str();
}

}  // namespace

void add_profile(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("profile", "The main job: compares a corpus with the pilot, and writes the report");
  command->add_option("CORPUS", arguments->corpus, "Folders or files of production")->required();
  command->add_option("--pilot", arguments->pilot, "Folder of the pilot")->required();
  command->add_option("--out", arguments->out, "Folder for the report")->capture_default_str();
  add_sides(*command, *arguments);
  command->callback([arguments, &common] { run_profile(*arguments, common); });
}

void add_report(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("report", "The report again, from the store: HTML, XLSX and JSON");
  command->add_option("--out", arguments->out, "Folder for the report")->capture_default_str();
  add_sides(*command, *arguments);
  command->callback([arguments, &common] {
    Store store(common.store, Store::Mode::read_only);
    report_and_print(store, common.effective_policy(), *arguments);
  });
}

void add_suggest(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("suggest", "Which documents to add to the pilot, in order, with the reason for each");
  command->add_option("--budget", arguments->budget, "How many documents")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  add_sides(*command, *arguments);
  add_format(*command, *arguments);
  command->callback([arguments, &common] { run_suggest(*arguments, common); });
}

void add_gate(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("gate", "The go-live conditions of the policy; exit code 0 passed, 1 failed, 5 inconclusive");
  add_sides(*command, *arguments);
  add_format(*command, *arguments);
  command->callback([arguments, &common] { run_gate(*arguments, common); });
}

}  // namespace assay
