#include "extractors/ocr/plausibility.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace assay {
namespace {

constexpr int symbols = 27;  // the edge of a word, then a to z
constexpr int rare_bits = 12;

// NOLINTNEXTLINE(modernize-avoid-c-arrays): concatenated string literals
constexpr char trigram_bits[] =
#include "extractors/ocr/letter_trigrams.inc"
    ;
static_assert(sizeof(trigram_bits) == symbols * symbols * symbols + 1);

int bits_of(int a, int b, int c) {
  const char digit = trigram_bits[(a * symbols + b) * symbols + c];
  return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

// One token as the model sees it: runs of folded letters, and what else stands between them.
struct Token {
  std::vector<int> letters;  // 1 to 26 of a to z, 0 between two runs
  int count = 0;             // letters of Latin script
  int other_letters = 0;
  bool digit = false, odd = false;

  void clear() {
    letters.clear();  // its room stays
    count = other_letters = 0;
    digit = odd = false;
  }
};

bool joins_words(UChar32 c) {
  return c == '\'' || c == 0x2019 || c == '-' || c == 0x2010 || c == 0xAD || c == '/' || c == '.' || c == 0xB7 ||
         c == '@' || c == '_' || c == '&' || c == ',' || c == ':' || c == ';';
}

// What a character is to a token.
struct Kind {
  enum Class : std::uint8_t { mark, digit, latin, other_letter, joint, sign } is = sign;
  bool upper = false, lower = false, punctuation = false, space = false;
};

Kind look_up(UChar32 c) {
  Kind kind;
  kind.upper = u_isupper(c) != 0;
  kind.lower = u_islower(c) != 0;
  kind.punctuation = u_ispunct(c) != 0;
  kind.space = u_isUWhiteSpace(c) != 0;
  if ((U_GET_GC_MASK(c) & U_GC_M_MASK) != 0) {
    kind.is = Kind::mark;
  } else if (u_isdigit(c)) {
    kind.is = Kind::digit;
  } else if (u_isalpha(c)) {
    UErrorCode status = U_ZERO_ERROR;
    kind.is = uscript_getScript(c, &status) == USCRIPT_LATIN ? Kind::latin : Kind::other_letter;
  } else if (joins_words(c)) {
    kind.is = Kind::joint;
  }
  return kind;
}

// Six questions for each of a page's characters are most of what the estimate of a text costs: those of the characters
// that nearly all pages consist of are asked once.
Kind kind_of(UChar32 c) {
  constexpr UChar32 common = 0x80;
  static const auto kinds = [] {
    std::array<Kind, common> all;
    for (UChar32 i = 0; i < common; ++i) all[static_cast<std::size_t>(i)] = look_up(i);
    return all;
  }();
  return c < common ? kinds[static_cast<std::size_t>(c)] : look_up(c);
}

void add_letter(Token& token, UChar32 c) {
  const UChar32 lower = c >= 'a' && c <= 'z' ? c : u_tolower(c);
  if (lower >= 'a' && lower <= 'z') {
    token.letters.push_back(int(lower - 'a') + 1);
  } else if (lower == 0xDF) {  // ß
    token.letters.insert(token.letters.end(), {19, 19});
  } else if (lower == 0x17F) {  // long s
    token.letters.push_back(19);
  } else if (lower == 0xE6) {  // æ
    token.letters.insert(token.letters.end(), {1, 5});
  } else if (lower == 0x153) {  // œ
    token.letters.insert(token.letters.end(), {15, 5});
  } else {
    token.letters.push_back(0);
  }
  ++token.count;
}

void read_token(std::u16string_view text, Token& token) {
  token.clear();
  while (!text.empty() && kind_of(text.front()).punctuation) text.remove_prefix(1);
  while (!text.empty() && kind_of(text.back()).punctuation) text.remove_suffix(1);
  bool lower_before = false;
  for (std::size_t i = 0; i < text.size();) {
    UChar32 c = 0;
    U16_NEXT(text, i, text.size(), c);
    const Kind kind = kind_of(c);
    switch (kind.is) {
      case Kind::mark:
        continue;
      case Kind::digit:
        token.digit = true;
        token.letters.push_back(0);
        break;
      case Kind::latin:
        if (lower_before && kind.upper) token.odd = true;
        add_letter(token, c);
        break;
      case Kind::other_letter:
        ++token.other_letters;
        break;
      case Kind::sign:
        token.odd = true;
        [[fallthrough]];
      case Kind::joint:
        token.letters.push_back(0);
    }
    lower_before = kind.lower;
  }
  if (token.digit && token.count > 0 && lower_before) token.odd = true;
}

struct Sums {
  double bits = 0;
  int rare = 0, steps = 0, words = 0, letters = 0, odd = 0, single = 0, with_letter = 0, numbers = 0, tokens = 0,
      other = 0;
};

void add_word(const Token& token, Sums& sums) {
  int a = 0, b = 0;
  const auto step = [&](int c) {
    const int bits = bits_of(a, b, c);
    sums.bits += bits;
    ++sums.steps;
    if (bits >= rare_bits) ++sums.rare;
    a = b;
    b = c;
  };
  for (const int letter : token.letters) {
    if (letter == 0 && b == 0) continue;
    step(letter);
    if (letter == 0) a = b = 0;
  }
  if (b != 0) step(0);
}

void add_token(const Token& token, Sums& sums) {
  ++sums.tokens;
  sums.other += token.other_letters;
  sums.letters += token.count;
  if (token.digit) ++sums.numbers;
  if (token.count == 0) return;
  ++sums.with_letter;
  if (token.count == 1 && !token.digit && token.other_letters == 0) ++sums.single;
  if (token.count < 2) return;
  ++sums.words;
  if (token.odd) ++sums.odd;
  if (!token.digit) add_word(token, sums);
}

double share(int part, int whole) {
  return whole > 0 ? double(part) / whole : 0;
}

}  // namespace

Plausibility plausibility_of(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString text =
      icu::UnicodeString::fromUTF8({utf8.data(), int(std::min<std::size_t>(utf8.size(), 1u << 20))});
  if (U_SUCCESS(status)) text = nfd->normalize(text, status);
  Sums sums;
  Token token;
  const std::u16string_view units(text.getBuffer(), static_cast<std::size_t>(text.length()));
  for (std::size_t begin = 0, end = 0; begin < units.size(); begin = end + 1) {
    for (end = begin; end < units.size() && !kind_of(units[end]).space;) ++end;
    if (end == begin) continue;
    read_token(units.substr(begin, end - begin), token);
    add_token(token, sums);
  }
  Plausibility out;
  out.words = sums.words;
  out.letters = sums.letters;
  out.bits = sums.steps > 0 ? sums.bits / sums.steps : 0;
  out.rare_letters = share(sums.rare, sums.steps);
  out.odd_words = share(sums.odd, sums.words);
  out.single_letters = share(sums.single, sums.with_letter);
  out.numbers = share(sums.numbers, sums.tokens);
  out.other_script = share(sums.other, sums.other + sums.letters);
  return out;
}

}  // namespace assay
