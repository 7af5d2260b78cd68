// Amounts of money in text: exact, in hundredths, in English, German, French and Swiss notations.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

struct Amount {
  std::vector<std::int64_t> hundredths;  // what it may be: "2 560,13" is 256013, or 56013 behind a "2"
  std::size_t begin = 0, length = 0;     // in the text, bytes
};

// Numbers with two decimals, in order: "3,032.99", "3.032,99", "3 032,99", "3'032.99", "-12.50", "12,50-". A number in
// front of a percent sign is none, nor one of over 13 digits, nor a part of a date or a longer number.
std::vector<Amount> find_amounts(std::string_view text);

// The whole text as a number with up to four decimals, in units of 10^-4, with or without a currency: "12", "1.5",
// "1,234.50", "EUR 12,50". Empty: it is none, or it may be two ("1.234": so are both).
std::vector<std::int64_t> read_number(std::string_view text);

// "3,032.99" of 303299, with a point and no grouping: 3032.99.
std::string money_text(std::int64_t hundredths);

}  // namespace assay
