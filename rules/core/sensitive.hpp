// Personal data and secrets: how they are found, and how text is shown without them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay {

enum class SensitiveKind { secret_key, password, card, national_id, iban, mail, phone };
std::string_view to_string(SensitiveKind kind);  // "bank account"

struct Sensitive {
  SensitiveKind kind = SensitiveKind::mail;
  std::size_t begin = 0, length = 0;  // bytes of the text; of a password its value alone
};

// In order of their place, never overlapping (what comes first in SensitiveKind wins). Where a checksum exists it must
// hold: Luhn of cards (ISO/IEC 7812-1), MOD 97-10 of IBANs (ISO 7064, lengths of the SWIFT registry), the check
// letters and digits of the identifiers of FR, ES, IT, NL, PL, DE and BE, the ranges of the US and GB.
std::vector<Sensitive> find_sensitive(std::string_view text);

// Well-formed IBANs whose check fails, as written. Accounts that are plainly examples (12345678) are not among them.
std::vector<std::string> invalid_ibans(std::string_view text);

// "DE…00": the ends of a value.
std::string masked(std::string_view value);
// The text with every sensitive value masked.
std::string without_sensitive(std::string_view text);

}  // namespace assay
