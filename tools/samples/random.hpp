// Chance that repeats: every sample draws from its own generator, seeded by the sample's name, so that adding one
// sample changes no other.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace assay::samples {

// SplitMix64 (Steele, Lea, Flood 2014). The distributions of <random> may differ between standard libraries.
class Random {
 public:
  explicit Random(std::string_view name);

  std::uint64_t next();
  int below(int n);                // 0 … n-1
  int between(int low, int high);  // both included
  double unit();                   // [0, 1)
  double gaussian();               // mean 0, standard deviation 1

  template <class T, std::size_t N>
  const T& pick(std::span<const T, N> items) {
    return items[static_cast<std::size_t>(below(static_cast<int>(items.size())))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace assay::samples
