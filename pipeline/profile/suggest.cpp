#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

namespace {

constexpr std::int64_t enough = 3;                       // pilot documents of a stratum
constexpr double positions[enough] = {0.5, 0.25, 0.75};  // among the stratum's documents by length

struct Pool {
  std::int64_t pilot = 0, corpus = 0;
  std::vector<std::size_t> candidates;  // by length, then path
  int taken = 0;

  double gain() const {
    if (pilot >= enough || candidates.empty()) return 0;
    return static_cast<double>(corpus) / static_cast<double>((pilot + 1) * (pilot + 1));
  }
  std::size_t take() {
    const double position = positions[std::min<int>(taken++, enough - 1)];
    const auto at = static_cast<std::ptrdiff_t>(std::lround(position * static_cast<double>(candidates.size() - 1)));
    const std::size_t document = candidates[static_cast<std::size_t>(at)];
    candidates.erase(candidates.begin() + at);
    return document;
  }
};

std::vector<Pool> pools(const Strata& strata, const Side& corpus, const Side& pilot) {
  std::vector<Pool> result(strata.keys.size());
  std::set<std::string_view> copies;  // of what the pilot or an earlier document of the corpus holds
  for (std::size_t i = 0; i < pilot.documents.size(); ++i) {
    ++result[strata.pilot[i]].pilot;
    copies.insert(pilot.documents[i].sha256);
  }
  for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
    Pool& pool = result[strata.corpus[i]];
    ++pool.corpus;
    if (copies.insert(corpus.documents[i].sha256).second) pool.candidates.push_back(i);
  }
  for (Pool& pool : result)
    std::stable_sort(pool.candidates.begin(), pool.candidates.end(), [&](std::size_t a, std::size_t b) {
      return corpus.documents[a].characters < corpus.documents[b].characters;
    });
  return result;
}

std::string reason(const Pool& pool, const std::string& stratum, double corpus) {
  const std::string held = pool.pilot == 0 ? "none" : pool.pilot == 1 ? "only one" : fmt::format("only {}", pool.pilot);
  return fmt::format("{}: {} of the corpus ({} documents), {} in the pilot", stratum,
                     percent(static_cast<double>(pool.corpus) / corpus), count(pool.corpus), held);
}

}  // namespace

std::vector<Suggestion> suggestions(const Side& corpus, const Side& pilot, int budget) {
  const Strata strata = strata_of(corpus, pilot, coverage_dimensions);
  std::vector<Pool> all = pools(strata, corpus, pilot);
  const auto documents = static_cast<double>(corpus.documents.size());
  std::vector<Suggestion> result;
  while (static_cast<int>(result.size()) < budget) {
    const auto best =
        std::max_element(all.begin(), all.end(), [](const Pool& a, const Pool& b) { return a.gain() < b.gain(); });
    if (best == all.end() || best->gain() <= 0) break;
    Suggestion suggestion;
    suggestion.stratum = strata.keys[static_cast<std::size_t>(best - all.begin())];
    suggestion.reason = reason(*best, stratum_title(strata.dimensions, suggestion.stratum), documents);
    suggestion.document = corpus.documents[best->take()].ref;
    ++best->pilot;
    std::int64_t uncovered = 0, thin = 0;
    for (const Pool& pool : all) {
      if (pool.pilot == 0)
        uncovered += pool.corpus;
      else if (pool.pilot < enough)
        thin += pool.corpus;
    }
    suggestion.uncovered_after = static_cast<double>(uncovered) / documents;
    suggestion.thin_after = static_cast<double>(thin) / documents;
    result.push_back(std::move(suggestion));
  }
  return result;
}

}  // namespace assay
