// Estimates from a stratified sample.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <random>

#include "pipeline/profile/estimate.hpp"
#include "pipeline/profile/gate.hpp"
#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/verdict.hpp"

using namespace assay;
using doctest::Approx;

namespace {

struct Part {
  std::int64_t documents = 0;
  int read = 0, fit = 0;
  double seconds = 1;
};

Side side_of(const std::vector<Part>& parts, bool sample = true) {
  SideBuilder builder("corpus", Severity::error);
  SampleSummary drawn;
  for (const Part& part : parts) {
    drawn.strata.push_back({fmt::format("part {}", drawn.strata.size()), part.documents, 0, 1000});
    drawn.documents += part.documents;
  }
  if (sample) builder.sample(drawn, 1.5);
  int next = 0;
  for (std::size_t h = 0; h < parts.size(); ++h)
    for (int i = 0; i < parts[h].read; ++i) {
      const bool fit = i < parts[h].fit;
      const std::string path = fmt::format("{:05}.pdf", next++);
      const std::size_t at = builder.add({next, "/", path, "", "ok", "", 100, fit ? 95.0 : 40.0, fit,
                                          static_cast<std::uint16_t>(sample ? h : 0), parts[h].seconds + i % 3});
      builder.category(at, "media_type", h == 0 ? "PDF" : "Word");
      builder.measure(at, "size.words", 10 * i, true);
      if (!fit) builder.finding(at, "readability.poor", Severity::error, "readability", "Scan again.");
    }
  return builder.finish();
}

Catalogue catalogue() {
  return {{{"size.words", "count", "Words", "", false, true}}, {{"readability.poor", "Poor reading", "", ""}}};
}

std::vector<std::int64_t> fit_of(const Side& side) {
  std::vector<std::int64_t> counts(std::max<std::size_t>(side.strata.size(), 1));
  for (const SideDocument& document : side.documents) counts[document.stratum] += document.fit;
  return counts;
}

}  // namespace

TEST_CASE("strata weigh as many documents as they hold") {
  const Side side = side_of({{900, 30, 27}, {100, 30, 3}});  // drawn out of proportion on purpose
  const Figure share = Estimator(side).share(fit_of(side));
  CHECK(*share.value == Approx(0.9 * 0.9 + 0.1 * 0.1));
  CHECK(share.n == 60);
  CHECK(share.interval->low < 0.82);
  CHECK(share.interval->high > 0.82);
  const Estimator estimator(side);
  double fit = 0, all = 0;
  for (std::size_t i = 0; i < side.documents.size(); ++i) {
    all += estimator.weight(i);
    fit += estimator.weight(i) * side.documents[i].fit;
  }
  CHECK(fit / all == Approx(*share.value));
  CHECK(all == Approx(60));
}

TEST_CASE("what was read whole has no interval, and what was nearly read whole a narrow one") {
  const Side whole = side_of({{100, 100, 60}}, false), all_drawn = side_of({{60, 60, 30}, {40, 40, 30}});
  CHECK_FALSE(Estimator(whole).share(fit_of(whole)).interval);
  CHECK_FALSE(Estimator(all_drawn).share(fit_of(all_drawn)).interval);
  const Side most = side_of({{100, 99, 60}});
  const Interval interval = *Estimator(most).share(fit_of(most)).interval;
  CHECK(interval.low >= 0.6);  // 60 of 100 were seen to be fit, 39 not to be
  CHECK(interval.high <= 0.61);
}

TEST_CASE("none seen is not none there, and strata of one document join their neighbour") {
  const Side side = side_of({{5000, 99, 0}, {50, 1, 0}});
  const Figure none = Estimator(side).share(fit_of(side));
  CHECK(*none.value == 0);
  CHECK(none.interval->low == 0);
  CHECK(none.interval->high == Approx(0.025).epsilon(0.15));
  const Side alone = side_of({{500, 1, 1}, {500, 0, 0}, {500, 1, 0}});
  CHECK(*Estimator(alone).share(fit_of(alone)).value == Approx(0.5));
}

TEST_CASE("the interval of a stratified sample holds the truth") {
  std::mt19937 random(7);
  const std::vector<std::pair<std::int64_t, double>> strata = {{4000, 0.95}, {2500, 0.6}, {1500, 0.2}, {1000, 0.9}};
  int held = 0, rounds = 0;
  double width = 0;
  for (; rounds < 800; ++rounds) {
    std::vector<Part> parts;
    double fit = 0, all = 0;
    for (const auto& [documents, share] : strata) {
      const auto good = static_cast<std::int64_t>(share * static_cast<double>(documents));
      Part part{documents, static_cast<int>(documents / 45), 0};
      std::int64_t left = documents, left_good = good;
      for (int i = 0; i < part.read; ++i, --left)
        if (std::uniform_int_distribution<std::int64_t>(1, left)(random) <= left_good) --left_good, ++part.fit;
      fit += static_cast<double>(good);
      all += static_cast<double>(documents);
      parts.push_back(part);
    }
    const Side side = side_of(parts);
    const Interval interval = *Estimator(side).share(fit_of(side)).interval;
    held += interval.low <= fit / all && fit / all <= interval.high;
    width += interval.high - interval.low;
  }
  CHECK(held >= 0.93 * rounds);
  CHECK(held <= 0.985 * rounds);
  CHECK(width / rounds < 0.12);  // of 199 documents; without strata 0.125
}

TEST_CASE("a comparison with a sampled corpus says so in every figure") {
  Side corpus = side_of({{1800, 36, 18, 0.5}, {1200, 24, 18, 8}});
  Side pilot = side_of({{0, 30, 28}}, false);
  const Comparison comparison = compare_sides(std::move(corpus), std::move(pilot), catalogue());
  REQUIRE(comparison.corpus.sample);
  const SampleSummary& sample = *comparison.corpus.sample;
  CHECK(sample.documents == 3000);
  CHECK(sample.strata[1].read == 24);
  CHECK(sample.sentence.find("60 of the corpus's 3,000") != std::string::npos);
  CHECK(*comparison.corpus.fit_share.value == Approx(0.6));
  REQUIRE(comparison.corpus.fit_share.interval);
  CHECK(comparison.corpus.mean_score.interval);
  CHECK(comparison.headline.verdict == Verdict::flattering);
  // Mix and causes still sum to the gap.
  double causes = 0;
  for (const RuleContribution& cause : comparison.headline.by_rule) causes += *cause.points.value;
  CHECK(causes == Approx(*comparison.headline.gap.value));
  const Headline& headline = comparison.headline;
  CHECK(headline.mix_points + headline.within_points + headline.unseen_points == Approx(*headline.gap.value));
  // Half of the corpus is Word, of which the pilot has none: an estimate.
  CHECK(comparison.coverage.uncovered_share == Approx(0.4));
  REQUIRE(comparison.coverage.uncovered_interval);
  CHECK(comparison.coverage.uncovered_interval->high < 0.5);
  CHECK(comparison.findings.at(0).corpus_interval);
  CHECK(comparison.categories.at(0).values.at(0).corpus_interval);
  CHECK(comparison.figures.at("coverage.uncovered_share").interval);
  CHECK(*comparison.figures.at("corpus.documents").value == 3000);
  // The slow stratum takes the most time: 1,800 × 1.5 s + 1,200 × 9 s, at one and a half times the pace.
  CHECK(*sample.worker_seconds.value == Approx(1800 * 1.5 + 1200 * 9).epsilon(0.02));
  CHECK(*sample.wall_seconds.value == Approx(1.5 * *sample.worker_seconds.value));
  const std::string said = terminal_verdict(comparison);
  CHECK(said.starts_with("A sample: 60 of"));
  CHECK(said.find("To read all 3,000 documents") != std::string::npos);
}

TEST_CASE("a smaller sample makes the verdict less sure, never surer") {
  double before = 0;
  for (const int k : {1, 4, 16}) {
    Side corpus = side_of({{16'000, 16 * k, 12 * k}, {8'000, 8 * k, 4 * k}});
    const Comparison comparison = compare_sides(std::move(corpus), side_of({{0, 50, 40}}, false), catalogue());
    const double width = comparison.headline.gap.interval->high - comparison.headline.gap.interval->low;
    if (before > 0) CHECK(width < before);
    before = width;
  }
}
