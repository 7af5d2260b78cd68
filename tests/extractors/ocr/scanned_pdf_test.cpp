// PDFs whose pages are images in part or whole, read by the real models.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "extractors/pdf/pdf_extractor.hpp"
#include "tests/extractors/ocr/drawn_page.hpp"
#include "tests/extractors/pdf/small_pdf.hpp"

using namespace assay;
using namespace assay::testing;
using test::SmallPdf;

namespace {

constexpr double dpi = 150;

const std::string letter =
    "The harbour office asks all owners of boats to renew their papers before the end of March. Bring the old card, a "
    "photograph and the receipt for the yearly fee. Whoever cannot come in person may send a friend with a signed "
    "letter. The office is open from nine to four and closed on Fridays. In August nobody is there to answer.";

const std::string brief =
    "Die Hafenverwaltung bittet alle Besitzer von Booten, ihre Papiere vor dem Ende des Monats zu erneuern. Bringen "
    "Sie die alte Karte, ein Lichtbild und die Quittung des Jahresbeitrags mit. Wer nicht selbst kommen kann, schickt "
    "einen Freund mit einem unterschriebenen Brief.";

// How often recognition began.
class Readings final : public Progress {
 public:
  void advance(std::string_view what, int done, int) override { begun += what == "recognition" && done == 0; }
  int begun = 0;
};

Document read(const std::string& bytes, Readings& readings) {
  ExtractOptions options;
  options.ocr_data = models_folder();
  options.ocr_languages = {"deu", "eng"};
  Result<Document> document = pdf_extractor().extract(as_bytes(bytes), options, readings);
  REQUIRE(document.has_value());
  return *std::move(document);
}

Document read(const std::string& bytes) {
  Readings readings;
  return read(bytes, readings);
}

// The image on a page of A4, its top left corner at (x, top) from the top left, in points.
std::string placed(Pix* image, double x, double top) {
  const double width = pixGetWidth(image) * 72 / dpi, height = pixGetHeight(image) * 72 / dpi;
  return SmallPdf::image(x, 842 - top - height, width, height, pixGetWidth(image), pixGetHeight(image),
                         [image](int column, int row) {
                           l_uint32 grey = 0;
                           pixGetPixel(image, column, row, &grey);
                           return static_cast<int>(grey);
                         });
}

// `text` in lines of so many letters, from `top` on.
std::string lines_of(const std::string& text, double top, std::size_t letters = 80) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.size() - at <= letters ? text.size() : text.rfind(' ', at + letters);
    out += SmallPdf::show(60, 842 - top, text.substr(at, end - at), 11);
    at = end + 1;
    top += 14;
  }
  return out;
}

std::string text_of(const Document& document) {
  std::string text;
  for (const Block& block : document.blocks) text += block.text + '\n';
  return text;
}

const Notice* notice_of(const Document& document, const std::string& code) {
  const auto at = std::ranges::find(document.notices, code, &Notice::code);
  return at == document.notices.end() ? nullptr : &*at;
}

// Text with a drawn ring amid it; `ring` is how far its middle is from the top.
PixPtr text_and_ring(int& ring) {
  const PixPtr text = drawn(letter + " Boats without papers may stay for one night.", dpi);
  const int width = pixGetWidth(text.get()), top = pixGetHeight(text.get());
  PixPtr page = blank_page(width, 2 * top + 200);
  for (const int y : {0, top + 200}) pixRasterop(page.get(), 0, y, width, top, PIX_SRC, text.get(), 0, 0);
  ring = top + 90;
  draw_curve(page.get(), 4, [ring](double t) {
    return std::pair{300 + 80 * std::cos(6.3 * t), ring + 80 * std::sin(6.3 * t)};
  });
  return page;
}

}  // namespace

TEST_CASE("text in a picture beside a text layer is read where it stands") {
  const std::string above = "These lines are text, the picture below them is not. They tell of the same office.";
  const PixPtr picture = drawn(letter + " " + letter, dpi, 6.5);
  const Document document = read(SmallPdf::make({{lines_of(above, 60) + placed(picture.get(), 60, 300)}}));
  const Page& page = document.pages.at(0);
  CHECK(page.text_source == TextSource::mixed);
  CHECK(words_found(letter, text_of(document)) > 0.95);
  CHECK(text_of(document).find("These lines are text") < text_of(document).find("harbour office"));
  REQUIRE(page.words.size() > 50);  // those of OCR
  for (const Word& word : page.words) {
    CHECK(word.box.y0 > 300);
    CHECK(word.box.x1 < 60 + 6.5 * 72);
  }
}

TEST_CASE("an old OCR layer stays where a fresh reading is no better, and goes where it leaves out a part") {
  const PixPtr scan = drawn(letter + " " + letter, dpi, 7.5);
  const double height = pixGetHeight(scan.get()) * 72 / dpi, top = 842 - height;  // the page is as large as the scan
  const std::string image = placed(scan.get(), 0, top) + "3 Tr\n";
  const auto with_layer = [&](const std::string& text) {
    return read(SmallPdf::make({{image + lines_of(text, top + 40), 0, "0 0 540 " + std::to_string(height)}}));
  };
  const Document whole = with_layer(letter + " " + letter);
  CHECK(whole.pages.at(0).text_source == TextSource::text_layer);
  REQUIRE(notice_of(whole, "readability.old_ocr_layer"));
  CHECK(notice_of(whole, "readability.old_ocr_layer")->severity == Severity::info);

  // A part of the words, some of them wrong, so that it is in doubt.
  std::string poor = letter.substr(0, 170);
  for (std::size_t i = 12; i < poor.size(); i += 23) poor[i] = 'q';
  const Document part = with_layer(poor);
  CHECK(part.pages.at(0).text_source == TextSource::ocr);
  REQUIRE(notice_of(part, "readability.old_ocr_layer"));
  CHECK(notice_of(part, "readability.old_ocr_layer")->message.find("leaves out a part") != std::string::npos);
  CHECK(words_found(letter, text_of(part)) > 0.95);
}

TEST_CASE("a scan behind pages of text is read in their language first") {
  const PixPtr scan = drawn(brief + " " + brief + " " + brief, dpi, 8);
  const std::string image = placed(scan.get(), 0, 0);
  Readings alone, behind;
  CHECK(words_found(brief, text_of(read(SmallPdf::make({{image}}), alone))) > 0.95);
  CHECK(words_found(brief, text_of(read(SmallPdf::make({{lines_of(brief, 60)}, {image}}), behind))) > 0.95);
  CHECK(alone.begun == 2);
  CHECK(behind.begun == 1);
}

TEST_CASE("what stands beside the print of a picture is told with its place on the PDF's page") {
  constexpr double x = 90, top = 300, points = 72 / dpi;
  int ring = 0;
  const PixPtr picture = text_and_ring(ring);
  const Document document = read(SmallPdf::make({{lines_of(letter, 60) + placed(picture.get(), x, top)}}));
  CHECK(document.pages.at(0).text_source == TextSource::mixed);
  const Notice* told = notice_of(document, "readability.not_printed");
  REQUIRE(told);
  REQUIRE(told->place.box);
  const auto& box = *told->place.box;
  CHECK((box.x0 + box.x1) / 2 == doctest::Approx(x + 300 * points).epsilon(0.03));
  CHECK((box.y0 + box.y1) / 2 == doctest::Approx(top + ring * points).epsilon(0.03));
}

TEST_CASE("lines by hand in a picture are a part of the page, however few the picture prints") {
  const PixPtr print = drawn(letter.substr(0, 200), dpi);
  const PixPtr picture = with_paper(share(print), 860 + pixGetHeight(print.get()), [&](Pix* pix, int top) {
    for (int line = 0; line < 10; ++line) write_by_hand(pix, 90, top + 20 + 80 * line, 600, 40);
    pixRasterop(pix, 0, top + 860, pixGetWidth(print.get()), pixGetHeight(print.get()), PIX_SRC, print.get(), 0, 0);
  });
  const std::string layer = lines_of(letter + " " + letter, 40, 100);
  const Document document = read(SmallPdf::make({{layer + placed(picture.get(), 60, 180)}}));
  CHECK(document.pages.at(0).text_source == TextSource::mixed);
  CHECK_FALSE(notice_of(document, "readability.page_not_read"));
  const Notice* told = notice_of(document, "readability.text_passed_over");
  REQUIRE(told);
  CHECK(told->message.find("of page 1 could not be read") != std::string::npos);
}

TEST_CASE("of a scan is read what its page shows: not what is cut off, nor what stands under a box") {
  const std::string hidden = "Secret of the harbour";
  const PixPtr first = drawn(hidden, dpi), text = drawn(letter, dpi);
  const int width = pixGetWidth(text.get()), top = pixGetHeight(first.get());
  const PixPtr page = blank_page(width, top + pixGetHeight(text.get()));
  pixRasterop(page.get(), 0, 0, width, top, PIX_SRC, first.get(), 0, 0);
  pixRasterop(page.get(), 0, top, width, pixGetHeight(text.get()), PIX_SRC, text.get(), 0, 0);
  const double points = 72 / dpi, below = 842 - top * points;
  const auto scan = [&](const std::string& before, const std::string& after, double upper_edge = 842) {
    const double low = 842 - pixGetHeight(page.get()) * points;
    const std::string box = "0 " + std::to_string(low) + " " + std::to_string(width * points) + " ";
    return text_of(
        read(SmallPdf::make({{before + placed(page.get(), 0, 0) + after, 0, box + std::to_string(upper_edge)}})));
  };
  const auto area = [](double y) { return "0 " + std::to_string(y) + " 1000 1000 re "; };
  CHECK(scan("", "").find(hidden) != std::string::npos);
  const std::string patch = SmallPdf::image(35, 842 - 50, 142, 12, 1, 1, [](int, int) { return 255; });
  CHECK(scan(patch, "").find(hidden) != std::string::npos);
  for (const std::string& shown : {scan("", "", below), scan(area(below - 1000) + "W n ", ""),
                                   scan("", "1 g " + area(below) + "f "), scan("", patch)}) {
    CHECK(shown.find("Secret") == std::string::npos);
    CHECK(shown.find("renew their papers") != std::string::npos);
  }
}

TEST_CASE("a page that fine noise covers is not called blank, one of grey paper is") {
  constexpr int width = 1600, height = 2240;
  const PixPtr noise = own(pixCreate(width, height, 1));
  turn_pixels(noise.get(), 0.125);
  const auto page = [&](const std::function<int(int, int)>& grey) {
    return read(SmallPdf::make({{SmallPdf::image(0, 0, 300, 420, width, height, grey), 0, "0 0 300 420"}}));
  };
  const Document noisy = page([&](int x, int y) {
    l_uint32 black = 0;
    pixGetPixel(noise.get(), x, y, &black);
    return black != 0 ? 0 : 255;
  });
  CHECK(noisy.pages.at(0).origin != PageOrigin::blank);
  CHECK(notice_of(noisy, "readability.page_not_read"));
  const Document empty = page([](int, int) { return 223; });
  CHECK(empty.pages.at(0).origin == PageOrigin::blank);
  CHECK_FALSE(notice_of(empty, "readability.page_not_read"));
}
