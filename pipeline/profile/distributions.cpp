// Measures and categories of corpus and pilot, one by one, and then corrected for having looked at all of them.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "pipeline/profile/estimate.hpp"
#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/statistics.hpp"
#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

namespace {

Spread spread_of(const Side& side, const MeasureColumn* column, std::span<const double> values) {
  Spread spread;
  spread.not_read = side.summary.failed + side.summary.skipped;
  spread.not_told = static_cast<std::int64_t>(side.documents.size()) - spread.not_read;
  if (column == nullptr) return spread;
  spread.n = static_cast<std::int64_t>(values.size());
  spread.not_applicable = column->not_applicable;
  spread.not_told -= spread.n + spread.not_applicable;
  if (values.empty()) return spread;
  spread.p10 = quantile(values, 0.10);
  spread.p25 = quantile(values, 0.25);
  spread.median = quantile(values, 0.50);
  spread.p75 = quantile(values, 0.75);
  spread.p90 = quantile(values, 0.90);
  spread.mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  return spread;
}

const MeasureColumn* find(const Side& side, std::string_view name) {
  const auto found = side.measures.find(std::string(name));
  return found == side.measures.end() ? nullptr : &found->second;
}

std::vector<double> values_of(const MeasureColumn* column) {
  if (column == nullptr) return {};
  const auto& others = column->values;
  const auto positive = std::lower_bound(others.begin(), others.end(), 0.0F);
  std::vector<double> values;
  values.reserve(others.size() + static_cast<std::size_t>(column->zeros));
  values.assign(others.begin(), positive);
  values.insert(values.end(), static_cast<std::size_t>(column->zeros), 0.0);
  values.insert(values.end(), positive, others.end());
  return values;
}

// An interval about the pilot, and about the corpus too where that is a sample: the part of each, in quadrature.
// Strata are left out of account, which makes it a little too wide (drawn in proportion, values need no weights).
Interval with_sampling(const Delta& of_pilot, const Side& corpus, std::span<const double> in_corpus,
                       std::span<const double> in_pilot, double level) {
  if (!corpus.summary.sample) return of_pilot.interval;
  const double unread = std::sqrt(1 - static_cast<double>(corpus.documents.size()) /
                                          static_cast<double>(corpus.summary.sample->documents));
  const Interval turned = cliffs_delta(in_pilot, in_corpus, level).interval;  // of −delta, about the corpus
  const Interval of_corpus{of_pilot.value + unread * (-turned.high - of_pilot.value),
                           of_pilot.value + unread * (-turned.low - of_pilot.value)};
  return {std::max(-1.0,
                   of_pilot.value - std::hypot(of_pilot.value - of_pilot.interval.low, of_pilot.value - of_corpus.low)),
          std::min(1.0, of_pilot.value +
                            std::hypot(of_pilot.interval.high - of_pilot.value, of_corpus.high - of_pilot.value))};
}

MeasureComparison compare_measure(const MeasureInfo& info, const Side& corpus, const Side& pilot) {
  MeasureComparison result;
  result.name = info.name;
  result.title = info.title;
  result.unit = info.unit;
  result.help = info.help;
  result.higher_is_worse = info.higher_is_worse;
  const MeasureColumn *c = find(corpus, info.name), *p = find(pilot, info.name);
  const std::vector<double> in_corpus = values_of(c), in_pilot = values_of(p);
  result.corpus = spread_of(corpus, c, in_corpus);
  result.pilot = spread_of(pilot, p, in_pilot);
  result.effect.n = result.pilot.n;
  if (result.corpus.n == 0 || result.pilot.n == 0) return result;
  const Delta delta = cliffs_delta(in_corpus, in_pilot);
  result.effect.value = delta.value;
  result.effect.interval = with_sampling(delta, corpus, in_corpus, in_pilot, interval_level);
  result.effect_90 = with_sampling(cliffs_delta(in_corpus, in_pilot, 0.90), corpus, in_corpus, in_pilot, 0.90);
  result.wasserstein = wasserstein(in_corpus, in_pilot);
  result.p_rank = rank_test(in_corpus, in_pilot);
  result.p_ks = ks_p(ks_statistic(in_corpus, in_pilot), in_corpus.size(), in_pilot.size());
  result.psi = psi_of_values(in_corpus, in_pilot);
  return result;
}

CategoryComparison compare_category(const std::string& name, const CategoryColumn& column, const Side& corpus,
                                    const Side& pilot, const Estimator& estimator) {
  CategoryComparison result;
  result.name = name;
  result.title = category_title(name);
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> counts;
  std::map<std::string, std::vector<std::int64_t>> hits;
  std::vector<std::vector<std::int64_t>> of_code(column.values.size(), std::vector<std::int64_t>(estimator.strata()));
  for (std::size_t i = 0; i < column.of.size(); ++i) ++of_code[column.of[i]][corpus.documents[i].stratum];
  for (std::size_t code = 0; code < of_code.size(); ++code) {
    const std::int64_t documents = std::accumulate(of_code[code].begin(), of_code[code].end(), std::int64_t{0});
    if (documents == 0) continue;
    counts[column.values[code]].first = documents;
    hits[column.values[code]] = std::move(of_code[code]);
  }
  if (const auto other = pilot.categories.find(name); other != pilot.categories.end())
    for (const std::uint32_t code : other->second.of) ++counts[other->second.values[code]].second;
  else
    counts["unknown"].second += static_cast<std::int64_t>(pilot.documents.size());
  std::vector<std::int64_t> in_corpus, in_pilot;
  const auto n = static_cast<std::int64_t>(pilot.documents.size());
  for (const auto& [value, count] : counts) {
    CategoryShare share{value, value_title(name, value), count.first, count.second, 0, {}, {}};
    hits[value].resize(estimator.strata());
    const Figure of_corpus = estimator.share(hits[value]);
    share.corpus_share = *of_corpus.value;
    share.corpus_interval = of_corpus.interval;
    share.pilot_share = {static_cast<double>(count.second) / static_cast<double>(n), jeffreys(count.second, n), n};
    result.distance += std::abs(share.corpus_share - *share.pilot_share.value) / 2;
    in_corpus.push_back(count.first);
    in_pilot.push_back(count.second);
    result.values.push_back(std::move(share));
  }
  std::stable_sort(result.values.begin(), result.values.end(),
                   [](const auto& a, const auto& b) { return a.corpus > b.corpus; });
  if (counts.size() < 2) return result;
  result.p_classes = class_test(in_corpus, in_pilot);
  result.psi = psi(in_corpus, in_pilot);
  return result;
}

}  // namespace

void compare_distributions(const Side& corpus, const Side& pilot, const Catalogue& catalogue, Comparison& out) {
  for (const MeasureInfo& info : catalogue.measures)
    if (info.in_profile && (find(corpus, info.name) != nullptr || find(pilot, info.name) != nullptr))
      out.measures.push_back(compare_measure(info, corpus, pilot));
  const Estimator estimator(corpus);
  for (const auto& [name, column] : corpus.categories)
    if (name != folder_category) out.categories.push_back(compare_category(name, column, corpus, pilot, estimator));
  judge_likeness(out);
  std::stable_sort(out.measures.begin(), out.measures.end(), [](const auto& a, const auto& b) {
    const auto size = [](const Figure& effect) { return effect.value ? std::abs(*effect.value) : -1; };
    return size(a.effect) > size(b.effect);  // unknown ones last
  });
  std::stable_sort(out.categories.begin(), out.categories.end(),
                   [](const auto& a, const auto& b) { return a.distance > b.distance; });
}

}  // namespace assay
