#include "rules/core/assess.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "rules/measures/dates.hpp"

using namespace assay;

namespace {

Facts read_facts() {
  Facts facts;
  facts.media_type = "application/pdf";
  return facts;
}

Notice notice(std::string code, Severity severity) {
  return {std::move(code), severity, "A message.", "seen", {}};
}

const std::vector<std::string>& some_codes() {
  static const std::vector<std::string> codes{
      "format.ragged_rows",        "format.damaged",           "completeness.page_without_text",
      "readability.page_not_read", "consistency.hidden_sheet", "uniqueness.unheard_of"};
  return codes;
}

Facts facts_with(const std::vector<int>& picks) {
  Facts facts = read_facts();
  for (const int pick : picks)
    facts.notices.push_back(
        notice(some_codes()[static_cast<std::size_t>(pick % 6)], static_cast<Severity>(pick / 6 % 4)));
  return facts;
}

double value_of(const Facts& facts) {
  return assess(facts, default_policy(), "2024-05-01").score.value.value();
}

}  // namespace

TEST_CASE("a document without findings is fit, and its score says how much could be assessed") {
  const Assessment result = assess(read_facts(), default_policy(), "2024-05-01");
  CHECK(result.findings.empty());
  CHECK(result.score.fit);
  CHECK(result.score.value == 100);
  CHECK(result.score.assessed < 1);  // no measure is known
  CHECK_FALSE(result.score.worst);
}

TEST_CASE("a failed document has no score, one critical finding and is not fit") {
  for (const FailureKind kind :
       {FailureKind::unsupported, FailureKind::encrypted, FailureKind::damaged, FailureKind::empty, FailureKind::limit,
        FailureKind::timeout, FailureKind::out_of_memory, FailureKind::crashed, FailureKind::protocol,
        FailureKind::internal}) {
    Facts facts;
    facts.status = ExtractionStatus::failed;
    facts.failure = Failure{kind, "It could not be read.", "library says"};
    const Assessment result = assess(facts, default_policy(), "2024-05-01");
    CAPTURE(to_string(kind));
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].severity == Severity::critical);
    CHECK(result.findings[0].message == "It could not be read.");
    CHECK(result.findings[0].evidence == "library says");
    CHECK_FALSE(result.findings[0].advice.empty());
    CHECK_FALSE(result.score.value);
    CHECK_FALSE(result.score.fit);
    CHECK(result.score.assessed < 0.5);
  }
}

TEST_CASE("notices become findings: listed ones at most as bad as listed, others as they are") {
  Facts facts = read_facts();
  facts.notices = {notice("consistency.hidden_sheet", Severity::critical), notice("format.new_code", Severity::error),
                   notice("format.ragged_rows", Severity::info)};
  const Assessment result = assess(facts, default_policy(), "2024-05-01");
  REQUIRE(result.findings.size() == 3);
  CHECK(result.findings[0].rule == "format.new_code");
  CHECK(result.findings[0].severity == Severity::error);
  CHECK(result.findings[1].severity == Severity::info);
  CHECK(result.findings[2].severity == Severity::info);
  CHECK(result.score.value == doctest::Approx(60));
}

TEST_CASE("the formula: worst finding of each rule, product in a dimension, mean over dimensions, cap") {
  Facts facts = read_facts();
  facts.notices = {notice("format.ragged_rows", Severity::warning), notice("format.ragged_rows", Severity::warning),
                   notice("format.mojibake", Severity::warning)};
  const Score score = assess(facts, default_policy(), "2024-05-01").score;
  const Component& format = score.components[1];
  CHECK(format.dimension == Dimension::format);
  CHECK(format.value.value() == doctest::Approx(100 * 0.9 * 0.9));
  CHECK(format.findings == 3);
  CHECK(score.cap == 95);
  CHECK(score.value.value() == doctest::Approx(95));
}

TEST_CASE("a policy switches rules off and changes severities, also of findings from outside") {
  Facts facts = read_facts();
  facts.notices = {notice("format.ragged_rows", Severity::warning)};
  const Policy off = parse_policy(
      "[rules.format.ragged_rows]\nenabled=false\n[rules.uniqueness.near_duplicate]\nseverity='error'", "p");
  Finding extra;
  extra.rule = "uniqueness.near_duplicate";
  extra.dimension = Dimension::uniqueness;
  const Assessment result = assess(facts, off, "2024-05-01", {extra});
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].severity == Severity::error);
  CHECK_FALSE(result.findings[0].advice.empty());
  CHECK_FALSE(result.score.fit);
  const auto said = std::find_if(result.outcomes.begin(), result.outcomes.end(), [](const RuleOutcome& outcome) {
    return outcome.rule == "uniqueness.near_duplicate";
  });
  REQUIRE(said != result.outcomes.end());
  CHECK(said->outcome == Outcome::fail);
}

TEST_CASE("properties: more findings and worse findings never raise the score; order does not matter") {
  CHECK(rc::check("more", [](const std::vector<unsigned char>& picks, unsigned char another) {
    std::vector<int> before(picks.begin(), picks.end());
    std::vector<int> after = before;
    after.push_back(another);
    RC_ASSERT(value_of(facts_with(after)) <= value_of(facts_with(before)) + 1e-9);
  }));
  CHECK(rc::check("worse", [](const std::vector<unsigned char>& picks) {
    RC_PRE(!picks.empty());
    Facts facts = facts_with({picks.begin(), picks.end()});
    const double before = value_of(facts);
    Severity& severity = facts.notices.front().severity;
    severity = std::min(Severity::critical, static_cast<Severity>(static_cast<int>(severity) + 1));
    RC_ASSERT(value_of(facts) <= before + 1e-9);
  }));
  CHECK(rc::check("order", [](const std::vector<unsigned char>& picks) {
    const Facts facts = facts_with({picks.begin(), picks.end()});
    Facts turned = facts;
    std::reverse(turned.notices.begin(), turned.notices.end());
    const Assessment a = assess(facts, default_policy(), "2024-05-01");
    const Assessment b = assess(turned, default_policy(), "2024-05-01");
    RC_ASSERT(a.findings.size() == b.findings.size());
    for (std::size_t i = 0; i < a.findings.size(); ++i) {
      RC_ASSERT(a.findings[i].rule == b.findings[i].rule);
      RC_ASSERT(a.findings[i].severity == b.findings[i].severity);
    }
  }));
}

namespace {

// Every measure there is, with values about where rules decide: some of each scope that a rule looks at.
std::vector<Measure> random_measures() {
  std::vector<Measure> kinds;
  for (const MeasureInfo& info : measure_catalogue()) {
    Measure measure;
    measure.name = info.name;
    kinds.push_back(measure);
  }
  for (const Rule* rule : rules()) {
    const auto limit = rule->threshold();
    if (!limit || limit->scope == Scope::document) continue;
    Measure measure;
    measure.name = limit->measure;
    measure.scope = limit->scope;
    measure.index = 1;
    kinds.push_back(measure);
  }
  std::vector<Measure> out;
  for (Measure& measure : kinds) {
    const bool date = find_measure(measure.name)->unit == days_unit;
    measure.n = *rc::gen::inRange(0, 60);
    measure.value = date ? *rc::gen::inRange(19'000, 20'500) : std::max(0, *rc::gen::inRange(-20, 20)) / 10.0;
    if (*rc::gen::inRange(0, 10) < 9) out.push_back(measure);
  }
  return out;
}

}  // namespace

TEST_CASE("property: worsening any single measure of the catalogue never raises the score") {
  std::set<std::string> worsened, told;  // the test would say nothing if no rule ever spoke
  constexpr std::size_t parts = 10;      // a tenth of the catalogue in each case, the next one in the next
  std::size_t part = 0;
  const std::vector<MeasureInfo> catalogue = measure_catalogue();
  CHECK(rc::check("worse", [&] {
    Facts facts;
    facts.measures = random_measures();
    RC_PRE(!facts.measures.empty());
    const Policy policy = default_policy();
    ++part;
    for (Measure& measure : facts.measures) {
      const auto its = std::find_if(catalogue.begin(), catalogue.end(),
                                    [&](const MeasureInfo& info) { return info.name == measure.name; });
      if (static_cast<std::size_t>(its - catalogue.begin()) % parts != part % parts) continue;
      const MeasureInfo& info = *its;
      const Assessment before = assess(facts, policy, "2024-06-01");
      const double step = info.unit == days_unit ? *rc::gen::inRange(1, 1000) : *rc::gen::inRange(1, 50) / 10.0;
      const double value = measure.value;
      measure.value = info.higher_is_worse ? value + step : std::max(0.0, value - step);
      const Assessment after = assess(facts, policy, "2024-06-01");
      RC_LOG() << measure.name << ": " << value << " → " << measure.value << std::endl;
      RC_ASSERT(*after.score.value <= *before.score.value + 1e-9);
      if (after.findings.size() > before.findings.size()) told.insert(measure.name);
      worsened.insert(measure.name);
      measure.value = value;
    }
  }));
  CHECK(worsened.size() == catalogue.size());
  CHECK(told.size() > 80);
}
