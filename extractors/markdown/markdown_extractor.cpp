#include "extractors/markdown/markdown_extractor.hpp"

#include <md4c-html.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "extractors/html/html_extractor.hpp"
#include "extractors/text/decoded.hpp"
#include "extractors/text/text_extractor.hpp"

namespace assay {
namespace {

// References that are used many times make pages that are much longer than the text.
struct Rendered {
  std::string html;
  std::size_t most = 0;
  bool cut = false;
};

void add(const MD_CHAR* text, MD_SIZE size, void* to) {
  Rendered& page = *static_cast<Rendered*>(to);
  if (page.html.size() + size > page.most)
    page.cut = true;
  else
    page.html.append(text, size);
}

// The lines between "---" at the very start and the next "---": what tools of publishing keep about the text.
std::string_view front_matter(std::string_view text) {
  if (!text.starts_with("---\n")) return {};
  const std::size_t end = text.find("\n---\n", 3);
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end + 5);
}

std::string_view value_of(std::string_view matter, std::string_view key) {
  std::size_t at = matter.find("\n" + std::string(key) + ":");
  if (at == std::string_view::npos) return {};
  at += key.size() + 2;
  std::string_view value = matter.substr(at, matter.find('\n', at) - at);
  constexpr std::string_view around = " \t\"'";
  const std::size_t first = value.find_first_not_of(around);
  if (first == std::string_view::npos) return {};
  return value.substr(first, value.find_last_not_of(around) + 1 - first);
}

// Markdown has no tracked changes: ~~this~~ is struck through, as text in other formats may be, though it renders as
// <del>.
ExtractOptions with_all_changes(ExtractOptions options) {
  options.revisions = RevisionView::all;
  return options;
}

class MarkdownExtractor final : public Extractor {
 public:
  std::string_view name() const override { return "markdown"; }
  int version() const override { return 5; }
  bool reads(std::string_view media_type) const override { return media_type == "text/markdown"; }

  Result<Document> extract(ByteView bytes, const ExtractOptions& options, Progress&) const override {
    DecodedText decoded = decode_text(bytes, options.limits.text_bytes);
    const std::string_view matter = front_matter(decoded.text);
    const std::string_view text = std::string_view(decoded.text).substr(matter.size());
    Document document;
    Rendered page;
    page.most = 8 * text.size() + (std::size_t{1} << 20);
    const bool read = md_html(text.data(), static_cast<MD_SIZE>(text.size()), add, &page, MD_DIALECT_GITHUB, 0) == 0;
    if (read) read_html(page.html, with_all_changes(options), document);
    document.revisions.clear();
    if (document.blocks.empty()) document.blocks = text_paragraphs(text);
    if (!matter.empty()) take(matter, document);
    if (page.cut) {
      document.partial = true;
      document.notices.push_back({"completeness.limit",
                                  Severity::warning,
                                  "The text's references make it many times as long as it is; the rest was not read.",
                                  "limit: text_bytes",
                                  {}});
    }
    return with_notices(std::move(document), decoded, options.limits);
  }

 private:
  static void take(std::string_view matter, Document& document) {
    document.metadata.title = value_of(matter, "title");
    document.metadata.author = value_of(matter, "author");
    document.metadata.created = value_of(matter, "date");
    Block block;
    block.kind = BlockKind::code;
    block.text = matter.substr(4, matter.size() - 9);
    block.place.part = "front matter";
    if (!block.text.empty()) document.blocks.insert(document.blocks.begin(), std::move(block));
  }
};

}  // namespace

const Extractor& markdown_extractor() {
  static const MarkdownExtractor extractor;
  return extractor;
}

}  // namespace assay
