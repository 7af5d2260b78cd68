#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iterator>
#include <span>

#include "pipeline/core/run_error.hpp"
#include "pipeline/profile/gate.hpp"
#include "pipeline/profile/profile.hpp"
#include "pipeline/profile/verdict.hpp"
#include "pipeline/report/json.hpp"
#include "pipeline/report/report.hpp"
#include "pipeline/rows/rows.hpp"
#include "pipeline/worker/page_drawer.hpp"
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
  std::string labels, baseline;
  int budget = 10;
  bool redundant = false;
  SampleOptions sample;
  bool no_pictures = false;
};

void add_sides(CLI::App& command, Arguments& arguments) {
  command.add_option("--collection", arguments.corpus_name, "Collection that is the corpus")->capture_default_str();
  command.add_option("--pilot-collection", arguments.pilot_name, "Collection that is the pilot")->capture_default_str();
}

void add_labels(CLI::App& command, Arguments& arguments) {
  command.add_option("--labels", arguments.labels,
                     "Results of the pilot as CSV: the document, then an outcome per column (yes/no, 0..1, 85 %)");
}

std::vector<PilotOutcome> outcomes_of(const Arguments& arguments) {
  if (arguments.labels.empty()) return {};
  std::ifstream file(arguments.labels, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (!file) throw RunError(ExitCode::impossible, fmt::format("Labels in {} can't be read.", arguments.labels));
  return read_outcomes(std::as_bytes(std::span(bytes)), arguments.labels);
}

std::int64_t run_number(const std::string& text) {
  return text == "previous" ? 0 : std::stoll(text);
}

void add_baseline(CLI::App& command, std::string& baseline) {
  command
      .add_option("--baseline", baseline,
                  "What changed since that run of the corpus: its number in `assay status`, or previous")
      ->check(CLI::IsMember({"previous"}) | CLI::Range(std::int64_t{1}, std::int64_t{1} << 40));
}

void add_pictures(CLI::App& command, Arguments& arguments) {
  command.add_flag("--no-pictures", arguments.no_pictures, "No cut-outs of pages in the report");
}

void add_sample(CLI::App& command, SampleOptions& sample) {
  CLI::Option* documents =
      command
          .add_option("--sample", sample.documents,
                      "Read so many documents of the corpus, drawn by lot; a larger number later reads only the rest")
          ->check(CLI::Range(std::int64_t{10}, std::int64_t{100'000'000}));
  command
      .add_option("--precision", sample.precision,
                  "Read as many as a share over the whole corpus needs to be known within so many points")
      ->check(CLI::Range(0.1, 20.0))
      ->excludes(documents);
  command.add_option("--seed", sample.seed, "Of the lot")->capture_default_str();
}

// Pages are drawn where documents are read: in a sandboxed process. None where the user wants none.
PictureOf picture_of(const Policy& policy, const Arguments& arguments, const Common& common) {
  if (arguments.no_pictures) return {};
  const auto drawer = std::make_shared<PageDrawer>(common.pool_options(policy));
  return [drawer](const DocumentRef& document, const std::string& sha256, int page, const std::optional<Box>& box) {
    return drawer->draw(std::filesystem::path(document.root) / document.path, sha256, {page, box});
  };
}

void report_and_print(Store& store, const Policy& policy, const Arguments& arguments, const Common& common,
                      const std::vector<PilotOutcome>& outcomes) {
  Comparison comparison = compare(store, policy, arguments.corpus_name, arguments.pilot_name, outcomes);
  if (!arguments.baseline.empty())
    comparison.since = change_between(store, arguments.corpus_name, run_number(arguments.baseline));
  const ReportFiles files =
      write_report(store.database(), comparison, arguments.out, picture_of(policy, arguments, common));
  print_out(terminal_verdict(comparison));
  if (comparison.since) say("\n{}", change_in_words(*comparison.since));
  say("\nReport: {}\n        {} (every row)\n        {}\n", files.html.string(), files.xlsx.string(),
      files.json.string());
}

void run_profile(const Arguments& arguments, Common& common) {
  const Policy policy = common.effective_policy();
  const std::vector<PilotOutcome> outcomes = outcomes_of(arguments);  // what is wrong with them is said before reading
  for (const std::string& root : arguments.corpus)                    // and not after the pilot was read
    if (std::error_code error; !std::filesystem::exists(root, error))
      throw RunError(ExitCode::impossible, fmt::format("There is no folder or file '{}'.", root));
  const bool sampled = arguments.sample.documents > 0 || arguments.sample.precision > 0;
  Store store(common.store);
  const IngestSummary pilot =
      ingest_with_progress(store, policy, common, {arguments.pilot}, arguments.pilot_name, "profile");
  const IngestSummary corpus =
      ingest_with_progress(store, policy, common, arguments.corpus, arguments.corpus_name, "profile",
                           sampled ? std::optional(arguments.sample) : std::nullopt);
  for (const auto& [summary, name] : {std::pair{pilot, "pilot"}, std::pair{corpus, "corpus"}}) {
    if (summary.ok + summary.partial > 0) continue;
    throw RunError(ExitCode::nothing_succeeded,
                   fmt::format("No document of the {} could be read ({} files found): there is nothing to compare.",
                               name, summary.discovered));
  }
  report_and_print(store, policy, arguments, common, outcomes);
}

void print_redundant(const Store& store, Common& common, const Arguments& arguments) {
  Rows rows{"Redundant", {{"pilot document"}, {"why"}}, {}};
  for (const Redundant& item : redundant(store, common.effective_policy(), arguments.corpus_name, arguments.pilot_name))
    rows.rows.push_back({item.document.path, item.reason});
  print_rows(rows, row_format_from(arguments.format), stdout);
}

void run_suggest(const Arguments& arguments, Common& common) {
  const Store store(common.store, Store::Mode::read_only);
  if (arguments.redundant) return print_redundant(store, common, arguments);
  const std::vector<Suggestion> suggestions =
      suggest(store, common.effective_policy(), arguments.corpus_name, arguments.pilot_name, arguments.budget);
  Rows rows{"Suggestions", {{"document"}, {"covered after (%)", 1}, {"counts as", 1}, {"why"}}, {}};
  for (const Suggestion& suggestion : suggestions) {
    rows.rows.push_back({suggestion.document.path, 100 * (1 - suggestion.uncovered_after), suggestion.effective_after,
                         suggestion.reason});
  }
  print_rows(rows, row_format_from(arguments.format), stdout);
}

void run_gate(const Arguments& arguments, Common& common) {
  const Policy policy = common.effective_policy();
  const Store store(common.store, Store::Mode::read_only);
  const GateResult result =
      gate(policy, compare(store, policy, arguments.corpus_name, arguments.pilot_name, outcomes_of(arguments)));
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
  add_pictures(*command, *arguments);
  add_sample(*command, arguments->sample);
  add_labels(*command, *arguments);
  add_baseline(*command, arguments->baseline);
  add_sides(*command, *arguments);
  command->callback([arguments, &common] { run_profile(*arguments, common); });
}

void add_report(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("report", "The report again, from the store: HTML, XLSX and JSON");
  command->add_option("--out", arguments->out, "Folder for the report")->capture_default_str();
  add_pictures(*command, *arguments);
  add_labels(*command, *arguments);
  add_baseline(*command, arguments->baseline);
  add_sides(*command, *arguments);
  command->callback([arguments, &common] {
    Store store(common.store, Store::Mode::read_only);
    report_and_print(store, common.effective_policy(), *arguments, common, outcomes_of(*arguments));
  });
}

void add_suggest(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("suggest", "Which documents to add to the pilot, in order, with the reason for each");
  command->add_option("--budget", arguments->budget, "How many documents")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  command->add_flag("--redundant", arguments->redundant, "Instead: pilot documents that add nothing");
  add_sides(*command, *arguments);
  add_format(*command, *arguments);
  command->callback([arguments, &common] { run_suggest(*arguments, common); });
}

void add_gate(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("gate", "The go-live conditions of the policy; exit code 0 passed, 1 failed, 5 inconclusive");
  add_labels(*command, *arguments);
  add_sides(*command, *arguments);
  add_format(*command, *arguments);
  command->callback([arguments, &common] { run_gate(*arguments, common); });
}

void add_diff(CLI::App& app, Common& common) {
  struct Runs {
    std::string baseline = "previous", collection = "corpus", format = "table";
    std::int64_t run = 0;
  };
  const auto runs = std::make_shared<Runs>();
  CLI::App* command = app.add_subcommand(
      "diff", "What changed between two runs of a collection: other documents, worse ones, or our own doing");
  add_baseline(*command, runs->baseline);
  command->add_option("--run", runs->run, "The later run; else the latest")->check(CLI::PositiveNumber);
  command->add_option("--collection", runs->collection, "Collection of the runs")->capture_default_str();
  command->add_option("--format", runs->format, "table or json")
      ->check(CLI::IsMember({"table", "json"}))
      ->capture_default_str();
  command->callback([runs, &common] {
    const Store store(common.store, Store::Mode::read_only);
    const RunChange change = change_between(store, runs->collection, run_number(runs->baseline), runs->run);
    if (runs->format == "json")
      say("{}\n", change_json(change));
    else
      print_out(change_in_words(change));
  });
}

}  // namespace assay
