// A finding in the shape of the contract.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "rules/core/rule.hpp"

namespace assay {

// { "rule", "severity", "message", "evidence", "advice", "page", "place" }
nlohmann::ordered_json to_json(const Finding& finding);

}  // namespace assay
