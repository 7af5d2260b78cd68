#include "extractors/core/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "extractors/core/letters.hpp"
#include "extractors/core/names.hpp"
#include "extractors/core/plain_text.hpp"

namespace assay {
namespace {

constexpr NameTable<Severity, 4> severities{{
    {Severity::info, "info"},
    {Severity::warning, "warning"},
    {Severity::error, "error"},
    {Severity::critical, "critical"},
}};

constexpr NameTable<TextSource, 4> text_sources{{
    {TextSource::none, "none"},
    {TextSource::text_layer, "text_layer"},
    {TextSource::ocr, "ocr"},
    {TextSource::mixed, "mixed"},
}};

constexpr NameTable<PageOrigin, 6> page_origins{{
    {PageOrigin::unknown, "unknown"},
    {PageOrigin::born_digital, "born_digital"},
    {PageOrigin::scan, "scan"},
    {PageOrigin::fax, "fax"},
    {PageOrigin::photo, "photo"},
    {PageOrigin::blank, "blank"},
}};

constexpr NameTable<BlockKind, 14> block_kinds{{
    {BlockKind::heading, "heading"},
    {BlockKind::paragraph, "paragraph"},
    {BlockKind::list_item, "list_item"},
    {BlockKind::table, "table"},
    {BlockKind::caption, "caption"},
    {BlockKind::page_header, "page_header"},
    {BlockKind::page_footer, "page_footer"},
    {BlockKind::footnote, "footnote"},
    {BlockKind::endnote, "endnote"},
    {BlockKind::comment, "comment"},
    {BlockKind::text_box, "text_box"},
    {BlockKind::figure, "figure"},
    {BlockKind::equation, "equation"},
    {BlockKind::code, "code"},
}};

constexpr NameTable<TableSource, 7> table_sources{{
    {TableSource::ruled, "ruled"},
    {TableSource::aligned, "aligned"},
    {TableSource::sheet, "sheet"},
    {TableSource::word, "word"},
    {TableSource::delimited, "delimited"},
    {TableSource::html, "html"},
    {TableSource::slide, "slide"},
}};

constexpr NameTable<RevisionKind, 5> revision_kinds{{
    {RevisionKind::insertion, "insertion"},
    {RevisionKind::deletion, "deletion"},
    {RevisionKind::move_from, "move_from"},
    {RevisionKind::move_to, "move_to"},
    {RevisionKind::formatting, "formatting"},
}};

// The whole text in one.
class OneText {
 public:
  void text(std::string_view text) { out_ += text; }
  void table(const Table&) {}
  void tab() { out_ += '\t'; }
  void line_end() { out_ += '\n'; }
  void cell(const Cells::Iterator& at) {
    if (at.from_value())
      out_ += at.view();
    else
      append_one_line(out_, at.letters());
  }
  void shown(std::string_view text) { append_one_line(out_, text); }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace

std::optional<std::string> displayed(const Cells::Iterator& cell, Shown shown) {
  std::optional<std::string> display = cell.display();
  if (display && display->empty() && shown == Shown::all) return std::nullopt;
  return display;
}

std::string_view to_string(Severity value) {
  return name_of(severities, value);
}
std::string_view to_string(TextSource value) {
  return name_of(text_sources, value);
}
std::string_view to_string(PageOrigin value) {
  return name_of(page_origins, value);
}
std::string_view to_string(BlockKind value) {
  return name_of(block_kinds, value);
}
std::string_view to_string(TableSource value) {
  return name_of(table_sources, value);
}
std::string_view to_string(RevisionKind value) {
  return name_of(revision_kinds, value);
}

std::string to_string(const Place& place) {
  std::string out;
  const auto add = [&out](const std::string& text) {
    if (!out.empty()) out += ", ";
    out += text;
  };
  if (place.page) add(fmt::format("page {}", *place.page));
  if (!place.sheet.empty()) add(fmt::format("sheet '{}'", place.sheet));
  if (!place.range.empty()) add(place.range);
  if (place.paragraph) {
    add(fmt::format("paragraph {} of the {}", *place.paragraph, place.part.empty() ? "body" : place.part));
  } else if (!place.part.empty()) {
    add(place.part);
  }
  return out;
}

void append_one_line(std::string& out, std::string_view text) {
  const std::size_t from = out.size();
  out += text;
  const std::size_t plain = bytes_without(text, [](std::uint64_t word) { return any_below(word, ' '); });
  for (std::size_t i = from + plain; i < out.size(); ++i)
    if (out[i] == '\t' || out[i] == '\n' || out[i] == '\r') out[i] = ' ';
}

std::string tab_separated(const Table& table, Shown shown) {
  OneText out;
  write_tab_separated(table, shown, HiddenRows::empty_lines, out);
  return out.take();
}

std::string main_language(const std::vector<Page>& pages) {
  std::map<std::string, int> counts;
  for (const Page& page : pages)
    if (!page.language.empty()) ++counts[page.language];
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::string() : most->first;
}

const Table& named_by(const Document& document, const Table& table) {
  return table.header_rows == 0 && table.continues ? document.tables.at(static_cast<std::size_t>(*table.continues))
                                                   : table;
}

CellSpan whole_span(const Table& table, const CellSpan& cell) {
  const auto place = [](const CellSpan& one) { return std::pair(one.row, one.column); };
  const auto at = std::ranges::lower_bound(table.cut_merges, place(cell), {}, place);
  if (at == table.cut_merges.end() || place(*at) != place(cell)) return cell;
  // Broken files have two merges at one place, of which the list knows one.
  const bool same = std::min(at->row_span, table.rows - at->row) == cell.row_span &&
                    std::min(at->column_span, table.columns - at->column) == cell.column_span;
  return same ? *at : cell;
}

void shift_tables(Document& document, int by) {
  for (Block& block : document.blocks)
    if (block.table) *block.table += by;
  for (Table& table : document.tables)
    if (table.continues) *table.continues += by;
}

void loosen(Document& document) {
  for (Table& table : document.tables) table.cells.loose();
}

void append_table(Document& document, Table table) {
  Block block;
  block.kind = BlockKind::table;
  block.table = static_cast<int>(document.tables.size());
  block.hidden = table.hidden;
  block.place = table.place;
  document.tables.push_back(std::move(table));
  document.blocks.push_back(std::move(block));
}

std::string plain_text(const Document& document, Shown shown) {
  OneText out;
  write_plain_text(document, shown, out);
  return out.take();
}

}  // namespace assay
