#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>

#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// Words of over 20 letters are under 0.5 % of English, German and French prose; glued lines bring far more.
constexpr std::size_t glued_letters = 20;
// No compound of any of them is as long, whatever stands between its parts.
constexpr std::size_t surely_glued_letters = 45;

// Chinese, Japanese, Thai and their like have no spaces between words to be lost.
bool is_written_without_spaces(char32_t c) {
  switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LINE_BREAK)) {
    case U_LB_IDEOGRAPHIC:
    case U_LB_CONDITIONAL_JAPANESE_STARTER:
    case U_LB_COMPLEX_CONTEXT:
      return true;
    default:
      return false;
  }
}

// Of scripts that part words by spaces.
std::size_t letters_of(std::string_view token, bool& only_letters) {
  std::size_t letters = 0;
  only_letters = true;
  for_each_character(token, [&](char32_t c) {
    if (is_letter(c) && !is_written_without_spaces(c)) {
      ++letters;
    } else if (is_digit(c) || c == U'/' || c == U'_' || c == U'@' || c == U'-' || (c == U'.' && letters > 0)) {
      only_letters = false;  // an address, a code or a compound with hyphens is long rightly
    }
  });
  return letters;
}

void measure_spacing(const Document& document, std::string_view, std::vector<Measure>& out) {
  const std::string text = running_text(document);
  double words = 0;
  double all_letters = 0;
  double single = 0;
  double glued = 0;
  std::string first_glued;
  std::string first_single;
  std::size_t run = 0;
  for (const std::string_view token : tokens(text)) {
    bool plain = true;
    const std::size_t letters = letters_of(token, plain);
    if (letters == 0) continue;
    ++words;
    all_letters += static_cast<double>(letters);
    run = letters == 1 && plain ? run + 1 : 0;
    // "a", "I", "à" and initials stand alone; three letters in a row are a word pulled apart.
    if (run >= 3) {
      single += run == 3 ? 3 : 1;
      if (first_single.empty())
        first_single = around(text, static_cast<std::size_t>(token.data() - text.data()), token.size());
    }
    const bool address = token.find_first_of("/\\@_=&") != std::string_view::npos;
    if ((plain && letters > glued_letters) || (!address && letters > surely_glued_letters)) {
      ++glued;
      if (first_glued.empty()) first_glued = token;
    }
  }
  const double all = words > 0 ? words : 1;
  out.push_back(document_measure("readability.spaced_letters", single / all, words, {}, first_single));
  // A text that is glued throughout has few words: as many as its letters would make.
  constexpr double letters_a_word = 6;
  out.push_back(document_measure("readability.glued_words", glued / all, std::max(words, all_letters / letters_a_word),
                                 {}, shortened(first_glued)));
}

}  // namespace

const Measurer& spacing_measures() {
  static const FunctionMeasurer measurer(
      "spacing", 3,
      {{"readability.spaced_letters", "share", "Letters pulled apart",
        "Words of one letter that stand three or more in a row (\"s p a c e d\"), over all words of the running text."},
       {"readability.glued_words", "share", "Words glued together",
        "Words of over 20 letters, addresses and codes left out, over all words of the running text."}},
      measure_spacing);
  return measurer;
}

}  // namespace assay
