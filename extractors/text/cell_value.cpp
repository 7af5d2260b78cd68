#include "extractors/text/cell_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <string>

namespace assay {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\n") + 1 - first);
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text = trimmed(text.substr(prefix.size()));
  return true;
}

bool take_back(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text = trimmed(text.substr(0, text.size() - suffix.size()));
  return true;
}

constexpr std::string_view currencies[] = {"$", "€", "£", "¥", "EUR", "USD", "GBP", "CHF"};

void take_currency(std::string_view& text) {
  for (const std::string_view sign : currencies)
    if (take(text, sign) || take_back(text, sign)) return;
}

// Digits with groups of three after the first; only the groups' separator is left out.
bool ungroup(std::string_view whole, char group, std::string& out) {
  const std::size_t first = whole.find(group);
  if (first == std::string_view::npos) {
    out += whole;
    return std::all_of(whole.begin(), whole.end(), is_digit);
  }
  if (first == 0 || first > 3) return false;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const bool at_group = i >= first && (i - first) % 4 == 0;
    if (at_group ? whole[i] != group : !is_digit(whole[i])) return false;
    if (!at_group) out += whole[i];
  }
  return (whole.size() - first) % 4 == 0;
}

std::optional<double> parse_plain(std::string_view text, char point, char group) {
  std::string digits;
  const std::size_t exponent = text.find_first_of("eE");
  const std::string_view mantissa = text.substr(0, exponent);
  const std::size_t dot = mantissa.find(point);
  const std::string_view whole = mantissa.substr(0, dot);
  const std::string_view fraction = dot == std::string_view::npos ? std::string_view{} : mantissa.substr(dot + 1);
  if (whole.empty() && fraction.empty()) return std::nullopt;
  if (!ungroup(whole, group, digits)) return std::nullopt;
  if (!std::all_of(fraction.begin(), fraction.end(), is_digit)) return std::nullopt;
  if (digits.empty()) digits = "0";
  if (!fraction.empty()) digits.append(".").append(fraction);
  if (exponent != std::string_view::npos) {
    std::string_view power = text.substr(exponent + 1);
    digits += 'e';
    if (power.starts_with('-') || power.starts_with('+')) {
      if (power.front() == '-') digits += '-';
      power.remove_prefix(1);
    }
    if (power.empty() || power.size() > 3 || !std::all_of(power.begin(), power.end(), is_digit)) return std::nullopt;
    digits += power;
  }
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

struct Parts {
  std::array<int, 3> number{};
  std::array<std::size_t, 3> digits{};
  char separator = 0;
  std::string_view rest;  // behind the date
};

std::optional<Parts> three_numbers(std::string_view text) {
  Parts parts;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t size =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
    if (size == 0 || size > 4) return std::nullopt;
    std::from_chars(text.data(), text.data() + size, parts.number[i]);
    parts.digits[i] = size;
    text.remove_prefix(size);
    if (i == 2) break;
    if (text.empty() || (text.front() != '-' && text.front() != '/' && text.front() != '.')) return std::nullopt;
    if (i == 1 && text.front() != parts.separator) return std::nullopt;
    parts.separator = text.front();
    text.remove_prefix(1);
  }
  if (take(text, "T") || text.starts_with(' '))
    text = trimmed(text);
  else if (!text.empty())
    return std::nullopt;
  parts.rest = text;
  return parts;
}

std::optional<std::chrono::sys_days> day_of(int year, int month, int day) {
  using namespace std::chrono;
  const year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                            std::chrono::day{static_cast<unsigned>(day)}};
  if (year < 1000 || !date.ok()) return std::nullopt;
  return sys_days{date};
}

// Seconds of "10:30", "10:30:05.5", also behind with AM, PM, Z or an offset (which is not applied: the day counts).
std::optional<double> seconds_of(std::string_view text) {
  std::array<int, 3> unit{};
  std::size_t count = 0;
  while (count < 3) {
    const std::size_t size =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
    if (size == 0 || size > 2) return std::nullopt;
    std::from_chars(text.data(), text.data() + size, unit[count++]);
    text.remove_prefix(size);
    if (!text.starts_with(':')) break;
    text.remove_prefix(1);
  }
  if (count < 2 || unit[0] > 24 || unit[1] > 59 || unit[2] > 60) return std::nullopt;
  if (count == 3 && (text.starts_with('.') || text.starts_with(','))) {
    text.remove_prefix(1);
    while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  }
  text = trimmed(text);
  const bool afternoon = take(text, "PM") || take(text, "pm");
  if (!afternoon && !take(text, "AM") && !take(text, "am")) take(text, "Z");
  if (text.starts_with('+') || text.starts_with('-')) {
    const std::string_view offset = text.substr(1);
    if (offset.size() > 5 || offset.size() < 2) return std::nullopt;
    if (!std::all_of(offset.begin(), offset.end(), [](char c) { return is_digit(c) || c == ':'; })) return std::nullopt;
    text = {};
  }
  if (!text.empty()) return std::nullopt;
  return (unit[0] % 12 + (afternoon || (unit[0] >= 12 && unit[0] < 24) ? 12 : 0)) * 3600.0 + unit[1] * 60.0 + unit[2];
}

bool is_truth_value(std::string_view text) {
  for (const std::string_view word : {"true", "false", "TRUE", "FALSE", "True", "False"})
    if (text == word) return true;
  return false;
}

}  // namespace

std::optional<double> parse_number(std::string_view text, bool decimal_comma) {
  text = trimmed(text);
  if (text.size() > 64) return std::nullopt;
  double sign = 1;
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    sign = -1;
    text = trimmed(text.substr(1, text.size() - 2));
  }
  double factor = 1;
  if (take_back(text, "%")) {
    factor = 0.01;
  } else {
    take_currency(text);
  }
  if (take(text, "-") || take(text, "\u2212")) {
    sign = -sign;
  } else {
    take(text, "+");
  }
  if (factor == 1) take_currency(text);
  const auto value = decimal_comma ? parse_plain(text, ',', '.') : parse_plain(text, '.', ',');
  if (!value) return std::nullopt;
  return sign * factor * *value;
}

DateShape date_shape(std::string_view text) {
  const auto parts = three_numbers(trimmed(text));
  if (!parts || (!parts->rest.empty() && !seconds_of(parts->rest))) return {};
  const auto& [a, b, c] = parts->number;
  if (parts->digits[0] == 4) return {day_of(a, b, c).has_value(), DateOrder::unknown};
  if (parts->digits[2] != 4 || parts->digits[0] > 2 || parts->digits[1] > 2) return {};
  const bool day_first = day_of(c, b, a).has_value();
  const bool month_first = day_of(c, a, b).has_value();
  if (day_first && (!month_first || parts->separator == '.')) return {true, DateOrder::day_first};
  if (month_first && !day_first) return {true, DateOrder::month_first};
  return {day_first, DateOrder::unknown};
}

std::optional<double> parse_date(std::string_view text, DateOrder order) {
  const DateShape shape = date_shape(text);
  if (!shape.date) return std::nullopt;
  if (shape.order != DateOrder::unknown) order = shape.order;
  const auto parts = three_numbers(trimmed(text));
  const auto& [a, b, c] = parts->number;
  std::optional<std::chrono::sys_days> day;
  if (parts->digits[0] == 4)
    day = day_of(a, b, c);
  else if (order == DateOrder::day_first)
    day = day_of(c, b, a);
  else if (order == DateOrder::month_first)
    day = day_of(c, a, b);
  if (!day) return std::nullopt;
  const double seconds = parts->rest.empty() ? 0 : seconds_of(parts->rest).value_or(0);
  return static_cast<double>(day->time_since_epoch().count()) + seconds / 86400;
}

bool is_time(std::string_view text) {
  return seconds_of(trimmed(text)).has_value();
}

void set_type(Cell& cell, const NumberStyle& style) {
  const std::string_view text = trimmed(cell.text);
  if (text.empty() || text.size() > 64) return;
  if (date_shape(text).date) {
    cell.type = CellType::date;
    cell.number = parse_date(text, style.dates);
  } else if (const auto number = parse_number(text, style.decimal_comma)) {
    cell.type = CellType::number;
    cell.number = number;
  } else if (is_truth_value(text)) {
    cell.type = CellType::boolean;
  }
}

}  // namespace assay
