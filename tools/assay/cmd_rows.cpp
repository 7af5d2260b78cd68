// Commands that print what the store holds: flagged, explain, chunks, status.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "pipeline/core/run_error.hpp"
#include "pipeline/report/explain.hpp"
#include "pipeline/report/sarif.hpp"
#include "pipeline/report/text.hpp"
#include "pipeline/review/review.hpp"
#include "tools/assay/command.hpp"

namespace assay {
namespace {

struct Arguments {
  std::string collection;  // empty: all
  std::string document;
  std::string format = "table";
  int latest = 20;
  bool fail_on_flagged = false;
  bool fit_only = false;
};

void add_format(CLI::App& command, Arguments& arguments, const std::vector<std::string>& formats) {
  command.add_option("--format", arguments.format)->check(CLI::IsMember(formats))->capture_default_str();
}

void run_flagged(const Arguments& arguments, Common& common) {
  const Store store(common.store, Store::Mode::read_only);
  const Rows rows = flagged_rows(store, arguments.collection, common.date());
  if (arguments.format == "sarif")
    say("{}\n", flagged_sarif(store, arguments.collection, common.date()));
  else if (arguments.format == "table")
    print_out(flagged_text(store, arguments.collection, common.effective_policy(), common.date()));
  else
    print_rows(rows, row_format_from(arguments.format), stdout);
  if (arguments.fail_on_flagged && any_flagged(store, arguments.collection, common.effective_policy(), common.date()))
    common.exit_code = 1;
}

void run_explain(const Arguments& arguments, Common& common) {
  const Store store(common.store, Store::Mode::read_only);
  const DocumentInfo document = find_document(store, arguments.document);
  const std::string text = arguments.format == "json"
                               ? explain_json(store, document) + "\n"
                               : explain_text(store, document, common.effective_policy(), common.date());
  print_out(text);
}

void run_chunks(const Arguments& arguments, Common& common) {
  const Store store(common.store, Store::Mode::read_only);
  const Policy policy = common.effective_policy();
  for (const DocumentInfo& document : store.documents(arguments.collection)) {
    if (arguments.fit_only && !fit_to_index(store, document, policy, common.date())) continue;
    write_chunks(store, document, [](std::string_view line) {
      print_out(line);
      print_out("\n");
    });
  }
}

}  // namespace

void add_flagged(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("flagged", "The documents that fail: rule, severity, evidence and place");
  command->add_option("--collection", arguments->collection, "Only of this collection");
  command->add_flag("--fail-on-flagged", arguments->fail_on_flagged,
                    "Exit 1 when there is one that people have not released");
  add_format(*command, *arguments, {"table", "json", "csv", "sarif", "xlsx"});
  command->callback([arguments, &common] { run_flagged(*arguments, common); });
}

void add_explain(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("explain", "One document: its score, how it came about, each finding");
  command->add_option("DOCUMENT", arguments->document, "Its path, or the end of it")->required();
  add_format(*command, *arguments, {"table", "json"});
  command->callback([arguments, &common] { run_explain(*arguments, common); });
}

void add_chunks(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("chunks", "The chunks, one JSON object a line");
  command->add_option("--collection", arguments->collection, "Only of this collection");
  command->add_flag("--fit", arguments->fit_only,
                    "Only of documents that are fit to index, by their score or because people released them");
  command->callback([arguments, &common] { run_chunks(*arguments, common); });
}

void add_status(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("status", "The last runs: counts, failures, throughput");
  command->add_option("--latest", arguments->latest, "How many")->check(CLI::Range(1, 100'000))->capture_default_str();
  add_format(*command, *arguments, {"table", "json", "csv", "xlsx"});
  command->callback([arguments, &common] {
    const Store store(common.store, Store::Mode::read_only);
    print_rows(status_rows(store, arguments->latest), row_format_from(arguments->format), stdout);
  });
}

}  // namespace assay
