#include "extractors/html/html_revisions.hpp"

#include <algorithm>
#include <utility>

#include "extractors/html/dom.hpp"

namespace assay::html {
namespace {

struct Change {
  std::size_t revision;  // index
  InlineText text;
};

bool is_change(const GumboNode* node) {
  return tag_of(node) == GUMBO_TAG_INS || tag_of(node) == GUMBO_TAG_DEL;
}

bool belongs(const GumboNode* change, RevisionView view) {
  if (view == RevisionView::all) return true;
  return (tag_of(change) == GUMBO_TAG_INS) == (view == RevisionView::accepted);
}

Revision revision_of(const GumboNode* change) {
  Revision out;
  out.kind = tag_of(change) == GUMBO_TAG_INS ? RevisionKind::insertion : RevisionKind::deletion;
  out.date = attribute(change, "datetime");
  out.place.part = "body";
  return out;
}

class Taker {
 public:
  Taker(RevisionView view, std::vector<Revision>& out) : view_(view), out_(out) {}

  void take(GumboNode* root) {
    const auto first = static_cast<std::ptrdiff_t>(out_.size());
    open_.push_back({root, false});
    while (!open_.empty()) {
      const auto [node, ends] = open_.back();
      open_.pop_back();
      if (ends)
        end(node);
      else if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA)
        add(node->v.text.text);
      else if (is_element(node) && !is_invisible(node))
        begin(node);
    }
    out_.erase(std::remove_if(out_.begin() + first, out_.end(), [](const Revision& one) { return one.text.empty(); }),
               out_.end());
  }

 private:
  void begin(GumboNode* element) {
    if (is_change(element)) {
      changes_.push_back({out_.size(), {}});
      out_.push_back(revision_of(element));
    } else if (!is_inline(element) || tag_of(element) == GUMBO_TAG_BR) {
      line_break();
    }
    if (is_change(element) || !is_inline(element)) open_.push_back({element, true});
    const GumboVector& children = element->v.element.children;
    for (unsigned i = children.length; i > 0; --i)
      open_.push_back({static_cast<GumboNode*>(children.data[i - 1]), false});
  }

  void end(GumboNode* element) {
    if (!is_change(element)) {
      line_break();
      return;
    }
    out_[changes_.back().revision].text = changes_.back().text.take();
    changes_.pop_back();
    if (!belongs(element, view_)) element->v.element.children.length = 0;
  }

  void add(std::string_view text) {
    if (!changes_.empty()) changes_.back().text.add(text);
  }

  void line_break() {
    if (!changes_.empty()) changes_.back().text.line_break();
  }

  RevisionView view_;
  std::vector<Revision>& out_;
  std::vector<Change> changes_;                    // those that are open, the innermost last
  std::vector<std::pair<GumboNode*, bool>> open_;  // true: its end
};

}  // namespace

void take_revisions(GumboNode* root, RevisionView view, std::vector<Revision>& out) {
  Taker(view, out).take(root);
}

}  // namespace assay::html
