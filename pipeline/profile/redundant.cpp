// Which pilot documents could go: where a kind has more of them than its weight in the corpus asks for.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

namespace {

constexpr std::int64_t enough = 3;    // of a kind, as in suggest.cpp
constexpr double may_be_lost = 0.02;  // of the effective number of documents, by all that go together

struct Kind {
  std::int64_t corpus = 0;
  std::vector<std::size_t> pilot;  // by length
};

double effective(const std::vector<Kind>& kinds) {
  std::vector<std::int64_t> corpus, pilot;
  for (const Kind& kind : kinds) {
    corpus.push_back(kind.corpus);
    pilot.push_back(static_cast<std::int64_t>(kind.pilot.size()));
  }
  return effective_size(corpus, pilot);
}

// What its kind adds to Kish's sum when one of its documents goes.
double cost(const Kind& kind) {
  const auto weight = static_cast<double>(kind.corpus), n = static_cast<double>(kind.pilot.size());
  return weight * weight * (1 / (n - 1) - 1 / n);
}

// The document whose length another one nearly has; never the shortest or the longest.
std::size_t most_alike(const Kind& kind, const Side& pilot) {
  std::size_t best = 1;
  const auto length = [&](std::size_t i) { return static_cast<double>(pilot.documents[kind.pilot[i]].characters); };
  for (std::size_t i = 2; i + 1 < kind.pilot.size(); ++i)
    if (length(i + 1) - length(i - 1) < length(best + 1) - length(best - 1)) best = i;
  return best;
}

}  // namespace

double effective_size(std::span<const std::int64_t> corpus, std::span<const std::int64_t> pilot) {
  double shared = 0, sum = 0;
  for (std::size_t k = 0; k < corpus.size(); ++k)
    if (pilot[k] > 0) shared += static_cast<double>(corpus[k]);
  if (shared <= 0) return 0;
  for (std::size_t k = 0; k < corpus.size(); ++k)
    if (pilot[k] > 0)
      sum += static_cast<double>(corpus[k]) * static_cast<double>(corpus[k]) / static_cast<double>(pilot[k]);
  return shared * shared / sum;
}

std::vector<Redundant> redundant_documents(const Side& corpus, const Side& pilot) {
  std::vector<Redundant> result;
  const Strata strata = strata_of(corpus, pilot, corpus.kinds_by);
  std::vector<Kind> kinds(strata.keys.size());
  for (const std::size_t kind : strata.corpus) ++kinds[kind].corpus;
  std::unordered_set<std::uint64_t> contents;
  for (std::size_t i = 0; i < pilot.documents.size(); ++i) {
    const std::uint64_t content = pilot.documents[i].content;
    if (content != 0 && !contents.insert(content).second)
      result.push_back({pilot.ref(i), "the same bytes as another pilot document"});
    else
      kinds[strata.pilot[i]].pilot.push_back(i);
  }
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    const std::string title = stratum_title(strata.dimensions, strata.keys[k]);
    std::stable_sort(kinds[k].pilot.begin(), kinds[k].pilot.end(), [&](std::size_t a, std::size_t b) {
      return pilot.documents[a].characters < pilot.documents[b].characters;
    });
    if (kinds[k].corpus > 0) continue;
    for (const std::size_t i : kinds[k].pilot)
      result.push_back({pilot.ref(i), fmt::format("{}: the corpus holds no such document", title)});
    kinds[k].pilot.clear();
  }
  const double before = effective(kinds);
  for (;;) {
    Kind* cheapest = nullptr;
    for (Kind& kind : kinds)
      if (static_cast<std::int64_t>(kind.pilot.size()) > enough &&
          (cheapest == nullptr || cost(kind) < cost(*cheapest)))
        cheapest = &kind;
    if (cheapest == nullptr) break;
    const std::size_t at = most_alike(*cheapest, pilot), document = cheapest->pilot[at];
    const auto held = static_cast<std::int64_t>(cheapest->pilot.size());
    cheapest->pilot.erase(cheapest->pilot.begin() + static_cast<std::ptrdiff_t>(at));
    if (effective(kinds) < (1 - may_be_lost) * before) break;
    const auto k = static_cast<std::size_t>(cheapest - kinds.data());
    result.push_back({pilot.ref(document), fmt::format("{}: {} in the pilot, for {} of the corpus",
                                                       stratum_title(strata.dimensions, strata.keys[k]), count(held),
                                                       percent(static_cast<double>(cheapest->corpus) /
                                                               static_cast<double>(corpus.documents.size())))});
  }
  return result;
}

}  // namespace assay
