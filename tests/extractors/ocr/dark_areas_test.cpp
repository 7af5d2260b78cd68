#include "extractors/ocr/dark_areas.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/extractors/ocr/drawn_page.hpp"

using namespace assay;
using namespace assay::testing;

namespace {

constexpr double dpi = 200;
constexpr int paper = 240, ink = 40;

// The words as light letters on a dark ground, or dark ones.
PixPtr words_on(const std::string& text, int letters, int ground) {
  PixPtr words = drawn(text, dpi, 4);
  for (int y = 0; y < pixGetHeight(words.get()); ++y) {
    l_uint32* row = pixGetData(words.get()) + std::ptrdiff_t(y) * pixGetWpl(words.get());
    for (int x = 0; x < pixGetWidth(words.get()); ++x)
      SET_DATA_BYTE(row, x, letters + (ground - letters) * int(GET_DATA_BYTE(row, x)) / 255);
  }
  return words;
}

// A page of text with that in its middle.
PixPtr page_with(Pix* shade) {
  const std::string text =
      "The harbour office asks all owners of boats to renew their papers before the end of March. Bring the old card, "
      "a photograph and the receipt for the yearly fee.";
  PixPtr page = blank_page(1200, 1000);
  pixSetAllArbitrary(page.get(), paper);
  const PixPtr words = words_on(text, ink, paper);
  pixRasterop(page.get(), 100, 50, pixGetWidth(words.get()), pixGetHeight(words.get()), PIX_SRC, words.get(), 0, 0);
  pixRasterop(page.get(), 100, 500, pixGetWidth(shade), pixGetHeight(shade), PIX_SRC, shade, 0, 0);
  return page;
}

bool is_same(Pix* one, Pix* other) {
  int same = 0;
  pixEqual(one, other, &same);
  return same != 0;
}

double share_darker(Pix* page, int level, int top = 595) {
  ::Box* box = boxCreate(200, top, 600, 60);
  const PixPtr part = own(pixClipRectangle(page, box, nullptr));
  boxDestroy(&box);
  const PixPtr dark = own(pixThresholdToBinary(part.get(), level));
  float share = 0;
  pixForegroundFraction(dark.get(), &share);
  return double(share);
}

}  // namespace

TEST_CASE("letters on a dark shade, light or dark ones, are dark on paper") {
  for (const bool light : {true, false}) {
    CAPTURE(light);
    const PixPtr shade = words_on("Berth and owner of each boat in the harbour, with the fees of the year",
                                  light ? paper : 20, light ? 90 : 130);
    const PixPtr page = page_with(shade.get());
    CHECK(share_darker(page.get(), 150) > 0.7);
    const PixPtr lifted = with_dark_shades_lifted(page.get(), dpi, dpi);
    const double letters = share_darker(lifted.get(), 150);
    CHECK(letters > 0.02);
    CHECK(letters < 0.25);
  }
}

TEST_CASE("black words on the cells under white ones stay words") {
  const std::string text = "Berth and owner of each boat in the harbour, with the fees of the year";
  const PixPtr names = words_on(text, paper, 60), column = words_on(text, 10, 120);
  const int width = pixGetWidth(names.get()), height = 180;
  const PixPtr cells = own(pixCreate(width, 2 * height, 8));
  pixRasterop(cells.get(), 0, 0, width, height, PIX_SRC, names.get(), 0, 0);
  pixRasterop(cells.get(), 0, height, width, height, PIX_SRC, column.get(), 0, 0);
  const PixPtr lifted = with_dark_shades_lifted(page_with(cells.get()).get(), dpi, dpi);
  for (const int top : {595, 595 + height}) {
    CAPTURE(top);
    const double letters = share_darker(lifted.get(), 150, top);
    CHECK(letters > 0.02);
    CHECK(letters < 0.25);
  }
}

TEST_CASE("a shade stays as it is where only parts of it would be lifted") {
  const PixPtr words = words_on("Berth and owner of each boat in the harbour", paper, 90);
  const int width = pixGetWidth(words.get());
  const PixPtr form = own(pixCreate(width, 440, 8));
  pixSetAllArbitrary(form.get(), 90);
  pixRasterop(form.get(), 0, 0, width, 170, PIX_SRC, words.get(), 0, 0);
  constexpr int left = 100, right = 30, high = 60;  // of the form beside its white fields, and these
  for (const int top : {180, 260, 340}) {
    ::Box* field = boxCreate(left, top, width - left - right, high);
    pixSetInRectArbitrary(form.get(), field, paper);
    boxDestroy(&field);
  }
  const PixPtr page = page_with(form.get());
  CHECK(is_same(with_dark_shades_lifted(page.get(), dpi, dpi).get(), page.get()));
}

TEST_CASE("dark shades without letters, and what reaches the edge of the page, stay as they are") {
  const PixPtr empty = own(pixCreate(600, 200, 8));
  pixSetAllArbitrary(empty.get(), 90);
  PixPtr page = page_with(empty.get());
  CHECK(is_same(with_dark_shades_lifted(page.get(), dpi, dpi).get(), page.get()));
  const PixPtr words = words_on("Berth and owner of each boat in the harbour, with the fees of the year", paper, 90);
  page = page_with(empty.get());
  pixRasterop(page.get(), 0, 800, pixGetWidth(words.get()), pixGetHeight(words.get()), PIX_SRC, words.get(), 0, 0);
  CHECK(is_same(with_dark_shades_lifted(page.get(), dpi, dpi).get(), page.get()));
}

TEST_CASE("white rows between dark ones are not turned") {
  PixPtr rows = words_on("Berth and owner of each boat in the harbour", paper, 90);
  const int height = pixGetHeight(rows.get()), width = pixGetWidth(rows.get());
  const PixPtr white = words_on("Berth and owner of each boat in the harbour", ink, paper);
  const PixPtr striped = own(pixCreate(width, 3 * height, 8));
  pixRasterop(striped.get(), 0, 0, width, height, PIX_SRC, rows.get(), 0, 0);
  pixRasterop(striped.get(), 0, height, width, height, PIX_SRC, white.get(), 0, 0);
  pixRasterop(striped.get(), 0, 2 * height, width, height, PIX_SRC, rows.get(), 0, 0);
  const PixPtr page = page_with(striped.get());
  const PixPtr lifted = with_dark_shades_lifted(page.get(), dpi, dpi);
  CHECK(!is_same(lifted.get(), page.get()));
  for (const PixPtr* of : {&page, &lifted}) {
    const auto middle = [&](int y) {
      ::Box* box = boxCreate(104, 500 + y, width - 8, height - 8);
      PixPtr part = own(pixClipRectangle(of->get(), box, nullptr));
      boxDestroy(&box);
      return part;
    };
    float mean = 0;
    pixGetAverageMasked(middle(height + 4).get(), nullptr, 0, 0, 1, L_MEAN_ABSVAL, &mean);
    CHECK(mean > 200);
  }
}

TEST_CASE("images of a few pixels stay as they are") {
  for (const int side : {1, 2, 5, 30}) {
    const PixPtr page = blank_page(side, side);
    CHECK(is_same(with_dark_shades_lifted(page.get(), 0, 0).get(), page.get()));
  }
}
