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

template <class Target>
void write_tab_separated(const Table& table, Shown shown, HiddenRows hidden_rows, Target& target) {
  const HiddenLines hidden(table);
  int row = 0;
  int column = 0;
  target.table(table);
  const auto write = [&](const Cells::Iterator& at, const CellSpan& cell) {
    for (; row < cell.row; ++row) {
      target.line_end();
      column = 0;
    }
    for (; column < cell.column; ++column) target.tab();
    if (const std::optional<std::string> display = displayed(at, shown))
      target.shown(*display);
    else
      target.cell(at);
  };
  if (shown == Shown::all || !hidden.any()) {
    for (auto at = table.cells.begin(); at != table.cells.end(); ++at) write(at, at.span());
    return;
  }
  each_shown(table.cells, hidden, [&](const Cells::Iterator& at, CellSpan cell) {
    cell.column = hidden.shown_column(cell.column);
    if (hidden_rows == HiddenRows::left_out) cell.row = hidden.shown_row(cell.row);
    write(at, cell);
  });
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
