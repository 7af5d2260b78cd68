#include "extractors/office/hidden_runs.hpp"

#include <algorithm>
#include <iterator>

namespace assay::office {

void HiddenRuns::add(int first, int last) {
  if (last < first) return;
  auto next = runs_.upper_bound(first);
  if (next != runs_.begin() && std::prev(next)->second >= first - 1) {
    --next;
    first = next->first;
  }
  for (; next != runs_.end() && next->first - 1 <= last; next = runs_.erase(next)) last = std::max(last, next->second);
  runs_.emplace_hint(next, first, last);
}

bool HiddenRuns::hold(int first, int last) const {
  const auto next = runs_.upper_bound(first);
  return next != runs_.begin() && std::prev(next)->second >= last;
}

}  // namespace assay::office
