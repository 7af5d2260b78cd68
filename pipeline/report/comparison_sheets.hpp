// The sheets of a report that come from the comparison, not from a query.
#pragma once

#include <vector>

#include "pipeline/profile/comparison.hpp"
#include "pipeline/report/sheets.hpp"

namespace assay {

struct FilledSheet {
  Sheet sheet;  // without a query
  std::vector<std::vector<Field>> rows;
};

// "why", "coverage", "unseen", "measures", "categories", "rules", "suggestions": always all of them, in this order.
std::vector<FilledSheet> comparison_sheets(const Comparison& comparison);

// The key figures with n and interval: "What", "Value", "From", "To", "Documents", "Note".
FilledSheet summary_sheet(const Comparison& comparison);

}  // namespace assay
