// Which kinds of documents the pilot holds, by counting.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "pipeline/profile/estimate.hpp"
#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/statistics.hpp"
#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

namespace {

constexpr std::int64_t example_count = 3;

// Documents of each sampling stratum, or of the one that is everything.
using Hits = std::vector<std::int64_t>;

double chance_missed(double share, std::size_t pilot) {
  return std::pow(1 - share, static_cast<double>(pilot));
}

template <class Part>  // Stratum, Unseen
void estimate(const Estimator& estimator, const Hits& hits, std::size_t pilot, Part& part) {
  const Figure share = estimator.share(hits);
  part.share = *share.value;
  part.share_interval = share.interval;
  part.chance_missed = chance_missed(part.share, pilot);
}

void unseen_values(const Side& corpus, const Side& pilot, const Estimator& estimator, std::vector<Unseen>& out) {
  for (const auto& [name, column] : corpus.categories) {
    if (name == folder_category) continue;
    std::set<std::string> seen{"unknown"};
    if (const auto other = pilot.categories.find(name); other != pilot.categories.end())
      for (const std::uint32_t code : other->second.of) seen.insert(other->second.values[code]);
    std::vector<Unseen> by_code(column.values.size());
    std::vector<Hits> hits(column.values.size(), Hits(estimator.strata()));
    for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
      ++hits[column.of[i]][corpus.documents[i].stratum];
      Unseen& unseen = by_code[column.of[i]];
      if (unseen.corpus++ < example_count) unseen.examples.push_back(corpus.ref(i));
    }
    for (std::size_t code = 0; code < by_code.size(); ++code) {
      Unseen& unseen = by_code[code];
      unseen.category = name;
      unseen.value = column.values[code];
      unseen.title = value_title(name, unseen.value);
      if (unseen.corpus == 0 || seen.contains(unseen.value)) continue;
      estimate(estimator, hits[code], pilot.documents.size(), unseen);
      out.push_back(std::move(unseen));
    }
  }
}

void unseen_findings(const Side& corpus, const Side& pilot, const Catalogue& catalogue, const Estimator& estimator,
                     std::vector<Unseen>& out) {
  for (const auto& [rule, count] : corpus.rules) {
    if (pilot.rules.contains(rule)) continue;
    Unseen unseen{"finding", rule, rule_text(catalogue, rule).title, count.documents, 0, {}, 0, {}};
    estimate(estimator, count.of_strata, pilot.documents.size(), unseen);
    for (const std::size_t i : count.examples) unseen.examples.push_back(corpus.ref(i));
    out.push_back(std::move(unseen));
  }
}

// One share of all pages or chunks, over documents that differ in how many they have (ratio estimator; Cochran
// 1977, 6.4: its variance is that of the residuals).
template <class Part, class Whole>
Figure share_of_units(const Side& corpus, const Estimator& estimator, Part part, Whole whole) {
  double in_part = 0, in_all = 0, weights = 0;
  for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
    in_part += estimator.weight(i) * part(i);
    in_all += estimator.weight(i) * whole(i);
    weights += estimator.weight(i);
  }
  Figure figure;
  figure.n = static_cast<std::int64_t>(corpus.documents.size());
  if (in_all <= 0) return figure;
  figure.value = in_part / in_all;
  if (!estimator.sampled()) return figure;
  std::vector<Estimator::Sums> residuals(estimator.strata());
  for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
    const double off = part(i) - *figure.value * whole(i);
    Estimator::Sums& sums = residuals[corpus.documents[i].stratum];
    ++sums.n;
    sums.sum += off;
    sums.squares += off * off;
  }
  const Figure mean = estimator.mean(residuals);
  if (!mean.interval) return figure;
  const double half = (mean.interval->high - mean.interval->low) / 2 * weights / in_all;
  figure.interval = Interval{std::max(0.0, *figure.value - half), std::min(1.0, *figure.value + half)};
  return figure;
}

// Where a sample shows none of a kind, or nothing else, its residuals say nothing: the few documents that it missed may
// hold most of the pages.
void widen(Figure& units) {
  if (units.interval && units.interval->high <= units.interval->low) units.interval = Interval{0, 1};
}

// `count`: pages or chunks of a document.
template <class Count>
CoverageOf coverage_of(const Side& corpus, const Strata& strata, const std::vector<Stratum>& kinds,
                       const Estimator& estimator, Count count) {
  CoverageOf result;
  for (const SideDocument& document : corpus.documents) {
    result.all += count(document);
    result.documents += count(document) > 0;
  }
  const auto whole = [&](std::size_t i) { return static_cast<double>(count(corpus.documents[i])); };
  const auto share = [&](std::int64_t least, std::int64_t most) {
    return share_of_units(
        corpus, estimator,
        [&](std::size_t i) {
          const std::int64_t pilot = kinds[strata.corpus[i]].pilot;
          return pilot >= least && pilot <= most ? whole(i) : 0.0;
        },
        whole);
  };
  result.uncovered = share(0, 0);
  result.thin = share(1, 2);
  result.covered = share(3, std::numeric_limits<std::int64_t>::max());
  return result;
}

}  // namespace

Coverage coverage(const Side& corpus, const Side& pilot, const Catalogue& catalogue) {
  Coverage result;
  const Strata strata = strata_of(corpus, pilot, corpus.kinds_by);
  result.dimensions = strata.dimensions;
  result.strata.resize(strata.keys.size());
  for (std::size_t k = 0; k < strata.keys.size(); ++k) result.strata[k].values = strata.keys[k];
  const Estimator estimator(corpus);
  std::vector<Hits> hits(strata.keys.size(), Hits(estimator.strata()));
  for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
    ++hits[strata.corpus[i]][corpus.documents[i].stratum];
    Stratum& stratum = result.strata[strata.corpus[i]];
    ++stratum.corpus;
    stratum.corpus_pages += corpus.documents[i].pages;
    stratum.corpus_chunks += corpus.documents[i].chunks;
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
  const auto language = std::find(strata.dimensions.begin(), strata.dimensions.end(), "language");
  if (language != strata.dimensions.end()) {
    const auto at = static_cast<std::size_t>(language - strata.dimensions.begin());
    result.language_lent = std::count(strata.language_lent.begin(), strata.language_lent.end(), true);
    for (const Stratum& stratum : result.strata)
      if (stratum.values[at] == "unknown") result.language_unknown += stratum.corpus;
  }
  result.blind_below = blind_below(static_cast<std::int64_t>(pilot.documents.size()));
  Hits uncovered(estimator.strata()), thin(estimator.strata()), covered(estimator.strata());
  for (std::size_t k = 0; k < result.strata.size(); ++k) {
    Stratum& stratum = result.strata[k];
    estimate(estimator, hits[k], pilot.documents.size(), stratum);
    Hits& sum = stratum.pilot == 0 ? uncovered : stratum.pilot < 3 ? thin : covered;
    for (std::size_t h = 0; h < sum.size(); ++h) sum[h] += hits[k][h];
    result.blind_strata += stratum.corpus > 0 && stratum.share < result.blind_below;
  }
  const auto whole = [&estimator](const Hits& sum, double& share, std::optional<Interval>& interval) {
    const Figure figure = estimator.share(sum);
    share = *figure.value;
    interval = figure.interval;
  };
  whole(uncovered, result.uncovered_share, result.uncovered_interval);
  whole(thin, result.thin_share, result.thin_interval);
  whole(covered, result.covered_share, result.covered_interval);
  result.pages = coverage_of(corpus, strata, result.strata, estimator, [](const SideDocument& d) { return d.pages; });
  result.chunks = coverage_of(corpus, strata, result.strata, estimator, [](const SideDocument& d) { return d.chunks; });
  if (estimator.sampled())
    for (CoverageOf* of : {&result.pages, &result.chunks}) {
      widen(of->uncovered);
      widen(of->thin);
      widen(of->covered);
    }
  std::erase_if(result.strata, [](const Stratum& stratum) { return stratum.corpus + stratum.pilot == 0; });
  std::stable_sort(result.strata.begin(), result.strata.end(),
                   [](const Stratum& a, const Stratum& b) { return a.corpus > b.corpus; });
  unseen_values(corpus, pilot, estimator, result.unseen);
  unseen_findings(corpus, pilot, catalogue, estimator, result.unseen);
  std::stable_sort(result.unseen.begin(), result.unseen.end(),
                   [](const Unseen& a, const Unseen& b) { return a.corpus > b.corpus; });
  return result;
}

}  // namespace assay
