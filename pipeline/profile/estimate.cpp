#include "pipeline/profile/estimate.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "pipeline/profile/statistics.hpp"

namespace assay {
namespace {

// How many documents of the variance over all strata stand in for what the few of one show.
constexpr double borrowed = 2;

struct Group {
  double documents = 0;
  Estimator::Sums read;
};

// The group of each stratum: neighbours are joined until two documents of each group are known.
std::vector<std::size_t> joined(std::span<const std::int64_t> known) {
  std::vector<std::size_t> group(known.size());
  std::size_t next = 0;
  std::int64_t n = 0;
  for (std::size_t h = 0; h < known.size(); ++h) {
    group[h] = next;
    n += known[h];
    if (n < 2) continue;
    ++next;
    n = 0;
  }
  if (next > 0)
    for (std::size_t& at : group) at = std::min(at, next - 1);
  return group;
}

std::vector<Group> collapse(std::span<const double> documents, std::span<const Estimator::Sums> read) {
  std::vector<std::int64_t> known;
  for (const Estimator::Sums& sums : read) known.push_back(sums.n);
  const std::vector<std::size_t> group = joined(known);
  std::vector<Group> groups(group.empty() ? 0 : group.back() + 1);
  for (std::size_t h = 0; h < group.size(); ++h) {
    Group& into = groups[group[h]];
    into.documents += documents[h];
    into.read.n += read[h].n;
    into.read.sum += read[h].sum;
    into.read.squares += read[h].squares;
  }
  return groups;
}

struct Moments {
  double mean = 0, variance = 0;  // of the mean
  double documents = 0;
  std::int64_t n = 0;
  double freedom = 1;
};

double within(const Estimator::Sums& read) {  // sum of squares about the mean
  const auto n = static_cast<double>(read.n);
  return n > 0 ? std::max(0.0, read.squares - read.sum * read.sum / n) : 0;
}

Moments moments(const std::vector<Group>& groups) {
  Moments out;
  Estimator::Sums all;
  for (const Group& group : groups) {
    out.documents += group.documents;
    all.n += group.read.n;
    all.sum += group.read.sum;
    all.squares += group.read.squares;
  }
  out.n = all.n;
  if (all.n == 0 || out.documents <= 0) return out;
  const double overall = within(all) / static_cast<double>(std::max<std::int64_t>(all.n - 1, 1));
  for (const Group& group : groups) {
    const auto n = static_cast<double>(group.read.n);
    if (n == 0) continue;
    const double weight = group.documents / out.documents;
    const double spread = (within(group.read) + borrowed * overall) / (n - 1 + borrowed);
    out.mean += weight * group.read.sum / n;
    out.variance += weight * weight * std::max(0.0, 1 - n / group.documents) * spread / n;
  }
  out.freedom = static_cast<double>(std::max<std::int64_t>(all.n - static_cast<std::int64_t>(groups.size()), 1));
  return out;
}

}  // namespace

Estimator::Estimator(const Side& side, bool assessed_only)
    : side_(side), sampled_(!side.strata.empty()), documents_(std::max<std::size_t>(side.strata.size(), 1)) {
  of_.resize(documents_.size());
  for (const SideDocument& document : side.documents) of_[document.stratum] += !assessed_only || document.assessed;
  for (std::size_t h = 0; h < documents_.size(); ++h)
    documents_[h] = sampled_ ? static_cast<double>(side.strata[h].documents) : static_cast<double>(of_[h]);
  weights_.assign(documents_.size(), 1.0);
  if (!sampled_) return;
  const std::vector<std::size_t> group = joined(of_);
  std::vector<double> documents(weights_.size());
  std::vector<std::int64_t> n(weights_.size());
  for (std::size_t h = 0; h < group.size(); ++h) {
    documents[group[h]] += documents_[h];
    n[group[h]] += of_[h];
  }
  const double all = std::accumulate(documents.begin(), documents.end(), 0.0);
  const auto read = static_cast<double>(std::accumulate(n.begin(), n.end(), std::int64_t{0}));
  for (std::size_t h = 0; h < group.size(); ++h)
    if (n[group[h]] > 0) weights_[h] = documents[group[h]] / static_cast<double>(n[group[h]]) * read / all;
}

Figure Estimator::share(std::span<const std::int64_t> hits, double level) const {
  std::vector<Sums> sums(of_.size());
  std::int64_t hit = 0;
  for (std::size_t h = 0; h < of_.size(); ++h) {
    const auto count = static_cast<double>(hits[h]);
    sums[h] = {of_[h], count, count};
    hit += hits[h];
  }
  const Moments found = moments(collapse(documents_, sums));
  Figure figure;
  figure.n = found.n;
  if (found.n == 0) return figure;
  figure.value = std::clamp(found.mean, 0.0, 1.0);
  const auto n = static_cast<double>(found.n);
  if (!sampled_ || n >= found.documents) return figure;
  const double spread = *figure.value * (1 - *figure.value);
  const double as_many = found.variance > 0 && spread > 0 ? spread / found.variance : n / (1 - n / found.documents);
  const Interval interval = jeffreys_of_share(*figure.value, as_many, level);
  // What was seen is certain, for and against.
  const double least = static_cast<double>(hit) / found.documents;
  const double most = 1 - (n - static_cast<double>(hit)) / found.documents;
  figure.interval = Interval{std::min(std::max(interval.low, least), *figure.value),
                             std::max(std::min(interval.high, most), *figure.value)};
  return figure;
}

// Of each stratum as many documents as have what is known of these, as far as can be told from those that were read.
std::vector<double> Estimator::stood_for(std::span<const Sums> sums) const {
  std::vector<double> documents = documents_;
  for (std::size_t h = 0; h < documents.size(); ++h)
    if (of_[h] > 0) documents[h] *= static_cast<double>(sums[h].n) / static_cast<double>(of_[h]);
  return documents;
}

Figure Estimator::mean_within(std::span<const Sums> sums, double freedom) const {
  const Moments found = moments(collapse(stood_for(sums), sums));
  Figure figure;
  figure.n = found.n;
  if (found.n == 0) return figure;
  figure.value = found.mean;
  if (!sampled_ || found.n < 2 || static_cast<double>(found.n) >= found.documents) return figure;
  const boost::math::students_t distribution(std::max(1.0, std::min(found.freedom, freedom)));
  const double half = boost::math::quantile(distribution, (1 + interval_level) / 2) * std::sqrt(found.variance);
  figure.interval = Interval{found.mean - half, found.mean + half};
  return figure;
}

Figure Estimator::mean(std::span<const Sums> sums) const {
  return mean_within(sums, std::numeric_limits<double>::infinity());
}

Figure Estimator::total(std::span<const Sums> sums, double freedom) const {
  Figure figure = mean_within(sums, freedom);
  const std::vector<double> documents = stood_for(sums);
  const double all = std::accumulate(documents.begin(), documents.end(), 0.0);
  double seen = 0;
  for (const Sums& read : sums) seen += read.sum;
  if (figure.value) figure.value = *figure.value * all;
  if (!figure.interval || *figure.value <= 0) return figure;
  // On the scale of the logarithm, since costs lean: a few documents take most of the time.
  const double factor = std::exp((figure.interval->high * all - *figure.value) / *figure.value);
  figure.interval = Interval{std::max(seen, *figure.value / factor), *figure.value * factor};
  return figure;
}

Interval difference(double a, const std::optional<Interval>& of_a, double b, const std::optional<Interval>& of_b) {
  const Interval first = of_a.value_or(Interval{a, a}), second = of_b.value_or(Interval{b, b});
  return {a - b - std::hypot(a - first.low, second.high - b), a - b + std::hypot(first.high - a, b - second.low)};
}

}  // namespace assay
