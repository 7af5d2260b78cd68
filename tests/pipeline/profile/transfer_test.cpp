#include "pipeline/profile/transfer.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <span>
#include <string>

#include "pipeline/core/run_error.hpp"
#include "pipeline/profile/gate.hpp"
#include "pipeline/profile/parts.hpp"

using namespace assay;
using doctest::Approx;

namespace {

struct Some {
  std::string type, origin;
  int documents = 0, fit = 0;
};

Side side(const std::string& name, const std::vector<Some>& kinds) {
  SideBuilder builder(name, Severity::error);
  std::size_t index = 0;
  for (const Some& kind : kinds)
    for (int i = 0; i < kind.documents; ++i, ++index) {
      const std::string path = fmt::format("{}/{:03}.x", kind.origin, i), hash = fmt::format("{}{}", name, index);
      SideBuilder::NewDocument document;
      document.id = static_cast<std::int64_t>(index);
      document.root = "/data";
      document.path = path;
      document.sha256 = hash;
      document.status = "ok";
      document.characters = 100.0 * i;
      document.fit = i < kind.fit;
      builder.add(document);
    }
  index = 0;
  for (const Some& kind : kinds)
    for (int i = 0; i < kind.documents; ++i, ++index) {
      builder.category(index, "media_type", kind.type);
      builder.category(index, "origin", kind.origin);
    }
  return builder.finish();
}

std::vector<PilotOutcome> outcomes(const std::string& text) {
  return read_outcomes(std::as_bytes(std::span(text)), "labels.csv");
}

const Transfer& part(const Comparison& comparison, std::size_t index) {
  REQUIRE(comparison.transfers.size() > index);
  return comparison.transfers[index];
}

}  // namespace

TEST_CASE("Transfer: kinds are weighted as the corpus has them, and what no pilot document resembles is not guessed") {
  const Side corpus = side("corpus", {{"PDF", "digital", 50, 48}, {"PDF", "scan", 30, 12}, {"image", "photo", 20, 0}});
  const Side pilot = side("pilot", {{"PDF", "digital", 20, 20}, {"PDF", "scan", 4, 2}});
  const Comparison comparison = compare_sides(corpus, pilot, {});
  const Transfer& fit = part(comparison, 0);
  CHECK(*fit.pilot.value == Approx(22.0 / 24));
  CHECK(fit.resembled_share == Approx(0.8));
  CHECK(*fit.resembled.value == Approx(50.0 / 80 * 1 + 30.0 / 80 * 0.5));
  CHECK(fit.effective_n == Approx(1 / (0.625 * 0.625 / 20 + 0.375 * 0.375 / 4)));
  CHECK(fit.resembled.interval->low < 0.75);
  CHECK(fit.resembled.interval->high > 0.85);
  CHECK(fit.bounds->low == Approx(0.8 * fit.resembled.interval->low));
  CHECK(fit.bounds->high == Approx(0.8 * fit.resembled.interval->high + 0.2));
  CHECK(*fit.known.value == Approx(0.6));
  // pilot − corpus = mix + within + unseen
  CHECK(fit.mix_points + *fit.within_points + fit.unseen_points == Approx(100 * (22.0 / 24 - 0.6)));
  CHECK(fit.strata[2].pilot == 0);
  CHECK_FALSE(fit.strata[2].pilot_mean);
}

TEST_CASE(
    "Transfer of a pilot in which all is well: as sure as its documents are many, whatever the weights add up to") {
  // 79/440 + 93/440 + … is not quite 1 in floating point.
  const std::vector<int> in_corpus{79, 93, 12, 129, 94, 25, 8}, in_pilot{4, 5, 1, 7, 6, 1, 1};
  std::vector<Some> corpus, pilot;
  for (std::size_t k = 0; k < in_corpus.size(); ++k) {
    corpus.push_back({fmt::format("type {}", k), "digital", in_corpus[k], in_corpus[k]});
    pilot.push_back({fmt::format("type {}", k), "digital", in_pilot[k], in_pilot[k]});
  }
  const Comparison comparison = compare_sides(side("corpus", corpus), side("pilot", pilot), {});
  const Transfer& fit = part(comparison, 0);
  CHECK(*fit.resembled.value == 1);
  CHECK(fit.effective_n > 20);
  CHECK(fit.resembled.interval->low > 0.85);
  CHECK(fit.resembled.interval->high == 1);

  for (const int unseen : {3, 9, 16}) {  // what is not resembled may be all good: 1, not nearly so
    corpus.resize(in_corpus.size());
    corpus.push_back({"type of its own", "scan", unseen, 0});
    const Comparison with = compare_sides(side("corpus", corpus), side("pilot", pilot), {});
    CHECK(part(with, 0).bounds->high == 1);
  }
}

TEST_CASE("Transfer of labels: matched by path, never 0 for what is not labelled") {
  const Side corpus = side("corpus", {{"PDF", "digital", 50, 48}, {"PDF", "scan", 50, 20}});
  const Side pilot = side("pilot", {{"PDF", "digital", 10, 10}, {"PDF", "scan", 2, 2}});
  const auto labels = outcomes(
      "document;answers right;reviewed\n"
      "digital/000.x;yes;\ndigital/001.x;90 %;\nwhere/ever/scan/000.x;0,5;ok\nelse.x;no;\n");
  REQUIRE(labels.size() == 2);
  const Comparison comparison = compare_sides(corpus, pilot, {}, labels);
  const Transfer& right = part(comparison, 1);
  CHECK(right.title == "answers right");
  CHECK(right.pilot.n == 3);
  CHECK(*right.pilot.value == Approx((1 + 0.9 + 0.5) / 3));
  CHECK(*right.resembled.value == Approx((0.95 + 0.5) / 2));
  CHECK_FALSE(right.known.value);
  CHECK_FALSE(right.within_points);
  CHECK(right.unmatched == std::vector<std::string>{"else.x"});
  const Transfer& reviewed = part(comparison, 2);
  CHECK(reviewed.pilot.n == 1);
  CHECK(reviewed.resembled_share == Approx(0.5));
  CHECK(reviewed.bounds->high - reviewed.bounds->low > 0.5);  // one document says little, and nothing of the half

  Policy policy;
  policy.gate = {{"answers", "transfer.answers right.corpus", 0.9, std::nullopt}};
  CHECK(gate(policy, comparison).outcome == GateOutcome::inconclusive);
  policy.gate[0].at_least = 0.05;
  CHECK(gate(policy, comparison).outcome == GateOutcome::passed);
}

TEST_CASE("Labels that cannot be read are refused with their row") {
  CHECK_THROWS_WITH_AS(outcomes("document,right\na.pdf,perhaps\n"), doctest::Contains("row 2"), RunError);
  CHECK_THROWS_AS(outcomes("document,right\na.pdf,1.5\n"), RunError);
  CHECK_THROWS_AS(outcomes("document\na.pdf\n"), RunError);
  CHECK_THROWS_AS(outcomes(""), RunError);
  CHECK_THROWS_AS(outcomes("document,right\na.pdf,\n"), RunError);
}

TEST_CASE("Likeness: a difference, none within its margin, or a pilot too small to say, with the size that would") {
  const std::vector<Some> mixed{{"PDF", "digital", 700, 665}, {"PDF", "scan", 300, 200}};
  const Comparison same =
      compare_sides(side("corpus", mixed), side("pilot", {{"PDF", "digital", 210, 200}, {"PDF", "scan", 90, 60}}), {});
  CHECK(same.likeness.verdict == LikenessVerdict::representative);
  CHECK(same.figures.at("pilot.representative").value == 1);
  const Comparison other =
      compare_sides(side("corpus", mixed), side("pilot", {{"PDF", "digital", 60, 58}, {"PDF", "scan", 1, 1}}), {});
  CHECK(other.likeness.verdict == LikenessVerdict::not_representative);
  CHECK(other.likeness.differing.size() >= 1);
  const Comparison both = compare_sides(side("corpus", mixed), side("pilot", {{"PDF", "digital", 20, 17}}), {});
  CHECK(both.likeness.open == std::vector<std::string>{"share fit to index"});
  CHECK(both.likeness.sentence.find("; of 1 a pilot of 20 documents is too small to tell.") != std::string::npos);
  const Comparison few =
      compare_sides(side("corpus", mixed), side("pilot", {{"PDF", "digital", 14, 13}, {"PDF", "scan", 6, 4}}), {});
  CHECK(few.likeness.verdict == LikenessVerdict::inconclusive);
  REQUIRE(few.likeness.pilot_needed);
  CHECK(*few.likeness.pilot_needed > 40);
  CHECK(*few.likeness.pilot_needed < 300);
  CHECK_FALSE(few.figures.at("pilot.representative").value);
}

TEST_CASE("Redundant: copies, kinds that the corpus lacks, and what a kind has too many of; never below three") {
  const Side corpus = side("corpus", {{"PDF", "digital", 20, 20}, {"PDF", "scan", 80, 80}});
  const Side pilot = side("pilot", {{"PDF", "digital", 12, 12}, {"PDF", "scan", 3, 3}, {"CSV", "sheet", 2, 2}});
  const auto redundant = redundant_documents(corpus, pilot);
  int digital = 0, sheet = 0, scan = 0;
  for (const Redundant& item : redundant) {
    digital += item.document.path.starts_with("digital");
    sheet += item.document.path.starts_with("sheet");
    scan += item.document.path.starts_with("scan");
  }
  CHECK(sheet == 2);
  CHECK(scan == 0);
  CHECK(digital >= 5);  // 12 documents for a fifth of the corpus, beside 3 for the rest
  CHECK(digital <= 9);
}
