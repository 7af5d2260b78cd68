#include "extractors/layout/join.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "extractors/layout/continued_tables.hpp"
#include "extractors/layout/furniture.hpp"
#include "extractors/layout/wording.hpp"

namespace assay {
namespace {

template <class T>
void move_to_end(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

void append(Document& to, Document& from) {
  shift_tables(from, static_cast<int>(to.tables.size()));
  to.partial = to.partial || from.partial;
  to.span.last_page = std::max(to.span.last_page, from.span.last_page);
  to.span.pages_total = std::max(to.span.pages_total, from.span.pages_total);
  move_to_end(to.pages, from.pages);
  move_to_end(to.blocks, from.blocks);
  move_to_end(to.tables, from.tables);
  move_to_end(to.revisions, from.revisions);
  move_to_end(to.children, from.children);
  move_to_end(to.notices, from.notices);
  for (const auto& [name, value] : from.signals) to.signals[name] += value;
}

bool is_body(const Block& block) {
  return block.kind != BlockKind::page_header && block.kind != BlockKind::page_footer &&
         block.kind != BlockKind::footnote && block.kind != BlockKind::comment && !block.hidden;
}

bool may_go_on(const Block& block) {
  return (block.kind == BlockKind::paragraph || block.kind == BlockKind::list_item) && !block.text.empty() &&
         !layout::ends_sentence(block.text);
}

// A paragraph that ends a page without the end of a sentence and one that begins the next in lower case are one. The
// page after a blank one begins something else.
void join_paragraphs(Document& document) {
  std::vector<char> gone(document.blocks.size(), 0);
  std::optional<std::size_t> last;
  int reached = 0;  // the page on which the last paragraph ends so far
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    Block& block = document.blocks[i];
    if (!is_body(block)) continue;
    const int page = block.place.page.value_or(0);
    const bool began_before = last && document.blocks[*last].place.page.value_or(page) < page;
    const bool next_page = began_before && reached > 0 && page <= reached + 1;  // there its other column too
    reached = page;
    if (next_page && block.kind == BlockKind::paragraph && may_go_on(document.blocks[*last]) &&
        layout::starts_lower(block.text)) {
      layout::append_line(document.blocks[*last].text, block.text);
      gone[i] = 1;
      continue;
    }
    last = i;
  }
  std::vector<Block> kept;
  for (std::size_t i = 0; i < document.blocks.size(); ++i)
    if (!gone[i]) kept.push_back(std::move(document.blocks[i]));
  document.blocks = std::move(kept);
}

// Pages grade their headings by size alone; here the grades that occur become 1, 2, 3 …
void close_ranks(Document& document) {
  std::set<int> used;
  for (const Block& block : document.blocks)
    if (block.kind == BlockKind::heading && block.level) used.insert(*block.level);
  for (Block& block : document.blocks)
    if (block.kind == BlockKind::heading && block.level)
      block.level = static_cast<int>(std::distance(used.begin(), used.find(*block.level))) + 1;
}

bool holds_text(const Document& document) {
  return std::any_of(document.blocks.begin(), document.blocks.end(),
                     [](const Block& block) { return is_body(block) && !block.text.empty(); }) ||
         std::any_of(document.tables.begin(), document.tables.end(), [](const Table& table) {
           return !table.hidden &&
                  std::ranges::any_of(table.cells, [](const Cell& cell) { return !cell.text.empty() && !cell.hidden; });
         });
}

// Nothing comes out in silence: who reads the result alone must see that it is empty on purpose.
void note_no_text(Document& document) {
  if (holds_text(document)) return;
  const bool beside = std::any_of(document.blocks.begin(), document.blocks.end(),
                                  [](const Block& block) { return !block.text.empty(); });
  Notice notice;
  notice.code = "completeness.no_text";
  notice.severity = Severity::info;
  notice.message = beside ? "The document has no text but headers, footers, notes or what is hidden."
                          : "The document can be opened, but there is no text in it.";
  document.notices.push_back(std::move(notice));
}

}  // namespace

Document join_spans(std::vector<Document> spans) {
  if (spans.empty()) return {};
  std::stable_sort(spans.begin(), spans.end(),
                   [](const Document& a, const Document& b) { return a.span.first_page < b.span.first_page; });
  Document out = std::move(spans[0]);
  for (std::size_t i = 1; i < spans.size(); ++i) append(out, spans[i]);
  // In sheets and text nothing repeats over pages; attachments and members of archives were each joined alone.
  const bool of_parts = out.signals.contains("parts");
  if (std::string language = main_language(out.pages); !language.empty()) out.metadata.language = std::move(language);
  if (!out.pages.empty() && !of_parts) {
    layout::mark_furniture(out);
    layout::link_continued_tables(out);
    join_paragraphs(out);
    close_ranks(out);
  }
  note_no_text(out);
  return out;
}

}  // namespace assay
