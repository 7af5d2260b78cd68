// Transfer: what an outcome that is known on the pilot would be on the corpus, and how sure that is.
//
// Documents are put into kinds (file type × origin). Of each kind the pilot's outcome is taken and weighted with the
// kind's share of the corpus (post-stratification): right as far as documents of one kind are alike on both sides.
// Kinds without a pilot document are never guessed: they may turn out all good or all bad, and the bounds say so.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/core/result.hpp"
#include "pipeline/profile/figure.hpp"

namespace assay {

// An outcome of pilot documents, 0 (bad) to 1 (good): labels, answers judged right, results of a review.
struct PilotOutcome {
  struct Label {
    std::string path;  // of a pilot document, or the end of one
    double value = 0;
  };
  std::string title;
  std::vector<Label> labels;
};

struct TransferStratum {
  std::vector<std::string> values;  // media type, origin
  std::int64_t corpus = 0, pilot = 0;
  double share = 0;  // of the corpus
  std::optional<double> pilot_mean;
};

struct Transfer {
  std::string title;
  Figure pilot;                                      // mean over the labelled pilot documents, 0..1
  double resembled_share = 0;                        // of the corpus: documents of kinds with a labelled pilot document
  std::optional<Interval> resembled_share_interval;  // where a sample of the corpus was read
  double effective_n = 0;                            // Kish: as many documents of the corpus's mix would say as much
  Figure resembled;                                  // the outcome over that share; the interval is of 95 %
  std::optional<Interval> bounds;  // over the whole corpus: that interval, and the worst and best case for the rest
  Figure known;                    // over the corpus, where it is known there too (the pass rate)
  // In points: pilot − corpus = mix + unseen + within. Mix: other shares of the kinds that the pilot holds. Unseen: at
  // most, were all documents of the other kinds bad; where the outcome is known, what they take. Within: documents of
  // one kind are worse in the corpus; only where it is known.
  double mix_points = 0, unseen_points = 0;
  std::optional<double> within_points;
  std::vector<TransferStratum> strata;  // largest corpus share first
  std::vector<std::string> unmatched;   // labels whose document the pilot does not hold
  std::string sentence;                 // for people
};

// Labels from a delimited file: the first row names the columns; the first column is the document, each further one an
// outcome. Values: yes/no, true/false, pass/fail, right/wrong, good/bad, ok, a number 0..1, or a percentage. An empty
// cell is no label. Throws RunError, naming the row, for anything else.
std::vector<PilotOutcome> read_outcomes(ByteView bytes, std::string_view file_name);

}  // namespace assay
