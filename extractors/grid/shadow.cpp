#include "extractors/grid/shadow.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace assay::grid {
namespace {

constexpr int most_copies = 200'000;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\xc2\xa0") == std::string_view::npos;
}

bool stands_for_missing(std::string_view text) {
  constexpr std::size_t longest = 5;
  if (text.size() > longest) return false;
  static constexpr std::string_view signs[] = {"-",   "--", "---",  "\u2013", "\u2014", "...", "\u2026", "n/a",
                                               "N/A", "NA", "n.a.", "k.A.",   "#N/A",   "NaN", "NULL"};
  if (std::find(std::begin(signs), std::end(signs), text) != std::end(signs)) return true;
  if (text.size() < 3 || text.front() != '(' || text.back() != ')') return false;
  return std::all_of(text.begin() + 1, text.end() - 1, [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "(1,000)" and the like over a column say in which unit it counts.
bool is_unit(std::string_view text) {
  if (text.size() < 3 || text.front() != '(' || text.back() != ')') return false;
  return text.find_first_not_of("10,.", 1) == text.size() - 1 && text.find('0') != std::string_view::npos;
}

Kind kind_of(const Cell& cell) {
  if (is_unit(cell.text)) return Kind::text;  // also where delimited text was typed as a number below zero
  switch (cell.type) {
    case CellType::number:
      return Kind::number;
    case CellType::date:
      return Kind::date;
    case CellType::boolean:
      return Kind::number;
    case CellType::error:
      return Kind::number;
    case CellType::text:
      break;
  }
  if (stands_for_missing(cell.text)) return Kind::missing;
  if (reads_as_date(cell.text)) return Kind::date;
  if (reads_as_number(cell.text)) return Kind::number;
  return Kind::text;
}

std::pair<int, int> last_place(const std::vector<Cell>& cells) {
  std::pair<int, int> last{0, 0};
  for (const Cell& cell : cells) last = {std::max(last.first, cell.row), std::max(last.second, cell.column)};
  return last;
}

}  // namespace

Shadow::Shadow(const std::vector<Cell>& cells, const std::vector<Area>& without) {
  const Copies copies = add_cells(cells, without);
  if (!copies.empty()) add_copies(copies);
  all_ = shrink({0, 0, std::numeric_limits<int>::max() - 1, std::numeric_limits<int>::max() - 1});
}

Shadow::Copies Shadow::add_cells(const std::vector<Cell>& cells, const std::vector<Area>& without) {
  const auto left_out = [&](const Cell& cell) {
    return std::any_of(without.begin(), without.end(), [&](const Area& area) {
      return cell.row >= area.row0 && cell.row <= area.row1 && cell.column >= area.column0 &&
             cell.column <= area.column1;
    });
  };
  Copies copies;
  int copies_left = most_copies;
  std::optional<std::pair<int, int>> last;  // row and column, looked for when a span is met
  entries_.reserve(cells.size());           // spans into it hold
  for (const Cell& cell : cells) {
    if (is_blank(cell.text) || left_out(cell)) continue;
    const Kind kind = kind_of(cell);
    entries_.push_back({&cell, cell.column, kind, false});
    if (lines_.empty() || lines_.back().row != cell.row)
      lines_.push_back({cell.row, {&entries_.back(), 1}});
    else
      lines_.back().entries = {lines_.back().entries.data(), lines_.back().entries.size() + 1};
    if (cell.row_span == 1 && cell.column_span == 1) continue;
    if (!last) last = last_place(cells);
    const int row1 = std::min(cell.row + cell.row_span - 1, last->first);
    const int column1 = std::min(cell.column + cell.column_span - 1, last->second);
    for (int row = cell.row; row <= row1; ++row)
      for (int column = cell.column; column <= column1 && copies_left > 0; ++column)
        if (row != cell.row || column != cell.column) {
          copies[row].push_back({&cell, column, kind, true});
          --copies_left;
        }
  }
  return copies;
}

// All lines again, each with its copies in place.
void Shadow::add_copies(const Copies& copies) {
  std::size_t total = entries_.size();
  for (const auto& [row, added] : copies) total += added.size();
  std::vector<Entry> entries;
  std::vector<Line> lines;
  entries.reserve(total);
  const auto add_line = [&](int row, std::span<const Entry> own, const std::vector<Entry>& added) {
    const std::size_t start = entries.size();
    entries.insert(entries.end(), own.begin(), own.end());
    entries.insert(entries.end(), added.begin(), added.end());
    const std::span<Entry> line = std::span(entries).subspan(start);
    std::stable_sort(line.begin(), line.end(), [](const Entry& a, const Entry& b) { return a.column < b.column; });
    lines.push_back({row, line});
  };
  auto next = copies.begin();
  for (const Line& line : lines_) {
    for (; next != copies.end() && next->first < line.row; ++next) add_line(next->first, {}, next->second);
    if (next != copies.end() && next->first == line.row)
      add_line(line.row, line.entries, (next++)->second);
    else
      add_line(line.row, line.entries, {});
  }
  for (; next != copies.end(); ++next) add_line(next->first, {}, next->second);
  entries_ = std::move(entries);
  lines_ = std::move(lines);
}

std::pair<std::size_t, std::size_t> Shadow::lines_of(const Area& area) const {
  const auto before = [](const Line& line, int row) { return line.row < row; };
  const auto first = std::lower_bound(lines_.begin(), lines_.end(), area.row0, before);
  const auto last = std::lower_bound(first, lines_.end(), area.row1 + 1, before);
  return {static_cast<std::size_t>(first - lines_.begin()), static_cast<std::size_t>(last - lines_.begin())};
}

std::pair<std::size_t, std::size_t> Shadow::entries_of(const Line& line, const Area& area) {
  const auto before = [](const Entry& entry, int column) { return entry.column < column; };
  const auto& entries = line.entries;
  const auto first = std::lower_bound(entries.begin(), entries.end(), area.column0, before);
  const auto last = std::lower_bound(first, entries.end(), area.column1 + 1, before);
  return {static_cast<std::size_t>(first - entries.begin()), static_cast<std::size_t>(last - entries.begin())};
}

Area Shadow::shrink(const Area& area) const {
  Area out{std::numeric_limits<int>::max(), std::numeric_limits<int>::max(), -1, -1};
  const auto [first, last] = lines_of(area);
  for (std::size_t i = first; i < last; ++i) {
    const auto [from, to] = entries_of(lines_[i], area);
    if (from == to) continue;
    out.row0 = std::min(out.row0, lines_[i].row);
    out.row1 = std::max(out.row1, lines_[i].row);
    out.column0 = std::min(out.column0, lines_[i].entries[from].column);
    out.column1 = std::max(out.column1, lines_[i].entries[to - 1].column);
  }
  return out;
}

const Line* Shadow::line(int row) const {
  const auto [first, last] = lines_of({row, 0, row, 0});
  return first < last ? &lines_[first] : nullptr;
}

}  // namespace assay::grid
