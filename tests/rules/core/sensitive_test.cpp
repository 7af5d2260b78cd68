#include "rules/core/sensitive.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "tests/rules/builder.hpp"

using namespace assay;
using namespace assay::test;

namespace {

std::vector<SensitiveKind> kinds_in(std::string_view text) {
  std::vector<SensitiveKind> out;
  for (const Sensitive& item : find_sensitive(text)) out.push_back(item.kind);
  return out;
}

using Kinds = std::vector<SensitiveKind>;

}  // namespace

TEST_CASE("what is sensitive is found by its form and its check") {
  using enum SensitiveKind;
  // Keys in two parts, so that no scanner takes this file for a leak.
  CHECK(kinds_in(std::string("key AKIA") + "QWERTYUIOPASDFGH") == Kinds{secret_key});
  CHECK(kinds_in(std::string("-----BEGIN RSA PRIVATE") + " KEY-----") == Kinds{secret_key});
  CHECK(kinds_in(std::string("ghp") + "_abcdefghijklmnopqrstuvwxyzABCD") == Kinds{secret_key});
  CHECK(kinds_in(std::string("sk") + "_live_abcdefghijklmnop") == Kinds{secret_key});
  CHECK(kinds_in(std::string("sk") + "-abcdefghijklmnopqrstuvwxyzABCDEF") == Kinds{secret_key});
  CHECK(kinds_in(std::string("xox") + "b-abcdefghij") == Kinds{secret_key});
  CHECK(kinds_in(std::string("AI") + "zaabcdefghijklmnopqrstuvwxyzABCDEFGHI") == Kinds{secret_key});
  CHECK(kinds_in(std::string("ey") + "Jabcdefghij.eyJabcdefghij.abcdefghij") == Kinds{secret_key});
  CHECK(kinds_in("api_key = abcdefghijkl") == Kinds{secret_key});
  CHECK(kinds_in("Kennwort: geheim!") == Kinds{password});
  CHECK(kinds_in("3782 822463 10005") == Kinds{card});
  CHECK(kinds_in("NIE X1234567L") == Kinds{national_id});
  CHECK(kinds_in("postgres://app:s3cret9@db.example/x") == Kinds{secret_key});
  CHECK(kinds_in("Password: Tr0ub4dor&3") == Kinds{password});
  CHECK(kinds_in("Visa 4111111111111111") == Kinds{card});
  CHECK(kinds_in("SSN 536-90-4399") == Kinds{national_id});
  CHECK(kinds_in("NINO AB 12 34 56 C") == Kinds{national_id});
  CHECK(kinds_in("DNI 12345678Z") == Kinds{national_id});
  CHECK(kinds_in("codice fiscale RSSMRA85T10A562S") == Kinds{national_id});
  CHECK(kinds_in("BSN 111222333") == Kinds{national_id});
  CHECK(kinds_in("PESEL 44051401359") == Kinds{national_id});
  CHECK(kinds_in("Steuer-ID 86 095 742 719") == Kinds{national_id});
  CHECK(kinds_in("2 55 08 14 168 025 38") == Kinds{national_id});
  CHECK(kinds_in("85.07.30-033.28") == Kinds{national_id});
  CHECK(kinds_in("IBAN DE89 3704 0044 0532 0130 00 BIC") == Kinds{iban});
  CHECK(kinds_in("jo@example.org, +44 20 7946 0958") == Kinds{mail, phone});
}

TEST_CASE("what only looks so is not") {
  CHECK(kinds_in("4111 1111 1111 1112, DNI 12345678A, BSN 111222334, PESEL 44051401358").empty());
  CHECK(kinds_in("Order 123456789 of 2024-03-12, 1.234.567,89 EUR, version 1.2.3-4").empty());
  CHECK(kinds_in("The password must be changed. Password: none. SSN required.").empty());
  CHECK(invalid_ibans("DE75 1234 5678 0000 0012 34").empty());  // an example in every manual
}

TEST_CASE("masking leaves nothing of a value but its ends, and the rest as it was") {
  const std::string text = "Pay 5 EUR to DE89370400440532013000, ask jo@example.org, über uns";
  const std::string out = without_sensitive(text);
  CHECK(out == "Pay 5 EUR to DE…00, ask jo…rg, über uns");
  rc::check("no more is found after masking, and other text stays", [](const std::string& noise) {
    const std::string mixed = noise + " jo@example.org 4111 1111 1111 1111 " + noise;
    RC_ASSERT(without_sensitive(mixed).find("4111 1111 1111 1111") == std::string::npos);
    RC_ASSERT(without_sensitive(mixed).find("jo@example.org") == std::string::npos);
  });
}

TEST_CASE("no finding shows what is sensitive") {
  const std::string card = "4111 1111 1111 1111";
  const Document document = text_document({prose() + " [insert card " + card + "]"});
  for (const Finding& finding : assess(facts_of(document), default_policy(), "2024-06-01").findings) {
    CHECK(finding.evidence.find(card) == std::string::npos);
    CHECK(finding.message.find(card) == std::string::npos);
  }
  CHECK(findings_of(document, "completeness.placeholders").size() == 1);
}
