#include "extractors/text/alphabets.hpp"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ulocdata.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace assay {
namespace {

struct Known {
  const char* language;
  double rarity;
};
constexpr std::array known{
    Known{"en", 0},      Known{"de", 0}, Known{"fr", 0}, Known{"es", 0}, Known{"it", 0}, Known{"pt", 0}, Known{"nl", 0},
    Known{"ru", 0},      Known{"ja", 0}, Known{"zh", 0}, Known{"sv", 1}, Known{"da", 1}, Known{"nb", 1}, Known{"fi", 1},
    Known{"pl", 1},      Known{"cs", 1}, Known{"tr", 1}, Known{"el", 1}, Known{"he", 1}, Known{"ar", 1}, Known{"ko", 1},
    Known{"zh_Hant", 1}, Known{"hu", 2}, Known{"ro", 2}, Known{"sk", 2}, Known{"hr", 2}, Known{"sl", 2}, Known{"uk", 2},
    Known{"bg", 2},      Known{"th", 2}, Known{"ca", 3}, Known{"et", 3}, Known{"lv", 3}, Known{"lt", 3}, Known{"sr", 3},
    Known{"fa", 3},      Known{"vi", 3}, Known{"sq", 4}, Known{"is", 4}, Known{"be", 4}, Known{"mk", 4}};

// What letters cost that are so many that a few of them make up most of a text.
constexpr double ideograph_bits = 10;
constexpr double rare_ideograph_bits = 13.5;
constexpr double hangul_bits = 8.5;
constexpr double kana_bits = 6;
// Alike for all, or a language of one letter less would be likelier for its neighbours' long texts.
constexpr double cyrillic_bits = 5;

// Of characters that are none of the language's letters.
constexpr double borrowed_bits = 10;
constexpr double punctuation_bits = 4;
constexpr double usual_sign_bits = 7;
constexpr double sign_bits = 14;
constexpr double foreign_letter_bits = 18;

struct CloseData {
  void operator()(ULocaleData* data) const { ulocdata_close(data); }
};

icu::UnicodeSet beyond_ascii(ULocaleData* data, ULocaleDataExemplarSetType type) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeSet out;
  ulocdata_getExemplarSet(data, out.toUSet(), USET_ADD_CASE_MAPPINGS, type, &status);
  if (U_FAILURE(status)) out.clear();
  out.removeAllStrings();
  out.remove(0, 0x7f);
  return out;
}

// CLDR lists all syllables that can be composed; the ones in use are those of the Korean standard.
void keep_used_hangul(Alphabet& korean) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> standard(ucnv_open("EUC-KR", &status), ucnv_close);
  icu::UnicodeSet used;
  ucnv_getUnicodeSet(standard.get(), used.toUSet(), UCNV_ROUNDTRIP_SET, &status);
  if (U_FAILURE(status)) return;
  korean.letters = used.retain(0xac00, 0xd7a3);
}

double bits_of_a_letter(const icu::UnicodeSet& letters) {
  if (letters.contains(0xac00)) return hangul_bits;
  if (letters.contains(0x430)) return cyrillic_bits;
  double small = 0;
  for (std::int32_t range = 0; range < letters.getRangeCount(); ++range)
    for (UChar32 c = letters.getRangeStart(range); c <= letters.getRangeEnd(range); ++c) small += u_isupper(c) ? 0 : 1;
  return std::clamp(std::log2(std::max(small, 1.0)), 3.0, ideograph_bits);
}

std::vector<Alphabet> load() {
  std::vector<Alphabet> out;
  for (const auto& [language, rarity] : known) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<ULocaleData, CloseData> data(ulocdata_open(language, &status));
    if (U_FAILURE(status)) continue;
    icu::UnicodeSet letters = beyond_ascii(data.get(), ULOCDATA_ES_STANDARD);
    const double bits = bits_of_a_letter(letters);
    out.push_back({language, rarity, bits, std::move(letters), beyond_ascii(data.get(), ULOCDATA_ES_AUXILIARY),
                   beyond_ascii(data.get(), ULOCDATA_ES_PUNCTUATION)});
    if (out.back().language == "ko") keep_used_hangul(out.back());
  }
  for (Alphabet& alphabet : out)  // quicker to ask so
    for (icu::UnicodeSet* set : {&alphabet.letters, &alphabet.borrowed, &alphabet.punctuation}) set->freeze();
  return out;
}

// What programs for writing put into texts of every language.
const icu::UnicodeSet& usual_punctuation() {
  static const icu::UnicodeSet signs = [] {
    icu::UnicodeSet set;
    set.addAll(icu::UnicodeString::fromUTF8("\u00a0–—‘’‚“”„«»…•")).freeze();
    return set;
  }();
  return signs;
}

const icu::UnicodeSet& usual_signs() {
  static const icu::UnicodeSet signs = [] {
    icu::UnicodeSet set(0x2500, 0x259f);  // frames
    set.addAll(icu::UnicodeString::fromUTF8("‹›·§°€£©®™±×½¼¾²³µ¡¿¢¥†‰")).freeze();
    return set;
  }();
  return signs;
}

bool in_no_text(UChar32 c) {
  const auto category = u_charType(c);
  return c < 0xa0 || category == U_UNASSIGNED || category == U_PRIVATE_USE_CHAR || category == U_SURROGATE;
}

}  // namespace

const std::vector<Alphabet>& alphabets() {
  static const std::vector<Alphabet> all = load();
  return all;
}

double bits_of(char32_t c, const Alphabet& alphabet) {
  const auto point = static_cast<UChar32>(c);
  const bool kana = c >= 0x3040 && c < 0x3100;
  if (in_no_text(point)) return no_text_bits;
  if (alphabet.letters.contains(point)) return kana ? kana_bits : alphabet.letter_bits;
  if (alphabet.borrowed.contains(point)) return std::max(borrowed_bits, alphabet.letter_bits + 1);
  if (u_isalpha(point)) {
    const bool rare = alphabet.letter_bits == ideograph_bits && u_hasBinaryProperty(point, UCHAR_IDEOGRAPHIC);
    return rare ? rare_ideograph_bits : foreign_letter_bits;
  }
  if (usual_punctuation().contains(point) || alphabet.punctuation.contains(point)) return punctuation_bits;
  return usual_signs().contains(point) ? usual_sign_bits : sign_bits;
}

}  // namespace assay
