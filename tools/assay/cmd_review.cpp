// Commands by which people decide about flags: review, audit.
#include <CLI/CLI.hpp>

#include "pipeline/core/run_error.hpp"
#include "pipeline/report/explain.hpp"
#include "pipeline/review/review.hpp"
#include "tools/assay/command.hpp"

namespace assay {
namespace {

struct Arguments {
  std::string document, state, rule, until, person, reason;
  std::string format = "table";
  std::string expected;
};

void run_review(const Arguments& arguments, Common& common) {
  if (arguments.state.empty()) {
    const Store store(common.store, Store::Mode::read_only);
    print_rows(review_rows(store, find_document(store, arguments.document), common.date()),
               row_format_from(arguments.format), stdout);
    return;
  }
  const std::optional<FlagState> state = flag_state_from(arguments.state);
  Store store(common.store);
  const DocumentInfo document = find_document(store, arguments.document);
  decide(store, document, {arguments.rule, *state, arguments.until, arguments.person, arguments.reason, {}, {}},
         common.date());
  if (common.quiet) return;
  const bool fit = fit_to_index(store, document, common.effective_policy(), common.date());
  say("{}: {}{}; {}.\n", document.path, arguments.rule.empty() ? "" : arguments.rule + " ", to_string(*state),
      fit ? "fit to index" : "not fit to index");
}

void run_verify(const Arguments& arguments, Common& common) {
  const Store store(common.store, Store::Mode::read_only);
  const AuditCheck check = verify_audit(store);
  const bool as_expected = arguments.expected.empty() || arguments.expected == check.head;
  if (!check.whole || !as_expected) {
    common.exit_code = 1;
    say("The audit is not whole. {}\n",
        check.whole ? "Its last entry is not the one expected: entries were cut off or added." : check.problem);
  } else if (!common.quiet) {
    say("The audit is whole: {} entries, the last {}.\n", check.entries, check.head.empty() ? "none" : check.head);
  }
}

}  // namespace

void add_review(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("review", "What people decided about a document's flags; decide about them");
  command->add_option("DOCUMENT", arguments->document, "Its path, or the end of it")->required();
  command->add_option("--state", arguments->state, "Decide: new, in-review, released, fixed, waived or rejected")
      ->check([](const std::string& name) {
        return flag_state_from(name) ? std::string() : "must be new, in-review, released, fixed, waived or rejected";
      });
  command->add_option("--rule", arguments->rule, "Of this rule's flag alone; without, of the whole document");
  command->add_option("--until", arguments->until, "The last day of a waiver, YYYY-MM-DD");
  command->add_option("--by", arguments->person, "Who decides");
  command->add_option("--why", arguments->reason, "The reason, for whoever reads the audit");
  command->add_option("--format", arguments->format)
      ->check(CLI::IsMember({"table", "json", "csv", "xlsx"}))
      ->capture_default_str();
  command->callback([arguments, &common] { run_review(*arguments, common); });
}

void add_audit(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("audit", "Every decision ever made about a flag");
  command->require_subcommand(1);
  CLI::App* show = command->add_subcommand("show", "All entries, the first one first");
  show->add_option("--format", arguments->format)
      ->check(CLI::IsMember({"table", "json", "csv", "xlsx"}))
      ->capture_default_str();
  show->callback([arguments, &common] {
    const Store store(common.store, Store::Mode::read_only);
    print_rows(audit_rows(store), row_format_from(arguments->format), stdout);
  });
  CLI::App* verify = command->add_subcommand("verify", "Whether no entry was changed or taken out; exit 1 if one was");
  verify->add_option("--head", arguments->expected, "The last entry's hash that you kept elsewhere");
  verify->callback([arguments, &common] { run_verify(*arguments, common); });
}

}  // namespace assay
