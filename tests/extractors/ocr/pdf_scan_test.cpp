#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "extractors/pdf/pdf_extractor.hpp"
#include "tests/extractors/ocr/drawn_page.hpp"
#include "tests/extractors/pdf/small_pdf.hpp"

using namespace assay;
using namespace assay::testing;
using assay::test::SmallPdf;

namespace {

Document read(const std::string& bytes) {
  ExtractOptions options;
  options.ocr_data = models_folder();
  options.ocr_languages = {"eng"};
  NoProgress progress;
  const Result<Document> document = pdf_extractor().extract(as_bytes(bytes), options, progress);
  REQUIRE(document.has_value());
  return *document;
}

// Text with a drawn ring amid it; `ring` is how far its middle is from the top.
PixPtr text_and_ring(double dpi, int& ring) {
  const PixPtr text = drawn(
      "The harbour office asks all owners of boats to renew their papers before the end of March. Bring the old card, "
      "a photograph and the receipt for the yearly fee of 145.50 pounds. Whoever cannot come in person may send a "
      "friend with a signed letter. The office is open from nine to four and closed on Fridays. Boats without papers "
      "may stay in the harbour for one night, and pay the fee of a guest before they leave it again.",
      dpi);
  const int width = pixGetWidth(text.get()), top = pixGetHeight(text.get());
  PixPtr page = blank_page(width, 2 * top + 200);
  for (const int y : {0, top + 200}) pixRasterop(page.get(), 0, y, width, top, PIX_SRC, text.get(), 0, 0);
  ring = top + 90;
  Pta* points = ptaCreate(0);
  for (double t = 0; t < 6.3; t += 0.01)
    ptaAddPt(points, float(300 + 80 * std::cos(t)), float(ring + 80 * std::sin(t)));
  pixRenderPolylineArb(page.get(), points, 4, 60, 60, 160, 1);
  ptaDestroy(&points);
  return page;
}

}  // namespace

TEST_CASE("what stands beside the print of a picture is told with its place on the PDF's page") {
  constexpr double dpi = 150, x = 90, y = 60, points = 72 / dpi;
  int ring = 0;
  const PixPtr picture = text_and_ring(dpi, ring);
  const int columns = pixGetWidth(picture.get()), rows = pixGetHeight(picture.get());
  const auto grey = [&](int column, int row) {
    l_uint32 value = 0;
    pixGetPixel(picture.get(), column, row, &value);
    return int(value);
  };
  std::string content;
  for (int line = 0; line < 8; ++line)
    content += SmallPdf::show(60, 800 - 15 * line, "The harbour master wrote a careful letter about cargo and tides");
  content += SmallPdf::image(x, y, columns * points, rows * points, columns, rows, grey);
  const Document document = read(SmallPdf::make({{content}}));
  CHECK(document.pages.at(0).text_source == TextSource::mixed);
  const auto told = std::ranges::find(document.notices, "readability.not_printed", &Notice::code);
  REQUIRE(told != document.notices.end());
  REQUIRE(told->place.box);
  const auto& box = *told->place.box;
  const double picture_top = 842 - y - rows * points;
  CHECK((box.x0 + box.x1) / 2 == doctest::Approx(x + 300 * points).epsilon(0.03));
  CHECK((box.y0 + box.y1) / 2 == doctest::Approx(picture_top + ring * points).epsilon(0.03));
}
