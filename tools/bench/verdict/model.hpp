// Documents from distributions: kinds as archives hold them, and for every measure of the catalogue a distribution
// after its unit, that leans on the kind. Heavy ties and long tails are meant: real measures have them.
#pragma once

#include "tools/bench/verdict/documents.hpp"

namespace assay::bench {

inline constexpr std::size_t kind_count = 8;

class Model {
 public:
  Model();
  // One document of a kind drawn by `weights` (of kind_count).
  BenchDocument document(const std::vector<double>& weights, Random& random) const;
  Documents documents(std::size_t count, const std::vector<double>& weights, Random& random) const;

 private:
  struct Shape {
    std::string name;
    char family;  // s share, c count, d days, e error rate
    double none;  // share of documents where it is 0
    double spread;
    std::vector<double> shift;  // of each kind
    double applies;             // share of documents that have it
  };
  std::vector<Shape> shapes_;
};

// What production holds, and what somebody would pick: other shares of each type and origin, the same mix within them,
// which is what Transfer assumes.
const std::vector<double>& corpus_weights();
const std::vector<double>& picked_weights();

}  // namespace assay::bench
