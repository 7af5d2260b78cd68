// A number with what it rests on, and a document by name: what all of a comparison is made of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace assay {

inline constexpr double interval_level = 0.95;

struct Interval {
  double low = 0;
  double high = 0;
};

// No value: unknown. No interval: a census.
struct Figure {
  std::optional<double> value;
  std::optional<Interval> interval;
  std::int64_t n = 0;  // documents it was taken over
};

struct DocumentRef {
  std::int64_t id = 0;
  std::string root, path;
};

}  // namespace assay
