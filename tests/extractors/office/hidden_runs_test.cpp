#include "extractors/office/hidden_runs.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <utility>
#include <vector>

using assay::office::HiddenParts;
using assay::office::HiddenRuns;

TEST_CASE("runs in any order hold the lines that were added, and no others") {
  rc::check([](const std::vector<std::pair<unsigned, unsigned>>& added) {
    constexpr int lines = 40;
    std::array<bool, lines> hidden{};
    HiddenRuns runs;
    for (const auto& [at, size] : added) {
      const int first = static_cast<int>(at % 30), last = first + static_cast<int>(size % 8) - 1;
      runs.add(first, last);
      for (int line = first; line <= last; ++line) hidden[static_cast<std::size_t>(line)] = true;
    }
    for (int first = 0; first < lines; ++first)
      for (int last = first; last < lines; ++last) {
        bool all = true;
        for (int line = first; line <= last; ++line) all = all && hidden[static_cast<std::size_t>(line)];
        RC_ASSERT(runs.hold(first, last) == all);
      }
  });
}

TEST_CASE("a range is hidden by its rows or by its columns, not by some of both") {
  HiddenParts hidden;
  hidden.rows.add(0, 0);
  hidden.columns.add(0, 0);
  CHECK(hidden.hide({0, 0, 0, 5}));
  CHECK(hidden.hide({0, 0, 5, 0}));
  CHECK_FALSE(hidden.hide({0, 0, 1, 1}));
  CHECK(hidden.hide(0, 7));
  CHECK_FALSE(hidden.hide(1, 1));
}
