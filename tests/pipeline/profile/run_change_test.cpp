#include "pipeline/profile/run_change.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace assay;
using doctest::Approx;

namespace {

// Documents of two kinds, numbered from `first`; every one of them fit but the first `unfit`.
void add(std::vector<RunDocument>& run, std::int64_t first, int documents, std::uint32_t kind, int unfit,
         std::uint32_t cause = 1, std::int64_t version = 1) {
  for (int i = 0; i < documents; ++i) run.push_back({first + i, version, kind, i < unfit ? cause : 0, i >= unfit});
}

RunPair pair_of_runs() {
  RunPair pair;
  pair.kinds = {{"PDF", "born_digital"}, {"PDF", "scan"}};
  pair.causes = {"", "readability.poor", "freshness.expired"};
  return pair;
}

double sum(const RunChange& change) {
  return *change.mix.value + *change.within.value + (change.own ? *change.own->value : 0);
}

}  // namespace

TEST_CASE("Nothing changed is said, and only then") {
  RunPair pair = pair_of_runs();
  add(pair.before, 1, 50, 0, 5);
  pair.after = pair.before;
  const RunChange same = split_runs(pair);
  CHECK(same.verdict == RunChange::Verdict::none);
  CHECK(same.kept == 50);
  CHECK(*same.points.value == Approx(0));
  add(pair.after, 100, 1, 0, 0);
  CHECK(split_runs(pair).verdict == RunChange::Verdict::within_chance);
}

TEST_CASE("More scans are mix: 100 digital ones (all fit) are joined by 100 scans beside 100 (half fit)") {
  RunPair pair = pair_of_runs();
  add(pair.before, 1, 100, 0, 0);
  add(pair.before, 101, 100, 1, 50);
  pair.after = pair.before;
  add(pair.after, 201, 100, 1, 50);
  const RunChange change = split_runs(pair);
  CHECK(*change.points.value == Approx(100.0 * (200.0 / 300 - 150.0 / 200)));
  CHECK(*change.mix.value == Approx(*change.points.value));
  CHECK(*change.within.value == Approx(0));
  REQUIRE(change.own);
  CHECK(*change.own->value == 0);
  CHECK_FALSE(change.own->interval);
  CHECK(change.verdict == RunChange::Verdict::worse);
  CHECK(change.came == 100);
  CHECK(change.newly_unfit.size() == 5);
}

TEST_CASE("Worse scans are within: 50 of 100 scans are replaced by unfit ones") {
  RunPair pair = pair_of_runs();
  add(pair.before, 1, 100, 0, 0);
  add(pair.before, 101, 100, 1, 0);
  add(pair.after, 1, 100, 0, 0);
  add(pair.after, 101, 50, 1, 0);
  add(pair.after, 151, 50, 1, 50, 1, 2);  // other bytes
  const RunChange change = split_runs(pair);
  CHECK(change.changed == 50);
  CHECK(*change.points.value == Approx(-25));
  CHECK(*change.within.value == Approx(-25));
  CHECK(*change.mix.value == Approx(0));
  CHECK(change.within.interval->high < 0);
  REQUIRE(change.kinds[0].values[1] == "scan");
  CHECK(change.causes[0].after - change.causes[0].before == 50);
}

TEST_CASE("A stricter rule is our own change, seen in what stayed and inferred for what went") {
  RunPair pair = pair_of_runs();
  pair.facts.ours = {"the policy"};
  add(pair.before, 1, 80, 0, 0);
  add(pair.before, 101, 20, 0, 0);  // will go
  add(pair.after, 1, 80, 0, 20);    // a quarter is called otherwise
  add(pair.after, 201, 20, 0, 5);   // came, as good as what went
  const RunChange change = split_runs(pair);
  REQUIRE(change.own);
  CHECK(*change.own->value == Approx(-25));
  CHECK(change.own->interval->low < -25);
  CHECK(*change.within.value == Approx(0));
  CHECK(change.own_switched == 20);
  CHECK(change.switched.size() == 5);
  CHECK(sum(change) == Approx(*change.points.value));

  pair.facts.ours.clear();  // the same verdicts without a change of ours are the documents' doing
  CHECK(*split_runs(pair).own->value == 0);
  CHECK(*split_runs(pair).within.value == Approx(-25));
}

TEST_CASE("What grows old or is joined by copies is never our own change") {
  RunPair pair = pair_of_runs();
  pair.facts.ours = {"how documents are read"};
  add(pair.before, 1, 100, 0, 0);
  add(pair.after, 1, 100, 0, 10, 2);
  const RunChange change = split_runs(pair);
  CHECK(*change.own->value == Approx(0));
  CHECK(*change.within.value == Approx(-10));
}

TEST_CASE("Where no document stayed, our own change is not told from the rest") {
  RunPair pair = pair_of_runs();
  pair.facts.ours = {"the rules"};
  add(pair.before, 1, 100, 0, 0);
  add(pair.after, 201, 100, 0, 10);
  const RunChange change = split_runs(pair);
  CHECK_FALSE(change.own);
  CHECK(*change.within.value == Approx(-10));
}

TEST_CASE("The parts sum to the change; the same sources are called changed in about 5 of 100 nights") {
  std::mt19937 random(7);
  int called = 0, within = 0;
  constexpr int nights = 1000;
  for (int night = 0; night < nights; ++night) {
    RunPair pair = pair_of_runs();
    const auto draw = [&](std::int64_t id) {
      const std::uint32_t kind = random() % 3 == 0;
      const bool fit = random() % 100 < (kind == 0 ? 95 : 70);
      return RunDocument{id, 1, kind, fit ? 0U : 1U, fit};
    };
    for (std::int64_t id = 1; id <= 300; ++id) pair.before.push_back(draw(id));
    pair.after.assign(pair.before.begin() + 100, pair.before.end());  // a hundred go, a hundred and twenty come
    for (std::int64_t id = 301; id <= 420; ++id) pair.after.push_back(draw(id));
    const RunChange change = split_runs(std::move(pair));
    CHECK(sum(change) == Approx(*change.points.value));
    called += change.verdict != RunChange::Verdict::within_chance;
    within += change.within.interval->low > 0 || change.within.interval->high < 0;
  }
  CHECK(called >= nights * 2 / 100);
  CHECK(called <= nights * 8 / 100);
  CHECK(within >= nights * 2 / 100);
  CHECK(within <= nights * 8 / 100);
}
