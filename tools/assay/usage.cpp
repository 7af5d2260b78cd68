#include "tools/assay/usage.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <vector>

#include "rules/core/nearest.hpp"

namespace assay {
namespace {

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* command) { return !command->get_group().empty(); });
}

const CLI::App* command_named(const CLI::App& app, const std::string& name) {
  for (const CLI::App* command : commands_of(app))
    if (command->get_name() == name) return command;
  return nullptr;
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& candidates) {
  const std::string right = nearest(word, candidates);
  return right.empty() ? "" : fmt::format(" Did you mean '{}'?", right);
}

std::string unknown_command(const CLI::App& app, const std::string& call, const std::string& word) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands_of(app)) names.push_back(command->get_name());
  return fmt::format("{}: there is no command '{}'.{} `{} --help` lists them.", call, word, did_you_mean(word, names),
                     call);
}

// "--name" of each option of `app` to the option.
std::map<std::string, const CLI::Option*> options_of(const CLI::App& app) {
  std::map<std::string, const CLI::Option*> out;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) out.emplace("--" + name, option);
  return out;
}

std::string unknown_option(const std::map<std::string, const CLI::Option*>& known, const std::string& call,
                           const std::string& word) {
  std::vector<std::string> names;
  for (const auto& [name, option] : known) names.push_back(name);
  return fmt::format("{}: there is no option '{}'.{} `{} --help` lists them.", call, word, did_you_mean(word, names),
                     call);
}

}  // namespace

std::string usage_advice(const CLI::App& app, std::span<const std::string> arguments, const std::string& complaint) {
  const CLI::App* command = &app;
  std::string call = "assay";
  std::map<std::string, const CLI::Option*> known = options_of(app);
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    if (arguments[i].starts_with("--")) {
      const std::size_t name_end = arguments[i].find('=');
      const auto option = known.find(arguments[i].substr(0, name_end));
      if (option == known.end()) return unknown_option(known, call, arguments[i].substr(0, name_end));
      if (name_end == std::string::npos && option->second->get_items_expected_min() > 0) ++i;  // its value
    } else if (const CLI::App* next = command_named(*command, arguments[i])) {
      command = next;
      call += ' ' + arguments[i];
      known.merge(options_of(*next));
    } else if (!commands_of(*command).empty()) {
      return unknown_command(*command, call, arguments[i]);
    }
  }
  if (!commands_of(*command).empty()) return fmt::format("{}: which command? `{} --help` lists them.", call, call);
  return fmt::format("{}: {}\n`{} --help` says how to call it.", call, complaint, call);
}

}  // namespace assay
