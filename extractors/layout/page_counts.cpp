#include "extractors/layout/page_counts.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace assay::layout {
namespace {

constexpr std::size_t digits_max = 4;
constexpr std::size_t counters_max = 6;  // more numbers that stand alone are a row of figures

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

template <std::size_t n>
bool is_one_of(std::string_view word, const std::array<std::string_view, n>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool says_page(std::string_view word) {
  static constexpr std::array<std::string_view, 14> words = {"page", "seite", "p.",     "s.",     "pg.",
                                                             "pag.", "page:", "pagina", "seite:", "strona",
                                                             "sida", "side",  "sivu",   "sayfa"};
  return is_one_of(word, words);
}

bool says_of(std::string_view word) {
  static constexpr std::array<std::string_view, 5> words = {"of", "von", "de", "sur", "/"};
  return is_one_of(word, words);
}

// "of" in any other language: "z", "av", "van", "из".
bool may_say_of(std::string_view word) {
  constexpr std::size_t bytes_max = 4;
  return !word.empty() && word.size() <= bytes_max &&
         std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; });
}

bool parts(std::string_view word) {
  static constexpr std::array<std::string_view, 7> signs = {"|", "-", "\u2013", "\u2014", "\u2022", "\u00B7", "/"};
  return is_one_of(word, signs);
}

// What is named by a number of its own, one after the other: "Invoice No. 12" is on the page before "Invoice No. 13".
bool says_other(std::string_view word) {
  static constexpr std::array<std::string_view, 11> words = {
      "no", "no.", "nr", "nr.", "n\u00B0", "n\u00BA", "\u2116", "#", "invoice", "rechnung", "facture"};
  return word.ends_with(':') || is_one_of(word, words);
}

std::optional<int> roman_value(std::string_view word) {
  static constexpr std::array<std::pair<char, int>, 5> values = {
      {{'i', 1}, {'v', 5}, {'x', 10}, {'l', 50}, {'c', 100}}};
  int sum = 0, before = 1000;
  for (const char c : word) {
    const auto* found = std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.first == c; });
    if (found == values.end()) return std::nullopt;
    sum += found->second - (found->second > before ? 2 * before : 0);
    before = found->second;
  }
  return word.empty() ? std::nullopt : std::optional<int>(sum);
}

// Capitals name chapters and annexes; pages of a preface are counted in small letters.
std::optional<int> value_of(std::string_view digits, bool roman) {
  if (!digits.empty() && digits.size() <= digits_max && std::all_of(digits.begin(), digits.end(), is_digit))
    return std::stoi(std::string(digits));
  return roman ? roman_value(digits) : std::nullopt;
}

struct Token {
  std::string text;           // in lower case
  std::string before, after;  // what stands around its number: the "(" and ")" of "(12)", the "F-" of "F-12"
  std::optional<int> value;
};

Token token_of(std::string_view word) {
  Token out;
  for (const char c : word) out.text += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const bool small = std::string_view(out.text) == word;
  const std::size_t last = word.find_last_not_of(".,-)]|");
  const std::size_t end = last == std::string_view::npos ? 0 : last + 1;
  std::size_t begin = 0;
  constexpr std::size_t prefix_max = 2;  // "F-12", "p.12"
  const std::size_t sign = word.substr(0, std::min(end, prefix_max + 1)).find_last_of(".-([|");
  if (sign != std::string_view::npos) begin = sign + 1;
  if (begin > 1 && is_digit(word[0]) && word[begin - 1] == '.') return out;  // a decimal, a date
  if (begin >= end) return out;
  out.value = value_of(word.substr(begin, end - begin), small);
  out.before = out.text.substr(0, begin);
  out.after = out.text.substr(end);
  return out;
}

// A number and another one behind a stroke, or the stroke alone: "3/7", "3/".
bool holds_total(std::string_view word, std::size_t stroke) {
  if (stroke == std::string_view::npos || !value_of(word.substr(0, stroke), false)) return false;
  return stroke + 1 == word.size() || value_of(word.substr(stroke + 1), false);
}

// At white space, and at the stroke of "3/7".
std::vector<Token> tokens_of(const std::string& text) {
  std::vector<Token> out;
  constexpr std::string_view white = " \n\t";
  for (std::size_t i = text.find_first_not_of(white); i != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(white, i), text.size());
    const std::string_view word = std::string_view(text).substr(i, end - i);
    if (const std::size_t stroke = word.find('/'); holds_total(word, stroke)) {
      out.push_back(token_of(word.substr(0, stroke)));
      out.push_back(token_of(word.substr(stroke, 1)));
      if (stroke + 1 < word.size()) out.push_back(token_of(word.substr(stroke + 1)));
    } else {
      out.push_back(token_of(word));
    }
    i = text.find_first_not_of(white, end);
  }
  return out;
}

class Keys {
 public:
  Keys(const std::string& text, int page) : tokens_(tokens_of(text)), page_(page) {}

  std::vector<std::string> make() {
    for (std::size_t i = 0; i < tokens_.size(); ++i)
      if (tokens_[i].value) look_at(i);
    std::vector<std::string> out{key_with(tokens_.size())};
    if (counters_.size() > counters_max) return out;
    for (const std::size_t i : counters_) out.push_back(key_with(i));
    return out;
  }

 private:
  std::string_view word(std::size_t i) const { return i < tokens_.size() ? std::string_view(tokens_[i].text) : ""; }

  // The number of all pages behind that of one.
  bool has_total(std::size_t i) const {
    if (i + 2 >= tokens_.size() || !tokens_[i + 2].value) return false;
    return says_of(word(i + 1)) || (may_say_of(word(i + 1)) && *tokens_[i].value <= *tokens_[i + 2].value);
  }

  void look_at(std::size_t i) {
    const bool total = has_total(i);
    const std::size_t end = total ? i + 3 : i + 1;
    const bool first = i == 0, last = end == tokens_.size();
    const bool named = (i > 0 && says_page(word(i - 1))) || says_page(tokens_[i].before);
    // "see page 40, which" is a place in a sentence; a document in parts begins its pages anew.
    if (named && (total || last || i <= 1)) {
      tokens_[i].text = "#";
      if (total) tokens_[i + 2].text = "#";
      return;
    }
    const bool alone = i > 0 && parts(word(i - 1)) && parts(word(end));
    const bool other = i > 0 && says_other(word(i - 1));
    if ((first || last || alone || named || total) && !other) counters_.push_back(i);
  }

  // One number alone counts: two that rise together are of something else.
  std::string key_with(std::size_t counter) const {
    std::string out;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const Token& token = tokens_[i];
      out += i == counter ? token.before + '+' + std::to_string(*token.value - page_) + '#' + token.after : token.text;
      if (token.value) out += ' ';  // "1 23" is not "12 3"
    }
    return out;
  }

  std::vector<Token> tokens_;
  int page_;
  std::vector<std::size_t> counters_;
};

}  // namespace

std::vector<std::string> running_keys(const std::string& text, int page) {
  return Keys(text, page).make();
}

}  // namespace assay::layout
