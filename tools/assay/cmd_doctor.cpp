#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "pipeline/core/run_error.hpp"
#include "pipeline/doctor/doctor.hpp"
#include "tools/assay/command.hpp"

namespace assay {
namespace {

void print_json(const std::vector<Check>& checks) {
  auto list = nlohmann::ordered_json::array();
  for (const Check& check : checks) {
    list.push_back(
        {{"name", check.name}, {"health", to_string(check.health)}, {"seen", check.seen}, {"remedy", check.remedy}});
  }
  say("{}\n", list.dump(2));
}

void print_table(const std::vector<Check>& checks) {
  for (const Check& check : checks) {
    say("{:<9} {:<14} {}\n", to_string(check.health), check.name, check.seen);
    if (!check.remedy.empty()) say("{:<9} {:<14} -> {}\n", "", "", check.remedy);
  }
}

void run_doctor(Common& common, const std::string& format) {
  const std::vector<Check> checks = examine(common.pool_options(common.effective_policy()), common.store);
  format == "json" ? print_json(checks) : print_table(checks);
  const bool broken =
      std::any_of(checks.begin(), checks.end(), [](const Check& c) { return c.health == Health::broken; });
  if (broken) common.exit_code = static_cast<int>(ExitCode::impossible);
}

}  // namespace

void add_doctor(CLI::App& app, Common& common) {
  const auto format = std::make_shared<std::string>("table");
  CLI::App* command = app.add_subcommand("doctor", "Is this machine ready: workers, sandbox, OCR languages, store");
  command->add_option("--format", *format, "table or json")
      ->check(CLI::IsMember({"table", "json"}))
      ->capture_default_str();
  command->callback([format, &common] { run_doctor(common, *format); });
}

}  // namespace assay
