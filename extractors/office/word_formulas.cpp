#include "extractors/office/word_formulas.hpp"

#include <string_view>

#include "extractors/office/word_revisions.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

bool single(std::string_view text) {
  return text.find_first_of(" +-=/<>") == std::string_view::npos;
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
    for (const pugi::xml_node item : node.children()) out += element(item);
    return out;
  }

 private:
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
    if (name == "f") return fraction(part(node, "num"), part(node, "den"));
    if (name == "sSup") return part(node, "e") + raised(part(node, "sup"));
    if (name == "sSub") return part(node, "e") + lowered(part(node, "sub"));
    if (name == "sSubSup") return part(node, "e") + lowered(part(node, "sub")) + raised(part(node, "sup"));
    if (name == "rad") return root(part(node, "deg"), part(node, "e"));
    if (name == "d") return delimited(node);
    if (name == "nary") return nary(node);
    if (name.ends_with("Pr")) return {};
    return children(node);
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
  return degree + "√" + in_brackets(of);
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
  return "_" + in_brackets(text);
}

}  // namespace assay::office
