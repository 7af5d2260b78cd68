#include "pipeline/profile/profile.hpp"

#include "pipeline/profile/parts.hpp"

namespace assay {

Comparison compare(const Store& store, const Policy& policy, std::string_view corpus, std::string_view pilot,
                   std::span<const PilotOutcome> outcomes) {
  return compare_sides(load_side(store.database(), corpus, policy), load_side(store.database(), pilot, policy),
                       known_catalogue(), outcomes);
}

std::vector<Suggestion> suggest(const Store& store, const Policy& policy, std::string_view corpus,
                                std::string_view pilot, int budget) {
  return suggestions(load_side(store.database(), corpus, policy), load_side(store.database(), pilot, policy), budget);
}

std::vector<Redundant> redundant(const Store& store, const Policy& policy, std::string_view corpus,
                                 std::string_view pilot) {
  return redundant_documents(load_side(store.database(), corpus, policy), load_side(store.database(), pilot, policy));
}

}  // namespace assay
