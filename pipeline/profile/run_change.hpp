// Run against run: what changed between a baseline run and a later one of the same collection, and whose doing it was.
//
// Both runs counted their documents, so the change itself is certain. It is split into three parts that sum to it:
//   own     what the baseline's documents would be called by today's extractors, rules and policy, less what they were
//           called then. Documents whose bytes did not change show it; those that went or changed are estimated from
//           the ones that stayed, of the same kind and with the same verdict then.
//   mix     other shares of the kinds of documents (file type × origin), seen with today's eyes (Kitagawa 1955)
//   within  documents of one kind came to be better or worse, or grew old, or were joined by copies
// Intervals of 95 % are about the sources: the change that other documents of the same sources would have made.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/profile/figure.hpp"

namespace assay {

class Store;

inline constexpr std::string_view change_schema = "assay.diff/1";

struct RunSummary {
  std::int64_t id = 0;
  std::string finished, today;
  std::int64_t documents = 0, assessed = 0, fit = 0;
  Figure fit_share;  // 0..1, counted
};

struct KindChange {
  std::vector<std::string> values;              // media type, origin
  std::int64_t before = 0, after = 0;           // documents
  std::optional<double> fit_before_then;        // share, as it was called then
  std::optional<double> fit_before, fit_after;  // with today's eyes; none: no such document
  double mix = 0;                               // points
  Figure within;                                // points
};

struct CauseChange {
  std::string rule, title;
  std::int64_t before = 0, after = 0;  // unfit documents of which it is the worst finding
};

struct RunChange {
  enum class Verdict { none, within_chance, better, worse };  // none: no document differs
  std::string collection;
  RunSummary before, after;
  std::int64_t kept = 0, changed = 0, came = 0, went = 0;  // documents: same bytes, other bytes, new, gone
  std::vector<std::string> ours;  // what of ours differs, in words: "the extractors", "the policy" …; empty: nothing
  Verdict verdict = Verdict::none;
  Figure points;                                   // after − before, of the share fit to index; n: documents of both
  Figure mix, within;                              // points
  std::optional<Figure> own;                       // none: not to be told from `within`, no document stayed to show it
  std::int64_t own_switched = 0;                   // unchanged documents called otherwise by our own change
  std::vector<KindChange> kinds;                   // the largest part first
  std::vector<CauseChange> causes;                 // the largest change first
  std::vector<DocumentRef> newly_unfit, switched;  // up to five each: came or changed and unfit; by our own change
  std::string sentence, because;                   // for people
};

std::string_view to_string(RunChange::Verdict value);

// One document of a run, for split_runs(). Kinds and rules are indices into RunPair's tables.
struct RunDocument {
  std::int64_t document = 0, version = 0;
  std::uint32_t kind = 0, cause = 0;  // cause 0: none
  bool fit = false;
};

struct RunPair {
  RunChange facts;                              // collection, runs, `ours`; split_runs() fills in the rest
  std::vector<RunDocument> before, after;       // assessed ones, by document
  std::vector<std::vector<std::string>> kinds;  // values of each
  std::vector<std::string> causes{""};          // rule ids
};

// The split, from what both runs said. Documents whose verdict hangs on the day or on other documents (freshness,
// duplicates) never count as our own change.
RunChange split_runs(RunPair pair);

// The same from the store. `run`, `baseline`: ids as `assay status` shows them; 0: the latest finished run of the
// collection, and the one before it. Throws RunError where there is no such run, or it kept no verdicts.
RunChange change_between(const Store& store, std::string_view collection, std::int64_t baseline = 0,
                         std::int64_t run = 0);

// For a terminal, lines of at most 80 columns.
std::string change_in_words(const RunChange& change);

}  // namespace assay
