#include "extractors/office/word_formulas.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>

#include "extractors/office/word_revisions.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

// Signs between which nothing is one thing: a fraction or an exponent of such is in brackets.
bool single(std::string_view text) {
  static constexpr std::array signs{"−", "±", "∓", "×", "÷", "⋅", "·", "≤", "≥", "≠", "≈", "→", "∈", "¦"};
  return text.find_first_of(" +-=/<>") == std::string_view::npos &&
         std::none_of(signs.begin(), signs.end(),
                      [text](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

bool one_letter(std::string_view text) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return std::count_if(text.begin(), text.end(), begins) == 1;
}

std::string in_brackets(const std::string& text) {
  return single(text) ? text : "(" + text + ")";
}

// Signs of relation stand free, as they are set.
std::string spaced(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '=' || c == '<' || c == '>') {
      out += ' ';
      out += c;
      out += ' ';
    } else {
      out += c;
    }
  }
  return out;
}

class Formula {
 public:
  explicit Formula(RevisionView view) : view_(view) {}

  std::string children(pugi::xml_node node) const {
    std::string out;
    bool script = false;  // whose letters would run into those that follow
    for (const pugi::xml_node item : node.children()) {
      const std::string next = element(item);
      if (script && !next.empty() && letter(next.front()) && letter(out.back())) out += ' ';
      out += next;
      script = !next.empty() && local_name(item).starts_with("sS");
    }
    return out;
  }

 private:
  static bool letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

  std::string part(pugi::xml_node node, std::string_view name) const { return children(child(node, name)); }

  std::string element(pugi::xml_node node) const {
    const auto name = local_name(node);
    if (name == "t" || name == "delText") {
      std::string text;
      for (const pugi::xml_node piece : node.children()) text += piece.value();
      return spaced(text);
    }
    if (is_change(name) && !belongs(name, view_)) return {};
    if (name == "oMath") return children(node) + " ";
    if (name.ends_with("Pr")) return {};
    if (name == "f") return fraction_of(node);
    if (name == "sSup") return part(node, "e") + raised(part(node, "sup"));
    if (name == "sSub") return part(node, "e") + lowered(part(node, "sub"));
    if (name == "sSubSup") return part(node, "e") + lowered(part(node, "sub")) + raised(part(node, "sup"));
    if (name == "sPre") return "(" + lowered(part(node, "sub")) + raised(part(node, "sup")) + ")" + part(node, "e");
    if (name == "rad") return root(part(node, "deg"), part(node, "e"));
    if (name == "d") return delimited(node);
    if (name == "nary") return nary(node);
    if (name == "limLow") return part(node, "e") + lowered(part(node, "lim"));
    if (name == "limUpp") return part(node, "e") + raised(part(node, "lim"));
    if (name == "func") return function(part(node, "fName"), part(node, "e"));
    if (name == "acc" || name == "bar" || name == "groupChr") return marked(node, name);
    if (name == "m") return rows(node, "mr");
    if (name == "mr") return cells(node);
    if (name == "eqArr") return rows(node, "e");
    return children(node);
  }

  std::string fraction_of(pugi::xml_node node) const {
    const std::string above = part(node, "num"), below = part(node, "den");
    const bool no_bar = attribute(child(child(node, "fPr"), "type"), "val") == "noBar";
    return no_bar ? in_brackets(above) + "¦" + in_brackets(below) : fraction(above, below);
  }

  static std::string function(std::string name, const std::string& of) {
    while (!name.empty() && name.back() == ' ') name.pop_back();
    return name + (of.starts_with("(") || of.starts_with(" ") ? "" : " ") + of;
  }

  // A sign over or under letters: one that joins a single letter stands behind it, a brace before.
  std::string marked(pugi::xml_node node, std::string_view name) const {
    const pugi::xml_node properties = child(node, std::string(name) + "Pr");
    const pugi::xml_node set = child(properties, "chr");
    const bool above = attribute(child(properties, "pos"), "val") == "top";
    const std::string sign(set                  ? attribute(set, "val")
                           : name == "acc"      ? "\u0302"
                           : name == "groupChr" ? "⏟"
                           : above              ? "\u0305"
                                                : "\u0332");
    const std::string of = part(node, "e");
    if (sign.empty()) return of;
    if (name == "groupChr") return sign + "(" + of + ")";
    return (one_letter(of) ? of : "(" + of + ")") + sign;
  }

  std::string rows(pugi::xml_node node, std::string_view row) const {
    std::string out;
    for (const pugi::xml_node item : node.children())
      if (local_name(item) == row) out += (out.empty() ? "" : "; ") + (row == "e" ? unaligned(item) : element(item));
    return out;
  }

  std::string cells(pugi::xml_node row) const {
    std::string out;
    bool first = true;
    for (const pugi::xml_node item : row.children())
      if (local_name(item) == "e") out += (std::exchange(first, false) ? "" : " ") + in_brackets(children(item));
    return out;
  }

  // Equations below one another: "&" is where they are aligned.
  std::string unaligned(pugi::xml_node equation) const {
    std::string out = children(equation);
    out.erase(std::remove(out.begin(), out.end(), '&'), out.end());
    return out;
  }

  std::string delimited(pugi::xml_node node) const {
    const pugi::xml_node properties = child(node, "dPr");
    const auto sign = [&](std::string_view name, std::string_view usual) {
      const pugi::xml_node set = child(properties, name);
      return std::string(set ? attribute(set, "val") : usual);
    };
    std::string out = sign("begChr", "(");
    bool first = true;
    for (const pugi::xml_node item : node.children()) {
      if (local_name(item) != "e") continue;
      if (!first) out += sign("sepChr", "|");
      first = false;
      out += children(item);
    }
    return out + sign("endChr", ")");
  }

  std::string nary(pugi::xml_node node) const {
    const pugi::xml_node set = child(child(node, "naryPr"), "chr");
    std::string out(set ? attribute(set, "val") : "∫");
    const std::string from = part(node, "sub");
    const std::string to = part(node, "sup");
    if (!from.empty()) out += lowered(from);
    if (!to.empty()) out += raised(to);
    return out + " " + part(node, "e");
  }

  RevisionView view_;
};

}  // namespace

std::string formula_text(pugi::xml_node node, RevisionView view) {
  std::string out = Formula(view).children(node);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string fraction(const std::string& above, const std::string& below) {
  return in_brackets(above) + "/" + in_brackets(below);
}

std::string root(const std::string& degree, const std::string& of) {
  if (degree.empty() || degree == "2") return "√" + in_brackets(of);
  if (degree == "3" || degree == "4") return (degree == "3" ? "∛" : "∜") + in_brackets(of);
  return "√(" + degree + "&" + of + ")";
}

std::string raised(const std::string& text) {
  static constexpr std::string_view digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string out;
  for (const char c : text) {
    if (c < '0' || c > '9') return "^" + in_brackets(text);
    out += digits[c - '0'];
  }
  return out;
}

std::string lowered(const std::string& text) {
  return "_" + (text.find(',') == std::string::npos ? in_brackets(text) : "(" + text + ")");
}

}  // namespace assay::office
