#include "extractors/html/math_text.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "extractors/html/dom.hpp"

namespace assay::html {
namespace {

std::string_view name_of(const GumboNode* node) {
  GumboStringPiece tag = node->v.element.original_tag;
  gumbo_tag_from_original_text(&tag);
  return tag.data == nullptr ? std::string_view() : std::string_view(tag.data, tag.length);
}

// In brackets where it is more than a word.
std::string grouped(const std::string& text) {
  const bool word = std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') || byte == '.' || byte == ',';
  });
  return word ? text : "(" + text + ")";
}

// `depth` of what is still read; pages that nest deeper hold no formula of anybody.
std::string text_of(const GumboNode* node, int depth) {
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA) {
    InlineText words;
    words.add(node->v.text.text);
    return words.take();
  }
  if (!is_element(node) || is_invisible(node) || depth == 0) return {};
  const std::string_view name = name_of(node);
  if (name == "annotation" || name == "annotation-xml" || name == "mphantom") return {};
  std::vector<std::string> parts;
  const GumboVector& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    const auto* const child = static_cast<const GumboNode*>(children.data[i]);
    if (child->type != GUMBO_NODE_WHITESPACE && child->type != GUMBO_NODE_COMMENT)
      parts.push_back(text_of(child, depth - 1));
  }
  const std::size_t count = parts.size();
  if (name == "mfrac" && count == 2) return grouped(parts[0]) + "/" + grouped(parts[1]);
  if ((name == "msup" || name == "mover") && count == 2) return parts[0] + "^" + grouped(parts[1]);
  if ((name == "msub" || name == "munder") && count == 2) return parts[0] + "_" + grouped(parts[1]);
  if ((name == "msubsup" || name == "munderover") && count == 3)
    return parts[0] + "_" + grouped(parts[1]) + "^" + grouped(parts[2]);
  if (name == "mroot" && count == 2) return "√(" + parts[1] + "&" + parts[0] + ")";
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty() && (name == "mtable" || name == "mtr")) out += name == "mtr" ? " " : "; ";
    out += part;
  }
  if (name == "mtable") return "[" + out + "]";
  return name == "msqrt" ? "√" + grouped(out) : out;
}

}  // namespace

std::string math_text(const GumboNode* math) {
  constexpr int deepest = 256;
  return text_of(math, deepest);
}

}  // namespace assay::html
