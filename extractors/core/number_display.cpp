#include "extractors/core/number_display.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <utility>

namespace assay {
namespace {

constexpr std::size_t longest_code = 255;  // as Excel allows
constexpr std::size_t most_letters = 32;   // that a section adds to a number: a sheet has millions
constexpr std::size_t most_signs = 40;     // of digits in a section, as many as 30 decimals need
constexpr std::size_t most_digits = 15;    // that a number has, in decimal

bool is_digit_sign(char c) {
  return c == '0' || c == '#' || c == '?';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

// A number as decimal digits: 0.d1d2d3… times ten to the power; no digits: zero.
struct Decimal {
  std::string digits;
  int power = 0;

  explicit Decimal(double size) {
    if (size == 0) return;
    std::array<char, 32> room;
    const char* const begin = room.data();
    const char* end = std::to_chars(room.data(), room.data() + room.size(), size, std::chars_format::scientific).ptr;
    const char* e = std::find(begin, end, 'e');  // "1.234e+05"
    if (static_cast<std::size_t>(e - begin) > most_digits + 1) {
      end = fmt::format_to_n(room.data(), room.size(), "{:.{}e}", size, most_digits - 1).out;
      e = std::find(begin, end, 'e');
    }
    digits.assign(begin, 1);
    if (e > begin + 2) digits.append(begin + 2, e);
    std::from_chars(e + (e[1] == '+' ? 2 : 1), end, power);
    ++power;
    trim();
  }
  // Half away from zero, behind that many digits after the point.
  void round(int decimals) {
    const int kept = power + decimals;
    if (kept >= static_cast<int>(digits.size())) return;
    const bool up = kept >= 0 && digits[static_cast<std::size_t>(kept)] >= '5';
    digits.resize(static_cast<std::size_t>(std::max(kept, 0)));
    if (up) increment();
    trim();
  }
  std::string whole() const {
    if (power <= 0) return {};
    std::string out = digits.substr(0, static_cast<std::size_t>(power));
    out.resize(static_cast<std::size_t>(power), '0');
    return out;
  }
  std::string decimals(std::size_t count) const {
    std::string out(static_cast<std::size_t>(std::min(std::max(-power, 0), static_cast<int>(count))), '0');
    if (power < static_cast<int>(digits.size())) out += digits.substr(static_cast<std::size_t>(std::max(power, 0)));
    out.resize(count, '0');
    return out;
  }

 private:
  void increment() {
    auto at = digits.rbegin();
    while (at != digits.rend() && *at == '9') *at++ = '0';
    if (at != digits.rend()) {
      ++*at;
    } else {
      digits.insert(digits.begin(), '1');
      ++power;
    }
  }
  void trim() {
    while (!digits.empty() && digits.back() == '0') digits.pop_back();
    if (digits.empty()) power = 0;
  }
};

// Spaces stand for the width of letters: one between words is enough.
std::string tidied(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// The denominator of the fraction that comes nearest to a number, of those up to `most`: by its continued fraction.
// None: a fraction between two of that row comes nearer, and programs do not agree on which one they show ("3 1/7" or
// "3 14/99" for pi).
std::optional<int> nearest_denominator(double size, int most) {
  constexpr double exact = 1e-9;
  double numerator0 = 0, denominator0 = 1, numerator1 = 1, denominator1 = 0;  // the last two
  double rest = size;
  for (;;) {
    const double part = std::floor(rest + exact);
    const double denominator = denominator0 + part * denominator1;
    if (denominator > most) break;
    numerator0 = std::exchange(numerator1, numerator0 + part * numerator1);
    denominator0 = std::exchange(denominator1, denominator);
    if (rest - part < exact) return static_cast<int>(denominator);
    rest = 1 / (rest - part);
  }
  // Between the last two lie those that are nearer than the first of them.
  const double steps = std::floor((most - denominator0) / denominator1);
  const double between = denominator0 + steps * denominator1;
  const double away = std::fabs(size - (numerator0 + steps * numerator1) / between);
  const bool nearer = away < std::fabs(size - numerator1 / denominator1) - 1e-12;
  return nearer ? std::nullopt : std::optional(static_cast<int>(denominator1));
}

// "General", as Excel has it: what does not fit is rounded, behind the point. Excel writes the largest numbers as
// powers of ten; their digits are what people look for, and they stay.
std::optional<std::string> general_text(double size) {
  constexpr double least_rounded = 1e-4;
  std::string text = fmt::format("{:.15g}", size);
  const bool is_short = text.size() <= general_letters && text.find('e') == std::string::npos;
  if (is_short || size == std::floor(size)) return text;
  Decimal number(size);
  const int before_point = std::max(number.power, 1);
  const int room = static_cast<int>(general_letters) - 1;  // beside the point
  if (size >= least_rounded) {
    if (before_point > room + 1) return std::nullopt;
    number.round(std::max(room - before_point, 0));
    const auto decimals = static_cast<std::size_t>(std::max(static_cast<int>(number.digits.size()) - number.power, 0));
    text = number.power > 0 ? number.whole() : "0";
    return decimals > 0 ? text + '.' + number.decimals(decimals) : text;
  }
  const auto decimals = static_cast<int>(number.digits.size()) - number.power;
  if (decimals < room) return "0." + number.decimals(static_cast<std::size_t>(decimals));
  text = fmt::format("{:.5E}", size);  // "1.20000E-05"
  const std::size_t e = text.find('E'), last = text.find_last_not_of('0', e - 1);
  return text.erase(last + (text[last] != '.'), e - last - (text[last] != '.'));
}

std::string padded(std::string digits, std::size_t width, char sign) {
  if (digits.size() < width && sign != '#') digits.insert(0, width - digits.size(), sign == '0' ? '0' : ' ');
  return digits;
}

}  // namespace

class NumberFormat::Parser {
 public:
  explicit Parser(std::string_view code) : code_(code) {}

  std::vector<Section> parse() {
    std::vector<Section> out(1);
    if (code_.size() > longest_code) {
      out[0].known = false;
      return out;
    }
    while (at_ < code_.size()) {
      if (code_[at_] == ';') {
        ++at_;
        out.emplace_back();
        section_ = {};
      } else {
        step(out.back());
      }
    }
    return out;
  }

 private:
  struct State {  // of the section
    bool digits = false, point = false;
    std::size_t letters = 0, signs = 0;
  };

  void step(Section& out) {
    const char c = code_[at_];
    const std::string_view rest = code_.substr(at_);
    if (c == '"') return quoted(out);
    if (c == '[') return bracket(out);
    if (c == '\\') return ++at_, letter(out);
    if (c == '_') {
      at_ += 1;
      at_ += size_of_letter();
      return literal(out, " ");
    }
    if (c == '*') {
      at_ += 1;
      at_ += size_of_letter();
      return;
    }
    if (starts_with_word(rest, "general")) {
      at_ += 7;
      return add(out, Kind::general);
    }
    if (is_digit_sign(c)) {
      section_.digits = true;
      out.known = out.known && ++section_.signs <= most_signs;
      return add(out, Kind::digit, c, 1);
    }
    if (c == '.' && !section_.point) {
      section_.point = true;
      return add(out, Kind::point, 0, 1);
    }
    if (c == '%') {
      out.scale += 2;
      return add(out, Kind::percent, 0, 1);
    }
    if (c == ',') return comma(out);
    if (c == '/') return add(out, Kind::slash, 0, 1);
    if ((c == 'E' || c == 'e') && section_.digits && rest.size() > 1 && (rest[1] == '+' || rest[1] == '-'))
      return add(out, Kind::exponent, rest[1], 2);
    if (c == '@' || is_letter(c)) {  // a text, a part of a date, or a word that only some programs take
      out.known = false;
      ++at_;
      return;
    }
    letter(out);
  }

  void add(Section& out, Kind kind, char sign = 0, std::size_t size = 0) {
    out.tokens.push_back({kind, sign, {}});
    at_ += size;
  }
  void literal(Section& out, std::string_view text) {
    if (text.empty()) return;
    if (out.tokens.empty() || out.tokens.back().kind != Kind::literal) out.tokens.push_back({});
    out.tokens.back().text += text;
    section_.letters += text.size();
    out.known = out.known && section_.letters <= most_letters;
  }
  // UTF-8, as far as it goes.
  std::size_t size_of_letter() const {
    std::size_t size = at_ < code_.size() ? 1 : 0;
    while (at_ + size < code_.size() && (static_cast<unsigned char>(code_[at_ + size]) & 0xc0) == 0x80) ++size;
    return size;
  }
  void letter(Section& out) {
    const std::size_t size = size_of_letter();
    literal(out, code_.substr(at_, size));
    at_ += size;
  }
  void quoted(Section& out) {
    const std::size_t end = std::min(code_.find('"', at_ + 1), code_.size());
    literal(out, code_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
  }
  // Between digits a sign for thousands; behind the last one each divides by a thousand.
  void comma(Section& out) {
    std::size_t end = at_;
    while (end < code_.size() && code_[end] == ',') ++end;
    const bool digit_follows = end < code_.size() && is_digit_sign(code_[end]);
    if (!section_.digits)
      literal(out, code_.substr(at_, end - at_));
    else if (digit_follows && !section_.point)
      out.grouped = true;
    else if (digit_follows)
      out.known = false;
    else
      out.scale -= 3 * static_cast<int>(end - at_);
    at_ = end;
  }
  // "[Red]", "[<=100]", "[$€-407]"
  void bracket(Section& out) {
    const std::size_t end = std::min(code_.find(']', at_), code_.size());
    const std::string_view inside = code_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    out.marked = true;
    if (inside.starts_with('$')) return currency(out, inside.substr(1));
    if (!inside.empty() && std::string_view("<>=").find(inside.front()) != std::string_view::npos)
      return condition(out, inside);
    constexpr std::array<std::string_view, 9> colours{"black", "blue",  "cyan",   "green", "magenta",
                                                      "red",   "white", "yellow", "color"};
    const bool colour = std::any_of(colours.begin(), colours.end(), [inside](std::string_view name) {
      return starts_with_word(inside, name) && (inside.size() == name.size() || name == "color");
    });
    if (!colour) out.known = false;  // elapsed time, other digits
  }
  // The sign, then the language; some languages have digits of their own.
  void currency(Section& out, std::string_view inside) {
    const std::size_t dash = inside.rfind('-');
    const std::string_view language = dash == std::string_view::npos ? std::string_view() : inside.substr(dash + 1);
    if (language.size() > 4 && language.substr(0, language.size() - 4).find_first_not_of('0') != std::string_view::npos)
      out.known = false;
    literal(out, inside.substr(0, dash));
  }
  void condition(Section& out, std::string_view inside) {
    const std::size_t size = std::min(inside.find_first_not_of("<>="), inside.size());
    Condition found{std::string(inside.substr(0, size)), 0};
    const auto [end, error] = std::from_chars(inside.data() + size, inside.data() + inside.size(), found.limit);
    if (error != std::errc() || end != inside.data() + inside.size()) out.known = false;
    out.condition = std::move(found);
  }

  std::string_view code_;
  std::size_t at_ = 0;
  State section_;
};

bool NumberFormat::Condition::holds(double value) const {
  if (sign == "<") return value < limit;
  if (sign == "<=") return value <= limit;
  if (sign == ">") return value > limit;
  if (sign == ">=") return value >= limit;
  if (sign == "=") return value == limit;
  return sign == "<>" && value != limit;
}

bool NumberFormat::Section::has(Kind kind) const {
  return std::any_of(tokens.begin(), tokens.end(), [kind](const Token& token) { return token.kind == kind; });
}

NumberFormat::NumberFormat(std::string_view code) : code_(code), sections_(Parser(code).parse()) {}

// Positive numbers, negative ones, zero; or by conditions. `minus`: the sign is not the section's own.
const NumberFormat::Section* NumberFormat::choose(double value, bool& minus) const {
  const std::size_t count = std::min<std::size_t>(sections_.size(), 3);  // the fourth is for texts
  const auto conditional = [](const Section& section) { return section.condition.has_value(); };
  minus = false;
  if (std::none_of(sections_.begin(), sections_.end(), conditional)) {
    if (value < 0 && count > 1) {
      // What is shown where the one section for negative numbers is blank differs.
      return sections_[1].empty() && sections_.size() == 2 ? nullptr : &sections_[1];
    }
    minus = value < 0;
    return value == 0 && count > 2 ? &sections_[2] : &sections_[0];
  }
  if (value < 0) return nullptr;  // whether the sign is shown differs
  for (std::size_t i = 0; i < count; ++i) {
    const Section& section = sections_[i];
    if (section.condition ? section.condition->holds(value) : i + 1 == count) return &section;
    if (!section.condition) return nullptr;  // a section without one before the last
  }
  return nullptr;
}

std::optional<std::string> NumberFormat::display(double value) const {
  if (!std::isfinite(value) || std::fabs(value) >= 1e15) return std::nullopt;
  bool minus = false;
  const Section* const section = choose(value, minus);
  if (!section || !section->known) return std::nullopt;
  if (section->tokens.empty())
    return sections_.size() > 1 && !section->marked ? std::optional(std::string()) : std::nullopt;
  const bool bare = section->tokens.size() == 1 && section->has(Kind::general);
  if (bare && value < 0 && !minus) return std::nullopt;  // "General;General": with the sign or without
  std::optional<std::string> shown = show(*section, std::fabs(value));
  if (!shown) return std::nullopt;
  // Below zero, and shown as zero: with the sign or without.
  if (minus && (shown->find_first_of("123456789") == std::string::npos || shown->starts_with("0/")))
    return std::nullopt;
  return tidied((minus ? "-" : "") + *shown);
}

bool NumberFormat::Section::blank() const {
  return known && std::all_of(tokens.begin(), tokens.end(), [](const Token& token) {
           return token.kind == Kind::literal && tidied(token.text).empty();
         });
}

bool NumberFormat::hides_texts() const {
  constexpr std::size_t of_texts = 3;
  return sections_.size() == of_texts + 1 && sections_[of_texts].blank();
}

bool NumberFormat::may_show_nothing() const {
  return std::any_of(sections_.begin(), sections_.end(), [](const Section& section) {
    return section.known && std::all_of(section.tokens.begin(), section.tokens.end(), [](const Token& token) {
             return token.kind == Kind::literal ? tidied(token.text).empty()
                                                : token.kind == Kind::digit && token.sign != '0';
           });
  });
}

std::optional<std::string> NumberFormat::show(const Section& section, double size) {
  if (section.has(Kind::general)) return show_general(section, size);
  if (section.has(Kind::slash)) return show_fraction(section, size);
  if (section.has(Kind::exponent)) return show_scientific(section, size);
  return show_number(section, size);
}

// "General", alone or among other letters.
std::optional<std::string> NumberFormat::show_general(const Section& section, double size) {
  const std::optional<std::string> number = general_text(size);
  if (!number) return std::nullopt;
  std::string out;
  for (const Token& token : section.tokens) {
    if (token.kind != Kind::general && token.kind != Kind::literal) return std::nullopt;
    out += token.kind == Kind::general ? *number : token.text;
  }
  return out;
}

std::optional<std::string> NumberFormat::show_number(const Section& section, double size) {
  const auto point = std::find_if(section.tokens.begin(), section.tokens.end(),
                                  [](const Token& token) { return token.kind == Kind::point; });
  const auto is_digit = [](const Token& token) { return token.kind == Kind::digit; };
  const auto wholes = static_cast<std::size_t>(std::count_if(section.tokens.begin(), point, is_digit));
  const auto decimals = static_cast<std::size_t>(std::count_if(point, section.tokens.end(), is_digit));
  Decimal number(size);
  if (size != 0) number.power += section.scale;
  number.round(static_cast<int>(decimals));
  const std::string whole = number.whole(), fraction = number.decimals(decimals);
  const std::size_t last = fraction.find_last_not_of('0');
  const std::size_t filled = last == std::string::npos ? 0 : last + 1;

  std::string out;
  const auto put_whole = [&](std::size_t place, char c) {  // `place`: counted from the point
    out += c;
    if (section.grouped && place > 0 && place % 3 == 0) out += ',';
  };
  const auto put_further = [&](std::size_t place) {  // digits that no sign is left for
    for (std::size_t i = whole.size(); i-- > place;) put_whole(i, whole[whole.size() - 1 - i]);
  };
  std::size_t left = wholes, right = 0;
  bool behind = false;
  for (const Token& token : section.tokens) {
    if (token.kind == Kind::literal) {
      out += token.text;
    } else if (token.kind == Kind::percent) {
      out += '%';
    } else if (token.kind == Kind::point) {
      if (wholes == 0) put_further(0);
      out += '.';
      behind = true;
    } else if (!behind) {
      if (left == wholes) put_further(wholes);
      --left;
      if (left < whole.size())
        put_whole(left, whole[whole.size() - 1 - left]);
      else if (token.sign == '0')
        put_whole(left, '0');
      else if (token.sign == '?')
        out += ' ';
    } else {
      if (right < filled || token.sign == '0')
        out += fraction[right];
      else if (token.sign == '?')
        out += ' ';
      ++right;
    }
  }
  return out;
}

// One digit before the point: how more of them share out the power differs.
std::optional<std::string> NumberFormat::show_scientific(const Section& section, double size) {
  const auto exponent = std::find_if(section.tokens.begin(), section.tokens.end(),
                                     [](const Token& token) { return token.kind == Kind::exponent; });
  Section mantissa;
  mantissa.tokens.assign(section.tokens.begin(), exponent);
  std::size_t wholes = 0, decimals = 0;
  bool behind_point = false;
  for (const Token& token : mantissa.tokens) {
    behind_point = behind_point || token.kind == Kind::point;
    if (token.kind == Kind::digit) ++(behind_point ? decimals : wholes);
  }
  if (wholes != 1 || section.scale != 0 || section.grouped) return std::nullopt;
  Decimal number(size);
  int power = size == 0 ? 0 : number.power - 1;
  number.power = size == 0 ? 0 : 1;
  number.round(static_cast<int>(decimals));
  if (number.power > 1) {
    ++power;
    number.power = 1;
  }
  std::string digits = std::to_string(std::abs(power)), out, behind;
  std::size_t width = 0;
  for (auto token = exponent + 1; token != section.tokens.end(); ++token) {
    if (token->kind == Kind::digit && behind.empty())
      ++width;
    else if (token->kind == Kind::literal)
      behind += token->text;
    else
      return std::nullopt;
  }
  // Digits alone: a number of one digit before the point, without rounding again.
  double shown = 0;
  const std::string written = number.digits.empty() ? "0" : number.digits.substr(0, 1) + "." + number.digits.substr(1);
  std::from_chars(written.data(), written.data() + written.size(), shown);
  out = *show_number(mantissa, shown) + "E";
  if (power < 0)
    out += '-';
  else if (exponent->sign == '+')
    out += '+';
  return out + padded(std::move(digits), width, '0') + behind;
}

// "# ?/?", "# ??/16", "?/?": whole part, numerator and denominator.
std::optional<std::string> NumberFormat::show_fraction(const Section& section, double size) {
  std::array<std::string, 3> signs;  // of whole, numerator and denominator
  std::string fixed;                 // a denominator in digits
  std::size_t part = 0;
  bool spaced = false;
  for (const Token& token : section.tokens) {
    if (token.kind == Kind::slash) {
      if (part == 2) return std::nullopt;
      if (!spaced) std::swap(signs[0], signs[1]);
      part = 2;
    } else if (token.kind == Kind::digit && token.sign == '0' && !fixed.empty()) {
      fixed += '0';
    } else if (token.kind == Kind::digit && part < 3) {
      signs[part] += token.sign;
    } else if (token.kind == Kind::literal) {
      const std::string text = tidied(token.text);
      if (part == 2 && signs[2].empty() && !text.empty() && text.find_first_not_of("0123456789") == std::string::npos)
        fixed += text;
      else if (!text.empty())
        return std::nullopt;
      else if (part == 0 && !signs[0].empty())
        spaced = true, part = 1;
    } else {
      return std::nullopt;
    }
  }
  if (signs[1].empty() || signs[2].empty() == fixed.empty() || signs[2].size() > 3 || fixed.size() > 3)
    return std::nullopt;
  if (size >= 1e9 || section.scale != 0 || section.grouped) return std::nullopt;
  const double whole = spaced ? std::floor(size) : 0;
  const double rest = size - whole;
  int denominator = 1;
  if (!fixed.empty()) {
    std::from_chars(fixed.data(), fixed.data() + fixed.size(), denominator);
    if (denominator == 0) return std::nullopt;
  } else {
    const auto nearest = nearest_denominator(rest, signs[2].size() == 1 ? 9 : signs[2].size() == 2 ? 99 : 999);
    if (!nearest) return std::nullopt;
    denominator = *nearest;
  }
  double numerator = std::round(rest * denominator);
  double shown_whole = whole;
  if (spaced && numerator == denominator) {
    ++shown_whole;
    numerator = 0;
  }
  const auto digits = [](double number) { return fmt::format("{:.0f}", number); };
  if (spaced && numerator == 0 && signs[1].find('0') != std::string::npos) return std::nullopt;  // "5 0/1"
  if (spaced && numerator == 0) return digits(shown_whole);
  const std::string before = spaced && (shown_whole > 0 || signs[0].find('0') != std::string::npos)
                                 ? padded(digits(shown_whole), signs[0].size(), signs[0][0]) + " "
                                 : "";
  return before + digits(numerator) + "/" + digits(denominator);
}

std::string_view built_in_number_format(int id) {
  switch (id) {
    case 1:
      return "0";
    case 2:
      return "0.00";
    case 3:
      return "#,##0";
    case 4:
      return "#,##0.00";
    case 5:
    case 6:
    case 37:
    case 38:
      return "#,##0_);(#,##0)";
    case 7:
    case 8:
    case 39:
    case 40:
      return "#,##0.00_);(#,##0.00)";
    case 9:
      return "0%";
    case 10:
      return "0.00%";
    case 11:
      return "0.00E+00";
    case 12:
      return "# ?/?";
    case 13:
      return "# ?\?/?\?";
    case 18:
      return "h:mm AM/PM";
    case 19:
      return "h:mm:ss AM/PM";
    case 20:
      return "h:mm";
    case 21:
      return "h:mm:ss";
    case 45:
      return "mm:ss";
    case 46:
      return "[h]:mm:ss";
    case 41:
    case 42:
      return "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)";
    case 43:
    case 44:
      return "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"?\?_);_(@_)";
    case 48:
      return "##0.0E+0";
    default:
      return {};
  }
}

}  // namespace assay
