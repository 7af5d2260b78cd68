#include "rules/core/catalogue.hpp"

#include <fmt/format.h>

#include "rules/core/measure.hpp"
#include "rules/core/rule.hpp"

namespace assay {
namespace {

std::string rule_entry(const RuleInfo& info) {
  std::string out = fmt::format("### {}\n{} (at most {}, version {}). {} {}\n", info.id, info.title,
                                to_string(info.severity), info.version, info.why, info.advice);
  if (info.params.empty()) return out + "\n";
  out += "\n| parameter | default | from | to | meaning |\n| --- | --- | --- | --- | --- |\n";
  for (const ParamInfo& param : info.params)
    out += fmt::format("| {} | {} | {} | {} | {} |\n", param.name, param.fallback, param.low, param.high, param.help);
  return out + "\n";
}

std::string headline(Dimension dimension) {
  std::string name(to_string(dimension));
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

}  // namespace

std::string rule_catalogue_markdown() {
  std::string out =
      "# Rules and measures\n\n"
      "Made by the program from what it knows of its rules (rules/core/catalogue.cpp); a test fails when this page is "
      "out of date and says how to write it anew. A policy switches a rule off, sets its severity or its parameters: "
      "`[rules.DIMENSION.NAME]`.\n\n";
  for (const Dimension dimension : all_dimensions) {
    out += fmt::format("## {}\n\n", headline(dimension));
    for (const Rule* rule : rules())
      if (rule->info().dimension == dimension) out += rule_entry(rule->info());
  }
  out += "## Measures\n\n| measure | unit | what it is |\n| --- | --- | --- |\n";
  for (const MeasureInfo& info : measure_catalogue())
    out += fmt::format("| {} | {} | {}. {} |\n", info.name, info.unit, info.title, info.help);
  return out;
}

}  // namespace assay
