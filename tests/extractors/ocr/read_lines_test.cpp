#include "extractors/ocr/read_lines.hpp"

#include <doctest/doctest.h>

#include <utility>

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
  std::vector<Box> lines = {line};
  drop_lines_read(lines, reading);
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
  std::vector<Box> lines = {upright(250)};
  drop_lines_read(lines, reading);
  CHECK(reading.words.at(0).box.x1 == 250);
}

TEST_CASE("bars one below the other are a line, one alone is a bar") {
  Reading reading;
  std::vector<Box> lines;
  for (const double y : {100.0, 150.0, 200.0}) {
    for (const auto& [x, text] : {std::pair{100.0, "24"}, std::pair{200.0, "|"}, std::pair{300.0, "bottles"}}) {
      reading.words.push_back(word(x, text));
      reading.words.back().box.y0 = y;
      reading.words.back().box.y1 = y + 30;
    }
  }
  reading.words.push_back(word(600, "|"));
  drop_lines_read(lines, reading);
  CHECK(reading.words.size() == 7);
  CHECK(reading.words.back().text == "|");
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].y0 == 100);
  CHECK(lines[0].y1 == 230);
}

TEST_CASE("a line of text ends where it did when several words at its end were lines") {
  Reading reading;
  reading.words = {word(100, "34"), word(200, "|"), word(300, "|"), word(100, "57")};
  reading.words[2].line_end = true;
  std::vector<Box> lines = {upright(208), upright(308)};
  drop_lines_read(lines, reading);
  REQUIRE(reading.words.size() == 2);
  CHECK(reading.words[0].line_end);
}

TEST_CASE("strokes of bold letters are no lines, but what runs below or past a word is one") {
  Reading reading;
  reading.words = {word(200, "photograph")};
  std::vector<Box> lines = {{210, 114, 390, 116}, {200, 131, 400, 133}, {150, 114, 390, 116}};
  drop_lines_read(lines, reading);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].y0 == 131);
  CHECK(lines[1].x0 == 150);
}
