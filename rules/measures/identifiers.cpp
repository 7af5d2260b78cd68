#include <fmt/format.h>
#include <re2/re2.h>

#include <array>
#include <map>

#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

// Length of an IBAN by country (SWIFT IBAN registry); others are not judged.
const std::map<std::string_view, std::size_t>& iban_lengths() {
  static const std::map<std::string_view, std::size_t> lengths{
      {"AT", 20}, {"BE", 16}, {"BG", 22}, {"CH", 21}, {"CZ", 24}, {"DE", 22}, {"DK", 18}, {"EE", 20},
      {"ES", 24}, {"FI", 18}, {"FR", 27}, {"GB", 22}, {"GR", 27}, {"HR", 21}, {"HU", 28}, {"IE", 22},
      {"IT", 27}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"NL", 18}, {"NO", 15}, {"PL", 28},
      {"PT", 25}, {"RO", 24}, {"SE", 24}, {"SI", 19}, {"SK", 24}};
  return lengths;
}

std::string without_spaces(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '-' && c != '.') out += c;
  return out;
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

bool luhn_checks(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int value = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += value;
  }
  return sum % 10 == 0;
}

std::string masked(std::string_view text) {
  if (text.size() <= 4) return "…";
  return fmt::format("{}…{}", text.substr(0, 2), text.substr(text.size() - 2));
}

struct Tally {
  double count = 0;
  std::string first;
  void add(std::string_view evidence) {
    if (count++ == 0) first = evidence;
  }
};

struct Found {
  Tally ibans, wrong_ibans, cards, mails, phones;
};

// The longest beginning of `text` that has the length of its country.
void find_ibans(std::string_view text, Found& found) {
  static const RE2 pattern("\\b([A-Z]{2}\\d{2}(?: ?[A-Z0-9]){11,30})\\b");
  re2::StringPiece rest(text.data(), text.size());
  std::string candidate;
  while (RE2::FindAndConsume(&rest, pattern, &candidate)) {
    const std::string iban = without_spaces(candidate);
    const auto length = iban_lengths().find(std::string_view(iban).substr(0, 2));
    if (length == iban_lengths().end() || iban.size() < length->second) continue;
    // Words behind it in capitals may have been taken for a part: then the length says nothing.
    const std::string_view exact = std::string_view(iban).substr(0, length->second);
    if (iban_checks(exact)) {
      found.ibans.add(masked(exact));
    } else if (iban.size() == length->second) {
      found.wrong_ibans.add(candidate);
    }
  }
}

void find_cards(std::string_view text, Found& found) {
  // Visa, Mastercard, American Express; grouped as they are printed, so that long serial numbers don't count.
  static const RE2 pattern(
      "\\b(4\\d{3}(?:[ -]\\d{4}){3}|5[1-5]\\d{2}(?:[ -]\\d{4}){3}|3[47]\\d{2}[ -]\\d{6}[ -]\\d{5})\\b");
  re2::StringPiece rest(text.data(), text.size());
  std::string candidate;
  while (RE2::FindAndConsume(&rest, pattern, &candidate))
    if (luhn_checks(without_spaces(candidate))) found.cards.add(masked(candidate));
}

void find_all(std::string_view text, const RE2& pattern, Tally& tally) {
  re2::StringPiece rest(text.data(), text.size());
  std::string candidate;
  while (RE2::FindAndConsume(&rest, pattern, &candidate)) tally.add(masked(candidate));
}

void measure_identifiers(const Document&, std::string_view text, std::vector<Measure>& out) {
  static const RE2 mail("\\b([A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63})*\\.[A-Za-z]{2,24})\\b");
  static const RE2 phone("(?:^|[^\\w+])(\\+\\d{1,3}[ ()/.-]{0,2}\\d{1,5}(?:[ ()/.-]{1,2}\\d{2,5}){1,4})\\b");
  Found found;
  find_ibans(text, found);
  find_cards(text, found);
  find_all(text, mail, found.mails);
  find_all(text, phone, found.phones);
  std::string listed;
  double count = 0;
  const std::array<std::pair<const Tally*, std::string_view>, 4> kinds{{{&found.ibans, "bank account"},
                                                                        {&found.cards, "card number"},
                                                                        {&found.mails, "e-mail address"},
                                                                        {&found.phones, "phone number"}}};
  for (const auto& [tally, name] : kinds) {
    count += tally->count;
    if (tally->count > 0)
      listed += fmt::format("{}{} {} ({})", listed.empty() ? "" : ", ", tally->count, name, tally->first);
  }
  out.push_back(document_measure("consistency.invalid_ibans", found.wrong_ibans.count,
                                 found.ibans.count + found.wrong_ibans.count, {}, found.wrong_ibans.first));
  out.push_back(document_measure("format.personal_data", count, 1, {}, listed));
}

}  // namespace

const Measurer& identifier_measures() {
  static const FunctionMeasurer measurer(
      "identifiers", 1,
      {{"consistency.invalid_ibans", "count", "Bank accounts with a wrong check digit",
        "IBANs of the right length whose check (ISO 7064 MOD 97-10) fails."},
       {"format.personal_data", "count", "Personal data",
        "E-mail addresses, phone numbers with country code, IBANs and card numbers whose checks hold; quoted masked."}},
      measure_identifiers);
  return measurer;
}

}  // namespace assay
