#include "extractors/office/word_tables.hpp"

#include <algorithm>
#include <utility>

#include "extractors/grid/grid.hpp"
#include "extractors/office/word_revisions.hpp"
#include "extractors/office/xml.hpp"

namespace assay::office {
namespace {

constexpr int most_columns = 1000;  // Word allows 63

int span_of(pugi::xml_node node) {
  const long value = to_long(attribute(node, "val"));
  return static_cast<int>(std::clamp(value, 1L, static_cast<long>(most_columns)));
}

// What "content" means inside rows and tables: content controls, custom XML, changes that belong to the view.
bool wraps(std::string_view name) {
  return name == "sdtContent" || name == "customXml" || name == "smartTag";
}

// Counts the cells of a row, up to two; false where one is merged with others.
bool count_cells(pugi::xml_node row, int& cells, bool& holds_table) {
  for (const pugi::xml_node item : row.children()) {
    const auto name = local_name(item);
    if (name == "sdt" || wraps(name)) {
      if (!count_cells(item, cells, holds_table)) return false;
    } else if (name == "tc") {
      const pugi::xml_node properties = child(item, "tcPr");
      if (++cells > 1 || child(properties, "vMerge") || child(properties, "hMerge")) return false;
      holds_table = holds_table || child(item, "tbl");
    }
  }
  return true;
}

bool all_single(pugi::xml_node rows, bool& holds_table) {
  for (const pugi::xml_node item : rows.children()) {
    const auto name = local_name(item);
    int cells = 0;
    if (name == "tr" && !count_cells(item, cells, holds_table)) return false;
    if ((name == "sdt" || wraps(name) || is_change(name)) && !all_single(item, holds_table)) return false;
  }
  return true;
}

}  // namespace

bool is_frame(pugi::xml_node table) {
  bool holds_table = false;
  return all_single(table, holds_table) && holds_table;
}

void WordTableReader::read_frame(pugi::xml_node node, std::vector<Block>& out) {
  for (const pugi::xml_node item : node.children()) {
    const auto name = local_name(item);
    const RevisionView view = reader_.options_.revisions;
    if (!reader_.limit_hit_.empty()) return;
    if (name == "sdt" || wraps(name) || (is_change(name) && belongs(name, view))) {
      read_frame(item, out);
    } else if (name == "tr") {
      if (!gone_in(child(item, "trPr"), view)) read_frame(item, out);
    } else if (name == "tc" && !gone_in(child(item, "tcPr"), view)) {
      WordReader::Pending pending;
      reader_.read_blocks(item, out, pending);
      if (pending.any) reader_.finish_paragraph({}, std::move(pending.content), out);
    }
  }
}

void WordTableReader::read(pugi::xml_node node, std::vector<Block>& out) {
  auto& tables = reader_.document_.tables;
  const std::size_t index = tables.size();
  tables.emplace_back();  // before the tables inside it
  table_.found_by = TableSource::word;
  table_.place.part = reader_.part_;
  table_.place.paragraph = reader_.paragraph_ + 1;
  read_rows(node);
  table_.rows = row_;
  if (table_.header_rows == 0) table_.header_rows = infer_header_rows(table_);
  if (row_ == 0 && index + 1 == tables.size()) {
    tables.pop_back();  // every row is deleted
  } else {
    Block block;
    block.kind = BlockKind::table;
    block.table = static_cast<int>(index);
    block.place = table_.place;
    tables[index] = std::move(table_);
    out.push_back(std::move(block));
  }
  for (Block& block : after_) out.push_back(std::move(block));
}

void WordTableReader::read_rows(pugi::xml_node node) {
  for (const pugi::xml_node item : node.children()) {
    const auto name = local_name(item);
    if (name == "tr")
      read_row(item);
    else if (name == "sdt")
      read_rows(child(item, "sdtContent"));
    else if (wraps(name) || (is_change(name) && belongs(name, reader_.options_.revisions)))
      read_rows(item);
    if (!reader_.limit_hit_.empty()) return;
  }
}

void WordTableReader::read_row(pugi::xml_node row) {
  const pugi::xml_node properties = child(row, "trPr");
  if (gone_in(properties, reader_.options_.revisions)) return;
  int column = 0;
  if (const pugi::xml_node before = child(properties, "gridBefore")) column = span_of(before);
  read_cells(row, column);
  const pugi::xml_node header = child(properties, "tblHeader");
  header_goes_on_ = header_goes_on_ && header && flag(attribute(header, "val"), true);
  ++row_;
  if (header_goes_on_) table_.header_rows = row_;
}

void WordTableReader::read_cells(pugi::xml_node row, int& column) {
  for (const pugi::xml_node item : row.children()) {
    const auto name = local_name(item);
    if (name == "tc")
      read_cell(item, column);
    else if (name == "sdt")
      read_cells(child(item, "sdtContent"), column);
    else if (wraps(name))
      read_cells(item, column);
  }
}

void WordTableReader::read_cell(pugi::xml_node node, int& column) {
  const pugi::xml_node properties = child(node, "tcPr");
  if (gone_in(properties, reader_.options_.revisions)) return;
  const pugi::xml_node vertical = child(properties, "vMerge");
  const pugi::xml_node horizontal = child(properties, "hMerge");
  const int span = child(properties, "gridSpan") ? span_of(child(properties, "gridSpan")) : 1;
  if (column + span > most_columns || ++reader_.cells_ > reader_.options_.limits.cells) {
    reader_.limit_hit_ = "cells";
    return;
  }
  const int at = column;
  column += span;
  table_.columns = std::max(table_.columns, column);
  const auto goes_on = [](pugi::xml_node merge) { return merge && attribute(merge, "val") != "restart"; };
  std::string text = cell_text(node, goes_on(vertical) || goes_on(horizontal));
  const auto keep_covered = [&] {  // a merge hides this text; it is kept as hidden
    if (text.empty()) return;
    Block block;
    block.text = std::move(text);
    block.hidden = true;
    block.place = table_.place;
    after_.push_back(std::move(block));
  };
  std::vector<Cell>& cells = table_.cells.loose();
  if (goes_on(horizontal) && !cells.empty() && cells.back().row == row_) {
    cells.back().column_span += span;
    return keep_covered();
  }
  const auto above = open_.find(at);
  if (goes_on(vertical) && above != open_.end()) {
    Cell& cell = cells[above->second];
    if (cell.row + cell.row_span == row_ && cell.column_span == span) {
      ++cell.row_span;
      return keep_covered();
    }
  }
  Cell cell;
  cell.row = row_;
  cell.column = at;
  cell.column_span = span;
  cell.text = std::move(text);
  if (vertical)
    open_[at] = cells.size();
  else
    open_.erase(at);
  cells.push_back(std::move(cell));
}

// A number that nothing follows is text, as in a column "1. 2. 3.", unless the cell is covered by another.
std::string WordTableReader::cell_text(pugi::xml_node cell, bool covered) {
  std::vector<Block> inside;
  WordReader::Pending pending;
  const bool outside = std::exchange(reader_.bare_marks_, !covered);
  reader_.read_blocks(cell, inside, pending);
  if (pending.any) reader_.finish_paragraph({}, std::move(pending.content), inside);
  reader_.bare_marks_ = outside;
  std::string text;
  for (Block& block : inside) {
    if (block.hidden || block.table || block.kind == BlockKind::text_box) {
      after_.push_back(std::move(block));
      continue;
    }
    if (!text.empty()) text += '\n';
    text += block.text;
  }
  return text;
}

}  // namespace assay::office
