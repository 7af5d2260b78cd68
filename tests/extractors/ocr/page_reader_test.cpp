#include "extractors/ocr/page_reader.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "extractors/ocr/clean_image.hpp"
#include "extractors/ocr/dark_areas.hpp"
#include "extractors/ocr/engine.hpp"
#include "extractors/ocr/estimate.hpp"
#include "extractors/ocr/prepare.hpp"
#include "tests/extractors/ocr/drawn_page.hpp"

using namespace assay;
using namespace assay::testing;

namespace {

const std::string letter =
    "The harbour office asks all owners of boats to renew their papers before the end of March. Bring the old card, a "
    "photograph and the receipt for the yearly fee of 145.50 pounds. Whoever cannot come in person may send a friend "
    "with a signed letter. The office is open from nine to four and closed on Fridays.";

const std::string brief =
    "Für das nächste Jahr werden die Gebühren der Häfen neu geregelt. Größere Boote zahlen künftig einen höheren "
    "Beitrag, während für kleine Ruderboote nichts geändert wird. Bitte überweisen Sie den Betrag spätestens bis zum "
    "fünfzehnten März und vergessen Sie nicht, die Nummer Ihres Liegeplatzes anzugeben.";

const std::string carta =
    "La oficina del puerto ruega a todos los propietarios de barcos que renueven sus documentos antes del final de "
    "marzo. Los dueños pueden traer la tarjeta antigua, una fotografía y el recibo de la cuota anual. Quien no pueda "
    "venir en persona podrá enviar a un amigo con una carta firmada por el mismo dueño del barco.";

PageReader& reader() {
  static PageReader shared(models_folder(), {"deu", "eng", "fra"});
  return shared;
}

OcrPage read(PixPtr pix, double dpi_x = 200, double dpi_y = 0) {
  NoProgress progress;
  return reader().read(page_image(std::move(pix), dpi_x, dpi_y), 1, progress);
}

// How often recognition began.
class Readings final : public Progress {
 public:
  void advance(std::string_view, int done, int) override { begun += done == 0; }
  int begun = 0;
};

int times_read(PixPtr pix, double dpi, const std::string& language = {}) {
  Readings readings;
  PageImage image = page_image(std::move(pix), dpi);
  image.language = language;
  reader().read(std::move(image), 1, readings);
  return readings.begun;
}

const Notice* notice_of(const OcrPage& page, const std::string& code) {
  const auto at = std::ranges::find(page.notices, code, &Notice::code);
  return at == page.notices.end() ? nullptr : &*at;
}

PixPtr turned(PixPtr pix, int quarters) {
  return own(pixRotateOrth(pix.get(), quarters));
}

// `grey`: of the letters.
PixPtr on_grainy_paper(const std::string& text, int grey) {
  PixPtr page = blank_page(1700, 2200);
  const PixPtr line = drawn(text, 200, 5);
  pixRasterop(page.get(), 300, 900, pixGetWidth(line.get()), pixGetHeight(line.get()), PIX_SRC, line.get(), 0, 0);
  unsigned state = 7;
  for (int y = 0; y < 2200; ++y) {
    l_uint32* row = pixGetData(page.get()) + std::ptrdiff_t(y) * pixGetWpl(page.get());
    for (int x = 0; x < 1700; ++x) {
      int grain = 0;
      for (int i = 0; i < 4; ++i) grain += int((state = state * 1664525u + 1013904223u) >> 24) % 6;
      SET_DATA_BYTE(row, x, grey + GET_DATA_BYTE(row, x) * (245 - grey) / 255 + grain - 10);
    }
  }
  return page;
}

}  // namespace

TEST_CASE("a clean page is read whole, and the reader knows that it was") {
  const OcrPage page = read(drawn(letter));
  CHECK(words_found(letter, words_of(page)) > 0.97);
  CHECK(page.page.text_source == TextSource::ocr);
  CHECK(page.page.origin == PageOrigin::scan);
  CHECK(page.page.language == "en");
  CHECK(page.page.rotation == 0);
  CHECK(page.page.width == doctest::Approx(5.5 * 72).epsilon(0.01));
  REQUIRE(page.page.predicted_cer);
  CHECK(page.page.predicted_cer->value < 0.05);
  CHECK(page.page.predicted_cer->low <= page.page.predicted_cer->value);
  CHECK(page.page.predicted_cer->value <= page.page.predicted_cer->high);
  CHECK(page.layout.words.size() == page.page.words.size());
  CHECK(page.notices.empty());
  for (const auto& word : page.page.words) {
    CHECK(word.box.x0 >= 0);
    CHECK(word.box.x1 <= page.page.width + 1);
    CHECK(word.box.y1 <= page.page.height + 1);
  }
}

TEST_CASE("a plain page is read once, one in another language is begun once more") {
  const auto page_of = [](const std::string& paragraph) {
    std::string text;
    for (int i = 0; i < 8; ++i) text += paragraph + "\n";
    return drawn(text, 200, 7);
  };
  CHECK(times_read(page_of(letter), 200) == 1);
  CHECK(times_read(page_of(brief), 200) == 2);
  // The pages before were in a language, which is tried first.
  CHECK(times_read(page_of(brief), 200, "de") == 1);
  CHECK(times_read(page_of(letter), 200, "de") == 2);
  CHECK(times_read(page_of(letter), 200, "xx") == 1);  // no model has it
}

TEST_CASE("an upright header does not keep a page on its side") {
  std::string body;
  for (int i = 0; i < 4; ++i) body += std::string(letter) + "\n";
  const PixPtr page = turned(drawn(body, 200, 7), 1), header = drawn(letter, 200, 7);
  const int width = std::max(pixGetWidth(page.get()), pixGetWidth(header.get())), top = pixGetHeight(header.get());
  PixPtr both = own(pixCreate(width, top + pixGetHeight(page.get()), 8));
  pixSetAll(both.get());
  pixRasterop(both.get(), 0, 0, pixGetWidth(header.get()), top, PIX_SRC, header.get(), 0, 0);
  pixRasterop(both.get(), 0, top, pixGetWidth(page.get()), pixGetHeight(page.get()), PIX_SRC, page.get(), 0, 0);
  CHECK(read(std::move(both)).page.rotation != 0);
}

TEST_CASE("a page is read whichever way it lies") {
  for (const int quarters : {1, 2, 3}) {
    const OcrPage page = read(turned(drawn(letter), quarters));
    CHECK(words_found(letter, words_of(page)) > 0.95);
    CHECK(page.page.rotation == 360 - 90 * quarters);
    CHECK(page.page.width == doctest::Approx(5.5 * 72).epsilon(0.01));
  }
}

TEST_CASE("a fax with flat pixels is read") {
  for (const double dpi_y : {98.0, 196.0}) {
    const PixPtr page = drawn(letter, 300, 5.5, "DejaVu Serif", 12);
    const OcrPage read_page = read(faxed(page.get(), 300, dpi_y), 204, dpi_y);
    CHECK(words_found(letter, words_of(read_page)) > 0.9);
    CHECK(read_page.page.origin == PageOrigin::fax);
    CHECK(read_page.page.width == doctest::Approx(5.5 * 72).epsilon(0.01));
  }
}

TEST_CASE("streaks that a dirty sensor draws down a fax split no lines") {
  const PixPtr page = drawn(letter, 300, 5.5, "DejaVu Serif", 12);
  const PixPtr fax = faxed(page.get(), 300, 98);
  for (const double at : {0.2, 0.45, 0.7})
    pixRasterop(fax.get(), int(pixGetWidth(fax.get()) * at), 0, 2, pixGetHeight(fax.get()), PIX_SET, nullptr, 0, 0);
  CHECK(words_found(letter, words_of(read(share(fax), 204, 98))) > 0.9);
}

TEST_CASE("a page in the shade on one side loses nothing there") {
  const PixPtr page = drawn(letter, 220, 8);
  const int width = pixGetWidth(page.get());
  for (int y = 0; y < pixGetHeight(page.get()); ++y) {
    l_uint32* line = pixGetData(page.get()) + std::ptrdiff_t(y) * pixGetWpl(page.get());
    for (int x = 0; x < width; ++x) {
      const int toned = 90 + GET_DATA_BYTE(line, x) * 110 / 255;
      SET_DATA_BYTE(line, x, toned * (256 - 200 * x / width) / 256);
    }
  }
  CHECK(words_found(letter, words_of(read(share(page), 220))) > 0.95);
}

TEST_CASE("figures under and beside a stamp across the page are read") {
  std::string votes;
  for (int i = 0; i < 30; ++i)
    votes += fmt::format("Candidate number {} of the town council {:>20}\n", "abcdefghij"[i % 10], 113 + i * 29 % 700);
  const PixPtr page = drawn(votes, 300, 8, "DejaVu Sans Mono", 9);
  const int width = pixGetWidth(page.get()), height = pixGetHeight(page.get());
  for (const double at : {0.15, 0.35, 0.55, 0.75}) {
    const int x = int(width * at), y = int(height * (1 - at));
    pixRenderLineArb(page.get(), x, y, x + width / 5, y - height / 4, width / 25, 150, 150, 150);
    pixRenderLineArb(page.get(), x, y, x + width / 8, y + height / 6, width / 25, 150, 150, 150);
  }
  const OcrPage result = read(share(page), 300);
  int right = 0, wrong = 0;
  std::istringstream words(words_of(result));
  for (std::string word; words >> word;) {
    if (word.find_first_of("0123456789") == std::string::npos) continue;
    bool known = false;
    for (int i = 0; i < 30; ++i) known = known || word == std::to_string(113 + i * 29 % 700);
    ++(known ? right : wrong);
  }
  CHECK(right >= 20);
  CHECK(wrong == 0);  // what the stamp covers in part is no smaller number
  CHECK(std::any_of(result.notices.begin(), result.notices.end(),
                    [](const Notice& notice) { return notice.code == "readability.text_passed_over"; }));
}

TEST_CASE("single figures of a table are read, or said to be missing") {
  std::string table = " Castle1    Castle2    Castle3    Castle4    Castle5    Castle6\n";
  int figures = 0;
  for (int row = 0; row < 14; ++row) {
    for (int column = 0; column < 6; ++column, ++figures) {
      const int value = (row * 7 + column * 5) % 4 == 0 ? 10 + row : (row * column) % 3 == 0 ? 0 : (row + column) % 10;
      table += fmt::format("{:>8}   ", value);
    }
    table += '\n';
  }
  const OcrPage page = read(drawn(table, 200, 7.2, "DejaVu Sans Mono", 9));
  std::istringstream words(words_of(page));
  int found = 0;
  for (std::string word; words >> word;) found += word.find_first_not_of("0123456789") == std::string::npos;
  CHECK(found > figures / 2);
  const Notice* told = notice_of(page, "readability.text_passed_over");  // noughts with a dot inside
  CHECK((found == figures || told));
}

TEST_CASE("a signature or a stamp beside the print is told, with its place") {
  const OcrPage page =
      read(with_paper(drawn(letter), 400, [](Pix* pix, int top) { write_by_hand(pix, 150, top + 150, 350, 90); }));
  CHECK(words_found(letter, words_of(page)) > 0.95);
  const Notice* told = notice_of(page, "readability.not_printed");
  REQUIRE(told);
  CHECK(told->severity == Severity::info);
  REQUIRE(told->place.box);
  const double paper = page.page.height - 400 * 72 / 200.0;
  CHECK(told->place.box->y0 > paper + 100 * 72 / 200.0);
  CHECK(told->place.box->y1 < paper + 300 * 72 / 200.0);
  CHECK(told->place.box->x1 - told->place.box->x0 == doctest::Approx(350 * 72 / 200.0).epsilon(0.25));

  const OcrPage stamped = read(with_paper(drawn(letter), 500, [](Pix* pix, int top) {
    draw_curve(pix, 5, [&](double t) {
      return std::pair{600 + 150 * std::cos(6.3 * t), top + 250 + 150 * std::sin(6.3 * t)};
    });
  }));
  const Notice* ring = notice_of(stamped, "readability.not_printed");
  REQUIRE(ring);
  CHECK(ring->message.starts_with("Something on page 1 was"));
  REQUIRE(ring->place.box);
  CHECK(ring->place.box->x1 - ring->place.box->x0 == doctest::Approx(300 * 72 / 200.0).epsilon(0.1));
}

TEST_CASE("text that runs up or down a page is read, or told") {
  const std::string aside =
      "Repairs of the northern quay are planned for the second week of April, weather permitting.";
  for (const int quarters : {1, 3}) {
    CAPTURE(quarters);
    const PixPtr turned = own(pixRotateOrth(drawn(aside, 200, 3).get(), quarters));
    const OcrPage page = read(with_paper(drawn(letter), pixGetHeight(turned.get()) + 50, [&](Pix* pix, int top) {
      pixRasterop(pix, 150, top, pixGetWidth(turned.get()), pixGetHeight(turned.get()), PIX_SRC, turned.get(), 0, 0);
    }));
    CHECK(words_found(letter, words_of(page)) > 0.95);
    const Notice* told = notice_of(page, "readability.text_passed_over");
    CHECK((told || words_found(aside, words_of(page)) > 0.9));
    if (told) CHECK(told->place.box->y0 > 72 * 0.5);
  }
}

TEST_CASE("lines by hand are text that was not read") {
  const OcrPage page = read(with_paper(drawn(letter), 600, [](Pix* pix, int top) {
    for (int line = 0; line < 4; ++line) write_by_hand(pix, 120, top + 60 + 120 * line, 800, 60);
  }));
  const Notice* told = notice_of(page, "readability.text_passed_over");
  REQUIRE(told);
  CHECK(told->severity == Severity::warning);
  CHECK(told->message.find("4 lines") != std::string::npos);
  // More of them than of print: what was read is not the page.
  const OcrPage most = read(with_paper(drawn("Notes of the meeting in March", 200, 5.5), 1700, [](Pix* pix, int top) {
    for (int line = 0; line < 12; ++line) write_by_hand(pix, 120, top + 60 + 120 * line, 800, 60);
  }));
  REQUIRE(notice_of(most, "readability.page_not_read"));
  CHECK(notice_of(most, "readability.page_not_read")->severity == Severity::error);
  REQUIRE(told->place.box);  // around all of them
  CHECK(told->place.box->y1 - told->place.box->y0 == doctest::Approx((3 * 120 + 60) * 72 / 200.0).epsilon(0.1));
}

TEST_CASE("coasts of a map and frames with round corners are no lines by hand") {
  const OcrPage page = read(with_paper(drawn(letter), 1000, [](Pix* pix, int top) {
    for (int line = 0; line < 6; ++line)
      draw_curve(pix, 4, [&](double t) {
        const double y = top + 80 + 150 * line, coast = std::sin(40 * t + line) + 0.4 * std::sin(113 * t);
        return line < 4 ? std::pair{120 + 800 * t, y + 22 * coast}
                        : std::pair{500 + 350 * std::sin(6.3 * t), y + 40 * std::cos(6.3 * t)};
      });
  }));
  CHECK_FALSE(notice_of(page, "readability.text_passed_over"));
  CHECK(notice_of(page, "readability.not_printed"));
}

TEST_CASE("hatched cells of a form are no lines by hand") {
  const OcrPage page = read(with_paper(drawn(letter), 700, [](Pix* pix, int top) {
    for (int row = 0; row < 5; ++row)
      for (int x = 150; x < 450; x += 14)
        pixRenderLineArb(pix, x, top + 60 + 120 * row, x + 50, top + 110 + 120 * row, 2, 0, 0, 0);
  }));
  CHECK_FALSE(notice_of(page, "readability.text_passed_over"));
}

TEST_CASE("frames, bars and ruled tables are nothing written, and a photo is no text") {
  const OcrPage ruled = read(with_paper(drawn(letter), 500, [](Pix* pix, int top) {
    for (int row = 0; row <= 5; ++row)
      pixRenderLineArb(pix, 120, top + 50 + 60 * row, 950, top + 50 + 60 * row, 3, 0, 0, 0);
    for (const int x : {120, 400, 700, 950}) pixRenderLineArb(pix, x, top + 50, x, top + 350, 3, 0, 0, 0);
    for (int y = top + 420; y < top + 440; ++y) pixRenderLineArb(pix, 120, y, 950, y, 1, 20, 20, 20);
  }));
  CHECK(ruled.notices.empty());
  const OcrPage photo = read(with_paper(drawn(letter), 600, [](Pix* pix, int top) {
    std::uint32_t seed = 5;
    for (int y = top + 50; y < top + 550; ++y)
      for (int x = 300; x < 800; ++x) {
        seed = seed * 1664525u + 1013904223u;
        pixSetPixel(pix, x, y, std::min(60 + std::uint32_t(x + y) / 12 % 120 + (seed >> 27), 255u));
      }
  }));
  CHECK_FALSE(notice_of(photo, "readability.text_passed_over"));
}

TEST_CASE("a page unlike all that the estimate was fitted on says that its errors are not known") {
  const auto told = [](const OcrPage& page) {
    return std::ranges::any_of(page.notices,
                               [](const Notice& notice) { return notice.code == "readability.unlike_fit"; });
  };
  constexpr std::string_view alike = "0O1lI|5S8B6G2Z";
  std::string codes;
  unsigned state = 3;
  for (int i = 0; i < 600; ++i) {
    state = state * 1664525u + 1013904223u;
    codes += alike[(state >> 16) % alike.size()];
    if (i % 5 == 4) codes += i % 50 == 49 ? '\n' : ' ';
  }
  const OcrPage odd = read(drawn(codes, 100, 8), 100);
  CHECK(told(odd));
  REQUIRE(odd.page.predicted_cer.has_value());
  CHECK(odd.page.predicted_cer->high - odd.page.predicted_cer->low == doctest::Approx(1));
  CHECK_FALSE(told(read(drawn(letter, 200), 200)));
}

TEST_CASE("check boxes are read by their shape, empty or crossed") {
  const std::string form =
      "The member has paid the yearly fee of the club. Yes \u2612 No \u2610\n"
      "The boat lies in the harbour over the winter. Yes \u2610 No \u2612\n"
      "\u2610 The papers of the boat are renewed before the end of March.";
  for (const auto& [dpi, font] : {std::pair{300, "DejaVu Serif,DejaVu Sans"}, std::pair{200, "DejaVu Sans"}}) {
    const OcrPage page = read(drawn(form, dpi, 7, font), dpi);
    const std::string said = words_of(page);
    CHECK(said.find("Yes \u2612 No \u2610") != std::string::npos);
    CHECK(said.find("Yes \u2610 No \u2612") != std::string::npos);
    CHECK(said.find("\u2610 The papers") != std::string::npos);
    CHECK(page.layout.words.size() == page.page.words.size());
  }
}

TEST_CASE("letters, bullets and digits in boxes are no check boxes") {
  const std::string letters =
      "PART II OF THE BOOK\nPART O AND PART D\nGOOD DOGS DO NOT BARK AT 100 BOATS\n"
      "\u25a0 The first point of the list\n\u25a0 The second point of the list";
  for (const char* font :
       {"DejaVu Serif", "DejaVu Sans", "DejaVu Sans Mono", "DejaVu Serif Bold", "DejaVu Sans Bold"}) {
    const std::string said = words_of(read(drawn(letters, 300, 7, font), 300));
    CAPTURE(font);
    CHECK(said.find("\u2610") == std::string::npos);
    CHECK(said.find("\u2612") == std::string::npos);
  }
  // Lines over, under and beside a letter, as forms have them: what stands in the box must not get lost.
  PixPtr page = drawn("The letter in the box is B", 300, 7);
  const PixPtr ink = own(pixThresholdToBinary(page.get(), 128));
  int x = 0, width = 0;
  const BoxaPtr shapes(pixConnCompBB(ink.get(), 8));
  for (int i = 0; i < boxaGetCount(shapes.get()); ++i) {
    int left = 0, w = 0;
    boxaGetBoxGeometry(shapes.get(), i, &left, nullptr, &w, nullptr);
    if (left > x) x = left, width = w;
  }
  int y = 0, height = 0;
  for (int i = 0; i < boxaGetCount(shapes.get()); ++i) {
    int left = 0;
    boxaGetBoxGeometry(shapes.get(), i, &left, &y, nullptr, &height);
    if (left == x) break;
  }
  ::Box* around = boxCreate(x - 8, y - 6, width + 16, height + 12);
  pixRenderBoxArb(page.get(), around, 3, 0, 0, 0);
  boxDestroy(&around);
  const std::string said = words_of(read(std::move(page), 300));
  CAPTURE(said);
  CHECK(said.find("\u2610") == std::string::npos);
  CHECK(said.find("\u2612") == std::string::npos);
}

TEST_CASE("a dash stands on the line around it, and no word reaches into the next") {
  const OcrPage page =
      read(drawn("They spoke for an hour — nobody took notes — and then the lights went out. " + letter));
  REQUIRE(page.layout.words.size() == page.page.words.size());
  int dashes = 0;
  for (std::size_t i = 1; i + 1 < page.layout.words.size(); ++i) {
    const LayoutWord &before = page.layout.words[i - 1], &word = page.layout.words[i];
    const bool same_line = before.box.y0 < word.box.y1 && word.box.y0 < before.box.y1 && before.box.x0 < word.box.x0;
    if (same_line) CHECK(before.box.x1 <= word.box.x0);
    if (word.text != "—") continue;
    ++dashes;
    CHECK(word.box.y1 - word.box.y0 > 0.6 * (before.box.y1 - before.box.y0));
    CHECK(page.page.words[i].box.y1 - page.page.words[i].box.y0 < 0.5 * (word.box.y1 - word.box.y0));
  }
  CHECK(dashes == 2);
}

TEST_CASE("a picture of a few lines at a screen's resolution is not taken for empty") {
  const std::string few = "Type of delay\nMean and median\nPatient delay";
  const PixPtr large = drawn(few, 300, 3, "DejaVu Sans", 9);
  PixPtr small = own(pixScaleSmooth(large.get(), 0.15F, 0.15F));
  CHECK(words_of(read(std::move(small), 45)).size() > 20);
}

TEST_CASE("a crooked, small and a dark page are read") {
  const PixPtr straight = drawn(letter);
  CHECK(words_found(letter, words_of(read(own(pixRotateAMGray(straight.get(), 0.04F, 255))))) > 0.95);
  const PixPtr small = drawn(letter, 100);
  CHECK(words_found(letter, words_of(read(share(small), 100))) > 0.9);
  // Letters five pixels high, as on pictures made for a screen: a fifth of the words is misread when their edges blur.
  CHECK(words_found(letter, words_of(read(drawn(letter, 55, 5.5, "Liberation Sans", 10), 55))) > 0.87);
  const PixPtr dark = own(pixInvert(nullptr, straight.get()));
  CHECK(words_found(letter, words_of(read(share(dark)))) > 0.95);
}

TEST_CASE("the lean of a page is that of its lines, not of the black border around it") {
  std::string text;
  for (int i = 0; i < 5; ++i) text += letter + "\n\n";
  const PixPtr straight = drawn(text, 200, 7);
  constexpr double lean = 3;
  PixPtr leaning = own(pixRotateAMGray(straight.get(), float(lean * 3.14159265 / 180), 255));
  leaning = own(pixAddBorder(leaning.get(), 150, 0));
  for (const bool bilevel : {false, true}) {
    CAPTURE(bilevel);
    const OcrPage page = read(bilevel ? own(pixThresholdToBinary(leaning.get(), 128)) : share(leaning));
    CHECK(page.page.signals.at("image.skew") == doctest::Approx(lean).epsilon(0.05));
    std::string said;
    for (const Block& block : lay_out(page.layout).blocks) said += block.text + "\n";
    CHECK(said.find("renew their papers before the end of March. Bring the old card") != std::string::npos);
  }
}

TEST_CASE("the lean of a page is that of its lines where nothing is left of a grey border but its edge") {
  const PixPtr words = drawn(letter, 300, 7);
  const int width = pixGetWidth(words.get()), height = pixGetHeight(words.get());
  const PixPtr page = blank_page(width, 3000);
  pixRasterop(page.get(), 0, 300, width, height, PIX_SRC, words.get(), 0, 0);
  constexpr double lean = 3;
  const PixPtr paper = own(pixRotateAMGray(page.get(), float(lean * 3.14159265 / 180), 255));
  const PixPtr scan = own(pixAddBorder(paper.get(), 90, 20));
  CHECK(skew_of(to_ink(scan.get(), false).get()) == doctest::Approx(lean).epsilon(0.05));
}

TEST_CASE("ruling lines tell the lean of a page, not what was written between them less straight") {
  constexpr double lean = 1.2, written = 2, radians = 3.14159265 / 180;
  std::string text;
  for (int i = 0; i < 5; ++i) text += letter + "\n\n";
  const PixPtr straight = drawn(text, 200, 7);
  const int width = pixGetWidth(straight.get()), height = pixGetHeight(straight.get());
  const PixPtr rules = blank_page(width, height);
  for (int y = 60; y < height; y += 60) pixRasterop(rules.get(), 60, y, width - 120, 3, PIX_CLR, nullptr, 0, 0);
  const PixPtr form = own(pixRotateAMGray(rules.get(), float(lean * radians), 255));
  const PixPtr words = own(pixRotateAMGray(straight.get(), float(written * radians), 255));
  pixRasterop(form.get(), 0, 0, width, height, PIX_SRC & PIX_DST, words.get(), 0, 0);
  CHECK(skew_of(to_ink(form.get(), false).get()) == doctest::Approx(lean).epsilon(0.05));
  CHECK(skew_of(faxed(form.get(), 200, 196).get()) == doctest::Approx(lean).epsilon(0.05));
}

TEST_CASE("words that fall along their lines are put together by line, whatever else stands straight") {
  std::string text;
  for (int i = 0; i < 5; ++i) text += letter + "\n\n";
  const PixPtr straight = drawn(text, 200, 7);
  const PixPtr leaning = own(pixRotateAMGray(straight.get(), 0.04F, 255));
  const int width = pixGetWidth(leaning.get()), height = pixGetHeight(leaning.get());
  const PixPtr both = blank_page(width, 2 * height);
  pixRasterop(both.get(), 0, 0, width, height, PIX_SRC, leaning.get(), 0, 0);
  for (int y = height; y < 2 * height; y += 12)
    pixRasterop(both.get(), width / 4, y, width / 2, 4, PIX_CLR, nullptr, 0, 0);
  const OcrPage page = read(share(both));
  std::string said;
  for (const Block& block : lay_out(page.layout).blocks) said += block.text + "\n";
  CHECK(said.find("end of March. Bring the old card, a photograph and the receipt for the") != std::string::npos);
  CHECK(said.find("with a signed letter. The office is open from nine to four") != std::string::npos);
}

TEST_CASE("white letters on black areas of a black and white page are lines as others are") {
  const std::string notice =
      "Boats that are not paid for until the end of April lose their berth in the inner harbour. Whoever has sold a "
      "boat "
      "tells the office the name of its new owner.";
  const PixPtr above = drawn(letter, 300, 7), below = drawn(notice, 300, 7);
  const PixPtr dark = own(pixInvert(nullptr, below.get()));
  const int width = pixGetWidth(above.get()), height = pixGetHeight(above.get());
  const PixPtr both = blank_page(width, height + pixGetHeight(dark.get()) + 100);
  pixRasterop(both.get(), 0, 0, width, height, PIX_SRC, above.get(), 0, 0);
  pixRasterop(both.get(), 0, height, width, pixGetHeight(dark.get()), PIX_SRC, dark.get(), 0, 0);
  const OcrPage page = read(own(pixThresholdToBinary(both.get(), 128)), 300);
  CHECK(page.layout.rules.empty());
  std::string said;
  const LayoutResult laid = lay_out(page.layout);
  for (const Block& block : laid.blocks) said += block.text + "\n";
  CHECK(laid.tables.empty());
  CHECK(said.find(notice) != std::string::npos);
}

TEST_CASE("the names of a table are read where they are white on dark cells of a grey scan") {
  const PixPtr page = blank_page(1700, 900);
  const PixPtr above = drawn(letter, 200, 7);
  pixRasterop(page.get(), 0, 0, pixGetWidth(above.get()), pixGetHeight(above.get()), PIX_SRC, above.get(), 0, 0);
  const std::vector<std::string> names = {"Berth", "Owner", "Length", "Yearly fee"};
  int left = 100;
  for (const std::string& name : names) {
    const PixPtr word = own(pixInvert(nullptr, drawn(name, 200, 2).get()));
    ::Box* cell = boxCreate(left, 500, 300, 70);
    pixSetInRectArbitrary(page.get(), cell, 70);
    boxDestroy(&cell);
    pixRasterop(page.get(), left + 5, 510, 250, 50, PIX_SRC | PIX_DST, word.get(), 95, 95);
    left += 304;
  }
  const std::string said = words_of(read(share(page)));
  for (const std::string& name : names) {
    CAPTURE(name);
    CHECK(said.find(name) != std::string::npos);
  }
}

TEST_CASE("a black border or picture with a few light flecks stays as it is") {
  const PixPtr page = own(pixCreate(600, 600, 1));
  pixRasterop(page.get(), 100, 100, 400, 300, PIX_SET, nullptr, 0, 0);
  for (int i = 0; i < 5; ++i) pixRasterop(page.get(), 130 + 60 * i, 200, 10, 15, PIX_CLR, nullptr, 0, 0);
  int same = 0;
  pixEqual(with_dark_areas_turned(page.get(), 200, 200).get(), page.get(), &same);
  CHECK(same == 1);
}

TEST_CASE("dark areas that reach over each other all over a page are a picture, and none of them is copied") {
  constexpr int side = 3600, dpi = 200, run = 104, thick = 6, apart = 180;
  const PixPtr page = own(pixCreate(side, side, 1));
  for (int first = -side; first < side; first += apart)
    for (int x = 0; x < side; x += thick) pixRasterop(page.get(), x, first + x, run, thick, PIX_SET, nullptr, 0, 0);
  const PixPtr words = own(pixThresholdToBinary(drawn(letter, 200, 3).get(), 128));
  const PixPtr bar = own(pixInvert(nullptr, words.get()));
  const int width = pixGetWidth(bar.get()), height = pixGetHeight(bar.get());
  pixRasterop(page.get(), 0, 0, width + apart, height + apart, PIX_CLR, nullptr, 0, 0);
  pixRasterop(page.get(), 0, 0, width, height, PIX_SRC, bar.get(), 0, 0);
  int same = 0;
  pixEqual(with_dark_areas_turned(page.get(), dpi, dpi).get(), page.get(), &same);
  CHECK(same == 1);
}

TEST_CASE("a line alone on grainy paper is read, and soon") {
  for (const int grey : {40, 200}) {
    CAPTURE(grey);
    CHECK(words_of(read(on_grainy_paper("Approved by the harbour office", grey))) == "Approved by the harbour office");
    CHECK(times_read(on_grainy_paper("Approved by the harbour office", grey), 200) < 8);
  }
  CHECK(read(on_grainy_paper("- 7 -", 40)).page.rotation == 0);
}

TEST_CASE("a page whose grain may hide its text is not blank") {
  PixPtr page = blank_page(420, 590);
  unsigned state = 7;
  for (int y = 0; y < 590; ++y) {
    l_uint32* row = pixGetData(page.get()) + std::ptrdiff_t(y) * pixGetWpl(page.get());
    for (int x = 0; x < 420; ++x) {
      int grain = 0;
      for (int i = 0; i < 4; ++i) grain += int((state = state * 1664525u + 1013904223u) >> 24) % 36;
      SET_DATA_BYTE(row, x, 120 + grain);
    }
  }
  CHECK(read(std::move(page)).page.origin != PageOrigin::blank);
}

TEST_CASE("grain is made white around a few letters, and left where strokes of many would go with it") {
  const auto stays = [](const std::string& text) {
    const PixPtr page = on_grainy_paper(text, 200);
    const PixPtr ink = to_ink(page.get(), false);
    const ImageLook look = look_at(page.get(), ink.get(), false);
    CHECK(look.ink_coverage < 0.01);
    int same = 0;
    pixEqual(without_grain(page.get(), ink.get(), look).get(), page.get(), &same);
    return same == 1;
  };
  CHECK_FALSE(stays("Approved by the harbour office"));
  CHECK(stays(letter));
}

TEST_CASE("specks of a bad line are not read, and don't hide the text") {
  const PixPtr page = drawn(letter, 204, 5.5, "DejaVu Serif", 12);
  const PixPtr ink = own(pixThresholdToBinary(page.get(), 140));
  turn_pixels(ink.get(), 1.0 / 60);
  CHECK(words_found(letter, words_of(read(share(ink), 204, 204))) > 0.9);
}

TEST_CASE("text is read where every fifth dot is wrong") {
  const PixPtr page = drawn(letter, 300, 5.5, "DejaVu Serif", 11);
  const PixPtr ink = own(pixThresholdToBinary(page.get(), 140));
  turn_pixels(ink.get(), 0.2);
  CHECK(words_found(letter, words_of(read(share(ink), 300, 300))) > 0.85);
}

TEST_CASE("a page of noise is told to be so, and is not given to recognition") {
  for (const double density : {0.08, 0.125, 0.2, 0.45, 0.5}) {
    CAPTURE(density);
    const PixPtr noise = own(pixCreate(2480, 3508, 1));
    turn_pixels(noise.get(), density);
    CHECK(times_read(share(noise), 300) == 0);
    const OcrPage page = read(share(noise), 300);
    CHECK(page.page.origin != PageOrigin::blank);
    CHECK(page.page.text_source == TextSource::none);
    CHECK(page.page.ink_coverage.value() > 0.01);
    REQUIRE(notice_of(page, "readability.page_not_read"));
    CHECK(notice_of(page, "readability.page_not_read")->message.find("noise") != std::string::npos);
  }
}

TEST_CASE("rows of dots that stand apart do the letters beside them no harm") {
  std::string text;
  for (int row = 0; row < 110; ++row) text += std::string(200, '.') + '\n';
  const PixPtr ink = own(pixThresholdToBinary(drawn(text + letter, 200, 8.27, "DejaVu Serif", 8).get(), 140));
  CHECK(words_found(letter, words_of(read(share(ink), 200))) > 0.9);
}

TEST_CASE("text beside a picture in dots is read, however many dots there are") {
  const PixPtr text = drawn(letter, 600, 8, "DejaVu Serif", 10);
  const int width = pixGetWidth(text.get()), top = pixGetHeight(text.get());
  const PixPtr picture = own(pixCreate(width, 4500, 8));
  for (int y = 0; y < 4500; ++y)
    for (int x = 0; x < width; ++x) pixSetPixel(picture.get(), x, y, unsigned(190 + 50 * std::sin(x * y / 1e6)));
  const PixPtr dots = own(pixDitherToBinary(picture.get()));
  const PixPtr ink = own(pixCreate(width, top + 4500, 1)), above = own(pixThresholdToBinary(text.get(), 140));
  pixRasterop(ink.get(), 0, 0, width, top, PIX_SRC, above.get(), 0, 0);
  pixRasterop(ink.get(), 0, top, width, 4500, PIX_SRC, dots.get(), 0, 0);
  const OcrPage page = read(share(ink), 600);
  CHECK_FALSE(notice_of(page, "readability.page_not_read"));
  CHECK(words_found(letter, words_of(page)) > 0.9);
}

TEST_CASE("dots of a picture that are as high as small letters are not measured as letters") {
  const PixPtr text = drawn(letter, 600, 8, "DejaVu Serif", 10);
  const int width = pixGetWidth(text.get()), top = pixGetHeight(text.get()), pitch = 12;
  const PixPtr ink = own(pixCreate(width, top + 2400, 1)), above = own(pixThresholdToBinary(text.get(), 140));
  pixRasterop(ink.get(), 0, 0, width, top, PIX_SRC, above.get(), 0, 0);
  for (int y = top; y < top + 2400 - pitch; ++y)
    for (int x = 300; x < width - 300; ++x)
      if (std::hypot(x % pitch - 5.5, (y - top) % pitch - 5.5) < 3.5 + std::sin(x / pitch * 0.1))
        pixSetPixel(ink.get(), x, y, 1);
  REQUIRE(prepare(page_image(share(ink), 600)).look.letter_height > 30);
  CHECK(words_found(letter, words_of(read(share(ink), 600))) > 0.9);
}

TEST_CASE("the model follows the language of the page") {
  const OcrPage page = read(drawn(brief));
  CHECK(page.page.language == "de");
  CHECK(words_found(brief, words_of(page)) > 0.95);
}

TEST_CASE("a language without a model is named, with its package") {
  const OcrPage page = read(drawn(carta));
  REQUIRE(page.notices.size() == 1);
  CHECK(page.notices[0].code == "readability.missing_language");
  CHECK(page.notices[0].message.find("tesseract-ocr-spa") != std::string::npos);
  CHECK(page.notices[0].place.page == 1);
}

TEST_CASE("a language without a model is named where it makes most of a page, or has letters of its own") {
  const auto told = [](const std::string& text, const std::string& package) {
    const OcrPage page = read(drawn(text));
    return std::any_of(page.notices.begin(), page.notices.end(), [&](const Notice& notice) {
      return notice.code == "readability.missing_language" && notice.message.find(package) != std::string::npos;
    });
  };
  const std::string russian =
      "Портовое управление просит всех владельцев лодок обновить свои документы до конца марта. Принесите старую "
      "карту, "
      "фотографию и квитанцию об уплате годового взноса. Кто не может прийти сам, может послать друга с письмом, "
      "подписанным владельцем лодки. Управление открыто с девяти до четырёх часов, а по пятницам закрыто.";
  CHECK(told(letter + "\n\n" + carta + " " + carta, "tesseract-ocr-spa"));
  CHECK(told(letter + "\n\n" + russian, "tesseract-ocr-script-cyrl"));
  CHECK_FALSE(told(letter + "\n\n" + brief, "tesseract"));
  std::string signs, formulas;
  for (int i = 0; i < 4; ++i) {
    signs += "→ → → ⇒ ⇒ ▲ ▼ ◆ ◆ ◆ ● ● ■ ■ ☎ ✂ ✓ ✗\n\n";
    formulas += "∑ ∫ √ ≤ ≥ ∞ α + β = γ² ; f(x) = ∫₀¹ x² dx ≈ ⅓\n\n";
  }
  CHECK_FALSE(told(letter + "\n\n" + signs, "tesseract"));
  CHECK_FALSE(told(letter + "\n\n" + formulas, "tesseract"));
}

TEST_CASE("blank pages are proven blank, dirty ones too") {
  const OcrPage clean = read(blank_page(1100, 1600));
  CHECK(clean.page.origin == PageOrigin::blank);
  CHECK(clean.page.text_source == TextSource::none);
  REQUIRE(clean.page.ink_coverage);
  CHECK(*clean.page.ink_coverage == 0);
  CHECK(clean.notices.empty());

  const PixPtr dirty = blank_page(1100, 1600);
  for (int i = 0; i < 12; ++i) pixSetPixel(dirty.get(), 90 * i + 13, 121 * i + 40, 60);
  CHECK(read(share(dirty)).page.origin == PageOrigin::blank);
}

TEST_CASE("one short line is a page with text") {
  const OcrPage page = read(drawn("Appendix B follows"));
  CHECK(words_of(page) == "Appendix B follows");
  CHECK(page.page.origin != PageOrigin::blank);
}

TEST_CASE("a few words are read twice, and what differs makes the estimate worse") {
  const OcrPage page = read(drawn("The harbour office is open from nine to four", 150));
  REQUIRE(page.page.signals.contains("ocr.second_reading"));
  CHECK(page.page.signals.at("ocr.second_reading") < 0.1);
  REQUIRE(page.page.predicted_cer);
  CHECK(page.page.predicted_cer->value < 0.05);
  // Of so few nobody can promise that not one character is wrong.
  CHECK(page.page.predicted_cer->high > 0.02);
  CHECK_FALSE(read(drawn(letter)).page.signals.contains("ocr.second_reading"));

  auto differs = page.page.signals, alike = page.page.signals;
  differs["ocr.second_reading"] = 0.5;
  alike["ocr.second_reading"] = 0;
  const auto worse = predict_ocr_cer(differs), better = predict_ocr_cer(alike);
  REQUIRE(worse);
  REQUIRE(better);
  CHECK(worse->value > better->value);
  CHECK(worse->high > better->high);
}

TEST_CASE("the same image gives the same result whatever was read before") {
  const auto spoilt = [] {
    const PixPtr small = own(pixScale(drawn(letter).get(), 0.42F, 0.42F));
    return own(pixScale(small.get(), 2, 2));
  };
  PageReader fresh(models_folder(), {"deu", "eng", "fra"});
  NoProgress progress;
  const OcrPage alone = fresh.read(page_image(spoilt(), 200), 1, progress);
  read(drawn(brief));
  const OcrPage after = read(spoilt());
  CHECK(words_of(alone) == words_of(after));
  REQUIRE(alone.page.words.size() == after.page.words.size());
  for (std::size_t i = 0; i < after.page.words.size(); ++i)
    CHECK(*alone.page.words[i].confidence == *after.page.words[i].confidence);
  CHECK(alone.page.signals == after.page.signals);
}

TEST_CASE("reading starts no thread") {
  struct Counter final : Progress {
    std::size_t most = 0, calls = 0;
    static std::size_t threads() {
      std::size_t count = 0;
      for ([[maybe_unused]] const auto& task : std::filesystem::directory_iterator("/proc/self/task")) ++count;
      return count;
    }
    void advance(std::string_view, int, int) override {
      ++calls;
      most = std::max(most, threads());
    }
  } counter;
  const std::size_t before = Counter::threads();
  reader().read(page_image(drawn(letter), 200), 1, counter);
  CHECK(counter.calls > 5);
  CHECK(counter.most == before);
  CHECK(Counter::threads() == before);
}

TEST_CASE("a progress that throws ends the reading, and the reader is as before") {
  struct Impatient final : Progress {
    void advance(std::string_view, int, int) override { throw std::runtime_error("enough"); }
  } impatient;
  CHECK_THROWS_AS(reader().read(page_image(drawn(letter), 200), 1, impatient), std::runtime_error);
  CHECK(words_found(letter, words_of(read(drawn(letter)))) > 0.97);
}

TEST_CASE("without an image or a model the page says so") {
  NoProgress progress;
  const OcrPage nothing = reader().read({}, 3, progress);
  CHECK(nothing.page.text_source == TextSource::none);
  REQUIRE(nothing.notices.size() == 1);
  CHECK(nothing.notices[0].place.page == 3);

  for (const std::vector<std::string>& models : {std::vector<std::string>{}, {"eng"}}) {
    PageReader lost("/nonexistent", models);
    const OcrPage page = lost.read(page_image(drawn("Some words"), 200), 1, progress);
    REQUIRE(page.notices.size() == 1);
    CHECK(page.notices[0].code == "readability.page_not_read");
    CHECK(page.page.words.empty());
  }
}

TEST_CASE("images of a few pixels are no trouble") {
  for (const auto& [width, height] : {std::pair{1, 1}, {3, 200}, {200, 3}, {40, 40}}) {
    const PixPtr pix = own(pixCreate(width, height, 8));
    CHECK_NOTHROW(read(share(pix)));
  }
}

TEST_CASE("a comma belongs to the word before it, however far the printer set it") {
  Reading reading;
  reading.words = {{"l’Inde", {0, 0, 60, 20}, 0.9, true, false, 0}, {",", {64, 14, 67, 24}, 0.8, false, false, 0},
                   {"et", {80, 0, 100, 20}, 0.9, true, true, 0},    {",", {200, 14, 203, 24}, 0.8, false, true, 0},
                   {",", {0, 40, 3, 44}, 0.8, false, false, 1},     {"|", {10, 30, 12, 50}, 0.8, false, false, 1},
                   {",", {14, 44, 17, 48}, 0.8, false, true, 1}};
  reading.join_commas();
  CHECK(reading.text() == "l’Inde, et ,\n, | ,");
  CHECK(reading.words.front().confidence == 0.8);
  CHECK(reading.words.front().box.x1 == 67);
}

TEST_CASE("the letters of a page that is too large to work on whole are measured in its own pixels") {
  PixPtr page = blank_page(9000, 9000);
  const PixPtr text = drawn(letter, 600);
  pixRasterop(page.get(), 0, 0, pixGetWidth(text.get()), pixGetHeight(text.get()), PIX_SRC, text.get(), 0, 0);
  const double height = prepare(page_image(drawn(letter, 600), 600)).look.letter_height;
  const PreparedPage large = prepare(page_image(std::move(page), 600));
  CHECK(large.look.letter_height == doctest::Approx(height).epsilon(0.1));
  CHECK(large.look.letter_height * large.scale == doctest::Approx(20).epsilon(0.1));
}

TEST_CASE("black and white is told from grey on pages of any size") {
  const PixPtr page = blank_page(4960, 7016);  // A4 at 600 dpi
  pixRasterop(page.get(), 500, 500, 2000, 3000, PIX_CLR, nullptr, 0, 0);
  CHECK(is_black_and_white(page.get()));
  pixSetPixel(page.get(), 4959, 7015, 254);
  CHECK_FALSE(is_black_and_white(page.get()));
}

TEST_CASE("bars and dashes, which edges of paper are read as, make no reading better than another") {
  Reading plain;
  plain.words = {{"Harbour", {}, 0.8, true, false, 0}, {"dues", {}, 0.7, true, true, 0}};
  Reading with_edges = plain;
  with_edges.words.push_back({"|", {}, 0.95, false, true, 1});
  with_edges.words.push_back({"—", {}, 0.95, false, true, 2});
  CHECK(with_edges.worth() == plain.worth());
}
