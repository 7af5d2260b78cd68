#include "extractors/ocr/read_lines.hpp"

#include <doctest/doctest.h>

using namespace assay;

namespace {

// A word of 20 pixels a letter, 30 high, from x on.
ReadWord word(double x, const char* text) {
  ReadWord out;
  out.text = text;
  out.box = {x, 100, x + 20.0 * double(out.text.size()), 130};
  return out;
}

std::string read(const ReadWord& word, const Box& line) {
  Reading reading;
  reading.words = {word};
  drop_lines_read({line}, reading);
  return reading.text();
}

constexpr Box upright(double x) {
  return {x, 50, x + 3, 400};
}

}  // namespace

TEST_CASE("the border of a cell is no bracket of its number") {
  CHECK(read(word(200, "34)"), upright(250)) == "34");
  CHECK(read(word(200, "57]"), upright(255)) == "57");
  CHECK(read(word(200, "7l"), upright(230)) == "7");
  CHECK(read(word(200, "(000020"), upright(202)) == "000020");
  CHECK(read(word(200, "|"), upright(208)).empty());
}

TEST_CASE("what no line runs through stays, and so do brackets of a pair and letters of words") {
  CHECK(read(word(200, "34)"), upright(280)) == "34)");
  CHECK(read(word(200, "34)"), {250, 100, 253, 132}) == "34)");  // no longer than a letter
  CHECK(read(word(200, "34)"), {100, 128, 400, 131}) == "34)");  // under the word
  CHECK(read(word(200, "(5)"), upright(250)) == "(5)");
  CHECK(read(word(200, "total"), upright(292)) == "total");
  CHECK(read(word(200, "11"), upright(232)) == "11");
}

TEST_CASE("the box of a word without the line ends where the line begins") {
  Reading reading;
  reading.words = {word(200, "34)")};
  drop_lines_read({upright(250)}, reading);
  CHECK(reading.words.at(0).box.x1 == 250);
}
