#include "rules/measures/money.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <cstdlib>

#include "rules/measures/text.hpp"

namespace assay {
namespace {

constexpr std::size_t most_digits = 13;  // more is a code, and would not fit after multiplying

std::string bare_digits(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c >= '0' && c <= '9') out += c;
  return out;
}

std::int64_t value_of(const std::string& digits) {
  return std::strtoll(digits.c_str(), nullptr, 10);
}

bool is_part_of_number(char c) {
  return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '/';
}

// "2 560,13" may be one number, or the last of a quantity and a number: every cut at a space is possible.
void add_readings(std::string_view number, bool negative, Amount& out) {
  static const RE2 space("^\\d{1,3}(?: |\xC2\xA0|\xE2\x80\xAF|\xE2\x80\x89)(\\d)");
  while (true) {
    const std::string digits = bare_digits(number);
    if (digits.size() <= most_digits) out.hundredths.push_back(negative ? -value_of(digits) : value_of(digits));
    re2::StringPiece next;
    if (!RE2::PartialMatch({number.data(), number.size()}, space, &next)) return;
    number.remove_prefix(static_cast<std::size_t>(next.data() - number.data()));
  }
}

}  // namespace

std::vector<Amount> find_amounts(std::string_view text) {
  // Groups of three behind a separator that is not the decimal mark, or no groups at all.
  // The longest match: "3.032,99" is not "3.03" with something behind it.
  static const RE2::Options longest = [] {
    RE2::Options options;
    options.set_longest_match(true);
    return options;
  }();
  static const RE2 number(
      "((?:\\d{1,3}(?:(?:,\\d{3})+|(?:(?: |'|’|\xC2\xA0|\xE2\x80\xAF|\xE2\x80\x89)\\d{3})+)?|\\d{4,})\\.\\d{2}|"
      "(?:\\d{1,3}(?:(?:\\.\\d{3})+|(?:(?: |'|’|\xC2\xA0|\xE2\x80\xAF|\xE2\x80\x89)\\d{3})+)?|\\d{4,}),\\d{2})",
      longest);
  std::vector<Amount> out;
  re2::StringPiece rest(text.data(), text.size());
  re2::StringPiece found;
  while (RE2::FindAndConsume(&rest, number, &found)) {
    const auto begin = static_cast<std::size_t>(found.data() - text.data());
    const std::size_t end = begin + found.size();
    const char before = begin > 0 ? text[begin - 1] : ' ';
    const char behind = end < text.size() ? text[end] : ' ';
    const bool ends_sentence = (behind == '.' || behind == ',') && (end + 1 >= text.size() || text[end + 1] == ' ');
    const std::string_view tail = trimmed(text.substr(end, 4));
    if (is_part_of_number(before) || (is_part_of_number(behind) && !ends_sentence) || tail.starts_with('%')) continue;
    const bool negative = before == '-' || (behind == '-' && (end + 1 >= text.size() || text[end + 1] == ' '));
    Amount amount;
    amount.begin = begin;
    amount.length = found.size();
    add_readings({found.data(), found.size()}, negative, amount);
    if (!amount.hundredths.empty()) out.push_back(std::move(amount));
  }
  return out;
}

std::vector<std::int64_t> read_number(std::string_view text) {
  static const RE2 shape(
      "(?i)\\s*(?:EUR|GBP|USD|CHF|€|£|\\$)?\\s*(-?)(\\d[\\d.,'’ "
      "\xC2\xA0\xE2\x80\xAF]*?)\\s*(?:EUR|GBP|USD|CHF|€|£|\\$)?\\s*");
  static const RE2 decimals("(.*)[.,](\\d{1,4})");
  static const RE2 grouped("\\d{1,3}(?:[.,'’  ]\\d{3})*|\\d+");
  std::string sign, number, whole, part;
  if (!RE2::FullMatch({text.data(), text.size()}, shape, &sign, &number)) return {};
  std::vector<std::int64_t> out;
  const auto add = [&](const std::string& digits, std::size_t places) {
    if (digits.size() > most_digits) return;
    std::int64_t value = value_of(digits);
    for (std::size_t i = places; i < 4; ++i) value *= 10;
    out.push_back(sign.empty() ? value : -value);
  };
  if (RE2::FullMatch(number, grouped)) add(bare_digits(number), 0);
  if (RE2::FullMatch(number, decimals, &whole, &part) && RE2::FullMatch(whole, grouped))
    add(bare_digits(whole) + part, part.size());
  return out;
}

std::string money_text(std::int64_t hundredths) {
  const std::int64_t size = hundredths < 0 ? -hundredths : hundredths;
  return fmt::format("{}{}.{:02}", hundredths < 0 ? "-" : "", size / 100, size % 100);
}

}  // namespace assay
