#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "pipeline/core/run_error.hpp"
#include "pipeline/profile/gate.hpp"
#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/verdict.hpp"
#include "pipeline/profile/words.hpp"
#include "tests/pipeline/support/synthetic_store.hpp"

using namespace assay;
using namespace assay::words;
using namespace assay::test;
using doctest::Approx;

namespace {

Catalogue catalogue() {
  return {{{"size.words", "count", "Words", "Words of the text.", false, true},
           {"readability.predicted_cer", "cer", "Estimated reading errors", "By OCR confidence.", true, true},
           {"internal.value", "count", "Not for the profile", "", true, false}},
          {{"completeness.no_text", "Pages without text", "They can't be found.", "Scan again."},
           {"readability.poor", "Poor reading", "Wrong answers.", "Scan again."}}};
}

SyntheticDocument clean(int i, const std::string& folder = "clean") {
  SyntheticDocument document;
  document.path = fmt::format("{}/{:04}.pdf", folder, i);
  document.categories = {{"media_type", "PDF"}, {"origin", "born_digital"}, {"language", "en"}};
  document.measures = {{"size.words", 100.0 + (i * 7) % 20}, {"readability.predicted_cer", 0.001}};
  document.characters = 500 + i;
  return document;
}

SyntheticDocument scan(int i, bool fit) {
  SyntheticDocument document = clean(i, "scans");
  document.categories["origin"] = "scan";
  document.measures["readability.predicted_cer"] = 0.05 + 0.001 * i;
  document.fit = fit;
  document.score = fit ? 90 : 40;
  if (!fit) document.findings = {{"readability.poor", "error"}, {"completeness.no_text", "warning"}};
  return document;
}

SyntheticDocument broken(int i) {
  SyntheticDocument document = clean(i, "broken");
  document.categories = {{"media_type", "PDF"}, {"origin", "born_digital"}};  // a guess, of what was never read
  document.measures.clear();
  document.status = "failed";
  document.failure_kind = "encrypted";
  document.score.reset();
  document.fit = false;
  return document;
}

// 100 documents: 40 clean, 50 scans of which 30 are unfit, 10 encrypted; the pilot: 20 clean, 2 scans, one of them
// unfit.
void fill(SyntheticStore& store, bool backwards = false) {
  std::vector<SyntheticDocument> corpus;
  for (int i = 0; i < 40; ++i) corpus.push_back(clean(i));
  for (int i = 0; i < 50; ++i) corpus.push_back(scan(i, i >= 30));
  for (int i = 0; i < 10; ++i) corpus.push_back(broken(i));
  if (backwards) std::reverse(corpus.begin(), corpus.end());
  store.add_collection("corpus");
  for (const auto& document : corpus) store.add(document);
  store.add_collection("pilot");
  for (int i = 0; i < 20; ++i) store.add(clean(i));
  store.add(scan(100, false));
  store.add(scan(101, true));
}

Comparison comparison_of(SyntheticStore& store) {
  const Policy policy;
  return compare_sides(load_side(store.database(), "corpus", policy), load_side(store.database(), "pilot", policy),
                       catalogue());
}

}  // namespace

TEST_CASE("Headline: gap, interval and both decompositions, which sum to it exactly") {
  SyntheticStore store;
  fill(store);
  const Comparison comparison = comparison_of(store);
  const Headline& headline = comparison.headline;
  CHECK(*comparison.corpus.fit_share.value == Approx(0.60));
  CHECK_FALSE(comparison.corpus.fit_share.interval);  // a census
  CHECK(*headline.gap.value == Approx(100 * (21.0 / 22 - 0.60)));
  CHECK(headline.verdict == Verdict::flattering);
  CHECK(headline.gap.interval->low < *headline.gap.value);
  CHECK(headline.gap.interval->low < headline.gap_90.low);
  CHECK(headline.sentence.find("flattered you by 35 points") != std::string::npos);
  CHECK(headline.sentence.find("More it cannot be") == std::string::npos);

  REQUIRE(headline.by_rule.size() == 2);
  CHECK(headline.by_rule[0].rule == "readability.poor");
  CHECK(headline.by_rule[0].corpus == 30);
  CHECK(headline.by_rule[1].rule == "(not read: encrypted)");
  double by_rule = 0;
  for (const auto& cause : headline.by_rule) by_rule += *cause.points.value;
  CHECK(by_rule == Approx(*headline.gap.value).epsilon(1e-12));
  CHECK(headline.unseen_points + headline.mix_points + headline.within_points ==
        Approx(*headline.gap.value).epsilon(1e-12));
  double unseen = 0, mix = 0, within = 0;
  for (const auto& cause : headline.by_rule) {
    CHECK(cause.unseen + cause.mix + cause.within == Approx(*cause.points.value).epsilon(1e-12));
    unseen += cause.unseen;
    mix += cause.mix;
    within += cause.within;
  }
  CHECK(unseen == Approx(headline.unseen_points).epsilon(1e-12));
  CHECK(mix == Approx(headline.mix_points).epsilon(1e-12));
  CHECK(within == Approx(headline.within_points).epsilon(1e-12));
  CHECK(headline.unseen_points > 0);  // the encrypted ones: no origin is known of them
  CHECK(headline.mix_points > 0);     // more scans
}

TEST_CASE("A pilot in which all are fit does not make the parts of the gap certain") {
  SyntheticStore store;
  store.add_collection("corpus");
  for (int i = 0; i < 100; ++i) store.add(scan(i, i % 2 == 0));
  for (int i = 0; i < 100; ++i) store.add(clean(i));
  store.add_collection("pilot");
  for (int i = 0; i < 5; ++i) store.add(scan(i, true));
  for (int i = 0; i < 5; ++i) store.add(clean(i));
  const Headline headline = comparison_of(store).headline;
  CHECK(headline.within_points == Approx(25));
  CHECK(headline.within_interval->low < 18);
  CHECK(headline.within_interval->high >= headline.within_points);
}

TEST_CASE("An interval that ends at its estimate says why") {
  SyntheticStore store;
  store.add_collection("corpus");
  for (int i = 0; i < 200; ++i) store.add(scan(i, i % 2 == 0));
  store.add_collection("pilot");
  for (int i = 0; i < 30; ++i) store.add(clean(i));
  const Headline headline = comparison_of(store).headline;
  REQUIRE(headline.verdict == Verdict::flattering);
  CHECK(headline.gap.interval->high == Approx(*headline.gap.value));
  CHECK(headline.sentence.find("More it cannot be, as no document of the pilot is unfit.") != std::string::npos);
}

TEST_CASE(
    "A verdict that cannot be made still says what it rules out, and a gate that passes says what it did not ask") {
  SyntheticStore store;
  store.add_collection("corpus");
  const auto add = [&store](int documents, int unfit) {
    for (int i = 0; i < documents; ++i) {
      SyntheticDocument document = clean(i);
      document.fit = i >= unfit;
      store.add(document);
    }
  };
  add(200, 20);
  store.add_collection("pilot");
  add(20, 4);
  const Comparison comparison = comparison_of(store);
  REQUIRE(comparison.headline.verdict == Verdict::inconclusive);
  CHECK(comparison.headline.gap.interval->high < 5);
  CHECK(comparison.headline.sentence.find("did not flatter you by more than") != std::string::npos);
  CHECK(comparison.decision.find("did not flatter the corpus by more than") != std::string::npos);
  Policy policy;
  policy.gate = {{"", "flattery.points", std::nullopt, 5.0}};
  const GateResult passed = gate(policy, comparison);
  CHECK(passed.outcome == GateOutcome::passed);
  CHECK(passed.message.find(comparison.likeness.sentence) != std::string::npos);
  policy.gate.push_back({"", "pilot.representative", 1.0, std::nullopt});
  CHECK(gate(policy, comparison).outcome == GateOutcome::inconclusive);
}

TEST_CASE("Scores that all agree are not certain; a single one still less") {
  SyntheticStore store;
  store.add_collection("corpus");
  for (int i = 0; i < 40; ++i) store.add(scan(i, i % 2 == 0));
  store.add_collection("pilot");
  store.add(clean(1));
  const Comparison one = comparison_of(store);
  REQUIRE(one.pilot.mean_score.interval);
  CHECK(one.pilot.mean_score.interval->low < 50);
  CHECK(one.pilot.mean_score.interval->high == 100);
  REQUIRE(one.headline.score_gap.interval);
  for (int i = 2; i < 30; ++i) store.add(clean(i));
  const Comparison many = comparison_of(store);
  CHECK(many.pilot.mean_score.interval->low > 90);
  CHECK(many.pilot.mean_score.interval->low < 99);
}

TEST_CASE("Coverage by pages and chunks: a kind of few long documents is most of them; kinds as the policy has them") {
  SyntheticStore store;
  store.add_collection("corpus");
  for (int i = 0; i < 90; ++i) store.add(clean(i, i < 45 ? "here" : "there"));
  for (int i = 0; i < 10; ++i) {
    SyntheticDocument book = scan(i, true);
    book.pages = 91;
    book.chunks = 21;
    store.add(book);
  }
  store.add_collection("pilot");
  for (int i = 0; i < 3; ++i) store.add(clean(i, "here"));
  const Coverage coverage = comparison_of(store).coverage;
  CHECK(coverage.uncovered_share == Approx(0.1));
  CHECK(coverage.pages.all == 1000);
  CHECK(*coverage.pages.uncovered.value == Approx(0.91));
  CHECK_FALSE(coverage.pages.uncovered.interval);  // counted
  CHECK(*coverage.chunks.uncovered.value == Approx(0.7));
  CHECK(*coverage.chunks.covered.value == Approx(0.3));
  CHECK(coverage.strata[1].corpus_pages == 910);

  Policy policy;
  policy.strata = {"folder"};
  const Coverage folders = compare_sides(load_side(store.database(), "corpus", policy),
                                         load_side(store.database(), "pilot", policy), catalogue())
                               .coverage;
  CHECK(folders.dimensions == std::vector<std::string>{"folder"});
  CHECK(folders.uncovered_share == Approx(0.55));
}

TEST_CASE("Coverage: by counting; what the pilot does not hold") {
  SyntheticStore store;
  fill(store);
  const Coverage coverage = comparison_of(store).coverage;
  CHECK(coverage.dimensions == std::vector<std::string>{"media_type", "origin", "language"});
  REQUIRE(coverage.strata.size() == 3);
  CHECK(coverage.strata[0].corpus == 50);
  CHECK(coverage.strata[0].pilot == 2);
  CHECK(coverage.uncovered_share == Approx(0.10));
  CHECK(coverage.thin_share == Approx(0.50));
  CHECK(coverage.covered_share == Approx(0.40));
  CHECK(coverage.strata[2].chance_missed == Approx(std::pow(0.9, 22)));
  CHECK(coverage.strata[2].examples.size() == 3);
  CHECK(coverage.unseen.empty());  // "unknown" is no kind that a pilot could hold
}

TEST_CASE("Measures: missing is missing, never 0; a shift is seen, the same is not") {
  SyntheticStore store;
  fill(store);
  const Comparison comparison = comparison_of(store);
  REQUIRE(comparison.measures.size() == 2);  // not the one that is not for the profile
  const MeasureComparison& errors = comparison.measures[0];
  CHECK(errors.name == "readability.predicted_cer");
  CHECK(errors.corpus.n == 90);
  CHECK(errors.corpus.not_read == 10);
  CHECK(errors.corpus.not_told == 0);
  CHECK(*errors.corpus.median > 0.04);
  CHECK(*errors.pilot.median == Approx(0.001));
  CHECK(*errors.effect.value > 0.3);
  CHECK(errors.verdict == MeasureVerdict::differs);
  CHECK(comparison.measures[1].verdict != MeasureVerdict::differs);
  const auto origin = std::find_if(comparison.categories.begin(), comparison.categories.end(),
                                   [](const auto& category) { return category.name == "origin"; });
  REQUIRE(origin != comparison.categories.end());
  CHECK(origin->verdict == MeasureVerdict::differs);
  CHECK(origin->psi->value > origin->psi->critical);
}

TEST_CASE("A measure that does not speak of a document is told apart from a document that was not read") {
  SyntheticStore store;
  store.add_collection("corpus");
  for (int i = 0; i < 10; ++i) store.add(clean(i));
  for (int i = 0; i < 4; ++i) {
    SyntheticDocument table = clean(i, "tables");
    table.measures.erase("readability.predicted_cer");
    store.add(table);
  }
  for (int i = 0; i < 3; ++i) store.add(broken(i));
  store.add_collection("pilot");
  store.add(clean(100));
  const Comparison comparison = comparison_of(store);
  const auto errors = std::find_if(comparison.measures.begin(), comparison.measures.end(),
                                   [](const auto& m) { return m.name == "readability.predicted_cer"; });
  REQUIRE(errors != comparison.measures.end());
  CHECK(errors->corpus.n == 10);
  CHECK(errors->corpus.not_read == 3);
  CHECK(errors->corpus.not_told == 4);
  CHECK(errors->corpus.not_applicable == 0);
}

TEST_CASE("What is not assessed widens the interval, and is said") {
  SyntheticStore store;
  fill(store);
  const Interval before = *comparison_of(store).headline.gap.interval;
  SyntheticStore open;
  fill(open);
  open.add_collection("other");  // the open documents go to the corpus of a second store
  open.database().exec(
      "DELETE FROM scores WHERE document_id IN (SELECT id FROM documents WHERE collection_id = 1 "
      "ORDER BY path LIMIT 20)");
  const Comparison comparison = comparison_of(open);
  CHECK(comparison.corpus.assessed == 80);
  CHECK_FALSE(comparison.corpus.complete);
  REQUIRE(comparison.corpus.fit_share.interval);
  CHECK(comparison.headline.gap.interval->high - comparison.headline.gap.interval->low > before.high - before.low + 15);
  REQUIRE_FALSE(comparison.notes.empty());
  CHECK(comparison.notes[0].find("20 are not assessed") != std::string::npos);
}

TEST_CASE("A pilot too small for a verdict is inconclusive, and says which size would settle it") {
  SyntheticStore store;
  store.add_collection("corpus");
  for (int i = 0; i < 200; ++i) store.add(scan(i, i % 5 != 0));
  store.add_collection("pilot");
  for (int i = 0; i < 5; ++i) store.add(scan(300 + i, true));
  const Comparison comparison = comparison_of(store);
  CHECK(comparison.headline.verdict == Verdict::inconclusive);
  REQUIRE(comparison.headline.pilot_needed);
  CHECK(*comparison.headline.pilot_needed > 5);
  CHECK(*comparison.headline.pilot_needed < 30);
  CHECK(comparison.headline.sentence.starts_with("Inconclusive"));
  CHECK(comparison.decision.starts_with("Not yet"));
  // Five times the same score are no certainty: Jeffreys on the scale of 0 to 100.
  REQUIRE(comparison.pilot.mean_score.interval);
  CHECK(comparison.pilot.mean_score.interval->low < *comparison.pilot.mean_score.value - 5);
}

TEST_CASE("No flattery is called in pilots drawn at random, beyond the error of the interval") {
  Side corpus;
  corpus.summary.last_run_state = "done";
  corpus.causes = {"", "a.b", "c.d"};
  for (int i = 0; i < 2000; ++i) {
    SideDocument document;
    document.id = i;
    document.path = std::to_string(i);
    document.assessed = true;
    document.fit = i % 10 < 7;
    document.cause = document.fit ? 0 : i % 10 < 9 ? 1 : 2;
    corpus.documents.push_back(document);
  }
  corpus.summary.documents = corpus.summary.assessed = 2000;
  corpus.summary.fit = 1400;
  std::mt19937 random(3);
  for (const int size : {30, 100, 300}) {
    int flattering = 0, stricter = 0;
    constexpr int rounds = 400;
    for (int round = 0; round < rounds; ++round) {
      Side pilot;
      pilot.causes = corpus.causes;
      for (int i = 0; i < size; ++i) pilot.documents.push_back(corpus.documents[random() % 2000]);
      pilot.summary.documents = pilot.summary.assessed = size;
      for (const auto& document : pilot.documents) pilot.summary.fit += document.fit;
      const Headline found = headline(corpus, pilot, {});
      flattering += found.verdict == Verdict::flattering;
      stricter += found.verdict == Verdict::stricter;
    }
    MESSAGE("pilots of ", size, ": ", flattering, " flattering, ", stricter, " stricter of ", rounds);
    CHECK(flattering <= 0.05 * rounds);  // 2.5 % nominal
    CHECK(flattering + stricter <= 0.08 * rounds);
  }
}

TEST_CASE("The order in which documents came leaves no trace") {
  SyntheticStore forwards, backwards;
  fill(forwards);
  fill(backwards, true);
  const Comparison a = comparison_of(forwards), b = comparison_of(backwards);
  CHECK(a.headline.sentence == b.headline.sentence);
  REQUIRE(a.suggestions.size() == b.suggestions.size());
  for (std::size_t i = 0; i < a.suggestions.size(); ++i) {
    CHECK(a.suggestions[i].document.path == b.suggestions[i].document.path);
    CHECK(a.suggestions[i].reason == b.suggestions[i].reason);
  }
  for (std::size_t i = 0; i < a.measures.size(); ++i) CHECK(a.measures[i].p_adjusted == b.measures[i].p_adjusted);
}

TEST_CASE("Suggestions cover the largest strata first, stop at three each, and never name a copy of a pilot document") {
  SyntheticStore store;
  fill(store);
  const Policy policy;
  const Side corpus = load_side(store.database(), "corpus", policy),
             pilot = load_side(store.database(), "pilot", policy);
  const auto all = suggestions(corpus, pilot, 100);
  REQUIRE(all.size() == 1);  // one more scan; the encrypted ones show a pilot nothing
  CHECK(all[0].document.path.starts_with("scans/"));
  CHECK(all[0].uncovered_after == Approx(0.10));  // and stay uncovered until they are repaired
  CHECK(all[0].thin_after == 0);
  CHECK(suggestions(corpus, pilot, 0).empty());

  SyntheticStore copies;
  copies.add_collection("corpus");
  SyntheticDocument copy = scan(1, true);
  copy.sha256 = "same";
  copies.add(copy);
  copies.add_collection("pilot");
  SyntheticDocument original = copy;
  original.categories["origin"] = "photo";
  copies.add(original);
  CHECK(suggestions(load_side(copies.database(), "corpus", policy), load_side(copies.database(), "pilot", policy), 5)
            .empty());
}

TEST_CASE("A suggestion says what whoever adds the document must know of it") {
  SyntheticStore store;
  store.add_collection("corpus");
  for (int i = 0; i < 4; ++i) store.add(clean(i));
  SyntheticDocument short_one = clean(9, "short");
  short_one.categories["language"] = "unknown";
  short_one.fit = false;
  short_one.findings = {{"format.personal_data", "warning"}, {"readability.poor", "error"}};
  store.add(short_one);
  SyntheticDocument alone = short_one;  // of a type that no document of a known language has
  alone.path = "alone/0.csv";
  alone.categories["media_type"] = "CSV";
  store.add(alone);
  store.add_collection("pilot");
  store.add(scan(0, true));
  const Comparison comparison = comparison_of(store);
  CHECK(comparison.coverage.language_lent == 1);
  CHECK(comparison.coverage.language_unknown == 1);
  int seen = 0;
  for (const Suggestion& suggestion : comparison.suggestions) {
    const auto says = [&](std::string_view what) { return suggestion.reason.find(what) != std::string::npos; };
    const bool odd = !suggestion.document.path.starts_with("clean/");
    CHECK(says("itself not fit to index") == odd);
    CHECK(says("holds personal data") == odd);
    CHECK(says("language is not told") == suggestion.document.path.starts_with("short/"));
    seen += odd;
  }
  CHECK(seen >= 1);
}

TEST_CASE("Files that could not be read are never suggested for the pilot") {
  SyntheticStore store;
  fill(store);
  const Policy policy;
  const Side corpus = load_side(store.database(), "corpus", policy),
             pilot = load_side(store.database(), "pilot", policy);
  for (const Suggestion& suggestion : suggestions(corpus, pilot, 100))
    CHECK_FALSE(suggestion.document.path.starts_with("broken/"));
}

TEST_CASE("Gate: all of the interval, none of it, or inconclusive; an unknown figure is an error of the policy") {
  SyntheticStore store;
  fill(store);
  const Comparison comparison = comparison_of(store);
  Policy policy;
  CHECK(gate(policy, comparison).outcome == GateOutcome::inconclusive);
  policy.gate = {{"enough", "corpus.fit_share", 0.5, std::nullopt}};
  CHECK(gate(policy, comparison).outcome == GateOutcome::passed);
  policy.gate.push_back({"flattery", "flattery.points", std::nullopt, 30});
  CHECK(gate(policy, comparison).outcome == GateOutcome::inconclusive);
  policy.gate.push_back({"rule", "finding.readability.poor.share", std::nullopt, 0.1});
  CHECK(gate(policy, comparison).outcome == GateOutcome::failed);
  CHECK(gate(policy, comparison).conditions[2].message.find("0.3") != std::string::npos);
  policy.gate = {{"typo", "corpus.fit_shares", 0.5, std::nullopt}};
  CHECK_THROWS_AS(gate(policy, comparison), PolicyError);
}

TEST_CASE("An empty side ends the run with what to do") {
  SyntheticStore store;
  store.add_collection("corpus");
  store.add(clean(1));
  store.add_collection("pilot");
  CHECK_THROWS_AS(comparison_of(store), RunError);
}

TEST_CASE("The terminal verdict keeps to 80 columns") {
  SyntheticStore store;
  fill(store);
  const std::string text = terminal_verdict(comparison_of(store));
  CHECK(text.find("flattered") != std::string::npos);
  CHECK(text.starts_with("No-go on the pilot's figures: plan for 60 %"));
  CHECK(text.find("10 of 100 files could not be read") != std::string::npos);
  std::size_t start = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
    CHECK(end - start <= 80);
    start = end + 1;
  }
  MESSAGE(text);
}

TEST_CASE("Words: shares near none or all are not rounded to them") {
  CHECK(percent(0.653) == "65 %");
  CHECK(percent(0.998) == "99.8 %");
  CHECK(percent(0.0004) == "0.1 %");
  CHECK(percent(0) == "0 %");
  CHECK(percent(1) == "100 %");
  CHECK(count(1234567) == "1,234,567");
  CHECK(signed_points(-3.21) == "−3.2");
  CHECK(stratum_title({"media_type", "origin", "tables"}, {"PDF", "scan", "none"}) == "PDF · scan");
  CHECK(stratum_title({"media_type", "origin", "tables"}, {"PDF", "unknown", "unknown"}) == "PDF · nothing else known");
  CHECK(title_from_id("completeness.no_text") == "No text");
}

TEST_CASE("A rule counts each document once, by its gravest finding") {
  SyntheticStore store;
  store.add_collection("corpus");
  SyntheticDocument once = clean(0), twice = clean(1);
  once.findings = {{"readability.poor", "warning"}};
  twice.findings = {{"readability.poor", "warning"}, {"readability.poor", "error"}, {"readability.poor", "info"}};
  twice.fit = false;
  for (const SyntheticDocument& document : {once, twice, clean(2)}) store.add(document);
  store.add_collection("pilot");
  store.add(clean(3));
  const Comparison comparison = comparison_of(store);
  REQUIRE(comparison.findings.size() == 1);
  const FindingRate& rate = comparison.findings.front();
  CHECK(rate.corpus == 2);
  CHECK(rate.corpus_by_severity == std::array<std::int64_t, 4>{0, 1, 1, 0});
}

TEST_CASE("What further documents would be is told of a corpus that was counted whole") {
  SyntheticStore store;
  fill(store);
  const Comparison comparison = comparison_of(store);
  // 40 of 100 unfit: the beta-binomial quantiles of 1,000 from Beta(40.5, 60.5), as drawn numbers give them too.
  CHECK(comparison.outlook ==
        "Counted: 40 of the corpus's 100 documents are not fit to index. Of the next 1,000 documents from the same "
        "sources 303 to 503 would not be (95 % interval), if they are like these.");
}
