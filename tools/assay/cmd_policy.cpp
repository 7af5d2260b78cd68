#include <CLI/CLI.hpp>

#include "pipeline/core/run_error.hpp"
#include "pipeline/profile/propose.hpp"
#include "rules/core/policy.hpp"
#include "tools/assay/command.hpp"

namespace assay {

void add_policy(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("policy", "The rules, thresholds and weights that documents are judged by");
  command->require_subcommand(1);
  command->add_subcommand("show", "The effective policy with every default, as TOML")->callback([&common] {
    print_out(to_toml(common.effective_policy()));
  });

  const auto file = std::make_shared<std::string>();
  CLI::App* check = command->add_subcommand("check", "Whether a policy file is right");
  check->add_option("FILE", *file, "The policy file")->required();
  check->callback([file, &common] {
    const Policy policy = load_policy(*file);
    if (!common.quiet)
      say("{}: right; {} rules set, {} of your own\n", *file, policy.rules.size(), policy.custom.size());
  });

  const auto sides = std::make_shared<std::pair<std::string, std::string>>("corpus", "pilot");
  CLI::App* propose = command->add_subcommand("propose", "Limits derived from a profile, unapproved, as a policy file");
  propose->add_option("--collection", sides->first, "Collection that is the corpus")->capture_default_str();
  propose->add_option("--pilot-collection", sides->second, "Collection that is the pilot")->capture_default_str();
  propose->callback([sides, &common] {
    const Policy policy = common.effective_policy();
    const Store store(common.store, Store::Mode::read_only);
    const std::vector<ProposedLimit> limits = propose_limits(store, policy, sides->first, sides->second);
    if (limits.empty()) {
      throw RunError(ExitCode::impossible,
                     "The store holds no profile to derive limits from; run assay profile first.");
    }
    print_out(proposal_toml(limits, policy));
  });
}

}  // namespace assay
