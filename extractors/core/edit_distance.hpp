// Levenshtein distance: the fewest insertions, deletions and replacements of single elements that make one sequence of
// another.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace assay {

// `Sequence`: a string_view of bytes or of UTF-16 units. Takes time of the product of both lengths, memory of the
// second.
template <class Sequence>
std::size_t edit_distance(Sequence a, Sequence b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replace});
    }
  }
  return row.back();
}

}  // namespace assay
