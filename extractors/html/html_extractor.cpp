#include "extractors/html/html_extractor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "extractors/html/dom.hpp"
#include "extractors/html/html_revisions.hpp"
#include "extractors/html/html_table.hpp"
#include "extractors/html/math_text.hpp"
#include "extractors/text/decoded.hpp"

namespace assay {
namespace {

using namespace html;

constexpr std::size_t max_open_elements = 10'000;

int heading_level(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1:
      return 1;
    case GUMBO_TAG_H2:
      return 2;
    case GUMBO_TAG_H3:
      return 3;
    case GUMBO_TAG_H4:
      return 4;
    case GUMBO_TAG_H5:
      return 5;
    case GUMBO_TAG_H6:
      return 6;
    default:
      return 0;
  }
}

// Walks the page in order; text that is not in an element of its own collects until the next one begins.
class PageWalker {
 public:
  PageWalker(Document& document, const Limits& limits) : document_(document), limits_(limits) {}

  void walk(const GumboNode* node) {
    visit(node, BlockKind::paragraph, 0, false);
    flush(BlockKind::paragraph);
    if (too_deep_)
      limit("xml_depth", fmt::format("parts nested deeper than {} elements are read as plain text", limits_.xml_depth));
    if (too_many_cells_) limit("cells", fmt::format("only {} table cells were read", limits_.cells));
  }

  void limit(std::string_view name, const std::string& what) {
    document_.partial = true;
    document_.notices.push_back({"completeness.limit",
                                 Severity::warning,
                                 fmt::format("Of this page {}.", what),
                                 fmt::format("limit: {}", name),
                                 {}});
  }

 private:
  void visit(const GumboNode* node, BlockKind kind, int depth, bool in_article) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA) {
      text_.add(node->v.text.text);
      return;
    }
    if (!is_element(node) || is_invisible(node)) return;
    if (depth > limits_.xml_depth) {
      too_deep_ = true;
      text_.add(text_below(node, true));
      return;
    }
    const GumboTag tag = tag_of(node);
    if (tag == GUMBO_TAG_BR)
      text_.line_break();
    else if (tag == GUMBO_TAG_MATH)
      text_.add(math_text(node));
    else if (is_inline(node))
      visit_children(node, kind, depth, in_article);
    else
      visit_block(node, tag, kind, depth, in_article);
  }

  void visit_block(const GumboNode* node, GumboTag tag, BlockKind kind, int depth, bool in_article) {
    flush(kind);
    BlockKind inner = kind;
    if (const int level = heading_level(tag)) {
      Block& block = add(BlockKind::heading, text_below(node, true));
      block.level = level;
      drop_if_empty();
      return;
    }
    switch (tag) {
      case GUMBO_TAG_TABLE:
        if (!is_layout_table(node)) {
          add_table(node, kind, depth, in_article);
          return;
        }
        break;
      case GUMBO_TAG_PRE:
        add(BlockKind::code, text_below(node, true, true));
        drop_if_empty();
        return;
      case GUMBO_TAG_LI:
        inner = BlockKind::list_item;
        break;
      case GUMBO_TAG_UL:
      case GUMBO_TAG_OL:
        break;
      case GUMBO_TAG_FIGCAPTION:
        inner = BlockKind::caption;
        break;
      case GUMBO_TAG_NAV:
        inner = BlockKind::page_header;
        break;
      case GUMBO_TAG_HEADER:
        inner = in_article ? kind : BlockKind::page_header;
        break;
      case GUMBO_TAG_FOOTER:
        inner = in_article ? kind : BlockKind::page_footer;
        break;
      case GUMBO_TAG_ARTICLE:
      case GUMBO_TAG_MAIN:
      case GUMBO_TAG_SECTION:
        in_article = true;
        break;
      default:
        break;
    }
    // What stands in the page's furniture stays furniture, list items included.
    if (kind == BlockKind::page_header || kind == BlockKind::page_footer) inner = kind;
    visit_children(node, inner, depth, in_article);
    flush(inner);
  }

  void visit_children(const GumboNode* node, BlockKind kind, int depth, bool in_article) {
    const GumboVector& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i)
      visit(static_cast<const GumboNode*>(children.data[i]), kind, depth + 1, in_article);
  }

  void add_table(const GumboNode* node, BlockKind kind, int depth, bool in_article) {
    bool cut = false;
    Table table = read_table(node, limits_.cells - std::min(limits_.cells, cells_), cut);
    too_many_cells_ = too_many_cells_ || cut;
    cells_ += table.cells.size();
    if (!table.title.empty()) add(BlockKind::caption, table.title);
    if (!table.cells.empty()) {
      Block& block = add(BlockKind::table, {});
      block.table = static_cast<int>(document_.tables.size());
      table.place = block.place;
      document_.tables.push_back(std::move(table));
    }
    add_nested_tables(node, kind, depth, in_article);
  }

  // Tables inside cells stand behind the one that holds them.
  void add_nested_tables(const GumboNode* node, BlockKind kind, int depth, bool in_article) {
    std::vector<const GumboNode*> open{node};
    while (!open.empty()) {
      const GumboNode* const next = open.back();
      open.pop_back();
      if (!is_element(next) || is_invisible(next)) continue;
      if (next != node && tag_of(next) == GUMBO_TAG_TABLE) {
        visit(next, kind, depth + 1, in_article);
        flush(kind);
        continue;
      }
      const GumboVector& children = next->v.element.children;
      for (unsigned i = children.length; i > 0; --i)
        open.push_back(static_cast<const GumboNode*>(children.data[i - 1]));
    }
  }

  Block& add(BlockKind kind, std::string text) {
    Block& block = document_.blocks.emplace_back();
    block.kind = kind;
    block.text = std::move(text);
    block.place.part = "body";
    block.place.paragraph = static_cast<int>(document_.blocks.size());
    return block;
  }

  void drop_if_empty() {
    if (document_.blocks.back().text.find_first_not_of(" \n\t") == std::string::npos) document_.blocks.pop_back();
  }

  void flush(BlockKind kind) {
    const bool blank = text_.blank();
    std::string text = text_.take();
    if (!blank) add(kind, std::move(text));
  }

  Document& document_;
  const Limits& limits_;
  InlineText text_;
  std::uint64_t cells_ = 0;
  bool too_deep_ = false;
  bool too_many_cells_ = false;
};

void read_meta(const GumboNode* meta, Metadata& out) {
  std::string name(attribute(meta, "name"));
  if (name.empty()) name = attribute(meta, "property");
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const std::string content(attribute(meta, "content"));
  const std::pair<std::string_view, std::string*> fields[] = {
      {"author", &out.author},           {"dc.creator", &out.author},
      {"description", &out.subject},     {"keywords", &out.keywords},
      {"generator", &out.producer},      {"article:published_time", &out.created},
      {"dcterms.created", &out.created}, {"article:modified_time", &out.modified}};
  for (const auto& [key, field] : fields)
    if (name == key && field->empty()) *field = content;
}

void read_head(const GumboNode* root, Metadata& out) {
  const std::string_view language = attribute(root, "lang");
  if (language.size() >= 2 && (language.size() == 2 || language[2] == '-')) out.language = language.substr(0, 2);
  const GumboVector& parts = root->v.element.children;
  for (unsigned i = 0; i < parts.length; ++i) {
    const auto* const head = static_cast<const GumboNode*>(parts.data[i]);
    if (tag_of(head) != GUMBO_TAG_HEAD) continue;
    const GumboVector& children = head->v.element.children;
    for (unsigned c = 0; c < children.length; ++c) {
      const auto* const node = static_cast<const GumboNode*>(children.data[c]);
      if (tag_of(node) == GUMBO_TAG_TITLE && out.title.empty()) out.title = text_below(node, true);
      if (tag_of(node) == GUMBO_TAG_META) read_meta(node, out);
    }
  }
}

class HtmlExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "html"; }
  int version() const override { return 6; }
  bool reads(std::string_view media_type) const override {
    return media_type == "text/html" || media_type == "application/xhtml+xml";
  }
  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress&) const override {
    DecodedText decoded = decode_text(bytes, options.limits.text_bytes, declared_encoding(as_chars(bytes)));
    Document document;
    read_html(decoded.text, options, document);
    return with_notices(std::move(document), decoded, options.limits);
  }
};

}  // namespace

void read_html(std::string_view html, const ExtractOptions& options, Document& document) {
  const std::size_t length = length_within_depth(html, max_open_elements);
  const Dom dom(html.substr(0, length));
  read_head(dom.root(), document.metadata);
  take_revisions(dom.root(), options.revisions, document.revisions);
  PageWalker walker(document, options.limits);
  walker.walk(dom.root());
  if (length < html.size())
    walker.limit("open elements", fmt::format("only the first {} bytes were read, where {} elements are open at once",
                                              length, max_open_elements));
}

const Extractor& html_extractor() {
  static const HtmlExtractor extractor;
  return extractor;
}

}  // namespace assay
