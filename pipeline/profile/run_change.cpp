// The change between two runs, split into our own doing, the mix of documents, and the documents themselves.
#include "pipeline/profile/run_change.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "extractors/core/names.hpp"
#include "pipeline/profile/parts.hpp"
#include "pipeline/profile/words.hpp"

namespace assay {
namespace {

constexpr NameTable<RunChange::Verdict, 4> verdicts{{
    {RunChange::Verdict::none, "none"},
    {RunChange::Verdict::within_chance, "within_chance"},
    {RunChange::Verdict::better, "better"},
    {RunChange::Verdict::worse, "worse"},
}};

constexpr double normal_95 = 1.959964;

double over(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

// A document of the baseline, as it was called then and as it would be called now: certain where its bytes are still
// there, else the chance of it.
struct Before {
  RunDocument document;
  bool kept = false;
  double now = 0;
};

bool hangs_on_others(std::string_view rule) {
  for (const char* within : {"duplicate_rows", "equal_rows", "repeated_identifiers", "repeated_pages",
                             "repeated_passages"})  // of one document, whatever lies beside it
    if (rule == std::string("uniqueness.") + within) return false;
  return rule.starts_with("freshness.") || rule.starts_with("uniqueness.") || rule == "consistency.header_differs";
}

// How unchanged documents of one kind and one verdict then are called now.
struct Seen {
  double stayed = 0, fit_now = 0;
  double chance() const { return fit_now / stayed; }
  double variance_of_one() const {  // of the chance, with half a document added to each side
    const double p = (fit_now + 0.5) / (stayed + 1);
    return p * (1 - p) / stayed;
  }
};

// Sums over the documents of one kind.
struct Cell {
  double then = 0, before = 0, after = 0;                 // fit: as called then, as it would be now, in the later run
  double n_before = 0, n_after = 0;                       // documents
  double went = 0, went_fit = 0, came = 0, came_fit = 0;  // those that are not in both, with today's eyes
};

// Documents that came or went: each moves the mix by the value of its kind.
struct Moved {
  double documents = 0, sum = 0, squares = 0;
  void add(double n, double value) {
    documents += n;
    sum += n * value;
    squares += n * value * value;
  }
  double variance(double all) const { return over(squares - over(sum * sum, documents), all * all); }
};

double binomial_variance(double fit, double n) {  // of the number fit among n
  const double p = (fit + 0.5) / (n + 1);
  return n * p * (1 - p);
}

Figure with_interval(double points, double variance_of_share, std::int64_t n) {
  const double half = 100 * normal_95 * std::sqrt(std::max(variance_of_share, 0.0));
  return {points, Interval{points - half, points + half}, n};
}

class Split {
 public:
  explicit Split(RunPair pair) : pair_(std::move(pair)), out_(std::move(pair_.facts)) {}

  RunChange done() {
    pair_documents();
    call_by_today();
    for (const Before& document : before_) add_before(document);
    for (std::size_t i = 0; i < pair_.after.size(); ++i) add_after(pair_.after[i], stayed_[i]);
    split_by_kind();
    judge_own();
    judge_whole();
    count_causes();
    return std::move(out_);
  }

 private:
  void pair_documents() {
    stayed_.assign(pair_.after.size(), false);
    std::size_t at = 0;
    for (const RunDocument& document : pair_.before) {
      while (at < pair_.after.size() && pair_.after[at].document < document.document) ++at;
      const bool known = at < pair_.after.size() && pair_.after[at].document == document.document;
      Before entry{document, known && pair_.after[at].version == document.version, 0};
      entry.now = document.fit;
      if (entry.kept) {
        stayed_[at] = true;
        keep(entry, pair_.after[at]);
      }
      ++(entry.kept ? out_.kept : known ? out_.changed : out_.went);
      before_.push_back(entry);
    }
    out_.came = static_cast<std::int64_t>(pair_.after.size()) - out_.kept - out_.changed;
  }

  void keep(Before& entry, const RunDocument& after) {
    entry.document.kind = after.kind;  // as it is seen today
    const std::uint32_t cause = after.fit ? entry.document.cause : after.cause;
    if (out_.ours.empty() || entry.document.fit == after.fit || hangs_on_others(pair_.causes[cause])) return;
    entry.now = after.fit;
    ++out_.own_switched;
    switched_.push_back(after.document);
  }

  // Those that are not there any more, after those that are.
  void call_by_today() {
    if (out_.ours.empty()) return;
    std::map<std::pair<std::uint32_t, bool>, Seen> of_kind;
    std::map<bool, Seen> of_all;
    for (const Before& entry : before_)
      if (entry.kept)
        for (Seen* seen : {&of_kind[{entry.document.kind, entry.document.fit}], &of_all[entry.document.fit]}) {
          ++seen->stayed;
          seen->fit_now += entry.now;
        }
    std::map<std::pair<std::uint32_t, bool>, double> estimated;
    for (Before& entry : before_) {
      if (entry.kept) continue;
      const std::pair key{entry.document.kind, entry.document.fit};
      const auto kind = of_kind.find(key);
      const auto all = of_all.find(entry.document.fit);
      if (kind == of_kind.end() && all == of_all.end()) continue;  // called as it was
      const Seen& seen = kind != of_kind.end() ? kind->second : all->second;
      entry.now = seen.chance();
      const double documents = ++estimated[key];
      // The variance of k documents with one estimated chance is k² times that of the chance.
      own_variance_ += (2 * documents - 1) * seen.variance_of_one();
    }
  }

  Cell& cell(std::uint32_t kind) {
    if (kind >= cells_.size()) cells_.resize(kind + 1);
    return cells_[kind];
  }

  void add_before(const Before& entry) {
    Cell& sums = cell(entry.document.kind);
    ++sums.n_before;
    sums.then += entry.document.fit;
    sums.before += entry.now;
    if (entry.kept) return;
    ++sums.went;
    sums.went_fit += entry.now;
  }

  void add_after(const RunDocument& document, bool stayed) {
    Cell& sums = cell(document.kind);
    ++sums.n_after;
    sums.after += document.fit;
    if (stayed) return;
    ++sums.came;
    sums.came_fit += document.fit;
    if (!document.fit && newly_.size() < shown) newly_.push_back(document.document);
  }

  double n_before() const { return static_cast<double>(pair_.before.size()); }
  double n_after() const { return static_cast<double>(pair_.after.size()); }

  void split_by_kind() {
    double all_before = 0, all_after = 0;
    for (const Cell& sums : cells_) {
      all_before += sums.before;
      all_after += sums.after;
    }
    const double level = (over(all_before, n_before()) + over(all_after, n_after())) / 2;
    double mix = 0, within = 0, within_variance = 0;
    Moved came, went;
    for (std::size_t k = 0; k < cells_.size(); ++k) {
      const Cell& sums = cells_[k];
      if (sums.n_before + sums.n_after == 0) continue;
      const double m0 = sums.n_before > 0 ? sums.before / sums.n_before : sums.after / sums.n_after;
      const double m1 = sums.n_after > 0 ? sums.after / sums.n_after : m0;
      const double value = (m0 + m1) / 2 - level;
      out_.kinds.push_back(kind_of(pair_.kinds[k], sums, m0, m1, value, within_variance));
      mix += out_.kinds.back().mix;
      within += *out_.kinds.back().within.value;
      came.add(sums.came, value);
      went.add(sums.went, value);
      whole_variance_ += over(binomial_variance(sums.came_fit, sums.came), n_after() * n_after()) +
                         over(binomial_variance(sums.went_fit, sums.went), n_before() * n_before());
    }
    const double mix_variance = came.variance(n_after()) + went.variance(n_before());
    const auto n = static_cast<std::int64_t>(pair_.before.size() + pair_.after.size());
    out_.mix = with_interval(mix, mix_variance, n);
    out_.within = with_interval(within, within_variance, n);
    whole_variance_ += mix_variance;
    std::stable_sort(out_.kinds.begin(), out_.kinds.end(), [](const KindChange& a, const KindChange& b) {
      return std::abs(a.mix) + std::abs(*a.within.value) > std::abs(b.mix) + std::abs(*b.within.value);
    });
  }

  // Of a kind that one run lacks, the share of the other stands for both: it can differ by mix alone.
  KindChange kind_of(const std::vector<std::string>& values, const Cell& sums, double m0, double m1, double value,
                     double& within_variance) const {
    KindChange kind;
    kind.values = values;
    kind.before = std::llround(sums.n_before);
    kind.after = std::llround(sums.n_after);
    if (kind.before > 0) {
      kind.fit_before = m0;
      kind.fit_before_then = sums.then / sums.n_before;
    }
    if (kind.after > 0) kind.fit_after = m1;
    const double w0 = over(sums.n_before, n_before()), w1 = over(sums.n_after, n_after()), weight = (w0 + w1) / 2;
    kind.mix = 100 * (w1 - w0) * value;
    double variance = 0;
    if (kind.before > 0 && kind.after > 0)
      variance = weight * weight *
                 (binomial_variance(sums.came_fit, sums.came) / (sums.n_after * sums.n_after) +
                  binomial_variance(sums.went_fit, sums.went) / (sums.n_before * sums.n_before));
    kind.within = with_interval(100 * (m1 - m0) * weight, variance, kind.before + kind.after);
    within_variance += variance;
    return kind;
  }

  void judge_own() {
    const auto n0 = static_cast<double>(before_.size());
    double own = 0;
    for (const Before& entry : before_) own += entry.now - entry.document.fit;
    if (!out_.ours.empty() && out_.kept == 0 && !before_.empty()) return;  // nothing to tell it by
    out_.own = with_interval(100 * over(own, n0), own_variance_ / std::max(n0 * n0, 1.0), out_.kept);
    if (out_.ours.empty() || out_.kept == static_cast<std::int64_t>(before_.size()))
      out_.own->interval.reset();  // counted
  }

  void judge_whole() {
    for (auto [summary, documents] : {std::pair{&out_.before, &pair_.before}, std::pair{&out_.after, &pair_.after}}) {
      summary->assessed = static_cast<std::int64_t>(documents->size());
      for (const RunDocument& document : *documents) summary->fit += document.fit;
      if (summary->assessed > 0)
        summary->fit_share = {over(static_cast<double>(summary->fit), static_cast<double>(summary->assessed)),
                              std::nullopt, summary->assessed};
    }
    if (!out_.before.fit_share.value || !out_.after.fit_share.value) return;
    const double points = 100 * (*out_.after.fit_share.value - *out_.before.fit_share.value);
    out_.points = with_interval(points, whole_variance_, out_.before.assessed + out_.after.assessed);
    using Verdict = RunChange::Verdict;
    const bool same = out_.came + out_.went + out_.changed + out_.own_switched == 0 && std::abs(points) < 1e-9;
    out_.verdict = same                             ? Verdict::none
                   : out_.points.interval->low > 0  ? Verdict::better
                   : out_.points.interval->high < 0 ? Verdict::worse
                                                    : Verdict::within_chance;
    for (const auto& [from, to] : {std::pair{&newly_, &out_.newly_unfit}, std::pair{&switched_, &out_.switched}})
      for (std::size_t i = 0; i < std::min(from->size(), shown); ++i) to->push_back({(*from)[i], "", ""});
  }

  void count_causes() {
    std::vector<CauseChange> all(pair_.causes.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i].rule = pair_.causes[i];
    for (const RunDocument& document : pair_.before) all[document.cause].before += !document.fit;
    for (const RunDocument& document : pair_.after) all[document.cause].after += !document.fit;
    for (CauseChange& cause : all)
      if (!cause.rule.empty() && cause.before != cause.after) out_.causes.push_back(std::move(cause));
    std::stable_sort(out_.causes.begin(), out_.causes.end(), [](const CauseChange& a, const CauseChange& b) {
      return std::abs(a.after - a.before) > std::abs(b.after - b.before);
    });
  }

  static constexpr std::size_t shown = 5;
  RunPair pair_;
  RunChange out_;
  std::vector<Before> before_;
  std::vector<bool> stayed_;  // of pair_.after: the baseline had the same bytes
  std::vector<Cell> cells_;   // by kind
  std::vector<std::int64_t> newly_, switched_;
  double own_variance_ = 0, whole_variance_ = 0;
};

}  // namespace

std::string_view to_string(RunChange::Verdict value) {
  return name_of(verdicts, value);
}

RunChange split_runs(RunPair pair) {
  return Split(std::move(pair)).done();
}

}  // namespace assay
