#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "rules/core/policy.hpp"
#include "tools/assay/command.hpp"

namespace assay {

void add_policy(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("policy", "The rules, thresholds and weights that documents are judged by");
  command->require_subcommand(1);
  command->add_subcommand("show", "The effective policy with every default, as TOML")->callback([&common] {
    fmt::print("{}", to_toml(common.effective_policy()));
  });

  const auto file = std::make_shared<std::string>();
  CLI::App* check = command->add_subcommand("check", "Whether a policy file is right");
  check->add_option("FILE", *file, "The policy file")->required();
  check->callback([file, &common] {
    const Policy policy = load_policy(*file);
    if (!common.quiet) fmt::print("{}: right; {} rules set\n", *file, policy.rules.size());
  });
}

}  // namespace assay
