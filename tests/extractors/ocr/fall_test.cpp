#include "extractors/ocr/fall.hpp"

#include <doctest/doctest.h>

using namespace assay;

namespace {

// Six lines of twelve words, 1000 wide.
std::vector<ReadWord> page(double fall, bool to_the_left) {
  std::vector<ReadWord> words;
  for (int line = 0; line < 6; ++line)
    for (int i = 0; i < 12; ++i) {
      const double x = 100 + 80 * (to_the_left ? 11 - i : i), y = 100 + 40 * line + fall * x;
      ReadWord word;
      word.text = "word";
      word.box = {x, y, x + 70, y + 20};
      word.line = line;
      words.push_back(word);
    }
  return words;
}

}  // namespace

TEST_CASE("lines fall alike whichever way they run") {
  for (const bool to_the_left : {false, true}) {
    CAPTURE(to_the_left);
    for (const double fall : {0.03, -0.02}) {
      const std::vector<ReadWord> words = page(fall, to_the_left);
      CHECK(fall_of(words) == doctest::Approx(fall));
      for (const ReadWord& word : levelled(words)) CHECK(word.box.y0 == doctest::Approx(100 + 40 * word.line));
    }
    CHECK(fall_of(page(0.01, to_the_left)) == 0);
  }
}
