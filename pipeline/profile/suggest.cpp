#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

namespace {

constexpr std::int64_t enough = 3;                       // pilot documents of a stratum
constexpr double positions[enough] = {0.5, 0.25, 0.75};  // among the stratum's documents by length

struct Pool {
  std::int64_t pilot = 0, corpus = 0;   // `pilot` with what is suggested so far
  std::vector<std::size_t> candidates;  // by path; from the first one taken on by length
  int taken = 0;

  // Its part of the variance of whatever the pilot is asked for; none where the pilot holds none of it.
  double part(double documents) const {
    const double weight = static_cast<double>(corpus) / documents;
    return pilot == 0 ? 0 : weight * weight / static_cast<double>(pilot);
  }
  std::size_t take(const Side& side) {
    if (taken == 0)  // sorted here, since the largest kinds are those that a pilot has
      std::stable_sort(candidates.begin(), candidates.end(), [&](std::size_t a, std::size_t b) {
        return side.documents[a].characters < side.documents[b].characters;
      });
    const double position = positions[std::min<int>(taken++, enough - 1)];
    const auto at = static_cast<std::ptrdiff_t>(std::lround(position * static_cast<double>(candidates.size() - 1)));
    const std::size_t document = candidates[static_cast<std::size_t>(at)];
    candidates.erase(candidates.begin() + at);
    return document;
  }
};

// Documents of the corpus whose content the pilot has, or one that comes before; by sorting, since a set of a million
// is slow. 0 is no content: no hash is known.
std::vector<bool> copies_in(const Side& corpus, const Side& pilot) {
  std::vector<std::pair<std::uint64_t, std::size_t>> contents;  // the pilot's first
  contents.reserve(pilot.documents.size() + corpus.documents.size());
  for (const SideDocument& document : pilot.documents) contents.emplace_back(document.content, 0);
  for (std::size_t i = 0; i < corpus.documents.size(); ++i)
    if (read_at_all(corpus.documents[i])) contents.emplace_back(corpus.documents[i].content, i + 1);
  std::sort(contents.begin(), contents.end());
  std::vector<bool> is_copy(corpus.documents.size());
  for (std::size_t k = 1; k < contents.size(); ++k) {
    const auto& [content, place] = contents[k];
    if (place > 0 && content != 0 && content == contents[k - 1].first) is_copy[place - 1] = true;
  }
  return is_copy;
}

std::vector<Pool> pools(const Strata& strata, const Side& corpus, const Side& pilot) {
  std::vector<Pool> result(strata.keys.size());
  const std::vector<bool> is_copy = copies_in(corpus, pilot);
  for (const std::size_t stratum : strata.pilot) ++result[stratum].pilot;
  for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
    Pool& pool = result[strata.corpus[i]];
    ++pool.corpus;
    if (!read_at_all(corpus.documents[i])) continue;
    if (!is_copy[i]) pool.candidates.push_back(i);
  }
  return result;
}

std::string reason(const Pool& pool, const std::string& stratum, double corpus) {
  const std::int64_t held = pool.pilot - pool.taken;
  std::string in_pilot = held == 0 ? "none" : held == 1 ? "only one" : fmt::format("only {}", held);
  in_pilot += " in the pilot";
  if (pool.taken > 0) in_pilot += fmt::format(", {} already in this list", pool.taken);
  return fmt::format("{}: {} of the corpus ({}), {}", stratum, percent(static_cast<double>(pool.corpus) / corpus),
                     counted(pool.corpus, "document"), in_pilot);
}

// What whoever adds the document must know of it.
std::string warnings(const SideDocument& document, bool language_lent) {
  std::string text;
  if (language_lent) text += "; its own language is not told: it counts with the most frequent kind like it";
  if (document.assessed && !document.fit) text += "; itself not fit to index";
  if (document.for_people) text += "; holds personal data, identity numbers or secrets";
  return text;
}

double effective(const std::vector<Pool>& pools) {
  std::vector<std::int64_t> corpus, pilot;
  for (const Pool& pool : pools) {
    corpus.push_back(pool.corpus);
    pilot.push_back(pool.pilot);
  }
  return effective_size(corpus, pilot);
}

// By how much another document of the kind narrows what the pilot can say about any outcome of the corpus, in shares of
// it: a kind without one may be all good or all bad, so that its first takes its whole weight off; further ones narrow
// the interval, whose width is 1.4·√ΣW²/n for an outcome that 85 % have.
double gain(const Pool& pool, double variance, double documents) {
  if (pool.pilot >= enough || pool.candidates.empty()) return 0;
  if (pool.pilot == 0) return static_cast<double>(pool.corpus) / documents;
  const double less = pool.part(documents) / static_cast<double>(pool.pilot + 1);
  return 1.4 * (std::sqrt(variance) - std::sqrt(std::max(0.0, variance - less)));
}

}  // namespace

std::vector<Suggestion> suggestions(const Side& corpus, const Side& pilot, int budget) {
  const Strata strata = strata_of(corpus, pilot, corpus.kinds_by);
  std::vector<Pool> all = pools(strata, corpus, pilot);
  const auto documents = static_cast<double>(corpus.documents.size());
  std::vector<Suggestion> result;
  while (static_cast<int>(result.size()) < budget) {
    double variance = 0;
    for (const Pool& pool : all) variance += pool.part(documents);
    const auto gain_of = [&](const Pool& pool) { return gain(pool, variance, documents); };
    const auto best =
        std::max_element(all.begin(), all.end(), [&](const Pool& a, const Pool& b) { return gain_of(a) < gain_of(b); });
    if (best == all.end() || gain_of(*best) <= 0) break;
    Suggestion suggestion;
    suggestion.stratum = strata.keys[static_cast<std::size_t>(best - all.begin())];
    suggestion.reason = reason(*best, stratum_title(strata.dimensions, suggestion.stratum), documents);
    const std::size_t document = best->take(corpus);
    suggestion.reason += warnings(corpus.documents[document], strata.language_lent[document]);
    suggestion.document = corpus.ref(document);
    ++best->pilot;
    std::int64_t uncovered = 0, thin = 0;
    for (const Pool& pool : all) {
      if (pool.pilot == 0)
        uncovered += pool.corpus;
      else if (pool.pilot < enough)
        thin += pool.corpus;
    }
    suggestion.effective_after = effective(all);
    suggestion.uncovered_after = static_cast<double>(uncovered) / documents;
    suggestion.thin_after = static_cast<double>(thin) / documents;
    result.push_back(std::move(suggestion));
  }
  return result;
}

}  // namespace assay
