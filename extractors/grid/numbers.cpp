#include <cctype>

#include "extractors/grid/grid.hpp"

namespace assay {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Nearly all texts are told from numbers by their first byte: digits, signs, currencies and what is beyond ASCII may
// begin one.
bool may_begin_number(char c) {
  static constexpr std::string_view others = "+-(.,'$EUGC ";
  return digit(c) || static_cast<unsigned char>(c) >= 0x80 || others.find(c) != std::string_view::npos;
}

bool drop_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool drop_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

// Signs, currencies and percent around the digits.
void drop_dress(std::string_view& text) {
  static constexpr std::string_view before[] = {"+",      "-", "\u2212", "$",   "\u20ac", "\u00a3",
                                                "\u00a5", " ", "EUR",    "USD", "GBP",    "CHF"};
  static constexpr std::string_view after[] = {"%", "$",   "\u20ac", "\u00a3", "\u00a5", " ",
                                               "-", "EUR", "USD",    "GBP",    "CHF"};
  for (bool more = true; more;) {
    more = false;
    for (const auto prefix : before) more = drop_prefix(text, prefix) || more;
  }
  for (bool more = true; more;) {
    more = false;
    for (const auto suffix : after) more = drop_suffix(text, suffix) || more;
  }
}

int digits_at(std::string_view text, std::size_t from) {
  std::size_t to = from;
  while (to < text.size() && digit(text[to])) ++to;
  return static_cast<int>(to - from);
}

}  // namespace

bool reads_as_number(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > 40 || !may_begin_number(text.front())) return false;
  if (text.front() == '(' && text.back() == ')') text = trimmed(text.substr(1, text.size() - 2));
  drop_dress(text);
  if (text.empty() || !digit(text.back())) {
    if (text.size() < 2 || text.back() != '.' || !digit(text[text.size() - 2])) return false;
  }
  int digits = 0;
  int separators_in_a_row = 0;
  bool exponent = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (digit(c)) {
      ++digits;
      separators_in_a_row = 0;
    } else if (c == '.' || c == ',' || c == '\'' || c == ' ') {
      if (++separators_in_a_row > 1) return false;
      if (c == ' ' && digits_at(text, i + 1) != 3) return false;
    } else if ((c == 'e' || c == 'E') && digits > 0 && !exponent && i + 1 < text.size()) {
      exponent = true;
      if (text[i + 1] == '+' || text[i + 1] == '-') ++i;
    } else {
      return false;
    }
  }
  return digits > 0;
}

bool reads_as_date(std::string_view text) {
  text = trimmed(text);
  if (text.size() < 6 || text.size() > 32 || !digit(text[0])) return false;
  int parts[3] = {0, 0, 0};
  char separator = 0;
  std::size_t at = 0;
  for (int part = 0; part < 3; ++part) {
    const int digits = digits_at(text, at);
    if (digits == 0 || digits > 4 || digits == 3) return false;
    parts[part] = digits;
    at += static_cast<std::size_t>(digits);
    if (part == 2) break;
    if (at >= text.size()) return false;
    const char c = text[at++];
    if (c != '-' && c != '/' && c != '.') return false;
    if (separator != 0 && c != separator) return false;
    separator = c;
  }
  const bool year_first = parts[0] == 4 && parts[1] <= 2 && parts[2] <= 2;
  const bool year_last = parts[0] <= 2 && parts[1] <= 2 && (parts[2] == 4 || parts[2] == 2);
  if (!year_first && !year_last) return false;
  if (at == text.size()) return true;
  if (text[at] != ' ' && text[at] != 'T') return false;
  return text.find(':', at) != std::string_view::npos;
}

}  // namespace assay
