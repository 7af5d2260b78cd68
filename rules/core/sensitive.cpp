#include "rules/core/sensitive.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>

namespace assay {
namespace {

std::string digits_of(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c >= '0' && c <= '9') out += c;
  return out;
}

std::string without_spaces(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '-' && c != '.') out += c;
  return out;
}

// Length of an IBAN by country (SWIFT IBAN registry); others are not judged.
std::size_t iban_length(std::string_view country) {
  static const std::map<std::string_view, std::size_t> lengths{
      {"AT", 20}, {"BE", 16}, {"BG", 22}, {"CH", 21}, {"CZ", 24}, {"DE", 22}, {"DK", 18}, {"EE", 20},
      {"ES", 24}, {"FI", 18}, {"FR", 27}, {"GB", 22}, {"GR", 27}, {"HR", 21}, {"HU", 28}, {"IE", 22},
      {"IT", 27}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"NL", 18}, {"NO", 15}, {"PL", 28},
      {"PT", 25}, {"RO", 24}, {"SE", 24}, {"SI", 19}, {"SK", 24}};
  const auto found = lengths.find(country);
  return found == lengths.end() ? 0 : found->second;
}

// ISO 7064 MOD 97-10 over the rearranged IBAN.
bool iban_checks(std::string_view iban) {
  int rest = 0;
  for (std::size_t i = 0; i < iban.size(); ++i) {
    const char c = iban[(i + 4) % iban.size()];
    const int value = c >= 'A' ? c - 'A' + 10 : c - '0';
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest == 1;
}

bool luhn_checks(std::string_view text) {
  const std::string digits = digits_of(text);
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int value = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += value;
  }
  return digits.size() >= 13 && sum % 10 == 0;
}

long number_of(std::string_view digits) {
  long value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

int weighted(std::string_view digits, std::initializer_list<int> weights) {
  int sum = 0;
  std::size_t i = 0;
  for (const int weight : weights) sum += weight * (digits[i++] - '0');
  return sum;
}

// FR: number of the social security, key = 97 − number mod 97.
bool nir_checks(std::string_view text) {
  const std::string digits = digits_of(text);
  return digits.size() == 15 && number_of(digits.substr(13)) == 97 - number_of(digits.substr(0, 13)) % 97;
}

// ES: DNI and NIE, the letter is the number mod 23.
bool dni_checks(std::string_view text) {
  std::string plain = without_spaces(text);
  if (plain[0] == 'X' || plain[0] == 'Y' || plain[0] == 'Z') plain[0] = static_cast<char>('0' + (plain[0] - 'X'));
  return plain.back() == "TRWAGMYFPDXBNJZSQVHLCKE"[number_of(digits_of(plain)) % 23];
}

// IT: codice fiscale; values of the letters and digits at odd places by decree of 23 December 1976.
bool codice_checks(std::string_view text) {
  static constexpr std::array<int, 26> odd{1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                           20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
  int sum = 0;
  for (std::size_t i = 0; i < 15; ++i) {
    const int value = text[i] >= 'A' ? text[i] - 'A' : text[i] - '0';
    sum += i % 2 == 0 ? odd[static_cast<std::size_t>(value)] : value;
  }
  return text.size() == 16 && text[15] == 'A' + sum % 26;
}

// NL: the eleven test of a BSN.
bool bsn_checks(std::string_view text) {
  const std::string digits = digits_of(text);
  return digits.size() == 9 && weighted(digits, {9, 8, 7, 6, 5, 4, 3, 2, -1}) % 11 == 0;
}

bool pesel_checks(std::string_view text) {
  const std::string digits = digits_of(text);
  return digits.size() == 11 && weighted(digits, {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1}) % 10 == 0;
}

// DE: tax number, check digit by ISO 7064 MOD 11,10.
bool tax_id_checks(std::string_view text) {
  const std::string digits = digits_of(text);
  if (digits.size() != 11 || digits[0] == '0') return false;
  int product = 10;
  for (std::size_t i = 0; i < 10; ++i) {
    const int sum = (digits[i] - '0' + product) % 10;
    product = (sum == 0 ? 10 : sum) * 2 % 11;
  }
  return (11 - product) % 10 == digits[10] - '0';
}

// BE: 97 − number mod 97, of those born since 2000 with a 2 before it.
bool rijksregister_checks(std::string_view text) {
  const std::string digits = digits_of(text);
  if (digits.size() != 11) return false;
  const long key = number_of(digits.substr(9));
  return key == 97 - number_of(digits.substr(0, 9)) % 97 || key == 97 - number_of("2" + digits.substr(0, 9)) % 97;
}

bool always(std::string_view) {
  return true;
}

struct Kind {
  SensitiveKind kind;
  const char* pattern;  // group 1 is the value
  bool (*checks)(std::string_view);
  // No match without one of these characters and so many digits: most of what is told has neither.
  std::string_view signs = {};
  std::size_t digits = 0;
};

// Identifiers that are digits alone need their name before them: any number of nine digits passes a check of eleven by
// chance one time in eleven.
constexpr std::array<Kind, 22> kinds{{
    {SensitiveKind::secret_key, "(-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----)", always, "-"},
    {SensitiveKind::secret_key, "\\b((?:AKIA|ASIA)[A-Z0-9]{16})\\b", always, "I"},
    {SensitiveKind::secret_key, "\\b(gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{50,})", always, "_"},
    {SensitiveKind::secret_key, "\\b((?:sk|rk)_live_[A-Za-z0-9]{16,}|sk-[A-Za-z0-9_-]{32,}|glpat-[A-Za-z0-9_-]{20})",
     always, "_-"},
    {SensitiveKind::secret_key, "\\b(xox[abprs]-[A-Za-z0-9-]{10,}|AIza[A-Za-z0-9_-]{35})", always, "-z"},
    {SensitiveKind::secret_key, "\\b(eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,})", always, "J"},
    {SensitiveKind::secret_key, "\\b[a-z][a-z0-9+]{2,12}://[^\\s:/@]{1,64}:([^\\s:/@]{3,64})@", always, "@"},
    {SensitiveKind::secret_key,
     "(?i)\\b(?:api[_ -]?key|secret[_ -]?key|access[_ -]?token|auth[_ -]?token|client[_ -]?secret)[\"']?\\s{0,3}[:=]"
     "\\s{0,3}[\"']?([A-Za-z0-9_./+=-]{12,})",
     always, ":="},
    {SensitiveKind::password,
     "(?i)\\b(?:password|passwd|pwd|passphrase|passwort|kennwort|mot de passe)[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?"
     "([^\\s\"'<>{}\\[\\],;]{0,40}(?:\\d|[!#$%&*+?@^~])[^\\s\"'<>{}\\[\\],;]{0,40})",
     [](std::string_view value) { return value.size() >= 6; }, ":="},
    {SensitiveKind::card,
     "\\b((?:4\\d{3}|5[1-5]\\d{2}|2[2-7]\\d{2}|6011)(?:[ -]\\d{4}){3}|3[47]\\d{2}[ -]\\d{6}[ -]\\d{5})\\b", luhn_checks,
     "", 15},
    {SensitiveKind::card,
     "(?i)\\b(?:card|visa|master "
     "?card|amex|karte|kreditkarte|carte)\\b[^\\d\\n]{0,30}(4\\d{12,15}|(?:5[1-5]|2[2-7])\\d{14}|3[47]\\d{13})\\b",
     luhn_checks, "", 13},
    {SensitiveKind::national_id,
     "(?i)\\b(?:ssn|social security)\\b[^\\d\\n]{0,20}((?:00[1-9]|0[1-9]\\d|[1-578]\\d{2}|6(?:[0-57-9]\\d|6[0-57-9]))"
     "-?(?:0[1-9]|[1-9]\\d)-?(?:000[1-9]|00[1-9]\\d|0[1-9]\\d{2}|[1-9]\\d{3}))\\b",
     always, "", 9},
    {SensitiveKind::national_id, "\\b([ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D])\\b", always,
     "", 6},
    {SensitiveKind::national_id, "\\b([12] ?\\d{2} ?(?:0[1-9]|1[0-2]) ?\\d{2} ?\\d{3} ?\\d{3} ?\\d{2})\\b", nir_checks,
     "", 15},
    {SensitiveKind::national_id, "\\b([XYZ]-?\\d{7}-?[A-Z]|\\d{8}-?[TRWAGMYFPDXBNJZSQVHLCKE])\\b", dni_checks, "", 7},
    {SensitiveKind::national_id, "\\b([A-Z]{6}\\d{2}[A-EHLMPR-T]\\d{2}[A-Z]\\d{3}[A-Z])\\b", codice_checks, "", 7},
    {SensitiveKind::national_id, "(?i)\\b(?:bsn|burgerservicenummer|sofinummer)\\b[^\\d\\n]{0,20}(\\d{9})\\b",
     bsn_checks, "", 9},
    {SensitiveKind::national_id, "(?i)\\bpesel\\b[^\\d\\n]{0,20}(\\d{11})\\b", pesel_checks, "", 11},
    {SensitiveKind::national_id,
     "(?i)\\b(?:steuer-?id\\w*|steueridentifikationsnummer|idnr\\.?)\\b[^\\d\\n]{0,20}(\\d{2} ?\\d{3} ?\\d{3} "
     "?\\d{3})\\b",
     tax_id_checks, "", 11},
    {SensitiveKind::national_id, "\\b(\\d{2}\\.(?:0[1-9]|1[0-2])\\.\\d{2}-\\d{3}\\.\\d{2})\\b", rijksregister_checks,
     "", 11},
    {SensitiveKind::mail,
     "\\b([A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63})*\\.[A-Za-z]{2,24})\\b", always, "@"},
    {SensitiveKind::phone, "(?:^|[^\\w+])(\\+\\d{1,3}[ ()/.-]{0,2}\\d{1,5}(?:[ ()/.-]{1,2}\\d{2,5}){1,4})\\b", always,
     "+"},
}};

// What stands in a text at all.
class Characters {
 public:
  explicit Characters(std::string_view text) {
    for (const char c : text) {
      has_[static_cast<unsigned char>(c)] = true;
      digits_ += c >= '0' && c <= '9' ? 1 : 0;
    }
  }
  std::size_t digits() const { return digits_; }
  bool may_hold(const Kind& kind) const {
    const auto has = [this](char c) { return has_[static_cast<unsigned char>(c)]; };
    return digits_ >= kind.digits && (kind.signs.empty() || std::any_of(kind.signs.begin(), kind.signs.end(), has));
  }

 private:
  std::array<bool, 256> has_{};
  std::size_t digits_ = 0;
};

void each_match(std::string_view text, const RE2& pattern, const std::function<void(re2::StringPiece)>& use) {
  std::array<re2::StringPiece, 2> groups;
  for (std::size_t at = 0;
       pattern.Match({text.data(), text.size()}, at, text.size(), RE2::UNANCHORED, groups.data(), 2);) {
    at = static_cast<std::size_t>(groups[0].data() - text.data()) + std::max<std::size_t>(groups[0].size(), 1);
    use(groups[1]);
  }
}

// Calls with each candidate (as written, and its beginning of the length of its country) and whether it checks.
void each_iban(std::string_view text, const std::function<void(re2::StringPiece, const std::string&, bool)>& use) {
  static const RE2 pattern("\\b([A-Z]{2}\\d{2}(?: ?[A-Z0-9]){11,30})\\b");
  each_match(text, pattern, [&](re2::StringPiece candidate) {
    const std::string iban = without_spaces({candidate.data(), candidate.size()});
    const std::size_t length = iban_length(std::string_view(iban).substr(0, 2));
    if (length == 0 || iban.size() < length) return;
    // Words behind it in capitals may have been taken for a part: then the length says nothing.
    const bool checks = iban_checks(std::string_view(iban).substr(0, length));
    if (!checks && iban.size() != length) return;
    if (checks) {
      std::size_t end = 0;
      for (std::size_t taken = 0; end < candidate.size() && taken < length; ++end) taken += candidate[end] != ' ';
      candidate.remove_suffix(candidate.size() - end);
    }
    use(candidate, iban.substr(0, length), checks);
  });
}

}  // namespace

std::string_view to_string(SensitiveKind kind) {
  switch (kind) {
    case SensitiveKind::secret_key:
      return "secret key";
    case SensitiveKind::password:
      return "password";
    case SensitiveKind::card:
      return "card number";
    case SensitiveKind::national_id:
      return "national identifier";
    case SensitiveKind::iban:
      return "bank account";
    case SensitiveKind::mail:
      return "e-mail address";
    case SensitiveKind::phone:
      break;
  }
  return "phone number";
}

std::vector<Sensitive> find_sensitive(std::string_view text) {
  static const std::vector<std::unique_ptr<RE2>> patterns = [] {
    std::vector<std::unique_ptr<RE2>> made;
    for (const Kind& kind : kinds) made.push_back(std::make_unique<RE2>(kind.pattern));
    return made;
  }();
  const Characters characters(text);
  std::vector<Sensitive> found;
  const auto add = [&](SensitiveKind kind, re2::StringPiece value) {
    found.push_back({kind, static_cast<std::size_t>(value.data() - text.data()), value.size()});
  };
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (characters.may_hold(kinds[i]))
      each_match(text, *patterns[i], [&](re2::StringPiece value) {
        if (kinds[i].checks({value.data(), value.size()})) add(kinds[i].kind, value);
      });
  if (characters.digits() >= 2)
    each_iban(text, [&](re2::StringPiece value, const std::string&, bool checks) {
      if (checks) add(SensitiveKind::iban, value);
    });
  std::stable_sort(found.begin(), found.end(), [](const Sensitive& a, const Sensitive& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.kind < b.kind;
  });
  std::size_t end = 0;
  std::erase_if(found, [&end](const Sensitive& item) {
    if (item.begin < end) return true;
    end = item.begin + item.length;
    return false;
  });
  return found;
}

std::vector<std::string> invalid_ibans(std::string_view text) {
  std::vector<std::string> out;
  each_iban(text, [&out](re2::StringPiece value, const std::string& iban, bool checks) {
    const bool example = iban.find("12345678") != std::string::npos;
    if (!checks && !example) out.emplace_back(value.data(), value.size());
  });
  return out;
}

std::string masked(std::string_view value) {
  std::size_t head = 2;
  std::size_t tail = value.size() < 2 ? 0 : value.size() - 2;
  while (tail > 0 && tail < value.size() && (value[tail] & 0xC0) == 0x80) ++tail;
  while (head > 0 && head < value.size() && (value[head] & 0xC0) == 0x80) --head;
  if (value.size() <= 4) return "…";
  return fmt::format("{}…{}", value.substr(0, head), value.substr(tail));
}

std::string without_sensitive(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  for (const Sensitive& item : find_sensitive(text)) {
    out += text.substr(at, item.begin - at);
    out += masked(text.substr(item.begin, item.length));
    at = item.begin + item.length;
  }
  out += text.substr(at);
  return out;
}

}  // namespace assay
