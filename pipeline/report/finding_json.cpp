#include "pipeline/report/finding_json.hpp"

#include <nlohmann/json.hpp>

namespace assay {

nlohmann::ordered_json to_json(const Finding& finding) {
  nlohmann::ordered_json page = nullptr;
  if (finding.place.page) page = *finding.place.page;
  return {{"rule", finding.rule},
          {"severity", to_string(finding.severity)},
          {"message", finding.message},
          {"evidence", finding.evidence},
          {"advice", finding.advice},
          {"page", page},
          {"place", to_string(finding.place)}};
}

}  // namespace assay
