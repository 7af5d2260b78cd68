#include "pipeline/profile/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/kolmogorov_smirnov.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/statistics/univariate_statistics.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <numeric>

namespace assay {
namespace {

namespace bm = boost::math;

// Share of `sorted` below x, plus half of those equal to it.
double mid_rank(std::span<const double> sorted, double x) {
  const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), x);
  const auto below = static_cast<double>(low - sorted.begin());
  return (below + static_cast<double>(high - low) / 2) / static_cast<double>(sorted.size());
}

// Variance of the estimated θ = P(corpus > pilot) from n pilot documents, by the exponential model of Hanley and McNeil
// that Newcombe averages over both directions, for an unlimited corpus.
double model_variance(double theta, double n) {
  return theta * (1 - theta) * ((1 - theta) / (2 - theta) + theta / (1 + theta)) / (2 * n);
}

// Where the distance from the estimate is z standard errors of the model; `end` is 0 or 1.
double score_bound(double estimate, double end, double n, double z) {
  const auto excess = [&](double theta) {
    return std::abs(estimate - theta) - z * std::sqrt(std::max(0.0, model_variance(theta, n)));
  };
  if (std::abs(estimate - end) < 1e-12) return end;
  if (excess(end) <= 0) return end;
  const auto [low, high] =
      bm::tools::bisect(excess, std::min(estimate, end), std::max(estimate, end), bm::tools::eps_tolerance<double>(30));
  return (low + high) / 2;
}

}  // namespace

Interval jeffreys(std::int64_t successes, std::int64_t trials, double level) {
  const auto n = static_cast<double>(trials);
  return jeffreys_of_share(static_cast<double>(successes) / n, n, level);
}

Interval jeffreys_of_share(double share, double trials, double level) {
  const bm::beta_distribution<> posterior(share * trials + 0.5, (1 - share) * trials + 0.5);
  const double tail = (1 - level) / 2;
  return {share <= 0 ? 0 : bm::quantile(posterior, tail),
          share >= 1 ? 1 : bm::quantile(bm::complement(posterior, tail))};
}

Interval agreeing_scores(double score, std::int64_t n, double level) {
  const Interval share = jeffreys_of_share(std::clamp(score / 100, 0.0, 1.0), static_cast<double>(n), level);
  return {100 * share.low, 100 * share.high};
}

Interval jeffreys_prediction(std::int64_t successes, std::int64_t trials, int further, double level) {
  const double a = static_cast<double>(successes) + 0.5, b = static_cast<double>(trials - successes) + 0.5;
  const auto log_beta = [](double x, double y) { return std::lgamma(x) + std::lgamma(y) - std::lgamma(x + y); };
  const auto chance = [&](int k) {
    const double hits = k, misses = further - k;
    return std::exp(-std::log(further + 1.0) - log_beta(hits + 1, misses + 1) + log_beta(hits + a, misses + b) -
                    log_beta(a, b));
  };
  Interval interval{0, static_cast<double>(further)};
  double below = 0;
  bool begun = false;
  for (int k = 0; k <= further; ++k) {
    below += chance(k);
    if (!begun && below > (1 - level) / 2) {
      interval.low = k;
      begun = true;
    }
    if (below >= (1 + level) / 2) {
      interval.high = k;
      break;
    }
  }
  return interval;
}

std::optional<Interval> mean_interval(std::span<const double> values, double level) {
  if (values.size() < 2) return std::nullopt;
  const auto n = static_cast<double>(values.size());
  const double mean = bm::statistics::mean(values.begin(), values.end());
  const double variance = bm::statistics::sample_variance(values.begin(), values.end());
  if (variance <= 0) return std::nullopt;
  const double error = std::sqrt(variance / n);
  const double t = bm::quantile(bm::complement(bm::students_t(n - 1), (1 - level) / 2));
  return Interval{mean - t * error, mean + t * error};
}

double quantile(std::span<const double> sorted, double p) {
  const double position = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], position - static_cast<double>(below));
}

double wasserstein(std::span<const double> a, std::span<const double> b) {
  if (a.size() < b.size()) std::swap(a, b);
  const auto size_a = static_cast<double>(a.size()), size_b = static_cast<double>(b.size());
  // Between two values of the smaller sample its distribution stands still, and that of the larger one crosses it once
  // at most: below and above the crossing the area is a sum over values, without a look at each which sample is next.
  const auto under = [&](std::size_t first, std::size_t last, double from, double to) {  // ∫ of a's distribution
    double sum = static_cast<double>(first) * (to - from);
    for (std::size_t i = first; i < last; ++i) sum += to - a[i];
    return sum / size_a;
  };
  double area = 0, from = std::min(a[0], b[0]);
  std::size_t i = 0;
  for (std::size_t j = 0; j <= b.size(); ++j) {
    const double to = j < b.size() ? b[j] : std::max(a.back(), from), level = static_cast<double>(j) / size_b;
    const auto end =
        static_cast<std::size_t>(std::upper_bound(a.begin() + static_cast<std::ptrdiff_t>(i), a.end(), to) - a.begin());
    const auto crossing = std::clamp(static_cast<std::size_t>(level * size_a), i, end);
    const double middle = crossing < end ? a[crossing] : to;
    area += std::abs(level * (middle - from) - under(i, crossing, from, middle)) +
            std::abs(under(crossing, end, middle, to) - level * (to - middle));
    from = to;
    i = end;
  }
  return area;
}

double ks_statistic(std::span<const double> a, std::span<const double> b) {
  if (a.size() < b.size()) std::swap(a, b);
  const auto apart = [&](auto of_a, std::size_t of_b) {
    return std::abs(static_cast<double>(of_a - a.begin()) / static_cast<double>(a.size()) -
                    static_cast<double>(of_b) / static_cast<double>(b.size()));
  };
  // Between two values of the smaller sample its distribution stands still: the difference is largest beside one.
  double largest = 0;
  auto at = a.begin();
  for (std::size_t j = 0; j < b.size();) {
    const double value = b[j];
    at = std::lower_bound(at, a.end(), value);
    largest = std::max(largest, apart(at, j));
    while (j < b.size() && b[j] == value) ++j;
    at = std::upper_bound(at, a.end(), value);
    largest = std::max(largest, apart(at, j));
  }
  return largest;
}

double ks_p(double statistic, std::size_t n, std::size_t m) {
  if (statistic <= 0) return 1;
  const double effective = static_cast<double>(n) * static_cast<double>(m) / static_cast<double>(n + m);
  return std::clamp(bm::cdf(bm::complement(bm::kolmogorov_smirnov_distribution<>(effective), statistic)), 0.0, 1.0);
}

Delta cliffs_delta(std::span<const double> corpus, std::span<const double> pilot, double level) {
  std::vector<double> each(pilot.size());
  std::transform(pilot.begin(), pilot.end(), each.begin(), [&](double x) { return 1 - 2 * mid_rank(corpus, x); });
  const double delta = bm::statistics::mean(each.begin(), each.end());
  const auto n = static_cast<double>(pilot.size());
  const double z = bm::quantile(bm::complement(bm::normal(), (1 - level) / 2));
  const double theta = (delta + 1) / 2;
  Interval interval{2 * score_bound(theta, 0, n, z) - 1, 2 * score_bound(theta, 1, n, z) - 1};
  const Interval student = mean_interval(each, level).value_or(interval);
  interval.low = std::clamp(std::min(interval.low, student.low), -1.0, 1.0);
  interval.high = std::clamp(std::max(interval.high, student.high), -1.0, 1.0);
  return {delta, interval};
}

std::vector<double> holm(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> adjusted(p.size());
  double running = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    running = std::max(running, std::min(1.0, p[order[rank]] * static_cast<double>(order.size() - rank)));
    adjusted[order[rank]] = running;
  }
  return adjusted;
}

double blind_below(std::int64_t n) {
  return n <= 0 ? 1 : 1 - std::pow(0.05, 1.0 / static_cast<double>(n));
}

}  // namespace assay
