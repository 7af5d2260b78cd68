#include "extractors/html/dom.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "extractors/html/math_text.hpp"

namespace assay::html {
namespace {

using std::string_view_literals::operator""sv;

void* allocate(void* memory, std::size_t size) {
  return static_cast<std::pmr::monotonic_buffer_resource*>(memory)->allocate(size);
}
void keep(void*, void*) {}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool contains_nocase(std::string_view text, std::string_view lower_case) {
  return std::search(text.begin(), text.end(), lower_case.begin(), lower_case.end(),
                     [](char a, char b) { return lower(a) == b; }) != text.end();
}

// Elements whose end tag may be left out, or that have none: pages leave them open by the thousand without nesting.
bool needs_end_tag(std::string_view name) {
  for (const std::string_view open :
       {"p"sv,    "li"sv,  "td"sv,    "th"sv,    "tr"sv,    "dt"sv,    "dd"sv,     "option"sv,
        "br"sv,   "hr"sv,  "img"sv,   "input"sv, "meta"sv,  "link"sv,  "col"sv,    "area"sv,
        "base"sv, "wbr"sv, "tbody"sv, "thead"sv, "tfoot"sv, "param"sv, "source"sv, "embed"sv})
    if (name.size() == open.size() &&
        std::equal(open.begin(), open.end(), name.begin(), [](char a, char b) { return a == lower(b); }))
      return false;
  return true;
}

}  // namespace

Dom::Dom(std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = keep;
  options.userdata = &memory_;
  options.max_errors = 0;
  output_ = gumbo_parse_with_options(&options, html.data(), html.size());
}

std::size_t length_within_depth(std::string_view html, std::size_t depth) {
  std::size_t open = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const bool end_tag = html.substr(at + 1, 1) == "/";
    const std::size_t begin = at + (end_tag ? 2 : 1);
    std::size_t end = begin;
    while (end < html.size() && ((lower(html[end]) >= 'a' && lower(html[end]) <= 'z') ||
                                 (end > begin && html[end] >= '0' && html[end] <= '9')))
      ++end;
    if (end == begin || !needs_end_tag(html.substr(begin, end - begin))) continue;
    if (end_tag) {
      if (open > 0) --open;
    } else if (++open > depth) {
      return at;
    }
  }
  return html.size();
}

bool is_element(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

GumboTag tag_of(const GumboNode* node) {
  return is_element(node) ? node->v.element.tag : GUMBO_TAG_UNKNOWN;
}

std::string_view attribute(const GumboNode* node, const char* name) {
  if (!is_element(node)) return {};
  const GumboAttribute* const found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found ? std::string_view(found->value) : std::string_view{};
}

bool is_invisible(const GumboNode* node) {
  switch (tag_of(node)) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_DATALIST:
      return true;
    default:
      break;
  }
  if (!is_element(node)) return node->type == GUMBO_NODE_COMMENT;
  if (gumbo_get_attribute(&node->v.element.attributes, "hidden")) return true;
  std::string style;
  for (const char c : attribute(node, "style"))
    if (c != ' ') style += lower(c);
  return contains_nocase(style, "display:none") || contains_nocase(style, "visibility:hidden");
}

bool is_inline(const GumboNode* node) {
  switch (tag_of(node)) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_ACRONYM:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_RP:
    case GUMBO_TAG_RT:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_NOBR:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_RUBY:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
      return true;
    default:
      return !is_element(node);
  }
}

bool holds(const GumboNode* node, GumboTag tag) {
  std::vector<const GumboNode*> open{node};
  while (!open.empty()) {
    const GumboNode* const next = open.back();
    open.pop_back();
    if (!is_element(next)) continue;
    if (next != node && tag_of(next) == tag) return true;
    const GumboVector& children = next->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) open.push_back(static_cast<const GumboNode*>(children.data[i]));
  }
  return false;
}

void InlineText::add(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool no_break_space = text.substr(i, 2) == "\u00a0";
    const char c = text[i];
    if (no_break_space) ++i;
    if (no_break_space || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
      if (!text_.empty() && text_.back() != ' ' && text_.back() != '\n') text_ += ' ';
    } else {
      text_ += c;
    }
  }
}

void InlineText::line_break() {
  while (!text_.empty() && text_.back() == ' ') text_.pop_back();
  if (!text_.empty() && text_.back() != '\n') text_ += '\n';
}

std::string InlineText::take() {
  const std::size_t last = text_.find_last_not_of(" \n");
  text_.resize(last == std::string::npos ? 0 : last + 1);
  return std::exchange(text_, {});
}

std::string text_below(const GumboNode* node, bool tables, bool verbatim) {
  InlineText out;
  std::vector<std::pair<const GumboNode*, bool>> open{{node, false}};  // the second time: what stands behind it
  while (!open.empty()) {
    const auto [next, behind] = open.back();
    open.pop_back();
    if (behind) {
      out.line_break();
    } else if (next->type == GUMBO_NODE_TEXT || next->type == GUMBO_NODE_WHITESPACE || next->type == GUMBO_NODE_CDATA) {
      verbatim ? out.add_verbatim(next->v.text.text) : out.add(next->v.text.text);
    } else if (is_element(next) && !is_invisible(next)) {
      if (tag_of(next) == GUMBO_TAG_BR) out.line_break();
      if (tag_of(next) == GUMBO_TAG_TABLE && !tables && next != node) continue;
      if (tag_of(next) == GUMBO_TAG_MATH) {
        out.add(math_text(next));
        continue;
      }
      if (!is_inline(next) && !verbatim) {
        out.line_break();
        open.push_back({next, true});
      }
      const GumboVector& children = next->v.element.children;
      for (unsigned i = children.length; i > 0; --i)
        open.push_back({static_cast<const GumboNode*>(children.data[i - 1]), false});
    }
  }
  return out.take();
}

}  // namespace assay::html
