#include "extractors/office/text_flow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "extractors/office/word_numbering.hpp"

namespace assay::office {
namespace {

constexpr int deepest_table = 20;

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

// Marks stand in the file as they are drawn: a letter alone may be a bullet of a font ("o" of Courier), "a)" is none.
bool says_number(const std::string& mark) {
  return mark.find_first_of("0123456789") != std::string::npos ||
         (is_number(mark) && mark.find_first_of(".):") != std::string::npos);
}

}  // namespace

int Flow::depth() const {
  return std::clamp(paragraph.depth > 0 ? paragraph.depth : paragraph.in_table ? 1 : 0, 0, deepest_table);
}

Flow::OpenTable& Flow::open(int depth) {
  const auto wanted = static_cast<std::size_t>(std::clamp(depth, 1, deepest_table));
  if (open_.size() < wanted) open_.resize(wanted);
  return open_[wanted - 1];
}

void Flow::add(Block block) {
  block.place.part = part_;
  block.place.paragraph = std::max(number_, 1);
  const bool in_cell = depth() > 0 || !open_.empty();
  (in_cell ? after_ : blocks_).push_back(std::move(block));
}

void Flow::end_paragraph(std::optional<int> level) {
  ++number_;
  Paragraph done = std::exchange(paragraph, {});
  paragraph.in_table = done.in_table;
  paragraph.depth = done.depth;
  const int now = depth();
  std::string text = trimmed(done.text);
  const bool listed = done.listed || !done.mark.empty();
  if (!done.mark.empty() && !text.empty()) text.insert(0, done.mark + " ");
  if (now > 0 && text.empty() && says_number(done.mark)) text = trimmed(done.mark);
  if (now == 0) end_tables(0);
  if (now > 0) {
    std::string& cell = open(now).cell;
    if (!text.empty() && !cell.empty()) cell += '\n';
    cell += text;
  } else if (!text.empty()) {
    Block block;
    block.kind = kind_;
    if (kind_ == BlockKind::paragraph && level) block.kind = BlockKind::heading;
    if (kind_ == BlockKind::paragraph && !level && listed) block.kind = BlockKind::list_item;
    if (block.kind == BlockKind::heading) block.level = level;
    block.text = std::move(text);
    add(std::move(block));
  }
  if (std::string hidden = trimmed(done.hidden); !hidden.empty()) {
    Block block;
    block.text = std::move(hidden);
    block.hidden = true;
    add(std::move(block));
  }
  for (Block& block : boxes_) (now > 0 ? after_ : blocks_).push_back(std::move(block));
  boxes_.clear();
}

void Flow::take_in(Flow box) {
  const int first = static_cast<int>(tables_.size());
  for (Block& block : box.blocks_) {
    if (block.table) *block.table += first;
    block.place.part = part_;
    block.place.paragraph = number_ + 1;
    boxes_.push_back(std::move(block));
  }
  std::move(box.tables_.begin(), box.tables_.end(), std::back_inserter(tables_));
}

void Flow::end_cell(int depth) {
  paragraph.in_table = true;
  paragraph.depth = std::max(depth, 1);
  end_paragraph({});
  end_tables(static_cast<std::size_t>(std::clamp(depth, 1, deepest_table)));
  OpenTable& table = open(depth);
  table.cells.push_back(std::exchange(table.cell, {}));
}

void Flow::end_row(int depth, EdgeRow row) {
  OpenTable& table = open(depth);
  if (!trimmed(paragraph.text).empty() || !table.cell.empty()) end_cell(depth);
  std::vector<std::string> texts = std::exchange(table.cells, {});
  if (texts.empty()) return;
  // Cells without a place of their own follow the last one.
  for (int right = row.cells.empty() ? 0 : row.cells.back().right; row.cells.size() < texts.size();) {
    EdgeCell cell;
    cell.left = right;
    cell.right = right += 1440;
    row.cells.push_back(std::move(cell));
  }
  row.cells.resize(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) row.cells[i].text = std::move(texts[i]);
  table.rows.push_back(std::move(row));
}

void Flow::end_tables(std::size_t from) {
  while (open_.size() > from) {
    if (!open_.back().cells.empty() || !open_.back().cell.empty())  // a row without an end
      end_row(static_cast<int>(open_.size()), {});
    OpenTable table = std::move(open_.back());
    open_.pop_back();
    if (!table.rows.empty()) add_table(table_of_edges(std::move(table.rows)));
  }
  if (from > 0) return;
  std::move(after_.begin(), after_.end(), std::back_inserter(blocks_));
  after_.clear();
}

void Flow::add_table(Table table) {
  table.place.part = part_;
  table.place.paragraph = std::max(number_, 1);
  Block block;
  block.kind = BlockKind::table;
  block.table = static_cast<int>(tables_.size());
  block.place = table.place;
  (open_.empty() ? blocks_ : after_).push_back(std::move(block));
  tables_.push_back(std::move(table));
}

void Flow::end() {
  const Paragraph last = paragraph;
  if (!trimmed(last.text).empty() || !trimmed(last.hidden).empty() || !boxes_.empty()) end_paragraph({});
  end_tables(0);
}

void Flow::move_to(Document& document) {
  const int first = static_cast<int>(document.tables.size());
  for (Block& block : blocks_) {
    if (block.table) *block.table += first;
    document.blocks.push_back(std::move(block));
  }
  std::move(tables_.begin(), tables_.end(), std::back_inserter(document.tables));
  blocks_.clear();
  tables_.clear();
}

void add_change(Revision change, bool goes_on, std::vector<Revision>& out) {
  if (goes_on && !out.empty() && out.back().kind == change.kind && out.back().author == change.author &&
      out.back().date == change.date)
    out.back().text += change.text;
  else
    out.push_back(std::move(change));
}

std::string packed_date(std::uint32_t bits) {
  const unsigned minute = bits & 63, hour = bits >> 6 & 31, day = bits >> 11 & 31, month = bits >> 16 & 15;
  if (day == 0 || month == 0 || month > 12 || minute > 59 || hour > 23) return {};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:00", 1900 + (bits >> 20 & 511), month, day, hour, minute);
}

}  // namespace assay::office
