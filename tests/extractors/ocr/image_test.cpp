#include <doctest/doctest.h>

#include <array>

#include "extractors/layout/join.hpp"
#include "extractors/ocr/gif_size.hpp"
#include "extractors/ocr/image_decode.hpp"
#include "extractors/ocr/image_extractor.hpp"
#include "tests/extractors/ocr/drawn_page.hpp"

using namespace assay;
using namespace assay::testing;

namespace {

constexpr std::array formats{IFF_PNG, IFF_JFIF_JPEG, IFF_TIFF, IFF_TIFF_ZIP, IFF_BMP, IFF_PNM, IFF_GIF, IFF_WEBP};

std::string with_exif(const std::string& jpeg, char orientation) {
  const std::string tiff = std::string("MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19) + orientation +
                           std::string("\0\0\0\0\0\0", 6);
  const std::string body = std::string("Exif\0\0", 6) + tiff;
  const auto length = body.size() + 2;
  return jpeg.substr(0, 2) + "\xFF\xE1" + char(length >> 8) + char(length & 0xFF) + body + jpeg.substr(2);
}

}  // namespace

TEST_CASE("every format gives its pixels") {
  const PixPtr page = drawn("Pier 7", 100, 2);
  for (const int format : formats) {
    CAPTURE(format);
    const std::string bytes = encoded(page.get(), format);
    REQUIRE(count_images(as_bytes(bytes), 10) == 1);
    const auto decoded = decode_image(as_bytes(bytes), 1, {});
    REQUIRE(decoded);
    CHECK(pixGetWidth(decoded->image.pix.get()) == pixGetWidth(page.get()));
    CHECK(pixGetHeight(decoded->image.pix.get()) == pixGetHeight(page.get()));
    CHECK_FALSE(decoded->damaged);
  }
}

TEST_CASE("broken images of every format end in a failure or a picture, never worse") {
  const PixPtr page = drawn("Pier 7", 60, 2);
  for (const int format : formats) {
    const std::string whole = encoded(page.get(), format);
    unsigned state = unsigned(format) + 1;
    for (int i = 0; i < 120; ++i) {
      std::string bytes = whole;
      state = state * 1664525u + 1013904223u;
      if (i % 2 == 0) {
        bytes.resize(state % bytes.size());
      } else {
        for (int k = 0; k < 8; ++k) {
          state = state * 1664525u + 1013904223u;
          // Mostly the headers: there the lies are.
          bytes[state % (k % 2 == 0 ? std::min<std::size_t>(bytes.size(), 120) : bytes.size())] ^= char(state >> 20);
        }
      }
      Limits limits;
      limits.image_pixels = 4 << 20;
      const auto decoded = decode_image(as_bytes(bytes), 1, limits);
      if (decoded)
        CHECK(decoded->image.pix);
      else
        CHECK_FALSE(decoded.error().message.empty());
    }
  }
}

TEST_CASE("a cut JPEG is known to be damaged") {
  const std::string whole = encoded(drawn("Pier 7 is closed until the end of the week", 150, 4).get(), IFF_JFIF_JPEG);
  const auto decoded = decode_image(as_bytes(std::string_view(whole).substr(0, whole.size() / 2)), 1, {});
  CHECK((!decoded || decoded->damaged));
}

TEST_CASE("sizes are held against the limit before anything is decoded") {
  Limits limits;
  limits.image_pixels = 10'000;
  const PixPtr page = blank_page(200, 100);
  for (const int format : formats) {
    CAPTURE(format);
    const auto decoded = decode_image(as_bytes(encoded(page.get(), format)), 1, limits);
    REQUIRE_FALSE(decoded);
    CHECK(decoded.error().kind == FailureKind::limit);
    CHECK(decoded.error().detail == "limit: image_pixels");
  }
  // A PNG header that claims 2^31 - 1 pixels each way.
  std::string lie = encoded(page.get(), IFF_PNG);
  for (const std::size_t at : {16u, 20u}) lie.replace(at, 4, "\x7F\xFF\xFF\xFF", 4);
  CHECK_FALSE(decode_image(as_bytes(lie), 1, {}));
}

TEST_CASE("a GIF's frames count, not its screen alone") {
  std::string gif = encoded(blank_page(20, 10).get(), IFF_GIF);
  CHECK(gif_pixels(as_bytes(gif)) == 400);
  for (std::size_t length = 0; length < gif.size(); ++length)
    CHECK_NOTHROW(gif_pixels(as_bytes(std::string_view(gif).substr(0, length))));
}

TEST_CASE("EXIF turns a photo as the camera meant it") {
  const std::string jpeg = encoded(blank_page(40, 20).get(), IFF_JFIF_JPEG);
  CHECK(exif_orientation(as_bytes(jpeg)) == 1);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const std::string marked = with_exif(jpeg, char(orientation));
    CHECK(exif_orientation(as_bytes(marked)) == orientation);
    const auto decoded = decode_image(as_bytes(marked), 1, {});
    REQUIRE(decoded);
    CHECK(pixGetWidth(decoded->image.pix.get()) == (orientation >= 5 ? 20 : 40));
    for (std::size_t cut = 0; cut < 60; ++cut)
      CHECK_NOTHROW(exif_orientation(as_bytes(std::string_view(marked).substr(0, cut))));
  }
}

TEST_CASE("what is no image is refused") {
  for (const std::string_view bytes : {"", "GIF", "not an image at all, only words", "%PDF-1.4 and more of it"})
    CHECK_FALSE(count_images(as_bytes(bytes), 10));
}

TEST_CASE("a page of a few words is read in the language of the page before") {
  const PixPtr first = drawn(
      "Für das nächste Jahr werden die Gebühren der Häfen neu geregelt. Größere Boote zahlen künftig einen höheren "
      "Beitrag, während für kleine Ruderboote nichts geändert wird.",
      200, 7);
  const PixPtr second = drawn("Schäfer 12,50\nGröße 7\nMüller 3,10", 200, 7);
  const std::string bytes = encoded_tiff({first.get(), second.get()});
  ExtractOptions options;
  options.ocr_data = models_folder();
  options.ocr_languages = {"deu", "eng"};
  options.ocr_pages_per_span = 0;
  NoProgress progress;
  const auto model_of_second = [&] {
    const auto document = image_extractor().extract(as_bytes(bytes), options, progress);
    REQUIRE(document);
    const std::string& reason = document->pages.back().text_source_reason;
    return reason.find("model deu") != std::string::npos ? "deu" : "other: " + reason;
  };
  CHECK(model_of_second() == "deu");
  options.first_page = 2;  // by another worker, who is told
  options.language = "de";
  CHECK(model_of_second() == "deu");
}

TEST_CASE("a fax of two pages becomes a document of two pages") {
  const PixPtr first = drawn("The boat arrives on Monday", 200, 4), second = drawn("The harbour is closed", 200, 4);
  const PixPtr a = own(pixThresholdToBinary(first.get(), 140)), b = own(pixThresholdToBinary(second.get(), 140));
  const std::string bytes = encoded_tiff({a.get(), b.get()});
  ExtractOptions options;
  options.ocr_data = models_folder();
  options.ocr_languages = {"eng"};
  NoProgress progress;
  const auto begun = image_extractor().extract(as_bytes(bytes), options, progress);
  REQUIRE(begun);
  CHECK(begun->pages.size() == 1);  // the rest is for other workers
  CHECK(begun->span.pages_total == 2);
  CHECK(begun->span.last_page == 1);
  options.first_page = options.last_page = 2;
  const auto ended = image_extractor().extract(as_bytes(bytes), options, progress);
  REQUIRE(ended);
  const Document joined = join_spans({*begun, *ended});
  CHECK(joined.pages.size() == 2);
  CHECK(joined.signals.at("images") == 2);

  options.first_page = 1;
  options.last_page = 0;
  options.ocr_pages_per_span = 0;
  const auto document = image_extractor().extract(as_bytes(bytes), options, progress);
  REQUIRE(document);
  REQUIRE(document->pages.size() == 2);
  CHECK(document->signals.at("images") == 2);
  const std::string text = plain_text(*document);
  CHECK(text.find("arrives on Monday") < text.find("harbour is closed"));
  CHECK(text.find("harbour is closed") != std::string::npos);

  options.first_page = 2;
  options.last_page = 2;
  const auto part = image_extractor().extract(as_bytes(bytes), options, progress);
  REQUIRE(part);
  REQUIRE(part->pages.size() == 1);
  CHECK(part->pages[0].number == 2);

  options = {};
  options.ocr = false;
  options.ocr_pages_per_span = 0;
  const auto unread = image_extractor().extract(as_bytes(bytes), options, progress);
  REQUIRE(unread);
  CHECK(unread->partial);
  CHECK(unread->notices.size() == 2);
}
