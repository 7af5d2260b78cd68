// Numbers and days whose texts follow from their value, as the digits alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {

// "-12.50": -1250 and 2. "2024-03-05": days since 1970-01-01.
struct PackedValue {
  std::int64_t digits = 0;
  int decimals = 0;
};

// What a text such as "-12.50" says, of at most 15 digits; none: it is another text. The value is the very double that
// reading the text gives.
std::optional<PackedValue> digits_of(std::string_view text);
double value_of(PackedValue value);

// False where unpacking would not give the very same text and the very same number.
bool pack_number(std::string_view text, double number, PackedValue& out);
bool pack_day(std::string_view text, double number, PackedValue& out);

// Whether they are what the two above give.
bool is_packed_number(PackedValue value);
bool is_packed_day(std::int64_t day);

// The letters of the text, at `to`, where there must be room for most_value_letters; where they end.
inline constexpr std::size_t most_value_letters = 24;
char* write_number(PackedValue value, char* to);
char* write_day(std::int64_t day, char* to);

// The text, and the number as the result.
double unpack_number(PackedValue value, std::string& text);
double unpack_day(PackedValue value, std::string& text);

}  // namespace assay
