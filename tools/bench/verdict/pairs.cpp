// Trials with and without a difference of the mix: model or store.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/statistics.hpp"
#include "tools/bench/verdict/model.hpp"
#include "tools/bench/verdict/trials.hpp"

namespace assay::bench {
namespace {

std::string rate(int count, int rounds) {
  const Interval interval = jeffreys(count, rounds);
  return fmt::format("{:.1f} % ({:.1f}–{:.1f})", 100.0 * count / rounds, 100 * interval.low, 100 * interval.high);
}

// Corpora and pilots of one source, by one random stream.
class Pairs {
 public:
  Pairs(const Source& source, const Sizes& sizes) : sizes_(sizes), random_(sizes.seed) {
    if (!source.store.empty()) population_ = read_documents(source.store, source.collection);
    for (BenchDocument& document : population_) document.label = document.fit.value_or(false) ? 1 : 0;
  }

  // Every so many rounds another corpus; what is simulated of it takes longer than the comparison.
  void next() {
    if (round_++ % sizes_.per_corpus != 0) return;
    if (population_.empty()) {
      corpus_documents_ = model_.documents(sizes_.corpus, corpus_weights(), random_);
      corpus = all(corpus_documents_);
    } else {
      corpus = sizes_.corpus == 0 ? all(population_) : draw(population_, sizes_.corpus, random_);
    }
    corpus_side = side_of(corpus, "corpus");
  }

  Draw random_pilot() {
    if (population_.empty()) {
      pilot_documents_ = model_.documents(sizes_.pilot, corpus_weights(), random_);
      return all(pilot_documents_);
    }
    return sizes_.corpus == 0 ? draw_without_replacement(population_, sizes_.pilot, random_)
                              : draw(population_, sizes_.pilot, random_);
  }

  // Kinds (type × origin) taken as likely as somebody's taste has it: another one in every round.
  Draw picked_pilot() {
    if (population_.empty()) {
      pilot_documents_ = model_.documents(sizes_.pilot, picked_weights(), random_);
      return all(pilot_documents_);
    }
    std::map<std::string, double> taste;
    std::vector<double> weights;
    for (const BenchDocument& document : population_) {
      std::string kind;
      for (const auto& [name, value] : document.categories)
        if (name == "media_type" || name == "origin") kind += value + "/";
      weights.push_back(taste.try_emplace(kind, std::exp(std::normal_distribution<>()(random_))).first->second);
    }
    std::discrete_distribution<std::size_t> any(weights.begin(), weights.end());
    Draw pilot;
    while (pilot.size() < sizes_.pilot) pilot.push_back(&population_[any(random_)]);
    return pilot;
  }

  Draw corpus;
  Side corpus_side;

 private:
  static Draw all(const Documents& documents) {
    Draw result;
    for (const BenchDocument& document : documents) result.push_back(&document);
    return result;
  }

  Sizes sizes_;
  int round_ = 0;
  Random random_;
  Model model_;
  Documents population_, corpus_documents_, pilot_documents_;
};

std::string title(const Source& source, const Sizes& sizes) {
  return fmt::format("{}, n = {}, m = {}, {} pairs", source.store.empty() ? "model" : "store", sizes.pilot,
                     sizes.corpus == 0 ? "all" : std::to_string(sizes.corpus), sizes.rounds);
}

}  // namespace

void trial_random(const Source& source, const Sizes& sizes) {
  Pairs pairs(source, sizes);
  const Catalogue catalogue = known_catalogue();
  int not_representative = 0, representative = 0, flattering = 0, stricter = 0, held = 0;
  std::map<std::string, int> blamed;
  for (int round = 0; round < sizes.rounds; ++round) {
    pairs.next();
    const Comparison found = compare_sides(pairs.corpus_side, side_of(pairs.random_pilot(), "pilot"), catalogue);
    not_representative += found.likeness.verdict == LikenessVerdict::not_representative;
    representative += found.likeness.verdict == LikenessVerdict::representative;
    for (const std::string& thing : found.likeness.differing) ++blamed[thing];
    flattering += found.headline.verdict == Verdict::flattering;
    stricter += found.headline.verdict == Verdict::stricter;
    held += found.headline.gap.interval->low <= 0 && found.headline.gap.interval->high >= 0;
  }
  fmt::print(
      "{}: not representative {}; representative {}; flattering {}, stricter {}; interval of the gap holds 0 {}\n",
      title(source, sizes), rate(not_representative, sizes.rounds), rate(representative, sizes.rounds),
      rate(flattering, sizes.rounds), rate(stricter, sizes.rounds), rate(held, sizes.rounds));
  for (const auto& [thing, count] : blamed)
    if (count * 100 >= sizes.rounds) fmt::print("  blamed: {} {}\n", thing, count);
}

void trial_transfer(const Source& source, const Sizes& sizes) {
  Pairs pairs(source, sizes);
  int held = 0, low = 0, high = 0, bounds = 0, asked = 0;
  double width = 0, effective = 0, naive = 0;
  for (int round = 0; round < sizes.rounds; ++round) {
    pairs.next();
    const Draw picked = pairs.picked_pilot();
    const Side &corpus = pairs.corpus_side, pilot = side_of(picked, "pilot");
    PilotOutcome outcome{"answers right", {}};
    for (std::size_t i = 0; i < picked.size(); ++i)
      outcome.labels.push_back({pilot.documents[i].path, picked[i]->label});
    const Transfer found = transfer_of(corpus, pilot, outcome);
    if (!found.resembled.value) continue;
    ++asked;
    const Strata strata = strata_of(corpus, pilot, mix_dimensions);
    std::vector<bool> seen(strata.keys.size());
    for (const std::size_t kind : strata.pilot) seen[kind] = true;
    double resembled = 0, right = 0, whole = 0;
    for (std::size_t i = 0; i < pairs.corpus.size(); ++i) {
      whole += pairs.corpus[i]->label;
      if (!seen[strata.corpus[i]]) continue;
      ++resembled;
      right += pairs.corpus[i]->label;
    }
    const double truth = right / resembled, overall = whole / static_cast<double>(pairs.corpus.size());
    const Interval& interval = *found.resembled.interval;
    low += truth < interval.low;
    high += truth > interval.high;
    held += interval.low <= truth && truth <= interval.high;
    bounds += found.bounds->low <= overall && overall <= found.bounds->high;
    width += interval.high - interval.low;
    effective += found.effective_n;
    const Interval plain =
        jeffreys(std::llround(*found.pilot.value * static_cast<double>(found.pilot.n)), found.pilot.n);
    naive += plain.low <= truth && truth <= plain.high;
  }
  fmt::print(
      "{}: interval holds the truth {} (below it {:.1f} %, above {:.1f} %), mean width {:.0f} points, effective n "
      "{:.0f}; bounds hold the whole {}; the pilot's own interval holds it {:.1f} %\n",
      title(source, sizes), rate(held, asked), 100.0 * low / asked, 100.0 * high / asked, 100 * width / asked,
      effective / asked, rate(bounds, asked), 100 * naive / asked);
}

}  // namespace assay::bench
