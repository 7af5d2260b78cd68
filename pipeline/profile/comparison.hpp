// Comparison: everything that a profile says about a corpus and its pilot. Plain data, made by compare(), written by
// pipeline/report/.
//
// Terms. The corpus is what production holds; where it was read whole, its figures are a census without sampling error;
// where a sample of it was read (SideSummary::sample), they are estimates about all of it, each with an interval that
// says so, and counts are of the documents that were read.
// The pilot is a handful of documents that somebody picked; its n documents can only say so much, and every interval
// here is about that. Where some of the corpus could not be assessed, its figures carry worst-case bounds instead.
// Shares are 0..1; "points" are differences of shares times 100 (or of scores); a difference is always such that a
// positive number means: the pilot looked better than the corpus is.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extractors/core/document.hpp"
#include "pipeline/profile/figure.hpp"
#include "pipeline/profile/run_change.hpp"
#include "pipeline/profile/transfer.hpp"

namespace assay {

inline constexpr std::string_view profile_schema = "assay.profile/1";

// What a sample stands for.
struct SampleSummary {
  struct Stratum {
    std::string title;  // type, folder and size, as far as they part
    std::int64_t documents = 0, read = 0;
    std::uint64_t bytes = 0;
  };
  std::int64_t documents = 0;  // of the corpus, read or not
  std::uint64_t bytes = 0;
  std::int64_t seed = 1;
  std::vector<Stratum> strata;
  Interval fit_90;        // of the share fit to index; the one of 95 % is SideSummary::fit_share
  Figure worker_seconds;  // to read all of it, by one worker
  Figure wall_seconds;    // by as many as read the sample, at the pace of that run
  int jobs = 1;
  std::string sentence;  // what was read and how it was drawn, for people
  std::string forecast;  // what reading all of it would take; empty: nothing to tell it by
};

struct SideSummary {
  std::string collection;
  std::int64_t documents = 0;                                 // known to the store and not gone
  std::int64_t assessed = 0;                                  // of these, with a verdict: fit or not
  std::int64_t fit = 0;                                       // fit to index
  std::int64_t ok = 0, partial = 0, failed = 0, skipped = 0;  // how reading them ended
  std::string last_run_state;                                 // done, interrupted, running, failed; empty: unknown
  std::string last_run_finished;
  bool complete = true;  // every known document assessed, and the last run came to its end
  Figure fit_share;      // 0..1
  Figure unread_share, partial_share;
  Figure mean_score;                    // 0..100, over the documents that have a score
  std::optional<SampleSummary> sample;  // none: all that was found was read
};

enum class Verdict { flattering, stricter, alike, inconclusive };

// What one rule takes from the corpus that it does not take from the pilot: each unfit document is counted once, under
// its worst finding (ties: the first rule id). Over all rules the points sum to the gap exactly; so do the parts: those
// of a rule to its points, each part over all rules to that part of the gap (Headline).
struct RuleContribution {
  std::string rule;                    // or "(not read: encrypted)" where a document has no finding
  std::string title;                   // for people
  std::int64_t corpus = 0, pilot = 0;  // unfit documents attributed to it
  Figure points;
  std::vector<DocumentRef> examples;  // up to three of those of the corpus
  double unseen = 0, mix = 0, within = 0;
};

// One type × origin. Kitagawa (1955): gap = Σ (pilot share − corpus share) · (mean fit share − overall mean)  [mix]
//                                        + Σ (pilot fit share − corpus fit share) · mean share               [within].
// Of a stratum that one side lacks, the fit share of the other stands for both: it can differ by mix alone.
struct StratumContribution {
  std::vector<std::string> values;  // media type, origin
  std::int64_t corpus = 0, pilot = 0;
  double corpus_fit_share = 0;
  std::optional<double> pilot_fit_share;  // none: no pilot document
  double mix = 0;                         // points
  double within = 0;                      // points
};

struct Headline {
  Verdict verdict = Verdict::inconclusive;
  Figure gap;  // points of the share fit to index, interval of 95 %
  Interval gap_90;
  Figure score_gap;                             // points of the mean score
  double margin = 10;                           // points within which pilot and corpus count as alike
  std::optional<std::int64_t> pilot_needed;     // documents that would settle an inconclusive verdict; none: unknown
  std::vector<RuleContribution> by_rule;        // largest first
  std::vector<StratumContribution> by_stratum;  // largest corpus share first
  double unseen_points = 0, mix_points = 0, within_points = 0;  // sum: the gap
  // Drawn from the posterior: what the source of the pilot's documents, and of a sample's, may be.
  std::optional<Interval> unseen_interval, mix_interval, within_interval;
  std::string sentence;  // the verdict for people, with its numbers
  std::string because;   // why, in one sentence; empty where nothing is to be explained
};

// Is the pilot like the corpus, in all that was compared: the share fit to index, each measure, each category?
// Not representative: one of them differs, and so by chance in at most 5 % of random pilots, however many were looked
// at. Representative: of each it is shown that it differs by less than its margin (equivalence; interval of 90 %).
enum class LikenessVerdict { representative, not_representative, inconclusive };

struct Likeness {
  LikenessVerdict verdict = LikenessVerdict::inconclusive;
  std::int64_t compared = 0;                 // how many things
  std::int64_t left_out = 0;                 // measures that too few documents of the corpus have
  std::vector<std::string> differing, open;  // their titles, strongest first; open: not shown either way
  std::optional<double> p_gap;               // of the difference in the share fit to index, corrected
  std::optional<std::int64_t> pilot_needed;  // documents that would settle what is open; none: unknown, or nothing is
  std::string sentence;                      // for people
};

struct Stratum {
  std::vector<std::string> values;  // one for each of Coverage::dimensions
  std::int64_t corpus = 0, pilot = 0;
  std::int64_t corpus_pages = 0, corpus_chunks = 0;
  std::int64_t corpus_assessed = 0, corpus_fit = 0, pilot_assessed = 0, pilot_fit = 0;
  double share = 0;                        // of the corpus
  std::optional<Interval> share_interval;  // of a sample
  double chance_missed = 0;                // (1 − share)^n: that a random pilot of this size holds none of it
  std::vector<DocumentRef> examples;       // up to three of the corpus
};

// A value of one category (or a rule) that the corpus holds and the pilot does not.
struct Unseen {
  std::string category;  // "media_type" …, or "finding"
  std::string value;
  std::string title;
  std::int64_t corpus = 0;
  double share = 0;
  std::optional<Interval> share_interval;
  double chance_missed = 0;
  std::vector<DocumentRef> examples;
};

// Of the corpus's pages, or chunks: the shares in kinds without a pilot document, with 1 or 2, with 3 and more. No
// value: there are none. Files that were not read have neither, and many types have no pages.
struct CoverageOf {
  std::int64_t all = 0;
  std::int64_t documents = 0;  // that have any
  Figure uncovered, thin, covered;
};

// A census: no p-value; intervals for a sample alone.
struct Coverage {
  std::vector<std::string> dimensions;  // the categories that are crossed
  std::vector<Stratum> strata;          // largest corpus share first; those of the pilot alone last
  double uncovered_share = 0;           // of corpus documents: no pilot document in their stratum
  double thin_share = 0;                // 1 or 2
  double covered_share = 0;             // 3 and more
  std::optional<Interval> uncovered_interval, thin_interval, covered_interval;
  CoverageOf pages, chunks;
  double blind_below = 1;         // 1 − 0.05^(1/n): a rarer class is missed by a random pilot in over 5 % of cases
  std::int64_t blind_strata = 0;  // strata of the corpus that are rarer
  // Corpus documents of no known language: with the kind that is like them in all else; in a kind of their own.
  std::int64_t language_lent = 0, language_unknown = 0;
  std::vector<Unseen> unseen;  // largest first
};

enum class MeasureVerdict { differs, alike, inconclusive, unknown };

struct Spread {
  std::int64_t n = 0;               // documents with a value
  std::int64_t not_read = 0;        // nothing of the document could be read; never counted as 0, nor is what follows
  std::int64_t not_applicable = 0;  // nothing in the document that it could be taken over
  std::int64_t not_told = 0;        // read, and the measure says nothing of it: not its kind, or too little to tell by
  std::optional<double> p10, p25, median, p75, p90, mean;
};

// Population stability index, and what it would be were there no difference: (B−1)(1/n + 1/m).
struct Psi {
  double value = 0;
  double floor = 0;
  double critical = 0;  // χ²(B−1, 0.95)·(1/n + 1/m): above it in 5 % of cases without a difference
  int bins = 0;
};

struct MeasureComparison {
  std::string name, title, unit, help;
  bool higher_is_worse = true;
  MeasureVerdict verdict = MeasureVerdict::unknown;
  Spread corpus, pilot;
  Figure effect;  // Cliff's delta: P(corpus larger) − P(pilot larger), −1..1
  Interval effect_90;
  std::optional<double> wasserstein;   // mean distance between the distributions, in units of the measure
  std::optional<double> p_rank, p_ks;  // permuted rank test; Kolmogorov–Smirnov
  std::optional<double> p_adjusted;    // both, corrected over all that was compared
  std::optional<Psi> psi;
};

struct CategoryShare {
  std::string value, title;
  std::int64_t corpus = 0, pilot = 0;
  double corpus_share = 0;
  std::optional<Interval> corpus_interval;
  Figure pilot_share;
};

struct CategoryComparison {
  std::string name, title;
  MeasureVerdict verdict = MeasureVerdict::unknown;
  std::vector<CategoryShare> values;            // largest corpus share first
  double distance = 0;                          // half the sum of the absolute differences of the shares, 0..1
  std::optional<double> p_classes, p_adjusted;  // Fisher–Freeman–Halton
  std::optional<Psi> psi;
};

struct FindingRate {
  std::string rule, title, why, advice, dimension, severity;  // severity: the worst seen
  std::int64_t corpus = 0, pilot = 0;                         // documents with at least one
  std::int64_t corpus_findings = 0;
  std::array<std::int64_t, 4> corpus_by_severity{};  // corpus documents by their gravest finding of it; by Severity
  double corpus_share = 0;
  std::optional<Interval> corpus_interval;
  Figure pilot_share;
  std::vector<DocumentRef> examples;  // up to three of the corpus
};

struct Suggestion {
  DocumentRef document;
  std::vector<std::string> stratum;
  std::string reason;
  double uncovered_after = 0, thin_after = 0;  // shares of the corpus once it is in the pilot
  double effective_after = 0;                  // Kish's effective number of pilot documents then
};

// A pilot document without which the pilot would say as much.
struct Redundant {
  DocumentRef document;
  std::string reason;
};

// What people must know of a document before anybody searches the index, whether it makes the document unfit or not.
inline constexpr std::string_view rules_for_people[] = {"format.personal_data", "format.identity_data",
                                                        "format.secrets"};

inline constexpr std::size_t shown_worst = 24, shown_worst_of_rule = 3, shown_unread = 60;

// Documents of the corpus that are shown one by one; by root and path where nothing else is said.
struct NotableDocuments {
  struct Scored {
    DocumentRef document;
    std::optional<double> score;
  };
  // Read and unfit, the lowest scores first; at most three for each worst finding, so that one frequent defect does not
  // hide the others.
  std::vector<Scored> worst;
  std::int64_t worst_of = 0;                 // all that were read and are unfit
  std::vector<DocumentRef> unread, in_part;  // the first of them
};

struct Comparison {
  SideSummary corpus, pilot;
  std::string decision;  // for people: go or not, and what first
  std::string outlook;   // for people: what further documents would be; empty where the corpus was not counted whole
  Headline headline;
  Likeness likeness;
  Coverage coverage;
  std::vector<Transfer> transfers;  // outcomes known on the pilot, re-weighted to the corpus; first the pass rate
  std::vector<MeasureComparison> measures;  // the largest effect first
  std::vector<CategoryComparison> categories;
  std::vector<FindingRate> findings;    // the most frequent in the corpus first
  std::vector<Suggestion> suggestions;  // the first that suggest() would give
  std::vector<Redundant> redundant;     // pilot documents that add nothing, in the order in which to drop them
  NotableDocuments notable;
  std::vector<std::string> notes;         // what a reader must know about these figures
  std::optional<RunChange> since;         // of the corpus, where a baseline run was asked for
  std::map<std::string, Figure> figures;  // by the names that Policy::gate uses
};

std::string_view to_string(Verdict value);
std::string_view to_string(MeasureVerdict value);
std::string_view to_string(LikenessVerdict value);

}  // namespace assay
