// Which documents to read of a corpus that is too large to be read whole.
//
// Strata are made of what is known without opening a file: its type by name, the folder it lies in, its size. Within a
// stratum the order is that of a hash of seed and path; between strata documents take turns in proportion to the
// strata's sizes (Webster's divisor method: the k-th document of a stratum of N comes at (k − ½)/N). A sample of n is
// the first n of that order: proportional, the same on every machine, and a larger sample holds every smaller one.
// Proportional and not Neyman's allocation: the verdict is made of some hundred figures, and what sharpens one of them
// blurs others, while proportional strata are hardly ever worse than none (Cochran 1977, 5.6 and 5.9).
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/ingest/discover.hpp"
#include "pipeline/store/records.hpp"

namespace assay {

struct SampleOptions {
  std::int64_t documents = 0;  // how many; 0: as many as `precision` needs
  double precision = 0;        // points: half the width of the 95 % interval of any share over the whole corpus
  std::uint64_t seed = 1;
};

// Documents that give a share of ½, the worst case, an interval of ± `precision` points, of a corpus of `population`:
// n = n₀/(1 + (n₀ − 1)/N), n₀ = (1.96/precision)²/4 (Cochran 1977, 4.4).
std::int64_t sample_size(double precision, std::int64_t population);

// Collects what a first walk finds (32 bytes for each), draws, and knows in a second walk what was drawn.
class SampleFrame {
 public:
  explicit SampleFrame(std::uint64_t seed) : seed_(seed) {}
  void add(const Found& found);
  std::int64_t documents() const { return static_cast<std::int64_t>(entries_.size()); }
  // Once, after all were added; as many as there are where more are wanted. Gives the strata.
  std::vector<SampleRecord::Stratum> draw(std::int64_t wanted);
  struct Place {
    std::int64_t position = 0;  // in the drawing order, from 0
    std::int32_t stratum = 0;
  };
  const Place* drawn(const Found& found) const;                        // null: not drawn
  bool holds(const std::string& root, const std::string& path) const;  // found by the first walk, drawn or not

 private:
  struct Entry {
    std::uint64_t hash = 0, bytes = 0;
    std::uint32_t type = 0, folder = 0;
    std::int32_t stratum = 0;
  };
  struct Names {
    std::vector<std::string> list;
    std::unordered_map<std::string, std::uint32_t> codes;
    std::uint32_t code(std::string name);
  };
  std::uint64_t hash(const std::string& root, const std::string& path) const;
  std::vector<SampleRecord::Stratum> stratify();

  std::uint64_t seed_;
  std::vector<Entry> entries_;  // by hash, once drawn
  Names roots_, types_, folders_;
  std::vector<std::pair<std::uint64_t, Place>> drawn_;  // by hash
};

}  // namespace assay
