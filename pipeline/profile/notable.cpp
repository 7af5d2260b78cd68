// The documents of the corpus that are shown one by one.
#include <algorithm>

#include "pipeline/profile/parts.hpp"

namespace assay {
namespace {

bool was_read(const SideDocument& document) {
  return document.end == ReadingEnd::ok || document.end == ReadingEnd::partial;
}

// Lowest score first, one without a score before all; then by root and path, which is their order in the side.
bool worse(const SideDocument& a, const SideDocument& b) {
  if (a.scored != b.scored) return !a.scored;
  return a.scored && a.score < b.score;
}

void keep_worst(const Side& side, std::vector<std::size_t>& held, std::size_t document, std::size_t most) {
  const auto before = [&](std::size_t a, std::size_t b) { return worse(side.documents[a], side.documents[b]); };
  held.insert(std::upper_bound(held.begin(), held.end(), document, before), document);
  if (held.size() > most) held.pop_back();
}

}  // namespace

NotableDocuments notable_documents(const Side& corpus) {
  NotableDocuments result;
  std::vector<std::vector<std::size_t>> of_cause(corpus.causes.size());
  for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
    const SideDocument& document = corpus.documents[i];
    const bool read = was_read(document);
    if (!read && result.unread.size() < shown_unread) result.unread.push_back(corpus.ref(i));
    if (document.end == ReadingEnd::partial && result.in_part.size() < shown_unread)
      result.in_part.push_back(corpus.ref(i));
    // A cause in brackets is no finding.
    if (!read || document.cause == 0 || corpus.causes[document.cause].starts_with('(')) continue;
    ++result.worst_of;
    keep_worst(corpus, of_cause[document.cause], i, shown_worst_of_rule);
  }
  std::vector<std::size_t> worst;
  for (const auto& documents : of_cause) worst.insert(worst.end(), documents.begin(), documents.end());
  std::sort(worst.begin(), worst.end(), [&](std::size_t a, std::size_t b) {
    if (worse(corpus.documents[a], corpus.documents[b])) return true;
    return !worse(corpus.documents[b], corpus.documents[a]) && a < b;
  });
  if (worst.size() > shown_worst) worst.resize(shown_worst);
  for (const std::size_t i : worst) {
    const SideDocument& document = corpus.documents[i];
    result.worst.push_back({corpus.ref(i), document.scored ? std::optional<double>(document.score) : std::nullopt});
  }
  return result;
}

}  // namespace assay
