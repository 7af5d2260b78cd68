// plain_text() part by part, for who writes it on: of a large sheet the whole would take hundreds of megabytes.
//
// A target takes the parts in order: text(std::string_view), and of tables table(Table) before its first cell, then
// tab(), line_end(), cell(Cells::Iterator) for the text of a cell and shown(std::string_view) for what stands in its
// place. Both on one line: one_line().
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "extractors/core/document.hpp"
#include "extractors/core/hidden_lines.hpp"

namespace assay {

// Appends it with blanks for what would end a cell or a line.
void append_one_line(std::string& out, std::string_view text);

enum class HiddenRows { left_out, empty_lines };

// The cells, each at the place, that walk(use) gives to use(Cells::Iterator, CellSpan).
template <class Target, class Walk>
void write_at_places(const Walk& walk, Shown shown, Target& target) {
  int row = 0;
  int column = 0;
  walk([&](const Cells::Iterator& at, const CellSpan& place) {
    for (; row < place.row; ++row) {
      target.line_end();
      column = 0;
    }
    for (; column < place.column; ++column) target.tab();
    if (const std::optional<std::string> display = displayed(at, shown))
      target.shown(*display);
    else
      target.cell(at);
  });
}

template <class Target>
void write_tab_separated(const Table& table, Shown shown, HiddenRows hidden_rows, Target& target) {
  const HiddenLines hidden(table);
  target.table(table);
  const auto all = [&](const auto& use) {
    for (auto at = table.cells.begin(); at != table.cells.end(); ++at) use(at, at.span());
  };
  const auto visible = [&](const auto& use) {
    each_shown(table.cells, hidden, [&](const Cells::Iterator& at, CellSpan place) {
      place.column = hidden.shown_column(place.column);
      if (hidden_rows == HiddenRows::left_out) place.row = hidden.shown_row(place.row);
      use(at, place);
    });
  };
  if (shown == Shown::all || !hidden.any())
    write_at_places(all, shown, target);
  else
    write_at_places(visible, shown, target);
}

// Puts an empty line between blocks that have any text.
template <class Target>
class BlockBreaks {
 public:
  explicit BlockBreaks(Target& target) : target_(target) {}
  void block() { begun_ = false; }

  void text(std::string_view text) {
    if (begins(text)) target_.text(text);
  }
  void table(const Table& table) { target_.table(table); }
  void tab() {
    begin();
    target_.tab();
  }
  void line_end() {
    begin();
    target_.line_end();
  }
  void cell(const Cells::Iterator& at) {
    if (begun_ || begins(at.view())) target_.cell(at);
  }
  void shown(std::string_view text) {
    if (begins(text)) target_.shown(text);
  }

 private:
  void begin() {
    if (any_ && !begun_) target_.text("\n\n");
    any_ = begun_ = true;
  }
  bool begins(std::string_view text) {
    if (!text.empty()) begin();
    return !text.empty();
  }

  Target& target_;
  bool any_ = false;
  bool begun_ = false;  // this block
};

inline bool left_out_of_text(const Block& block, Shown shown) {
  return (block.hidden && shown == Shown::visible) || block.kind == BlockKind::page_header ||
         block.kind == BlockKind::page_footer || block.kind == BlockKind::comment;
}

template <class Target>
void write_plain_text(const Document& document, Shown shown, Target& target) {
  BlockBreaks<Target> parts(target);
  for (const Block& block : document.blocks) {
    if (left_out_of_text(block, shown)) continue;
    parts.block();
    if (!block.table) {
      parts.text(block.text);
      continue;
    }
    const Table& table = document.tables.at(static_cast<std::size_t>(*block.table));
    if (!table.hidden || shown == Shown::all) write_tab_separated(table, shown, HiddenRows::left_out, parts);
  }
}

}  // namespace assay
