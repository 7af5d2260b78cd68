#include "extractors/ocr/second_reading.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <string_view>

#include "extractors/core/edit_distance.hpp"
#include "extractors/ocr/estimate.hpp"
#include "extractors/ocr/resize.hpp"

namespace assay {
namespace {

// Enough that letters fall on other pixels, not so much that the error rate rises. Of 28 lines of old prints, 0.8 and
// 1.5 with a blur parted the well read from the badly read as well as this does, within what chance allows.
constexpr double enlarged = 1.3;
constexpr double most_pixels = 40e6;
constexpr double longest_side = 32767;     // of what Tesseract reads
constexpr double least_confidence = 0.35;  // below it the page is noise, which takes long to read and says nothing
// More letter-like shapes for each character read: a page of many words, most of which are lost.
constexpr double most_left_out = 2;

// Of an image that would become too large, the other way.
double factor_for(Pix* image) {
  const double width = pixGetWidth(image) * enlarged, height = pixGetHeight(image) * enlarged;
  const bool fits = width * height <= most_pixels && std::max(width, height) < longest_side;
  return fits ? enlarged : 1 / enlarged;
}

std::u16string_view view(const icu::UnicodeString& text) {
  return {text.getBuffer(), static_cast<std::size_t>(text.length())};
}

}  // namespace

std::optional<double> second_reading(const PreparedPage& page, Engine& engine, const Reading& reading,
                                     Progress& progress) {
  const std::size_t words = reading.words.size();
  if (words < fewest_words || words >= read_twice || reading.mean_confidence() < least_confidence) return std::nullopt;
  if (page.look.letters > most_left_out * double(reading.characters())) return std::nullopt;
  const PixPtr image = resized(page.grey.get(), factor_for(page.grey.get()));
  if (!image) return std::nullopt;
  const Reading again = engine.read(image.get(), reading_dpi, Segmentation::automatic, InkThreshold::global, progress);
  const auto first = icu::UnicodeString::fromUTF8(reading.text()), second = icu::UnicodeString::fromUTF8(again.text());
  const double length = std::max(first.length(), second.length());
  return length > 0 ? double(edit_distance(view(first), view(second))) / length : 0;
}

}  // namespace assay
