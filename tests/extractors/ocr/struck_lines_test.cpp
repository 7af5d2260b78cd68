#include "extractors/ocr/struck_lines.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "extractors/layout/layout.hpp"
#include "extractors/ocr/prepare.hpp"
#include "tests/extractors/ocr/drawn_page.hpp"

using namespace assay;
using namespace assay::testing;

namespace {

constexpr double dpi = 200, inch = 72;

const std::string clause =
    "The tenant keeps the garden and the stairs clean, pays 450 pounds on the first of each month, and asks before "
    "a dog or a cat moves in. Repairs below 80 pounds are paid by the tenant, all others by the owner of the house. "
    "Whoever loses a key of the house pays for the new lock, as long as it is not insured.";

OcrPage read(PixPtr pix) {
  static PageReader reader(models_folder(), {"eng"});
  NoProgress progress;
  return reader.read(page_image(std::move(pix), dpi), 1, progress);
}

// The boxes of its lines of text, in pixels.
std::map<int, assay::Box> lines_of(const OcrPage& page) {
  std::map<int, assay::Box> out;
  for (const LayoutWord& word : page.layout.words) {
    const auto [line, first] = out.try_emplace(word.line, word.box);
    line->second.x0 = std::min(line->second.x0, word.box.x0);
    line->second.x1 = std::max(line->second.x1, word.box.x1);
  }
  for (auto& [number, box] : out)
    for (double* edge : {&box.x0, &box.y0, &box.x1, &box.y1}) *edge *= dpi / inch;
  return out;
}

// The page with a line of a pen at that share of the height of each line of text.
PixPtr lined(const std::string& text, const std::string& font, double height) {
  PixPtr page = drawn(text, dpi, 5.5, font);
  const std::map<int, assay::Box> lines = lines_of(read(assay::share(page)));
  for (const auto& [number, box] : lines) {
    const int y = int(box.y0 + height * (box.y1 - box.y0));
    pixRenderLineArb(page.get(), int(box.x0) - 2, y, int(box.x1) + 3, y + 1, 2, 50, 50, 50);
  }
  return page;
}

const Notice* struck(const LayoutResult& page) {
  const auto it = std::ranges::find(page.notices, "readability.struck_out", &Notice::code);
  return it == page.notices.end() ? nullptr : &*it;
}

}  // namespace

TEST_CASE("words that are struck through are read, and told, though no letter of the page stands by itself") {
  for (const char* font : {"DejaVu Sans", "Liberation Serif", "Liberation Sans"}) {
    CAPTURE(font);
    const OcrPage page = read(lined(clause, font, 0.58));
    CHECK(words_found(clause, words_of(page)) > 0.85);
    const LayoutResult laid_out = lay_out(page.layout);
    const Notice* told = struck(laid_out);
    REQUIRE(told);
    CHECK(std::stoi(told->message) > 40);
    CHECK(told->evidence.starts_with("The tenant keeps"));
  }
}

TEST_CASE("lines below words, bold print and tables are not struck through") {
  const OcrPage underlined = read(lined(clause, "Liberation Serif", 1.1));
  CHECK(words_found(clause, words_of(underlined)) > 0.9);
  CHECK_FALSE(struck(lay_out(underlined.layout)));

  const std::string bars = " Trifft der Griff die Schrift, trifft der Stift das Blatt.";
  for (const char* font : {"DejaVu Sans Bold", "Liberation Serif Bold", "DejaVu Sans Mono Bold", "Liberation Serif"}) {
    PixPtr page = drawn(clause + bars, dpi, 5.5, font);
    PreparedPage prepared = turned(prepare(page_image(std::move(page), dpi)), 0);
    CHECK(take_struck_lines(prepared.grey, prepared.ink, prepared.letter()).empty());
  }
}

TEST_CASE("borders of a table that its figures touch stay") {
  PixPtr page = drawn("1 234 567 890\n2 345 678 901\n3 456 789 012\n4 567 890 123", dpi, 4, "DejaVu Sans Mono", 12);
  const int width = pixGetWidth(page.get()), height = pixGetHeight(page.get());
  for (int y = 90; y < height; y += 38) pixRenderLine(page.get(), 40, y, width - 40, y, 2, L_CLEAR_PIXELS);
  for (int x = 40; x < width; x += 60) pixRenderLine(page.get(), x, 60, x, height - 60, 2, L_CLEAR_PIXELS);
  PreparedPage prepared = turned(prepare(page_image(std::move(page), dpi)), 0);
  const PixPtr before = share(prepared.ink);
  take_struck_lines(prepared.grey, prepared.ink, prepared.letter());
  int same = 0;
  pixEqual(before.get(), prepared.ink.get(), &same);
  CHECK(same == 1);
}
