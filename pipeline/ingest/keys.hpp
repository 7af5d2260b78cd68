// What a result depends on besides the file's bytes: equal keys mean that the result in the store still holds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/extractor.hpp"
#include "rules/core/policy.hpp"
#include "rules/core/rule.hpp"

namespace assay {

// Extractors, measures, the options of reading and the size of chunks: another key means reading again.
std::string extraction_key(const ExtractOptions& options, const Policy& policy);
// Rules, policy and the date of the run: another key means assessing again, from the store.
std::string assessment_key(const Policy& policy, std::string_view today);
std::string rules_key();  // versions of the rules alone
// Of findings between documents that concern one of them; empty when there are none.
std::string between_key(const std::vector<Finding>& findings);

}  // namespace assay
