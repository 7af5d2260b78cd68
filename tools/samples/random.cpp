#include "tools/samples/random.hpp"

namespace assay::samples {

Random::Random(std::string_view name) : state_(20250314) {
  for (const char c : name) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3U;  // FNV-1a
}

std::uint64_t Random::next() {
  std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

int Random::below(int n) {
  return static_cast<int>(next() % static_cast<std::uint64_t>(n));
}

int Random::between(int low, int high) {
  return low + below(high - low + 1);
}

double Random::unit() {
  return static_cast<double>(next() >> 11U) * 0x1p-53;
}

double Random::gaussian() {
  double sum = -6;  // twelve uniforms have variance 1: enough for the noise of a scanner, and the same everywhere
  for (int i = 0; i < 12; ++i) sum += unit();
  return sum;
}

}  // namespace assay::samples
