#include "pipeline/profile/profile.hpp"

#include "pipeline/profile/parts.hpp"

namespace assay {

Comparison compare(const Store& store, const Policy& policy, std::string_view corpus, std::string_view pilot) {
  return compare_sides(load_side(store.database(), corpus, policy), load_side(store.database(), pilot, policy),
                       known_catalogue());
}

std::vector<Suggestion> suggest(const Store& store, const Policy& policy, std::string_view corpus,
                                std::string_view pilot, int budget) {
  return suggestions(load_side(store.database(), corpus, policy), load_side(store.database(), pilot, policy), budget);
}

}  // namespace assay
