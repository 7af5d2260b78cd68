// What a spreadsheet's number format makes of a value: the text that a person sees.
//
// After ECMA-376 part 1, 18.8.31. Separators are those of the format's own language, English: "1,234.50". Dates and
// times are not made here. What is not certain is not made up: codes that no such program would write, or that show
// another thing in each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

// Digits and point that "General" has room for.
inline constexpr std::size_t general_letters = 11;

class NumberFormat {
 public:
  explicit NumberFormat(std::string_view code);

  const std::string& code() const { return code_; }
  // Empty: the format shows nothing. None: the number itself, or not known.
  std::optional<std::string> display(double value) const;
  // Whether there are values that it shows nothing of: ";;;".
  bool may_show_nothing() const;
  // Whether these are all texts: its fourth section is blank.
  bool hides_texts() const;

 private:
  enum class Kind : std::uint8_t { literal, digit, point, percent, exponent, slash, general };
  struct Token {
    Kind kind = Kind::literal;
    char sign = 0;     // '0', '#' or '?' of a digit; '+' or '-' of an exponent
    std::string text;  // of a literal
  };
  struct Condition {
    std::string sign;  // "<", ">=", "<>"
    double limit = 0;
    bool holds(double value) const;
  };
  struct Section {
    bool known = true;    // false: a date, or nothing that is understood
    bool marked = false;  // with a colour, language or condition
    bool grouped = false;
    int scale = 0;  // powers of ten: of '%' and of trailing commas
    std::optional<Condition> condition;
    std::vector<Token> tokens;
    bool empty() const { return known && tokens.empty(); }
    bool blank() const;  // no text stands in it
    bool has(Kind kind) const;
  };
  class Parser;

  const Section* choose(double value, bool& minus) const;
  static std::optional<std::string> show(const Section& section, double size);
  static std::optional<std::string> show_number(const Section& section, double size);
  static std::optional<std::string> show_scientific(const Section& section, double size);
  static std::optional<std::string> show_fraction(const Section& section, double size);
  static std::optional<std::string> show_general(const Section& section, double size);

  std::string code_;
  std::vector<Section> sections_;
};

// The code of a built-in format (18.8.30), without the currency sign that depends on the machine; empty: it shows the
// number itself, a date or a text.
std::string_view built_in_number_format(int id);

}  // namespace assay
