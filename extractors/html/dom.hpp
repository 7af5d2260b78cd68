// The parsed page, and questions to its elements.
#pragma once

#include <gumbo.h>

#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>

namespace assay::html {

// Owns the tree in one piece of memory. gumbo's own way of freeing it recurses as deep as the page is nested.
class Dom {
 public:
  explicit Dom(std::string_view html);  // must outlive the tree: its texts point there
  GumboNode* root() const { return output_->root; }

 private:
  std::pmr::monotonic_buffer_resource memory_;
  const GumboOutput* output_ = nullptr;
};

// The longest beginning in which no more than `depth` elements that need an end tag are open: gumbo's time grows with
// the square of the depth. All of it, mostly.
std::size_t length_within_depth(std::string_view html, std::size_t depth);

bool is_element(const GumboNode* node);
GumboTag tag_of(const GumboNode* node);  // GUMBO_TAG_UNKNOWN of what is no element
std::string_view attribute(const GumboNode* node, const char* name);
// Elements that a browser doesn't show: scripts, styles, attribute hidden, display:none …
bool is_invisible(const GumboNode* node);
// Elements that stand in a line of text.
bool is_inline(const GumboNode* node);
// Whether an element of this tag is somewhere below.
bool holds(const GumboNode* node, GumboTag tag);

// Collects text as a browser shows it: white space collapsed, a line break for <br>.
class InlineText {
 public:
  void add(std::string_view text);
  void add_verbatim(std::string_view text) { text_ += text; }
  void line_break();
  bool blank() const { return text_.find_first_not_of(" \n") == std::string::npos; }
  std::string take();

 private:
  std::string text_;
};

// All visible text below, block elements on lines of their own; nested tables are left out when `tables` is false.
// Never recurses.
std::string text_below(const GumboNode* node, bool tables, bool verbatim = false);

}  // namespace assay::html
