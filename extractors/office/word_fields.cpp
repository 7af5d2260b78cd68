#include "extractors/office/word_fields.hpp"

#include <algorithm>
#include <vector>

#include "extractors/office/word_formulas.hpp"

namespace assay::office {
namespace {

constexpr int deepest = 50;  // of formulas in formulas

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) out += std::string(i == 0 ? "" : between) + parts[i];
  return out;
}

// The code of an EQ field: texts, and switches such as \f or \o with options of two letters and elements in brackets.
class Equation {
 public:
  explicit Equation(std::string_view code) : code_(code) {}

  std::string read() { return trimmed(sequence(false, 0)); }

 private:
  struct Options {
    std::string left, right;  // of brackets
    std::string sign;         // of an integral
    bool low = false;         // of a script: below the line
    std::size_t columns = 1;  // of an array
  };

  bool at_end() const { return at_ >= code_.size(); }

  // Up to the end, or within brackets to the next separator or the closing bracket.
  std::string sequence(bool inside, int depth) {
    std::string out;
    for (int open = 0; !at_end();) {
      const char c = code_[at_];
      if (inside && open == 0 && (c == ',' || c == ';' || c == ')')) return out;
      ++at_;
      if (c == '\\') {
        out += escape(depth);
        continue;
      }
      if (c == '(') ++open;
      if (c == ')') --open;
      out += c;
    }
    return out;
  }

  std::string escape(int depth) {
    if (at_end()) return {};
    const char kind = small(code_[at_]);
    ++at_;
    if (kind == '*') return skip_format();
    if (!is_letter(kind)) return std::string(1, kind);  // "\," is a comma
    if (depth >= deepest) return {};
    const Options options = read_options();
    if (at_end() || code_[at_] != '(') return {};
    const bool reading = kind == 'o' && code_.substr(at_).starts_with("(\\s\\up");
    std::vector<std::string> parts = elements(depth + 1);
    if (reading && parts.size() > 1) parts.erase(parts.begin());  // how the word below is pronounced
    return shown(kind, options, parts);
  }

  // "\* jc2", "\* "Font:Arial"": how it is set.
  std::string skip_format() {
    while (!at_end() && blank(code_[at_])) ++at_;
    const bool quoted = !at_end() && code_[at_] == '"';
    if (quoted) ++at_;
    while (!at_end() && (quoted ? code_[at_] != '"' : !blank(code_[at_]) && code_[at_] != '\\')) ++at_;
    if (!at_end() && code_[at_] != '\\') ++at_;
    return {};
  }

  // "\al \co2 \bc\[": to the bracket before the elements.
  Options read_options() {
    Options out;
    for (;;) {
      while (!at_end() && blank(code_[at_])) ++at_;
      if (at_ + 2 >= code_.size() || code_[at_] != '\\' || !is_letter(code_[at_ + 1])) return out;
      const std::string name{small(code_[at_ + 1]), small(code_[at_ + 2])};
      at_ += 3;
      while (!at_end() && blank(code_[at_])) ++at_;
      std::size_t number = 0;
      for (; !at_end() && code_[at_] >= '0' && code_[at_] <= '9'; ++at_)
        number = std::min<std::size_t>(number * 10 + static_cast<std::size_t>(code_[at_] - '0'), 1000);
      if (name == "co" && number > 0) out.columns = number;
      if (name == "do") out.low = true;
      if (name == "su") out.sign = "Σ";
      if (name == "pr") out.sign = "∏";
      const bool sign = name == "lc" || name == "rc" || name == "bc" || name == "fc" || name == "vc";
      if (!sign || at_ + 1 >= code_.size() || code_[at_] != '\\') continue;
      take_sign(name, out);
    }
  }

  void take_sign(const std::string& name, Options& out) {
    const char c = code_[at_ + 1];
    at_ += 2;
    if (name == "fc" || name == "vc") out.sign = c;
    if (name == "lc" || name == "bc") out.left = c;
    if (name == "rc") out.right = c;
    if (name == "bc") out.right = c == '(' ? ')' : c == '[' ? ']' : c == '{' ? '}' : c == '<' ? '>' : c;
  }

  std::vector<std::string> elements(int depth) {
    std::vector<std::string> out;
    do {
      ++at_;  // the bracket or the separator
      out.push_back(trimmed(sequence(true, depth)));
    } while (!at_end() && code_[at_] != ')');
    if (!at_end()) ++at_;
    return out;
  }

  static std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? std::string()
                                      : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
  }

  static std::string shown(char kind, const Options& options, const std::vector<std::string>& parts) {
    const std::string& first = parts.front();
    const std::string second = parts.size() > 1 ? parts[1] : std::string();
    switch (kind) {
      case 'f':
        return fraction(first, second);
      case 'r':
        return parts.size() > 1 ? root(first, second) : root({}, first);
      case 's':
        return options.low ? lowered(first) : raised(first);
      case 'i':
        return integral(options.sign, parts);
      case 'a':
        return array(parts, options.columns);
      case 'b': {
        const bool usual = options.left.empty() && options.right.empty();
        return (usual ? "(" : options.left) + joined(parts, ",") + (usual ? ")" : options.right);
      }
      case 'l':
        return joined(parts, ",");
      default:
        return joined(parts, "");  // one over the other, in a box, or moved
    }
  }

  static std::string integral(const std::string& sign, const std::vector<std::string>& parts) {
    std::string out = sign.empty() ? "∫" : sign;
    if (!parts[0].empty()) out += lowered(parts[0]);
    if (parts.size() > 1 && !parts[1].empty()) out += raised(parts[1]);
    return parts.size() > 2 ? out + " " + parts[2] : out;
  }

  static std::string array(const std::vector<std::string>& parts, std::size_t columns) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) out += (i == 0 ? "" : i % columns == 0 ? "; " : " ") + parts[i];
    return out;
  }

  std::string_view code_;
  std::size_t at_ = 0;
};

// The word where the code begins, and what follows it.
std::string first_word(std::string_view& code) {
  while (!code.empty() && blank(code.front())) code.remove_prefix(1);
  std::string out;
  for (; !code.empty() && !blank(code.front()) && code.front() != '\\'; code.remove_prefix(1))
    out += small(code.front());
  while (!code.empty() && blank(code.front())) code.remove_prefix(1);
  return out;
}

}  // namespace

std::string drawn_field(std::string_view code) {
  while (!code.empty() && blank(code.back())) code.remove_suffix(1);
  const std::string kind = first_word(code);
  if (kind == "eq") return Equation(code).read();
  if (kind != "macrobutton" && kind != "gotobutton") return {};
  first_word(code);  // the macro or the place
  return std::string(code);
}

void OpenFields::begin() {
  codes_.push_back(open_.size());
  open_.emplace_back();
}

void OpenFields::set_shown(std::string shown) {
  if (!open_.empty()) open_.back().shown = std::move(shown);
}

void OpenFields::separate() {
  if (in_code() && codes_.back() + 1 == open_.size()) codes_.pop_back();
}

std::string OpenFields::end(bool text_before) {
  if (open_.empty()) return {};
  separate();
  const Field field = std::move(open_.back());
  open_.pop_back();
  if (in_code()) {
    if (!field.has_result) add_to_code(drawn_field(field.code));
    return {};
  }
  const std::string number = numbers.next(field.code, text_before, field.has_result);
  if (field.has_result) return {};
  if (!field.shown.empty()) return field.shown;
  return number.empty() ? drawn_field(field.code) : number;
}

void OpenFields::clear() {
  open_.clear();
  codes_.clear();
}

void OpenFields::add_to_code(std::string_view text) {
  if (in_code()) open_[codes_.back()].code += text;
}

// A field that has a result is in none that has not.
void OpenFields::see_result() {
  for (auto field = open_.rbegin(); field != open_.rend() && !field->has_result; ++field) field->has_result = true;
}

}  // namespace assay::office
