// Documents by kind: their values in several categories at once.
#include <algorithm>

#include "pipeline/profile/parts.hpp"

namespace assay {
namespace {

// The kinds of one side, as strings; `of` receives the kind of each document. Cells are found by codes: the strings of
// a kind are put together once, not for each of a million documents.
std::vector<std::vector<std::string>> kinds_of(const Side& side, const std::vector<std::string>& dimensions,
                                               std::vector<std::size_t>& of) {
  std::vector<const CategoryColumn*> columns;
  for (const std::string& dimension : dimensions) {
    const auto found = side.categories.find(dimension);
    columns.push_back(found == side.categories.end() ? nullptr : &found->second);
  }
  std::vector<std::vector<std::string>> kinds;
  std::map<std::vector<std::uint32_t>, std::size_t> known;
  std::vector<std::uint32_t> codes(columns.size());
  of.reserve(side.documents.size());
  for (std::size_t i = 0; i < side.documents.size(); ++i) {
    for (std::size_t d = 0; d < columns.size(); ++d) codes[d] = columns[d] == nullptr ? 0 : columns[d]->of[i];
    const auto [kind, fresh] = known.emplace(codes, kinds.size());
    of.push_back(kind->second);
    if (!fresh) continue;
    std::vector<std::string>& values = kinds.emplace_back();
    for (std::size_t d = 0; d < columns.size(); ++d)
      values.push_back(columns[d] == nullptr ? "unknown" : columns[d]->values[codes[d]]);
  }
  return kinds;
}

// A price list of numbers, a page of three words: that no language can be told of them makes them no kind of their own.
// They go to the most frequent kind that differs in the language alone; what is unknown in all else stays apart.
void join_unknown_languages(Strata& strata) {
  const auto at = std::find(strata.dimensions.begin(), strata.dimensions.end(), "language");
  if (at == strata.dimensions.end()) return;
  const auto language = static_cast<std::size_t>(at - strata.dimensions.begin());
  std::vector<std::int64_t> documents(strata.keys.size());
  for (const std::size_t kind : strata.corpus) ++documents[kind];
  std::map<std::vector<std::string>, std::size_t> main;  // by all but the language
  const auto without = [language](std::vector<std::string> kind) {
    kind[language].clear();
    return kind;
  };
  for (std::size_t k = 0; k < strata.keys.size(); ++k) {
    if (strata.keys[k][language] == "unknown") continue;
    const auto [found, fresh] = main.emplace(without(strata.keys[k]), k);
    if (!fresh && documents[k] > documents[found->second]) found->second = k;
  }
  std::vector<std::size_t> to(strata.keys.size());
  for (std::size_t k = 0; k < to.size(); ++k) {
    const auto found = strata.keys[k][language] == "unknown" ? main.find(without(strata.keys[k])) : main.end();
    to[k] = found == main.end() ? k : found->second;
  }
  for (std::size_t i = 0; i < strata.corpus.size(); ++i)
    strata.language_lent[i] = to[strata.corpus[i]] != strata.corpus[i];
  for (std::size_t& kind : strata.corpus) kind = to[kind];
  for (std::size_t& kind : strata.pilot) kind = to[kind];
}

}  // namespace

Strata strata_of(const Side& corpus, const Side& pilot, const std::vector<std::string>& dimensions) {
  Strata result;
  for (const std::string& dimension : dimensions)
    if (corpus.categories.contains(dimension)) result.dimensions.push_back(dimension);
  const auto in_corpus = kinds_of(corpus, result.dimensions, result.corpus);
  const auto in_pilot = kinds_of(pilot, result.dimensions, result.pilot);
  std::map<std::vector<std::string>, std::size_t> index;
  for (const auto* kinds : {&in_corpus, &in_pilot})
    for (const auto& kind : *kinds) index.emplace(kind, 0);
  for (auto& [kind, at] : index) {
    at = result.keys.size();
    result.keys.push_back(kind);
  }
  const auto renumber = [&](const auto& kinds, std::vector<std::size_t>& of) {
    std::vector<std::size_t> to;
    for (const auto& kind : kinds) to.push_back(index.at(kind));
    for (std::size_t& kind : of) kind = to[kind];
  };
  renumber(in_corpus, result.corpus);
  renumber(in_pilot, result.pilot);
  result.language_lent.resize(result.corpus.size());
  join_unknown_languages(result);
  return result;
}

}  // namespace assay
