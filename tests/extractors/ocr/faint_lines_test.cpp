#include "extractors/ocr/faint_lines.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "extractors/layout/layout.hpp"
#include "tests/extractors/ocr/drawn_page.hpp"

using namespace assay;
using namespace assay::testing;

namespace {

constexpr double dpi = 200;
constexpr int left = 100, top = 100, wide = 200, high = 60, columns = 4, rows = 5;

void fill(Pix* page, int x, int y, int width, int height, int grey) {
  ::Box* box = boxCreate(x, y, width, height);
  pixSetInRectArbitrary(page, box, l_uint32(grey));
  boxDestroy(&box);
}

// Of the rows, then of the columns.
void draw_lines(Pix* page, const std::function<void(Pix*, int x, int y, int width, int height)>& draw) {
  for (int row = 0; row <= rows; ++row) draw(page, left, top + row * high, columns * wide, 2);
  for (int column = 0; column <= columns; ++column) draw(page, left + column * wide, top, 2, rows * high);
}

PixPtr grainy(PixPtr page) {
  unsigned state = 7;
  for (int y = 0; y < pixGetHeight(page.get()); ++y) {
    l_uint32* row = pixGetData(page.get()) + std::ptrdiff_t(y) * pixGetWpl(page.get());
    for (int x = 0; x < pixGetWidth(page.get()); ++x) {
      state = state * 1103515245 + 12345;
      const int grain = int(state >> 16 & 15) - 8;
      SET_DATA_BYTE(row, x, std::clamp(int(GET_DATA_BYTE(row, x)) - 10 + grain, 0, 255));
    }
  }
  return page;
}

std::vector<assay::Box> faint_in(Pix* page, const std::vector<ReadWord>& words = {}) {
  std::vector<assay::Box> lines;
  add_faint_lines(page, dpi, words, lines);
  return lines;
}

struct Count {
  std::ptrdiff_t across, down;
  bool operator==(const Count&) const = default;
};

Count count(const std::vector<assay::Box>& lines) {
  const auto across =
      std::ranges::count_if(lines, [](const assay::Box& line) { return RulingLine{line}.horizontal(); });
  return {across, std::ssize(lines) - across};
}

}  // namespace

TEST_CASE("light grey lines of a table on grainy paper are found") {
  PixPtr page = blank_page(1000, 500);
  draw_lines(page.get(), [](Pix* to, int x, int y, int width, int height) { fill(to, x, y, width, height, 228); });
  page = grainy(std::move(page));
  const std::vector<assay::Box> lines = faint_in(page.get());
  CHECK(count(lines) == Count{rows + 1, columns + 1});
  constexpr double near = 8;
  for (const assay::Box& line : lines) {
    if (!RulingLine{line}.horizontal()) continue;
    CHECK(line.x0 == doctest::Approx(left).epsilon(near / left));
    CHECK(line.x1 == doctest::Approx(left + columns * wide).epsilon(near / left));
  }
}

TEST_CASE("dotted lines are lines") {
  PixPtr page = blank_page(1000, 500);
  draw_lines(page.get(), [](Pix* to, int x, int y, int width, int height) {
    for (int i = 0; i < std::max(width, height); i += 5)
      fill(to, width > height ? x + i : x, width > height ? y : y + i, 2, 2, 80);
  });
  CHECK(count(faint_in(grainy(std::move(page)).get())) == Count{rows + 1, columns + 1});
}

TEST_CASE("light lines between shades, and the sides of shades, are lines") {
  PixPtr parted = blank_page(1000, 500);
  fill(parted.get(), left, top, columns * wide, rows * high, 190);
  draw_lines(parted.get(), [](Pix* to, int x, int y, int width, int height) { fill(to, x, y, width, height, 255); });
  const Count lines = count(faint_in(grainy(std::move(parted)).get()));
  CHECK(lines.across >= rows - 1);
  CHECK(lines.down >= columns - 1);
  const PixPtr striped = blank_page(1000, 500);
  for (int row = 0; row < rows; row += 2) fill(striped.get(), left, top + row * high, columns * wide, high, 210);
  CHECK(count(faint_in(grainy(own(pixClone(striped.get()))).get())).across == rows + 1);
}

TEST_CASE("a thick border has one line, not one for each of its sides") {
  const PixPtr page = blank_page(1000, 500);
  draw_lines(page.get(),
             [](Pix* to, int x, int y, int width, int height) { fill(to, x - 4, y - 4, width + 8, height + 8, 0); });
  CHECK(count(faint_in(page.get())).across == rows + 1);
}

TEST_CASE("a fold of the paper, letters and what runs along words are no lines") {
  const PixPtr folded = blank_page(1000, 500);
  fill(folded.get(), 0, 250, 1000, 2, 228);
  CHECK(faint_in(folded.get()).empty());
  const std::string text =
      "The bill of the hall for 1,000,000 minimal millimetres of filling, 111,111 in all, will be settled until the "
      "illumination of the inner hill. Willing men and women mix mammoth amounts of aluminium in common communion.";
  CHECK(faint_in(drawn(text + "\n\n" + text, dpi, 4).get()).empty());
  PixPtr page = blank_page(1000, 500);
  draw_lines(page.get(), [](Pix* to, int x, int y, int width, int height) { fill(to, x, y, width, height, 228); });
  std::vector<ReadWord> words;
  for (int row = 0; row <= rows; ++row) {
    words.emplace_back();
    words.back().box = {double(left), top + row * high - 12.0, double(left + columns * wide), top + row * high + 12.0};
  }
  CHECK(count(faint_in(page.get(), words)).across == 0);
}

TEST_CASE("an arrow from one box to the next is no line of a table") {
  const PixPtr page = blank_page(1000, 500);
  for (const int y : {100, 180, 265, 345}) fill(page.get(), 100, y, 800, 2, 200);
  for (const int x : {100, 898}) {
    fill(page.get(), x, 100, 2, 82, 200);
    fill(page.get(), x, 265, 2, 82, 200);
  }
  fill(page.get(), 500, 180, 2, 87, 200);
  const std::vector<assay::Box> lines = faint_in(page.get());
  CHECK(count(lines) == Count{4, 4});
  CHECK(std::ranges::none_of(lines, [](const assay::Box& line) { return line.x0 > 450 && line.x1 < 550; }));
}

TEST_CASE("an image smaller than what stands beside a line has none") {
  for (const int side : {1, 7, 12, 19, 20}) CHECK(faint_in(blank_page(side, side).get()).empty());
}
