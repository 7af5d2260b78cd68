// Which kinds of documents the pilot holds, by counting.
#include <algorithm>
#include <cmath>
#include <set>

#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/statistics.hpp"
#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

namespace {

constexpr std::int64_t example_count = 3;

double chance_missed(std::int64_t part, std::size_t whole, std::size_t pilot) {
  return std::pow(1 - static_cast<double>(part) / static_cast<double>(whole), static_cast<double>(pilot));
}

void unseen_values(const Side& corpus, const Side& pilot, std::vector<Unseen>& out) {
  for (const auto& [name, column] : corpus.categories) {
    std::set<std::string> seen{"unknown"};
    if (const auto other = pilot.categories.find(name); other != pilot.categories.end())
      for (const std::uint32_t code : other->second.of) seen.insert(other->second.values[code]);
    std::vector<Unseen> by_code(column.values.size());
    for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
      Unseen& unseen = by_code[column.of[i]];
      if (unseen.corpus++ < example_count) unseen.examples.push_back(corpus.ref(i));
    }
    for (std::size_t code = 0; code < by_code.size(); ++code) {
      Unseen& unseen = by_code[code];
      unseen.category = name;
      unseen.value = column.values[code];
      unseen.title = value_title(name, unseen.value);
      if (unseen.corpus > 0 && !seen.contains(unseen.value)) out.push_back(std::move(unseen));
    }
  }
}

void unseen_findings(const Side& corpus, const Side& pilot, const Catalogue& catalogue, std::vector<Unseen>& out) {
  for (const auto& [rule, count] : corpus.rules) {
    if (pilot.rules.contains(rule)) continue;
    Unseen unseen{"finding", rule, rule_text(catalogue, rule).title, count.documents, 0, 0, {}};
    for (const std::size_t i : count.examples) unseen.examples.push_back(corpus.ref(i));
    out.push_back(std::move(unseen));
  }
}

}  // namespace

Coverage coverage(const Side& corpus, const Side& pilot, const Catalogue& catalogue) {
  Coverage result;
  const Strata strata = strata_of(corpus, pilot, coverage_dimensions);
  result.dimensions = strata.dimensions;
  result.strata.resize(strata.keys.size());
  for (std::size_t k = 0; k < strata.keys.size(); ++k) result.strata[k].values = strata.keys[k];
  for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
    Stratum& stratum = result.strata[strata.corpus[i]];
    ++stratum.corpus;
    stratum.corpus_assessed += corpus.documents[i].assessed;
    stratum.corpus_fit += corpus.documents[i].fit;
    if (stratum.corpus <= example_count) stratum.examples.push_back(corpus.ref(i));
  }
  for (std::size_t i = 0; i < pilot.documents.size(); ++i) {
    Stratum& stratum = result.strata[strata.pilot[i]];
    ++stratum.pilot;
    stratum.pilot_assessed += pilot.documents[i].assessed;
    stratum.pilot_fit += pilot.documents[i].fit;
  }
  result.blind_below = blind_below(static_cast<std::int64_t>(pilot.documents.size()));
  for (Stratum& stratum : result.strata) {
    stratum.share = static_cast<double>(stratum.corpus) / static_cast<double>(corpus.documents.size());
    stratum.chance_missed = chance_missed(stratum.corpus, corpus.documents.size(), pilot.documents.size());
    (stratum.pilot == 0  ? result.uncovered_share
     : stratum.pilot < 3 ? result.thin_share
                         : result.covered_share) += stratum.share;
    result.blind_strata += stratum.corpus > 0 && stratum.share < result.blind_below;
  }
  std::erase_if(result.strata, [](const Stratum& stratum) { return stratum.corpus + stratum.pilot == 0; });
  std::stable_sort(result.strata.begin(), result.strata.end(),
                   [](const Stratum& a, const Stratum& b) { return a.corpus > b.corpus; });
  unseen_values(corpus, pilot, result.unseen);
  unseen_findings(corpus, pilot, catalogue, result.unseen);
  for (Unseen& unseen : result.unseen) {
    unseen.share = static_cast<double>(unseen.corpus) / static_cast<double>(corpus.documents.size());
    unseen.chance_missed = chance_missed(unseen.corpus, corpus.documents.size(), pilot.documents.size());
  }
  std::stable_sort(result.unseen.begin(), result.unseen.end(),
                   [](const Unseen& a, const Unseen& b) { return a.corpus > b.corpus; });
  return result;
}

}  // namespace assay
