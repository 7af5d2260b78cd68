// How much a text looks like words, without a dictionary: letters that seldom follow each other, signs inside words.
// Internal to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

struct Plausibility {
  int words = 0;            // tokens that were judged: with two letters or more, of Latin script
  int letters = 0;          // of these
  double bits = 0;          // mean rarity of their letters' sequence, in bits; prose of European languages 3.0 to 3.8
  double rare_letters = 0;  // share of the letters that stand in a sequence of 12 bits or more: prose under 0.02
  double odd_words = 0;     // share of tokens with a sign, a digit or a capital where words have none: prose under 0.02
  double single_letters = 0;  // share of one-letter tokens among those with a letter: spaced or broken words
  double numbers = 0;         // share of tokens that hold a digit, of all
  double other_script = 0;    // share of letters outside Latin script, of all
};

Plausibility plausibility_of(std::string_view utf8);

}  // namespace assay
