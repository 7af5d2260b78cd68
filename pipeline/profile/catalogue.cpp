#include "pipeline/profile/parts.hpp"
#include "rules/core/rule.hpp"

namespace assay {

Catalogue known_catalogue() {
  Catalogue catalogue{measure_catalogue(), {}};
  for (const Rule* rule : rules()) {
    const RuleInfo& info = rule->info();
    catalogue.rules.push_back(
        {std::string(info.id), std::string(info.title), std::string(info.why), std::string(info.advice)});
  }
  return catalogue;
}

}  // namespace assay
