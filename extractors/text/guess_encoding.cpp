#include "extractors/text/guess_encoding.hpp"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "extractors/language/find_languages.hpp"
#include "extractors/text/alphabets.hpp"

namespace assay {
namespace {

struct Candidate {
  const char* encoding;
  double rarity;  // of files in it, in bits
};
// Of two that give the same text the first one is named.
constexpr std::array with_ascii{Candidate{"windows-1252", 0},
                                Candidate{"windows-1250", 6},
                                Candidate{"windows-1251", 4},
                                Candidate{"windows-1253", 5},
                                Candidate{"windows-1254", 5},
                                Candidate{"windows-1255", 5},
                                Candidate{"windows-1256", 5},
                                Candidate{"windows-1257", 6},
                                Candidate{"windows-1258", 8},
                                Candidate{"windows-874", 6},
                                Candidate{"ISO-8859-15", 5},
                                Candidate{"ISO-8859-2", 7},
                                Candidate{"ISO-8859-4", 10},
                                Candidate{"ISO-8859-5", 7},
                                Candidate{"ISO-8859-6", 7},
                                Candidate{"ISO-8859-7", 7},
                                Candidate{"ISO-8859-8", 7},
                                Candidate{"ISO-8859-9", 8},
                                Candidate{"ISO-8859-13", 9},
                                Candidate{"KOI8-R", 5},
                                Candidate{"KOI8-U", 7},
                                Candidate{"IBM850", 9},
                                Candidate{"IBM437", 11},
                                Candidate{"IBM852", 10},
                                Candidate{"IBM866", 6},
                                Candidate{"IBM857", 10},
                                Candidate{"IBM775", 11},
                                Candidate{"IBM737", 10},
                                Candidate{"IBM862", 10},
                                Candidate{"macintosh", 10},
                                Candidate{"x-mac-centraleurroman", 11},
                                Candidate{"x-mac-cyrillic", 10},
                                Candidate{"x-mac-greek", 11},
                                Candidate{"x-mac-turkish", 12},
                                Candidate{"Shift_JIS", 4},
                                Candidate{"EUC-JP", 5},
                                Candidate{"GB18030", 4},
                                Candidate{"Big5", 4},
                                Candidate{"windows-949", 4},
                                Candidate{"ibm-273", 14},
                                Candidate{"ibm-037", 14},
                                Candidate{"ibm-500", 14}};
// Behind the one that these are compared with.
constexpr std::array without_ascii{Candidate{"UTF-8", 0},      Candidate{"UTF-16LE", 3}, Candidate{"UTF-16BE", 4},
                                   Candidate{"UTF-32LE", 7},   Candidate{"UTF-32BE", 7}, Candidate{"ISO-2022-JP", 4},
                                   Candidate{"ISO-2022-KR", 6}};

constexpr std::size_t sample_size = std::size_t{16} << 10;

// What is not a matter of the alphabet, in bits.
constexpr double ascii_bits = 4;
constexpr double control_bits = 12;
constexpr double undecodable_bits = 96;  // stands for up to four bytes
constexpr double repeated_bits = 1;      // lines of dashes and frames
constexpr double capital_bits = 2;
constexpr double most_capital_bits = 12;  // of all: some texts are in capitals
constexpr double capital_after_small_bits = 10;
constexpr double scripts_mixed_bits = 8;
constexpr double sign_inside_word_bits = 8;
constexpr double dash_inside_word_bits = 4;
constexpr double letter_alone_bits = 5;
constexpr double other_language_bits = 12;  // than CLD2 is sure of; and one for each character beyond ASCII

// Differences in bits: one that was never wrong for 4000 texts of 40 languages, of 60 bytes and more; and what CLD2's
// word is worth below it.
constexpr double sure_bits = 20;
constexpr double known_language_bits = 15;
constexpr double like_bits = 6;
constexpr std::size_t least_to_know = 40;  // bytes

// Mean bits of all characters; texts have 4 to 10, the last of Han characters.
constexpr double most_bits_of_text = 12;
// The same of what lies beyond ASCII, for each byte beyond it: texts 3 to 8, bytes by chance 11.
constexpr double most_bits_of_byte = 7.5;
constexpr double bytes_of_character = 2;
constexpr double least_to_doubt = 20;

struct Converted {
  icu::UnicodeString text;
  bool known = false;
};

Converted convert(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding, &status), ucnv_close);
  if (U_FAILURE(status)) return {};
  Converted out;
  out.text = icu::UnicodeString(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), status);
  out.known = U_SUCCESS(status) != 0;
  return out;
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

// As the alphabets name it; empty when CLD2 is not sure.
std::string language_of(std::string_view text) {
  const std::vector<LanguageShare> found = find_languages(text);
  if (found.empty()) return {};
  return found.front().language == "no" ? "nb" : found.front().language;
}

UScriptCode script_of(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status);
}

// Scripts whose words are letters of one of them, between spaces.
bool is_word_letter(UChar32 c) {
  if (!u_isalpha(c)) return false;
  switch (script_of(c)) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_HEBREW:
    case USCRIPT_ARABIC:
    case USCRIPT_THAI:
      return true;
    default:
      return false;
  }
}

bool joins_letters(UChar32 c) {  // apostrophe, soft hyphen, middle dot, joiners; accents
  return c == 0x2019 || c == 0xad || c == 0xb7 || c == 0x200c || c == 0x200d || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

bool joins_words(UChar32 c) {  // dashes, ellipsis
  return c == 0x2013 || c == 0x2014 || c == 0x2026;
}

// How unlikely an ASCII character is between its neighbours.
double ascii_in_place(UChar32 before, UChar32 c, UChar32 after) {
  if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7f)
    return c == 0 ? no_text_bits : control_bits;
  if (u_isalpha(c)) {
    const bool odd = u_isupper(c) && before >= 0x80 && u_islower(before);
    return ascii_bits + (odd ? capital_after_small_bits : 0);
  }
  // Signs that other alphabets have letters at.
  const bool inside = u_isalpha(before) && u_isalpha(after);
  const bool swapped =
      inside && std::string_view("[]{}|\\~^@#$`!<>=").find(static_cast<char>(c)) != std::string_view::npos;
  return ascii_bits + (swapped ? sign_inside_word_bits : 0);
}

double in_place(UChar32 before, UChar32 c, UChar32 after) {
  if (c < 0x80) return ascii_in_place(before, c, after);
  if (!u_isalpha(c)) {
    if (joins_letters(c) || !is_word_letter(before) || !is_word_letter(after)) return 0;
    return joins_words(c) ? dash_inside_word_bits : sign_inside_word_bits;
  }
  double bits = 0;
  if (u_isupper(c) && u_islower(before)) bits += capital_after_small_bits;
  const UScriptCode script = script_of(c);
  if (is_word_letter(c) && is_word_letter(before) && script_of(before) != script) bits += scripts_mixed_bits;
  if (script != USCRIPT_LATIN && is_word_letter(c) && after < 0x80 && u_isalpha(after)) bits += scripts_mixed_bits;
  const auto of_its_script = [&](UChar32 neighbour) { return u_isalpha(neighbour) && script_of(neighbour) == script; };
  const bool alone = !of_its_script(before) && !of_its_script(after);
  return bits + (alone ? letter_alone_bits : 0);
}

// A text as the languages judge it.
struct Tally {
  std::map<UChar32, int> beyond_ascii;  // how often each stands there, but for repetitions
  double beyond_count = 0;
  double beyond_bits = 0;  // of these in their places, whatever the language
  double ascii_bits = 0;
};

Tally tally(const icu::UnicodeString& text) {
  Tally out;
  double capitals = 0;
  UChar32 before = ' ';
  for (std::int32_t at = 0; at < text.length();) {
    const UChar32 c = text.char32At(at);
    at = text.moveIndex32(at, 1);
    const UChar32 after = at < text.length() ? text.char32At(at) : ' ';
    const double bits = in_place(before, c, after);
    if (c < 0x80) {
      out.ascii_bits += bits;
    } else {
      ++out.beyond_count;
      out.beyond_bits += bits;
      capitals += u_isupper(c) ? 1 : 0;
      if (c == 0xfffd)
        out.beyond_bits += undecodable_bits;
      else if (c >= 0xa0 && c == before)
        out.beyond_bits += repeated_bits;
      else
        ++out.beyond_ascii[c];
    }
    before = c;
  }
  out.beyond_bits += std::min(capitals * capital_bits, most_capital_bits);
  return out;
}

// What lies beyond ASCII in a text of that alphabet; of more than `limit` it stops counting.
double letter_bits(const Tally& tally, const Alphabet& alphabet, double limit) {
  double bits = 0;
  for (auto it = tally.beyond_ascii.begin(); it != tally.beyond_ascii.end() && bits <= limit; ++it)
    bits += it->second * bits_of(static_cast<char32_t>(it->first), alphabet);
  return bits;
}

struct Likeliest {
  double letter_bits = std::numeric_limits<double>::infinity();
  double rarity = 0;
};

Likeliest likeliest_language(const Tally& tally, std::string_view expected) {
  Likeliest best;
  double characters = 0;
  for (const auto& [c, count] : tally.beyond_ascii) characters += count;
  for (const Alphabet& alphabet : alphabets()) {
    const bool other = !expected.empty() && !alphabet.language.starts_with(expected);
    const double rarity = alphabet.rarity + (other ? other_language_bits + characters : 0);
    const double most = best.rarity + best.letter_bits - rarity;
    const double bits = letter_bits(tally, alphabet, most);
    if (bits < most) best = {bits, rarity};
  }
  return best;
}

struct Reading {
  const char* encoding = nullptr;
  icu::UnicodeString text;
  Tally counted;
  double letter_bits = 0;  // in its likeliest language
  double bits = 0;         // how unlikely it is, in all
  double mean = 0;         // of all characters
  double beyond = 0;       // of those beyond ASCII
};

// The likeliest first. `expected`: the language, where it is known.
void read_as(std::span<const Candidate> candidates, std::string_view bytes, std::string_view expected,
             std::vector<Reading>& out) {
  for (const Candidate& candidate : candidates) {
    Converted converted = convert(bytes, candidate.encoding);
    if (!converted.known) continue;
    Reading reading;
    reading.encoding = candidate.encoding;
    reading.counted = tally(converted.text);
    const Tally& counted = reading.counted;
    const Likeliest likeliest = likeliest_language(counted, expected);
    reading.letter_bits = likeliest.letter_bits;
    reading.beyond = counted.beyond_bits + likeliest.letter_bits;
    reading.bits = candidate.rarity + likeliest.rarity + counted.ascii_bits + reading.beyond;
    reading.mean = (counted.ascii_bits + reading.beyond) / std::max(1, converted.text.countChar32());
    reading.text = std::move(converted.text);
    out.push_back(std::move(reading));
  }
  std::stable_sort(out.begin(), out.end(), [](const Reading& a, const Reading& b) { return a.bits < b.bits; });
}

bool is_ascii(char c) {
  return (c & 0x80) == 0;
}

// Whether CLD2 is sure of the language, and the letters are of that one.
bool in_known_language(const Reading& reading) {
  const std::string language = language_of(to_utf8(reading.text));
  const bool by_script = language == "el" || language == "he" || language == "th";  // CLD2 looks at no more
  return !language.empty() && !by_script &&
         std::any_of(alphabets().begin(), alphabets().end(), [&](const Alphabet& alphabet) {
           return alphabet.language.starts_with(language) &&
                  letter_bits(reading.counted, alphabet, reading.letter_bits + like_bits) <=
                      reading.letter_bits + like_bits;
         });
}

// The lines that tell encodings apart: a table of a million rows may have three umlauts.
std::string telling_lines(std::string_view bytes) {
  std::string out;
  while (!bytes.empty() && out.size() < sample_size) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    const auto first = std::find_if_not(line.begin(), line.end(), is_ascii);
    if (first != line.end()) out.append(line.substr(0, sample_size - out.size())) += '\n';
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
  }
  return out;
}

// The language of the words in ASCII, for texts in which they are most.
std::string language_of_ascii(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return !is_ascii(c); }, ' ');
  return language_of(text);
}

// The bytes beyond ASCII are counted as far as they became characters beyond it: two are one letter where letters are
// many, and none are where ASCII is not ASCII.
bool is_like_a_text(const Reading& reading, std::string_view bytes) {
  const auto beyond =
      static_cast<double>(std::count_if(bytes.begin(), bytes.end(), [](char c) { return !is_ascii(c); }));
  const double counted = std::min(beyond, bytes_of_character * reading.counted.beyond_count);
  return counted < least_to_doubt || reading.beyond <= most_bits_of_byte * counted;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && (byte < '\b' || byte > '\r') && byte != 0x1a;
}

// But for a character that the end of a sample cuts off.
bool is_utf8(std::string_view bytes) {
  const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<std::int64_t>(bytes.size());
  for (std::int64_t i = 0; i < size;) {
    const std::int64_t begin = i;
    UChar32 c = 0;
    U8_NEXT(data, i, size, c);
    if (c < 0) return size - begin < 4;
  }
  return true;
}

bool is_wide(std::string_view encoding) {
  return encoding.starts_with("UTF-16") || encoding.starts_with("UTF-32");
}

// Of bytes that are UTF-8, two spaces or figures make a sign or an ideograph as well: in UTF-16 and UTF-32 every letter
// of an alphabet has halves that are controls, and hardly a character is 0.
void drop_wide_by_chance(std::string_view sample, std::vector<Reading>& readings) {
  constexpr double least_controls = 0.1, most_zeros = 0.01;
  if (!is_utf8(sample)) return;
  const auto controls = static_cast<double>(std::count_if(sample.begin(), sample.end(), is_control));
  const bool shows = controls >= least_controls * static_cast<double>(sample.size());
  std::erase_if(readings, [&](const Reading& reading) {
    const char16_t* const text = reading.text.getBuffer();
    const auto zeros = static_cast<double>(std::count(text, text + reading.text.length(), u'\0'));
    return is_wide(reading.encoding) && (!shows || zeros > most_zeros * reading.text.length());
  });
}

}  // namespace

EncodingGuess guess_encoding(std::string_view bytes) {
  const std::string sample = telling_lines(bytes);
  std::vector<Reading> readings;
  read_as(with_ascii, sample, language_of_ascii(sample), readings);
  if (readings.empty()) return {};
  // Between those that are nearly alike, CLD2 knows more of a language than its letters, unless there is but a word.
  const double least = readings.front().bits;
  for (Reading& reading : readings)
    if (sample.size() > least_to_know && reading.bits < least + sure_bits && in_known_language(reading))
      reading.bits -= known_language_bits;
  std::stable_sort(readings.begin(), readings.end(),
                   [](const Reading& a, const Reading& b) { return a.bits < b.bits; });
  const Reading& best = readings.front();
  if (!is_like_a_text(best, sample)) return {"windows-1252", {}, false};
  EncodingGuess out{best.encoding, {}, true};
  const auto rival =
      std::find_if(readings.begin(), readings.end(), [&](const Reading& reading) { return reading.text != best.text; });
  if (rival != readings.end() && rival->bits < best.bits + sure_bits) out.rival = rival->encoding;
  return out;
}

std::optional<std::string> encoding_without_ascii(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, sample_size);
  if (std::none_of(sample.begin(), sample.end(), is_control)) return std::nullopt;
  std::vector<Reading> readings;
  read_as(without_ascii, sample, {}, readings);
  read_as(with_ascii, sample, {}, readings);
  drop_wide_by_chance(sample, readings);
  // Its letters need a sign at their beginning (RFC 1557); the other controls are those of printers too.
  if (sample.find("\x1b$)C") == std::string_view::npos)
    std::erase_if(readings, [](const Reading& reading) { return std::string_view(reading.encoding) == "ISO-2022-KR"; });
  if (readings.empty()) return std::nullopt;
  const Reading& best = readings.front();
  const bool other = std::any_of(without_ascii.begin() + 1, without_ascii.end(),
                                 [&](const Candidate& candidate) { return candidate.encoding == best.encoding; });
  if (!other || best.mean > most_bits_of_text) return std::nullopt;
  return best.encoding;
}

}  // namespace assay
