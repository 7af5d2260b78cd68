#include "pipeline/ingest/between.hpp"

#include <map>

#include "pipeline/ingest/keys.hpp"
#include "rules/core/collection.hpp"

namespace assay {

int assess_between(Store& store, std::string_view collection, const Policy& policy, const RunKeys& keys) {
  std::map<std::int64_t, std::vector<Finding>> found;
  for (CollectionFinding& one : assess_collection(store.members(collection), policy))
    found[one.id].push_back(std::move(one.finding));
  int changed = 0;
  for (const KnownDocument& known : store.known_documents(collection)) {
    if (known.gone) continue;
    std::vector<Finding>& extra = found[known.id];
    const std::string key = between_key(extra);
    if (key == known.between_key && known.assessment_key == keys.assessment) continue;
    const Facts facts = store.facts(known.id, known.extraction);
    const Assessment assessment = assess(facts, policy, keys.today, std::move(extra));
    store.record_assessment(known.id, known.extraction, assessment, keys.assessment, key);
    ++changed;
  }
  store.commit();
  return changed;
}

}  // namespace assay
