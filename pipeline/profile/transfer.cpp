#include "pipeline/profile/transfer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pipeline/profile/estimate.hpp"
#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/statistics.hpp"
#include "pipeline/profile/words.hpp"

namespace assay {

using namespace words;

namespace {

// How many documents of the overall variance stand in for what a kind's own few say of theirs.
constexpr double borrowed = 2;
// And how many say beforehand that kinds are no purer than the whole pilot.
constexpr double doubted = 4;

struct Cell {
  std::int64_t corpus = 0;
  double corpus_sum = 0;  // of the outcome, where it is known
  std::int64_t pilot = 0;
  double sum = 0, blur = 0;  // of the outcome y, and of y(1 − y): 0 for outcomes that are 0 or 1
};

struct OutcomeCells {
  Strata strata;
  std::vector<Cell> of;
  double unread = 0;  // share of the corpus that no sample showed; 0: it was read whole
  Figure known;       // the outcome over the corpus, where it is known there
};

double unread_share(const Side& corpus) {
  if (!corpus.summary.sample) return 0;
  return 1 - static_cast<double>(corpus.documents.size()) / static_cast<double>(corpus.summary.sample->documents);
}

OutcomeCells cells_of(const Side& corpus, const Side& pilot) {
  OutcomeCells cells{strata_of(corpus, pilot, mix_dimensions), {}, unread_share(corpus), {}};
  cells.of.resize(cells.strata.keys.size());
  for (const std::size_t k : cells.strata.corpus) ++cells.of[k].corpus;
  return cells;
}

void label(OutcomeCells& cells, std::size_t document, double value) {
  Cell& cell = cells.of[cells.strata.pilot[document]];
  ++cell.pilot;
  cell.sum += value;
  cell.blur += value * (1 - value);
}

double square_sum(const Cell& cell) {  // of the distances from the kind's mean: Σy² − (Σy)²/n, as y² = y − y(1 − y)
  return std::max(0.0, cell.sum - cell.blur - cell.sum * cell.sum / static_cast<double>(cell.pilot));
}

// Variance of one document's outcome within a kind, over all kinds; `overall` is that of the whole pilot.
double pooled_variance(const std::vector<Cell>& cells, double overall) {
  double squares = doubted * overall, freedom = doubted;
  for (const Cell& cell : cells)
    if (cell.pilot > 0) {
      squares += square_sum(cell);
      freedom += static_cast<double>(cell.pilot - 1);
    }
  return squares / freedom;
}

std::int64_t labelled_in(const std::vector<Cell>& cells) {
  std::int64_t labelled = 0;
  for (const Cell& cell : cells) labelled += cell.pilot;
  return labelled;
}

// Within one kind, from two estimates that err on opposite sides, by simulation (tools/bench/verdict): what its few
// documents show, drawn towards what those of all kinds show, which is too little where hard kinds are rare in the
// pilot; and p(1 − p) with p drawn towards the whole pilot and a little to ½, which is too much where kinds are pure.
double variance_within(const Cell& cell, double pooled, double overall, double blur) {
  const auto n = static_cast<double>(cell.pilot);
  const double shown = (square_sum(cell) + borrowed * pooled) / (n - 1 + borrowed);
  const double p = (cell.sum + borrowed * (0.75 * overall + 0.25 * 0.5)) / (n + borrowed);
  const double lost = n / ((n + borrowed) * (n + borrowed));  // of p(1 − p), on average
  const double mixed = p * (1 - p) / (1 - lost) - (cell.blur + borrowed * blur) / (n + borrowed);
  return 0.4 * shown + 0.6 * std::max(0.0, mixed);
}

// The weighted mean over the kinds that both sides hold, with its interval: that of Jeffreys for as many documents as
// give the same variance (Korn and Graubard 1998 do so for Clopper and Pearson's). The corpus adds its own part: its
// documents are one draw of what such kinds give.
// Of a sample of the corpus the shares of its kinds are estimates too.
Figure weighted(const std::vector<Cell>& cells, std::int64_t resembled, double overall, double blur, double unread,
                double* kish) {
  Figure figure;
  // Few documents that all agree do not show that none differs: the share is drawn to ½ by one document.
  const auto labelled = static_cast<double>(labelled_in(cells));
  const double cautious = (overall * labelled + 0.5) / (labelled + 1);
  const double pooled = pooled_variance(cells, std::max(0.0, cautious * (1 - cautious) - blur));
  double mean = 0, variance = 0, squares = 0;
  for (const Cell& cell : cells) {
    if (cell.pilot == 0 || cell.corpus == 0) continue;
    const double weight = static_cast<double>(cell.corpus) / static_cast<double>(resembled);
    const auto n = static_cast<double>(cell.pilot);
    const double within = variance_within(cell, pooled, overall, blur);
    mean += weight * cell.sum / n;
    squares += weight * weight / n;
    variance += within * (weight * weight / n + weight / static_cast<double>(resembled));
    figure.n += cell.pilot;
  }
  for (const Cell& cell : cells) {
    if (cell.pilot == 0 || cell.corpus == 0 || unread == 0) continue;
    const double weight = static_cast<double>(cell.corpus) / static_cast<double>(resembled);
    const double apart = cell.sum / static_cast<double>(cell.pilot) - mean;
    variance += unread * weight * apart * apart / static_cast<double>(resembled);
  }
  *kish = 1 / squares;
  // Weights that add up to 1 but for a rounding error make no spread of a pilot in which all agree.
  constexpr double exact = 1e-9;
  mean = mean < exact ? 0 : mean > 1 - exact ? 1 : mean;
  figure.value = mean;
  const double spread = std::max(mean * (1 - mean), overall * (1 - overall));
  const double equivalent = variance > 0 && spread > 0 ? std::clamp(spread / variance, std::min(1.0, *kish), 10 * *kish)
                                                       : *kish / (1 + *kish / static_cast<double>(resembled));
  figure.interval = jeffreys_of_share(*figure.value, equivalent);
  return figure;
}

void describe(Transfer& out) {
  if (!out.pilot.value) {
    out.sentence = fmt::format("{}: no pilot document is labelled.", out.title);
    return;
  }
  out.sentence =
      fmt::format("{}: {} of {}", out.title, percent(*out.pilot.value), counted(out.pilot.n, "pilot document"));
  if (!out.resembled.value) {
    out.sentence += "; no document of the corpus is of their kinds, so that they say nothing about it.";
    return;
  }
  const Interval seen = *out.resembled.interval;
  out.sentence +=
      fmt::format(", so {} ({} to {}, 95 % interval) of the documents of their types and origins in the corpus",
                  percent(*out.resembled.value), percent(seen.low), percent(seen.high));
  if (out.resembled_share > 0.9995)
    out.sentence += ", which are all of it.";
  else
    out.sentence += fmt::format(
        ", which are {} of it. No pilot document resembles the rest: of the whole corpus it is between {} and {}.",
        percent(out.resembled_share), percent(out.bounds->low), percent(out.bounds->high));
  out.sentence +=
      fmt::format(" They say as much as {} of the corpus's mix.", counted(std::llround(out.effective_n), "document"));
}

Transfer transfer(const OutcomeCells& cells, std::string title, bool known_in_corpus) {
  Transfer out;
  out.title = std::move(title);
  std::int64_t corpus = 0, resembled = 0, labelled = 0;
  double sum = 0, blur = 0, known_resembled = 0, known = 0;
  for (std::size_t k = 0; k < cells.of.size(); ++k) {
    const Cell& cell = cells.of[k];
    corpus += cell.corpus;
    labelled += cell.pilot;
    sum += cell.sum;
    blur += cell.blur;
    known += cell.corpus_sum;
    if (cell.pilot > 0) {
      resembled += cell.corpus;
      known_resembled += cell.corpus_sum;
    }
    TransferStratum stratum{cells.strata.keys[k], cell.corpus, cell.pilot, 0, std::nullopt};
    if (cell.pilot > 0) stratum.pilot_mean = cell.sum / static_cast<double>(cell.pilot);
    if (cell.corpus + cell.pilot > 0) out.strata.push_back(std::move(stratum));
  }
  for (TransferStratum& stratum : out.strata)
    stratum.share = corpus == 0 ? 0 : static_cast<double>(stratum.corpus) / static_cast<double>(corpus);
  std::stable_sort(out.strata.begin(), out.strata.end(),
                   [](const auto& a, const auto& b) { return a.corpus > b.corpus; });
  out.pilot.n = labelled;
  if (known_in_corpus && corpus > 0) out.known = {known / static_cast<double>(corpus), cells.known.interval, corpus};
  if (labelled == 0) {
    describe(out);
    return out;
  }
  const double mean = sum / static_cast<double>(labelled);
  out.pilot.value = mean;
  out.pilot.interval = jeffreys_of_share(mean, static_cast<double>(labelled));
  if (resembled > 0) {
    out.resembled_share = static_cast<double>(resembled) / static_cast<double>(corpus);
    out.resembled =
        weighted(cells.of, resembled, mean, blur / static_cast<double>(labelled), cells.unread, &out.effective_n);
    const double rest = 1 - out.resembled_share;
    double least = out.resembled_share;
    if (cells.unread > 0) {
      out.resembled_share_interval = jeffreys_of_share(least, static_cast<double>(corpus) / cells.unread);
      least = out.resembled_share_interval->low;
    }
    out.bounds = Interval{least * out.resembled.interval->low, 1 - least * (1 - out.resembled.interval->high)};
    out.mix_points = 100 * (mean - *out.resembled.value);
    out.unseen_points = 100 * rest * *out.resembled.value;
    if (out.known.value) {
      const double there = known_resembled / static_cast<double>(resembled);
      out.within_points = 100 * (*out.resembled.value - there);
      out.unseen_points = 100 * (there - *out.known.value);
    }
  }
  describe(out);
  return out;
}

// The pilot document that a label names: by its path, or where one path ends with the other.
std::optional<std::size_t> document_named(const Side& pilot, std::string_view label) {
  std::optional<std::size_t> found;
  const auto ends = [](std::string_view whole, std::string_view tail) {
    return whole.size() > tail.size() && whole.ends_with(tail) && whole[whole.size() - tail.size() - 1] == '/';
  };
  for (std::size_t i = 0; i < pilot.documents.size(); ++i) {
    const std::string& path = pilot.documents[i].path;
    if (path == label) return i;
    if (!ends(path, label) && !ends(label, path)) continue;
    if (found) return std::nullopt;  // two documents: which one is meant?
    found = i;
  }
  return found;
}

}  // namespace

Transfer transfer_of_fit(const Side& corpus, const Side& pilot) {
  OutcomeCells cells{strata_of(corpus, pilot, mix_dimensions), {}, unread_share(corpus), corpus.summary.fit_share};
  cells.of.resize(cells.strata.keys.size());
  for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
    cells.of[cells.strata.corpus[i]].corpus += corpus.documents[i].assessed;
    cells.of[cells.strata.corpus[i]].corpus_sum += corpus.documents[i].fit;
  }
  for (std::size_t i = 0; i < pilot.documents.size(); ++i)
    if (pilot.documents[i].assessed) label(cells, i, pilot.documents[i].fit ? 1 : 0);
  return transfer(cells, "Fit to index", true);
}

Transfer transfer_of(const Side& corpus, const Side& pilot, const PilotOutcome& outcome) {
  OutcomeCells cells = cells_of(corpus, pilot);
  std::vector<std::string> unmatched;
  std::vector<bool> seen(pilot.documents.size());
  for (const PilotOutcome::Label& known : outcome.labels) {
    const auto document = document_named(pilot, known.path);
    if (!document || seen[*document]) {
      unmatched.push_back(known.path);
      continue;
    }
    seen[*document] = true;
    label(cells, *document, known.value);
  }
  Transfer out = transfer(cells, outcome.title, false);
  out.unmatched = std::move(unmatched);
  if (!out.unmatched.empty())
    out.sentence += fmt::format(" {} no pilot document, or one that is named twice; the first: {}.",
                                counted(static_cast<std::int64_t>(out.unmatched.size()), "label names", "labels name"),
                                out.unmatched.front());
  return out;
}

}  // namespace assay
