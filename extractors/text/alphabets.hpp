// Which characters a language is written with, as Unicode's CLDR says, and how likely each is in its texts. Internal to
// this folder.
#pragma once

#include <unicode/uniset.h>

#include <string_view>
#include <vector>

namespace assay {

struct Alphabet {
  std::string_view language;  // of CLDR: "de", "zh_Hant"
  double rarity = 0;          // of texts in it, in bits
  double letter_bits = 0;     // of one of its letters beyond ASCII: as if all of them came alike often
  icu::UnicodeSet letters;    // beyond ASCII, without which it can't be written
  icu::UnicodeSet borrowed;   // in words from elsewhere
  icu::UnicodeSet punctuation;
};

// Those whose texts old encodings were made for. None when ICU has no data.
const std::vector<Alphabet>& alphabets();

// How unlikely this character beyond ASCII is in a text of that alphabet, in bits.
double bits_of(char32_t c, const Alphabet& alphabet);

constexpr double no_text_bits = 24;  // of a character that no text holds

}  // namespace assay
