// Measures and categories of corpus and pilot, one by one, and then corrected for having looked at all of them.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/statistics.hpp"
#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

namespace {

Spread spread_of(const Side& side, const MeasureColumn* column, std::span<const double> values) {
  Spread spread;
  const auto documents = static_cast<std::int64_t>(side.documents.size());
  spread.missing = documents;
  if (column == nullptr) return spread;
  spread.n = static_cast<std::int64_t>(values.size());
  spread.not_applicable = column->not_applicable;
  spread.missing = documents - spread.n - spread.not_applicable;
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
  result.effect.interval = delta.interval;
  result.effect_90 = cliffs_delta(in_corpus, in_pilot, 0.90).interval;
  result.wasserstein = wasserstein(in_corpus, in_pilot);
  result.p_rank = rank_test(in_corpus, in_pilot);
  result.p_ks = ks_p(ks_statistic(in_corpus, in_pilot), in_corpus.size(), in_pilot.size());
  result.psi = psi_of_values(in_corpus, in_pilot);
  return result;
}

CategoryComparison compare_category(const std::string& name, const CategoryColumn& column, const Side& corpus,
                                    const Side& pilot) {
  CategoryComparison result;
  result.name = name;
  result.title = category_title(name);
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> counts;
  for (const std::uint32_t code : column.of) ++counts[column.values[code]].first;
  if (const auto other = pilot.categories.find(name); other != pilot.categories.end())
    for (const std::uint32_t code : other->second.of) ++counts[other->second.values[code]].second;
  else
    counts["unknown"].second += static_cast<std::int64_t>(pilot.documents.size());
  std::vector<std::int64_t> in_corpus, in_pilot;
  const auto m = static_cast<double>(corpus.documents.size());
  const auto n = static_cast<std::int64_t>(pilot.documents.size());
  for (const auto& [value, count] : counts) {
    CategoryShare share{value, value_title(name, value), count.first, count.second, 0, {}};
    share.corpus_share = static_cast<double>(count.first) / m;
    share.pilot_share = {static_cast<double>(count.second) / static_cast<double>(n), jeffreys(count.second, n), n};
    result.distance += std::abs(share.corpus_share - *share.pilot_share.value) / 2;
    in_corpus.push_back(count.first);
    in_pilot.push_back(count.second);
    result.values.push_back(std::move(share));
  }
  std::stable_sort(result.values.begin(), result.values.end(),
                   [](const auto& a, const auto& b) { return a.corpus > b.corpus; });
  if (counts.size() < 2) return result;
  result.p_chi_square = chi_square_test(in_corpus, in_pilot);
  result.psi = psi(in_corpus, in_pilot);
  return result;
}

}  // namespace

void compare_distributions(const Side& corpus, const Side& pilot, const Catalogue& catalogue, Comparison& out) {
  for (const MeasureInfo& info : catalogue.measures)
    if (info.in_profile && (find(corpus, info.name) != nullptr || find(pilot, info.name) != nullptr))
      out.measures.push_back(compare_measure(info, corpus, pilot));
  for (const auto& [name, column] : corpus.categories)
    out.categories.push_back(compare_category(name, column, corpus, pilot));
  judge_likeness(out);
  std::stable_sort(out.measures.begin(), out.measures.end(), [](const auto& a, const auto& b) {
    const auto size = [](const Figure& effect) { return effect.value ? std::abs(*effect.value) : -1; };
    return size(a.effect) > size(b.effect);  // unknown ones last
  });
  std::stable_sort(out.categories.begin(), out.categories.end(),
                   [](const auto& a, const auto& b) { return a.distance > b.distance; });
}

}  // namespace assay
