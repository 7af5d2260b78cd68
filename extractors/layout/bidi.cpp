#include "extractors/layout/bidi.hpp"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>
#include <numeric>

namespace assay {
namespace {

constexpr char16_t hebrew_alef = 0x05D0;
constexpr char32_t first_left_running = 0x0590;

// What a word is to the algorithm: one letter of its direction, a digit, or a mark without any.
char16_t stands_for(const std::string& word) {
  char16_t kind = ',';
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(word.size());) {
    UChar32 c = 0;
    U8_NEXT(word.data(), i, static_cast<std::int32_t>(word.size()), c);
    if (c < 0) continue;
    if (runs_left(static_cast<char32_t>(c))) return hebrew_alef;
    if (u_isalpha(c)) return 'a';
    if (u_isdigit(c)) kind = '1';
  }
  return kind;
}

UBiDiLevel direction_of(const std::u16string& visual) {
  std::ptrdiff_t left = 0, right = 0;
  for (const char16_t c : visual) {
    left += runs_left(c);
    right += u_charDirection(c) == U_LEFT_TO_RIGHT;
  }
  return left >= right ? 1 : 0;
}

}  // namespace

bool runs_left(char32_t c) {
  if (c < first_left_running) return false;
  const UCharDirection direction = u_charDirection(static_cast<UChar32>(c));
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

bool has_left_running(std::string_view utf8) {
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(utf8.size());) {
    // Lead bytes below 0xD6 begin at most U+057F.
    if (static_cast<unsigned char>(utf8[static_cast<std::size_t>(i)]) < 0xD6) {
      ++i;
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(utf8.data(), i, static_cast<std::int32_t>(utf8.size()), c);
    if (c >= 0 && runs_left(static_cast<char32_t>(c))) return true;
  }
  return false;
}

std::vector<int> reading_order(const std::u16string& visual) {
  std::vector<int> order(visual.size());
  std::iota(order.begin(), order.end(), 0);
  if (std::none_of(visual.begin(), visual.end(), [](char16_t c) { return runs_left(c); })) return order;
  const std::unique_ptr<UBiDi, decltype(&ubidi_close)> bidi(ubidi_open(), &ubidi_close);
  if (!bidi) return order;
  ubidi_setReorderingMode(bidi.get(), UBIDI_REORDER_INVERSE_LIKE_DIRECT);
  UErrorCode error = U_ZERO_ERROR;
  ubidi_setPara(bidi.get(), visual.data(), static_cast<std::int32_t>(visual.size()), direction_of(visual), nullptr,
                &error);
  std::vector<std::int32_t> map(visual.size());
  ubidi_getVisualMap(bidi.get(), map.data(), &error);
  if (U_FAILURE(error)) return order;
  std::copy(map.begin(), map.end(), order.begin());
  return order;
}

std::vector<int> reading_order(const std::vector<LayoutWord>& words, const std::vector<int>& line) {
  const bool left = std::any_of(line.begin(), line.end(), [&](int i) { return has_left_running(words[i].text); });
  if (!left) return line;
  // The words are parted by spaces, so that two numbers beside each other stay two.
  std::u16string visual;
  for (const int i : line) {
    if (!visual.empty()) visual += u' ';
    visual += stands_for(words[i].text);
  }
  std::vector<int> out;
  for (const int at : reading_order(visual))
    if (at % 2 == 0) out.push_back(line[static_cast<std::size_t>(at) / 2]);
  return out;
}

}  // namespace assay
