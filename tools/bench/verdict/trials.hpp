// The trials: each draws corpora and pilots many times, asks the product, and counts how often it was right.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "tools/bench/verdict/documents.hpp"

namespace assay::bench {

struct Sizes {
  std::size_t pilot = 30, corpus = 2000;  // corpus 0, where documents come from a store: that collection as it is
  int rounds = 1000;
  int per_corpus = 10;  // pilots held against one corpus before the next is drawn
  std::uint64_t seed = 1;
};

// Where documents come from: a store, or the model where `store` is empty.
struct Source {
  std::filesystem::path store;
  std::string collection = "corpus";
};

// Pilot and corpus from the same source: how often is a difference called all the same?
void trial_random(const Source& source, const Sizes& sizes);

// The pilot picked with another mix of kinds: how often does the interval of Transfer hold the truth?
void trial_transfer(const Source& source, const Sizes& sizes);

// 5, 10 and 25 % of the corpus are documents with one planted defect (a keyword of the manifest), the pilot has none:
// how often is it noticed? The store holds the samples, as collections "corpus" and "pilot".
void trial_planted(const std::filesystem::path& store, const std::filesystem::path& manifest, const Sizes& sizes);

// A sample of `drawn` documents of each corpus: how often do the intervals hold what the whole corpus is, and how wide
// are they beside those of a sample without strata?
void trial_sample(const Sizes& sizes, std::int64_t drawn);

// How far suggest() brings coverage, against random documents.
void trial_suggest(const std::filesystem::path& store, int budget, int draws);

}  // namespace assay::bench
