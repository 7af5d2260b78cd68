// The end of a run: what no longer holds of what the store says about its documents is judged again.
#pragma once

#include <atomic>
#include <functional>
#include <string_view>

#include "pipeline/ingest/stages.hpp"
#include "pipeline/store/store.hpp"
#include "rules/core/policy.hpp"

namespace assay {

struct Judging {
  std::string_view collection;
  const Policy& policy;
  const RunKeys& keys;
  int jobs = 1;                   // threads, beside the one that writes
  const std::atomic<bool>& stop;  // set: ends soon; what is written holds, the next run does the rest
  // Called after each batch that is written: how many documents so far, of how many.
  std::function<void(int judged, int due)> on_batch;
};

// From the store, without reading a document: those last judged under other rules, policy or date, and those whose
// findings between documents (duplicates, versions, headers that differ) are others than then. What comes out the same
// is not written again. False: it was stopped.
bool judge_again(Store& store, const Judging& judging);

}  // namespace assay
