#include "extractors/core/packed_value.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstdint>

namespace assay {
namespace {

// Up to here digits are exact as a double, and so is a power of ten: one division gives the nearest double there is, as
// reading the text does.
constexpr std::size_t most_digits = 15;
constexpr std::array<double, most_digits + 1> powers{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                     1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

constexpr std::int64_t first_day = -719'162;  // 0001-01-01
constexpr std::int64_t last_day = 2'932'896;  // 9999-12-31

}  // namespace

std::optional<PackedValue> digits_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.size() > most_digits + 1) return std::nullopt;
  const char* at = text.data();
  const char* const end = at + text.size();
  std::int64_t value = 0;
  const auto read = [&] {  // how many
    const char* const from = at;
    for (; at != end && *at >= '0' && *at <= '9'; ++at) value = value * 10 + (*at - '0');
    return static_cast<std::size_t>(at - from);
  };
  const std::size_t whole = read();
  std::size_t decimals = 0;
  if (at != end) {
    if (*at++ != '.') return std::nullopt;
    decimals = read();
    if (decimals == 0 || at != end) return std::nullopt;
  }
  if (whole == 0 || whole + decimals > most_digits) return std::nullopt;
  if ((text.front() == '0' && whole > 1) || (negative && value == 0)) return std::nullopt;
  return PackedValue{negative ? -value : value, static_cast<int>(decimals)};
}

double value_of(PackedValue value) {
  const auto digits = static_cast<double>(value.digits);
  return value.decimals == 0 ? digits : digits / powers[static_cast<std::size_t>(value.decimals)];
}

bool pack_number(std::string_view text, double number, PackedValue& out) {
  const std::optional<PackedValue> value = digits_of(text);
  if (!value || !same_bits(value_of(*value), number)) return false;
  out = *value;
  return true;
}

bool is_packed_number(PackedValue value) {
  constexpr std::int64_t above = 1'000'000'000'000'000;  // of most_digits
  return value.digits > -above && value.digits < above && value.decimals >= 0 &&
         value.decimals < static_cast<int>(most_digits);
}

bool is_packed_day(std::int64_t day) {
  return day >= first_day && day <= last_day;
}

// From the last digit to the first, and then to where they go.
char* write_number(PackedValue value, char* to) {
  std::array<char, most_value_letters> letters;
  char* const end = letters.data() + letters.size();
  char* at = end;
  std::uint64_t digits = static_cast<std::uint64_t>(value.digits < 0 ? -value.digits : value.digits);
  const auto write_digit = [&] {
    *--at = static_cast<char>('0' + digits % 10);
    digits /= 10;
  };
  for (int i = 0; i < value.decimals; ++i) write_digit();
  if (value.decimals > 0) *--at = '.';
  do write_digit();
  while (digits > 0);
  if (value.digits < 0) *--at = '-';
  return std::copy(at, end, to);
}

// "YYYY-MM-DD".
char* write_day(std::int64_t day, char* to) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  const auto digits = [to](int at, int count, unsigned value) {
    for (int i = at + count - 1; i >= at; --i, value /= 10) to[i] = static_cast<char>('0' + value % 10);
  };
  digits(0, 4, static_cast<unsigned>(static_cast<int>(date.year())));
  to[4] = to[7] = '-';
  digits(5, 2, static_cast<unsigned>(date.month()));
  digits(8, 2, static_cast<unsigned>(date.day()));
  return to + 10;
}

double unpack_number(PackedValue value, std::string& text) {
  std::array<char, most_value_letters> letters;
  text.assign(letters.data(), write_number(value, letters.data()));
  return value_of(value);
}

bool pack_day(std::string_view text, double number, PackedValue& out) {
  constexpr std::size_t size = 10;
  if (text.size() != size || !(number >= first_day && number <= last_day)) return false;
  out = {static_cast<std::int64_t>(number), 0};
  std::array<char, size> same;
  write_day(out.digits, same.data());
  return same_bits(static_cast<double>(out.digits), number) && text == std::string_view(same.data(), size);
}

double unpack_day(PackedValue value, std::string& text) {
  text.resize(10);
  write_day(value.digits, text.data());
  return static_cast<double>(value.digits);
}

}  // namespace assay
