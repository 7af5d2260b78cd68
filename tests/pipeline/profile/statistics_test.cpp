#include "pipeline/profile/statistics.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

using namespace assay;
using doctest::Approx;

TEST_CASE("Jeffreys interval: published values, and its ends") {
  // Brown, Cai and DasGupta (2001), table 5: limits for n = 7 and n = 10 at 95 %.
  CHECK(jeffreys(1, 7).low == Approx(0.016).epsilon(0.02));
  CHECK(jeffreys(1, 7).high == Approx(0.501).epsilon(0.002));
  CHECK(jeffreys(3, 10).low == Approx(0.093).epsilon(0.01));
  CHECK(jeffreys(3, 10).high == Approx(0.606).epsilon(0.002));
  CHECK(jeffreys(0, 10).low == 0);
  CHECK(jeffreys(10, 10).high == 1);
}

TEST_CASE("Mean interval: Student's t; none where the values cannot tell") {
  const std::vector<double> values{1, 2, 3, 4, 5};
  const auto interval = mean_interval(values);
  REQUIRE(interval);
  CHECK(interval->low == Approx(3 - 2.776445 * 0.7071068));
  CHECK(interval->high == Approx(3 + 2.776445 * 0.7071068));
  CHECK_FALSE(mean_interval(std::vector<double>{4, 4, 4}));
  CHECK_FALSE(mean_interval(std::vector<double>{4}));
}

TEST_CASE("Distances between distributions") {
  const std::vector<double> a{1, 2, 3, 4}, b{2, 3, 4, 5}, c{10};
  CHECK(wasserstein(a, b) == Approx(1));
  CHECK(wasserstein(a, a) == 0);
  CHECK(wasserstein(a, c) == Approx(7.5));
  CHECK(ks_statistic(a, b) == Approx(0.25));
  CHECK(ks_statistic(a, c) == 1);
  CHECK(quantile(a, 0.5) == Approx(2.5));
  CHECK(quantile(c, 0.9) == 10);
  CHECK(ks_p(0.5, 40, 40) < 0.001);
  CHECK(ks_p(0.05, 40, 40) > 0.99);
}

TEST_CASE("Wasserstein's distance is the area between the distributions, ties or not") {
  std::mt19937 random(4);
  for (int round = 0; round < 500; ++round) {
    std::vector<double> a, b;
    const unsigned spread = 2 + random() % 40;
    for (unsigned i = 0; i < 1 + random() % 40; ++i) a.push_back(random() % spread);
    for (unsigned i = 0; i < 1 + random() % 9; ++i) b.push_back(random() % spread);
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    double area = 0;
    for (unsigned at = 0; at < spread; ++at) {  // whole numbers: both stand still from one to the next
      const auto share = [at](const std::vector<double>& values) {
        return double(std::count_if(values.begin(), values.end(), [at](double v) { return v <= at; })) /
               double(values.size());
      };
      area += std::abs(share(a) - share(b));
    }
    CHECK(wasserstein(a, b) == Approx(area));
    CHECK(wasserstein(b, a) == Approx(area));
  }
}

TEST_CASE("Kolmogorov and Smirnov's distance is the largest at any value, ties or not") {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> a, b;
    for (unsigned i = 0; i < 1 + random() % 30; ++i) a.push_back(random() % 12);
    for (unsigned i = 0; i < 1 + random() % 8; ++i) b.push_back(random() % 12);
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    double largest = 0;
    for (int at = 0; at < 12; ++at) {
      const auto share = [at](const std::vector<double>& values) {
        return double(std::count_if(values.begin(), values.end(), [at](double v) { return v <= at; })) /
               double(values.size());
      };
      largest = std::max(largest, std::abs(share(a) - share(b)));
    }
    CHECK(ks_statistic(a, b) == Approx(largest));
    CHECK(ks_statistic(b, a) == Approx(largest));
  }
}

TEST_CASE("Cliff's delta is P(corpus larger) - P(pilot larger), with an honest interval") {
  const std::vector<double> low{1, 2, 3}, high{4, 5, 6};
  CHECK(cliffs_delta(high, low).value == Approx(1));
  CHECK(cliffs_delta(low, high).value == Approx(-1));
  CHECK(cliffs_delta(low, low).value == Approx(0));
  SUBCASE("all tied: the interval does not shrink to a point") {
    std::vector<double> corpus(100, 0), pilot(10, 0);
    std::fill(corpus.begin() + 70, corpus.end(), 1);
    const Delta delta = cliffs_delta(corpus, pilot);
    CHECK(delta.value == Approx(0.3));
    CHECK(delta.interval.low < 0);
    CHECK(delta.interval.high > 0.5);
  }
  SUBCASE("it covers 0 in about 95 % of pilots drawn from the corpus") {
    std::mt19937 random(7);
    std::vector<double> corpus(1000);
    for (double& value : corpus) value = static_cast<double>(random() % 1000);
    std::sort(corpus.begin(), corpus.end());
    int missed = 0;
    for (int round = 0; round < 400; ++round) {
      std::vector<double> pilot(25);
      for (double& value : pilot) value = corpus[random() % corpus.size()];
      std::sort(pilot.begin(), pilot.end());
      const Interval interval = cliffs_delta(corpus, pilot).interval;
      missed += interval.low > 0 || interval.high < 0;
    }
    CHECK(missed <= 28);  // 7 %
    CHECK(missed >= 2);
  }
}

TEST_CASE("Rank test: rare values are no reason for alarm, what the pilot should hold and does not is") {
  std::vector<double> corpus(1000, 0), pilot(25, 0);
  std::fill(corpus.begin() + 995, corpus.end(), 1);
  pilot.back() = 1;  // one of 25 where 0.5 % are expected: happens in 12 % of pilots
  CHECK(rank_test(corpus, pilot) > 0.05);
  std::fill(corpus.begin() + 600, corpus.end(), 1);
  pilot.back() = 0;  // none of 25 where 40 % are expected
  CHECK(rank_test(corpus, pilot) < 0.001);
  CHECK(rank_test(corpus, pilot) == rank_test(corpus, pilot));
}

TEST_CASE("Two classes are tested exactly: 0 or 10 of 10 drawn from 110 of which 50 are hits") {
  double none = 1, all = 1;
  for (int i = 0; i < 10; ++i) {
    none *= (60.0 - i) / (110.0 - i);
    all *= (50.0 - i) / (110.0 - i);
  }
  const std::int64_t corpus[] = {50, 50}, pilot[] = {0, 10};
  CHECK(class_test(corpus, pilot) == Approx(none + all).epsilon(1e-9));
  const std::int64_t as_expected[] = {5, 5}, same[] = {7, 0}, other[] = {3, 0};
  CHECK(class_test(corpus, as_expected) == Approx(1));
  CHECK(class_test(same, other) == 1);  // one class cannot differ
}

TEST_CASE("Rare classes do not hide a difference of common ones") {
  // 24 of 25 in a class that half of the corpus is in; a dozen classes of one to five documents beside it.
  std::vector<std::int64_t> corpus{313, 274, 29, 5, 4, 3}, pilot{24, 1, 0, 0, 0, 0};
  corpus.insert(corpus.end(), 8, 1);
  pilot.insert(pilot.end(), 8, 0);
  CHECK(class_test(corpus, pilot) < 0.001);
  pilot = {12, 11, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0};  // as expected, one of them from a rare class
  CHECK(class_test(corpus, pilot) > 0.2);
  std::reverse(corpus.begin(), corpus.end());
  std::reverse(pilot.begin(), pilot.end());
  CHECK(class_test(corpus, pilot) > 0.2);
}

TEST_CASE("Many rare classes count as one, also where two of them together would not be rare") {
  std::vector<std::int64_t> corpus{500, 500}, pilot{80, 20};
  corpus.insert(corpus.end(), 40, 5);
  pilot.insert(pilot.end(), 4, 1);
  pilot.insert(pilot.end(), 36, 0);
  CHECK(class_test(corpus, pilot) < 0.001);
}

TEST_CASE("Holm's correction") {
  const std::vector<double> adjusted = holm(std::vector<double>{0.01, 0.04, 0.03, 0.005});
  CHECK(adjusted[0] == Approx(0.03));
  CHECK(adjusted[1] == Approx(0.06));
  CHECK(adjusted[2] == Approx(0.06));
  CHECK(adjusted[3] == Approx(0.02));
  CHECK(holm({}).empty());
}

TEST_CASE("What a pilot can't see: about 3/n") {
  CHECK(blind_below(200) == Approx(0.01487).epsilon(0.001));
  CHECK(blind_below(0) == 1);
}

TEST_CASE("PSI: zero for the same shares, beyond critical for others") {
  const std::vector<std::int64_t> even{100, 100, 100}, same{10, 10, 10}, other{28, 1, 1};
  CHECK(psi(even, same).value == Approx(0).epsilon(1e-3));
  const Psi shifted = psi(even, other);
  CHECK(shifted.value > shifted.critical);
  CHECK(shifted.floor == Approx(2 * (1.0 / 30 + 1.0 / 300)));
  CHECK(shifted.critical == Approx(5.991 * (1.0 / 30 + 1.0 / 300)).epsilon(1e-3));
  CHECK_FALSE(psi_of_values(std::vector<double>(50, 1.0), std::vector<double>(20, 1.0)));
}

TEST_CASE("No drift, no alarm: pilots of 30 drawn from the corpus") {
  std::mt19937 random(11);
  std::vector<double> corpus(2000);
  for (double& value : corpus) value = -static_cast<double>(random() % 5) + static_cast<double>(random() % 100) / 100;
  std::sort(corpus.begin(), corpus.end());
  const std::vector<std::int64_t> classes{1200, 600, 150, 40, 10};
  int by_rank = 0, by_class = 0, by_psi = 0;
  constexpr int rounds = 200;
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> pilot(30);
    std::vector<std::int64_t> counts(5);
    for (double& value : pilot) {
      value = corpus[random() % corpus.size()];
      auto at = static_cast<std::int64_t>(random() % 2000);
      std::size_t k = 0;
      while (at >= classes[k]) at -= classes[k++];
      ++counts[k];
    }
    std::sort(pilot.begin(), pilot.end());
    by_rank += rank_test(corpus, pilot) <= 0.05;
    by_class += class_test(classes, counts) <= 0.05;
    const auto bins = psi_of_values(corpus, pilot);
    by_psi += bins && bins->value > bins->critical;
  }
  MESSAGE("alarms without drift in ", rounds, " rounds: rank ", by_rank, ", classes ", by_class, ", PSI ", by_psi);
  // 5 % nominal; 10 % is over three standard errors of 200 rounds above.
  CHECK(by_rank <= 0.10 * rounds);
  CHECK(by_class <= 0.10 * rounds);
  CHECK(by_psi <= 0.10 * rounds);
}
