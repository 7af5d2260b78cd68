// Trials of samples of a corpus, drawn and estimated by the product's own functions.
#include <fmt/format.h>

#include <cmath>
#include <map>

#include "pipeline/ingest/sample.hpp"
#include "pipeline/profile/estimate.hpp"
#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/statistics.hpp"
#include "tools/bench/verdict/model.hpp"
#include "tools/bench/verdict/trials.hpp"

namespace assay::bench {
namespace {

// What the file system would tell of a document, and how long it would take: both lean on its kind, as in archives.
struct Outside {
  Found found;
  double seconds = 0;
};

Outside outside_of(const BenchDocument& document, std::size_t number, Random& random) {
  static constexpr const char* endings[] = {".pdf", ".pdf", ".docx", ".xlsx", ".pdf", ".msg", ".csv", ".html"};
  std::normal_distribution<double> noise(0, 1);
  std::uniform_int_distribution<std::size_t> any(0, 9);
  Outside outside;
  const std::size_t k = document.kind % kind_count;
  const std::size_t folder = any(random) < 6 ? k % 4 : any(random) % 4;  // folders tell the kind in part
  outside.found.root = "/corpus";
  outside.found.path = fmt::format("folder {}/{:07}{}", folder, number, endings[k]);
  const double size = std::exp(11 + 0.5 * static_cast<double>(k % 3) + 1.2 * noise(random));
  outside.found.state.size = static_cast<std::uint64_t>(size);
  // Scans take seconds a page, text milliseconds; within a kind the tail is long.
  outside.seconds =
      (document.fit.value_or(true) ? 0.05 : 1.5) * std::pow(size / 1e5, 0.7) * std::exp(0.9 * noise(random));
  return outside;
}

struct Score {
  int held = 0, low = 0, high = 0, rounds = 0;  // low: the truth lies below the interval
  double width = 0, plain = 0;
  void count(const Figure& figure, double truth, double plain_width) {
    ++rounds;
    if (!figure.interval) return;
    low += truth < figure.interval->low - 1e-12;
    high += truth > figure.interval->high + 1e-12;
    held += truth >= figure.interval->low - 1e-12 && truth <= figure.interval->high + 1e-12;
    width += figure.interval->high - figure.interval->low;
    plain += plain_width;
  }
};

// Width of the interval of a share from as many documents drawn without strata.
double unstratified(double share, double n, double all) {
  const Interval interval = jeffreys_of_share(share, n / (1 - n / all));
  return interval.high - interval.low;
}

}  // namespace

void trial_sample(const Sizes& sizes, std::int64_t drawn) {
  const Model model;
  Random random(sizes.seed);
  std::map<std::string, Score> scores;
  Documents documents;
  std::vector<Outside> outside;
  Draw all;
  Side whole;
  for (int round = 0; round < sizes.rounds; ++round) {
    if (round % sizes.per_corpus == 0) {
      documents = model.documents(sizes.corpus, corpus_weights(), random);
      outside.clear();
      all.clear();
      for (std::size_t i = 0; i < documents.size(); ++i) {
        outside.push_back(outside_of(documents[i], i, random));
        all.push_back(&documents[i]);
      }
      whole = side_of(all, "corpus");
    }
    SampleFrame frame(sizes.seed * 1'000'003 + static_cast<std::uint64_t>(round));
    for (const Outside& one : outside) frame.add(one.found);
    Drawn sample;
    Draw read;
    double seconds = 0;
    for (const SampleRecord::Stratum& stratum : frame.draw(drawn)) {
      sample.sample.strata.push_back({stratum.title, stratum.documents, 0, stratum.bytes});
      sample.sample.documents += stratum.documents;
    }
    for (std::size_t i = 0; i < outside.size(); ++i) {
      seconds += outside[i].seconds;
      const SampleFrame::Place* place = frame.drawn(outside[i].found);
      if (place == nullptr) continue;
      read.push_back(all[i]);
      sample.strata.push_back(static_cast<std::uint16_t>(place->stratum));
      sample.seconds.push_back(outside[i].seconds);
    }
    const Documents picked = model.documents(sizes.pilot, picked_weights(), random);
    Draw pilot_draw;
    for (const BenchDocument& document : picked) pilot_draw.push_back(&document);
    const Side pilot = side_of(pilot_draw, "pilot");
    Side part = side_of(read, "corpus", sample);
    estimate_from_sample(part);

    const auto n = static_cast<double>(drawn), m = static_cast<double>(sizes.corpus);
    const double fit = static_cast<double>(whole.summary.fit) / m;
    scores["share fit to index"].count(part.summary.fit_share, fit, unstratified(fit, n, m));
    scores["mean score"].count(part.summary.mean_score, *whole.summary.mean_score.value, 0);
    scores["time to read all"].count(part.summary.sample->worker_seconds, seconds, 0);
    const Coverage truth = coverage(whole, pilot, {}), seen = coverage(part, pilot, {});
    scores["share not covered by the pilot"].count({seen.uncovered_share, seen.uncovered_interval, drawn},
                                                   truth.uncovered_share, unstratified(truth.uncovered_share, n, m));
    const Estimator estimator(part);
    const std::vector<std::int64_t> nowhere(estimator.strata());
    for (const auto& [rule, count] : whole.rules) {
      const double share = static_cast<double>(count.documents) / m;
      const auto found = part.rules.find(rule);
      const Figure estimate = estimator.share(found == part.rules.end() ? nowhere : found->second.of_strata);
      const std::string name = share > 0.1    ? "findings of over 10 % of documents"
                               : share > 0.02 ? "findings of 2 to 10 %"
                                              : "findings of under 2 %";
      scores[name].count(estimate, share, unstratified(share, n, m));
    }
  }
  fmt::print("corpus {}, sample {}, {} rounds\n", sizes.corpus, drawn, sizes.rounds);
  for (const auto& [name, score] : scores) {
    const double rounds = score.rounds;
    fmt::print("  {:<36} holds {:.1f} % (below {:.1f}, above {:.1f})", name, 100 * score.held / rounds,
               100 * score.low / rounds, 100 * score.high / rounds);
    if (score.plain > 0)
      fmt::print(", width {:.1f} points, {:.2f} of one without strata", 100 * score.width / rounds,
                 score.width / score.plain);
    fmt::print("\n");
  }
}

}  // namespace assay::bench
