#include <fmt/format.h>

#include <map>

#include "rules/core/sensitive.hpp"
#include "rules/measures/list.hpp"
#include "rules/measures/text.hpp"

namespace assay {
namespace {

struct Tally {
  double count = 0;
  std::string first;  // masked
};

// How many of some kinds, listed with the first of each: "2 e-mail address (ja…rg)".
Measure tally_of(std::string_view name, const std::map<SensitiveKind, Tally>& tallies,
                 std::initializer_list<SensitiveKind> kinds) {
  double count = 0;
  std::string listed;
  for (const SensitiveKind kind : kinds) {
    const auto found = tallies.find(kind);
    if (found == tallies.end()) continue;
    count += found->second.count;
    listed += fmt::format("{}{} {} ({})", listed.empty() ? "" : ", ", found->second.count, to_string(kind),
                          found->second.first);
  }
  return document_measure(name, count, 1, {}, listed);
}

void measure_identifiers(const Document&, std::string_view text, std::vector<Measure>& out) {
  std::map<SensitiveKind, Tally> tallies;
  for (const Sensitive& item : find_sensitive(text)) {
    Tally& tally = tallies[item.kind];
    if (tally.count++ == 0) tally.first = masked(text.substr(item.begin, item.length));
  }
  const std::vector<std::string> wrong = invalid_ibans(text);
  const double ibans = tallies.contains(SensitiveKind::iban) ? tallies[SensitiveKind::iban].count : 0;
  const auto bad = static_cast<double>(wrong.size());
  using enum SensitiveKind;
  out.push_back(document_measure("consistency.invalid_ibans", bad, ibans + bad, {},
                                 wrong.empty() ? std::string() : masked(wrong.front())));
  out.push_back(tally_of("format.personal_data", tallies, {iban, mail, phone}));
  out.push_back(tally_of("format.identity_data", tallies, {card, national_id}));
  out.push_back(tally_of("format.secrets", tallies, {secret_key, password}));
}

}  // namespace

const Measurer& identifier_measures() {
  static const FunctionMeasurer measurer(
      "identifiers", 2,
      {{"consistency.invalid_ibans", "count", "Bank accounts with a wrong check digit",
        "IBANs of the right length whose check (ISO 7064 MOD 97-10) fails, those left out that are plainly examples "
        "(12345678); quoted masked."},
       {"format.personal_data", "count", "Personal data",
        "E-mail addresses, phone numbers with country code and IBANs whose checks hold; quoted masked."},
       {"format.identity_data", "count", "Cards and national identifiers",
        "Card numbers (Luhn), and identifiers of persons of US, GB, FR, ES, IT, NL, PL, DE and BE whose checks hold; "
        "quoted masked."},
       {"format.secrets", "count", "Keys and passwords",
        "Private keys, tokens of known forms, passwords behind their name; quoted masked."}},
      measure_identifiers);
  return measurer;
}

}  // namespace assay
