#include "extractors/ocr/second_reading.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "extractors/core/edit_distance.hpp"

namespace assay {
namespace {

// Enough that letters fall on other pixels, not so much that the error rate rises. Of 28 lines of old prints, 0.8 and
// 1.5 with a blur parted the well read from the badly read as well as this does, within what chance allows.
constexpr double enlarged = 1.3;
constexpr double most_pixels = 40e6;
constexpr double least_confidence = 0.35;  // below it the page is noise, which takes long to read and says nothing

std::u16string_view view(const icu::UnicodeString& text) {
  return {text.getBuffer(), static_cast<std::size_t>(text.length())};
}

}  // namespace

std::optional<double> second_reading(const PreparedPage& page, Engine& engine, const Reading& reading,
                                     Progress& progress) {
  if (reading.words.empty() || reading.mean_confidence() < least_confidence) return std::nullopt;
  const double pixels = double(pixGetWidth(page.grey.get())) * pixGetHeight(page.grey.get());
  const PixPtr image = resized(page.grey.get(), std::min(enlarged, std::sqrt(most_pixels / pixels)));
  if (!image) return std::nullopt;
  const Reading again = engine.read(image.get(), reading_dpi, Segmentation::automatic, InkThreshold::global, progress);
  const auto first = icu::UnicodeString::fromUTF8(reading.text()), second = icu::UnicodeString::fromUTF8(again.text());
  const double length = std::max(first.length(), second.length());
  return length > 0 ? double(edit_distance(view(first), view(second))) / length : 0;
}

}  // namespace assay
