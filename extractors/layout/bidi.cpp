#include "extractors/layout/bidi.hpp"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
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

// One letter for each word, parted by spaces, so that two numbers beside each other stay two.
std::u16string kinds_of(const std::vector<LayoutWord>& words, const std::vector<int>& line) {
  std::u16string visual;
  for (const int i : line) {
    if (!visual.empty()) visual += u' ';
    visual += stands_for(words[i].text);
  }
  return visual;
}

bool is_mark(UChar32 c) {
  constexpr std::u32string_view marks = U".,:;!?\"'\u060C\u061B\u061F";
  return (U_GET_GC_MASK(c) & (U_GC_PS_MASK | U_GC_PE_MASK | U_GC_PI_MASK | U_GC_PF_MASK)) != 0 ||
         marks.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

// Brackets that close before the word or open behind it.
int facing_away(const icu::UnicodeString& word) {
  int begin = 0, end = word.length(), count = 0;
  for (; begin < end && is_mark(word[begin]); ++begin) count += u_charType(word[begin]) == U_END_PUNCTUATION;
  if (begin == end) return 0;
  for (; is_mark(word[end - 1]); --end) count += u_charType(word[end - 1]) == U_START_PUNCTUATION;
  return count;
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
  std::vector<int> out;
  for (const int at : reading_order(kinds_of(words, line)))
    if (at % 2 == 0) out.push_back(line[static_cast<std::size_t>(at) / 2]);
  return out;
}

bool reads_from_the_right(const std::vector<LayoutWord>& words, const std::vector<int>& line) {
  const bool left = std::any_of(line.begin(), line.end(), [&](int i) { return has_left_running(words[i].text); });
  return left && direction_of(kinds_of(words, line)) == 1;
}

std::string read_from_the_right(const std::string& word) {
  const icu::UnicodeString drawn = icu::UnicodeString::fromUTF8(word);
  int begin = 0, end = drawn.length();
  for (int i = 0; i < end; ++i)
    if (u_isalpha(drawn[i])) return word;
  while (begin < end && is_mark(drawn[begin])) ++begin;
  while (end > begin && is_mark(drawn[end - 1])) --end;
  icu::UnicodeString read = drawn.tempSubString(end);
  read.reverse();
  icu::UnicodeString before = drawn.tempSubString(0, begin);
  before.reverse();
  read.append(drawn, begin, end - begin).append(before);
  std::string out;
  read.toUTF8String(out);
  return with_brackets_facing(out);
}

std::string with_brackets_facing(const std::string& word) {
  const icu::UnicodeString as_it_is = icu::UnicodeString::fromUTF8(word);
  icu::UnicodeString mirrored;
  for (int i = 0; i < as_it_is.length(); i = as_it_is.moveIndex32(i, 1))
    mirrored.append(u_charMirror(as_it_is.char32At(i)));
  if (facing_away(mirrored) >= facing_away(as_it_is)) return word;
  std::string out;
  mirrored.toUTF8String(out);
  return out;
}

}  // namespace assay
