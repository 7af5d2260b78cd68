#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "pipeline/ingest/facts.hpp"
#include "pipeline/report/finding_json.hpp"
#include "tools/assay/command.hpp"

namespace assay {
namespace {

struct Arguments {
  std::vector<std::string> files;
  std::string format = "table";
  bool fail_on_flagged = false;
};

void print_json(const std::vector<CheckedFile>& checked) {
  auto list = nlohmann::ordered_json::array();
  for (const CheckedFile& file : checked) {
    nlohmann::ordered_json findings = nlohmann::ordered_json::array();
    for (const Finding& finding : file.assessment.findings) findings.push_back(to_json(finding));
    nlohmann::ordered_json score = nullptr;
    if (file.assessment.score.value) score = *file.assessment.score.value;
    list.push_back({{"path", file.file.string()},
                    {"score", score},
                    {"assessed", file.assessment.score.assessed},
                    {"fit", file.assessment.score.fit},
                    {"findings", findings}});
  }
  say("{}\n", list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

void print_table(const std::vector<CheckedFile>& checked) {
  for (const CheckedFile& file : checked) {
    const Score& score = file.assessment.score;
    say("{}: {} (assessed {:.0f} %)\n", file.file.string(),
        score.value ? fmt::format("score {:.0f} of 100", *score.value) : "no score: nothing could be read",
        100 * score.assessed);
    for (const Finding& finding : file.assessment.findings) {
      const std::string place = to_string(finding.place);
      say("  {:<8} {}{}\n", to_string(finding.severity), finding.message, place.empty() ? "" : " [" + place + "]");
      if (!finding.evidence.empty()) say("           seen: {}\n", finding.evidence);
    }
  }
}

void run_check(const Arguments& arguments, Common& common) {
  const Policy policy = common.effective_policy();
  const std::vector<std::filesystem::path> files = existing_files(arguments.files);
  WorkerPool pool(common.pool_options(policy));
  const std::vector<CheckedFile> checked = check_files(pool, policy, files, common.date());
  arguments.format == "json" ? print_json(checked) : print_table(checked);
  if (!arguments.fail_on_flagged) return;
  for (const CheckedFile& file : checked) {
    if (!file.assessment.score.fit) common.exit_code = 1;
  }
}

}  // namespace

void add_check(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("check", "Rules on single files, no store: the findings and the score");
  command->add_option("FILE", arguments->files, "Files to check")->required();
  command->add_option("--format", arguments->format, "table or json")
      ->check(CLI::IsMember({"table", "json"}))
      ->capture_default_str();
  command->add_flag("--fail-on-flagged", arguments->fail_on_flagged, "Exit 1 when a file is not fit to index");
  command->callback([arguments, &common] { run_check(*arguments, common); });
}

}  // namespace assay
