#include <algorithm>

#include "extractors/text/cell_value.hpp"
#include "extractors/text/dialect.hpp"

namespace assay {
namespace {

using std::string_view_literals::operator""sv;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_address(std::string_view text) {
  if (text.find(' ') != std::string_view::npos) return false;
  if (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("ftp://") ||
      text.starts_with("www."))
    return text.find_first_of(",;|\"") == std::string_view::npos;
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos &&
         text.find_first_of(",;|\":") == std::string_view::npos;
}

bool is_missing(std::string_view text) {
  for (const std::string_view word : {"n/a"sv, "N/A"sv, "-"sv, "--"sv, "."sv, "?"sv, "\\N"sv, "*"sv})
    if (text == word) return true;
  return false;
}

// A word, a name, a short phrase: no separator of any dialect inside.
bool is_phrase(std::string_view text) {
  if (!is_letter(text.front()) && !is_digit(text.front()) &&
      "#(+&'_$@/<"sv.find(text.front()) == std::string_view::npos)
    return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || " -_.'()&/+#!?%@:=<>$"sv.find(c) != std::string_view::npos;
  });
}

}  // namespace

bool has_known_type(std::string_view cell, bool quoted) {
  const std::size_t first = cell.find_first_not_of(" \n");
  if (first == std::string_view::npos) return true;
  const std::string_view text = cell.substr(first, cell.find_last_not_of(" \n") + 1 - first);
  if (quoted || is_phrase(text) || is_missing(text) || is_address(text)) return true;
  return parse_number(text, false) || parse_number(text, true) || date_shape(text).date || is_time(text);
}

}  // namespace assay
