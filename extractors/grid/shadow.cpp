#include "extractors/grid/shadow.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>
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

Kind kind_of(const CellMark& cell) {
  if (is_unit(cell.letters)) return Kind::text;  // also where delimited text was typed as a number below zero
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
  if (stands_for_missing(cell.letters)) return Kind::missing;
  if (reads_as_date(cell.letters)) return Kind::date;
  if (reads_as_number(cell.letters)) return Kind::number;
  return Kind::text;
}

std::pair<int, int> last_place(const Cells& cells) {
  std::pair<int, int> last{0, 0};
  for (auto at = cells.begin(); at != cells.end(); ++at) {
    const CellSpan cell = at.span();
    last = {std::max(last.first, cell.row), std::max(last.second, cell.column)};
  }
  return last;
}

// What the texts that cells share look like is found out once for each, where these are not far more than the cells.
class Looks {
 public:
  explicit Looks(const Cells& cells) {
    const std::size_t texts = cells.texts() ? cells.texts()->size() : 0;
    if (texts / 16 < cells.size()) of_shared_.resize(texts);
  }

  // None: blank.
  std::optional<Kind> of(const Cells::Iterator& at) {
    if (at.from_value()) return at.type() == CellType::date ? Kind::date : Kind::number;
    if (at.text() >= of_shared_.size() || at.type() != CellType::text) return look(at.mark());
    Look& known = of_shared_[at.text()];
    if (!known.taken) known = {true, look(at.mark())};
    return known.kind;
  }

 private:
  struct Look {
    bool taken = false;
    std::optional<Kind> kind;
  };
  static std::optional<Kind> look(const CellMark& cell) {
    return is_blank(cell.letters) ? std::nullopt : std::optional(kind_of(cell));
  }
  std::vector<Look> of_shared_;
};

std::size_t hash_of(std::span<const Entry> entries) {
  std::size_t hash = entries.size();
  for (const Entry& entry : entries) {
    const std::size_t mark = static_cast<std::size_t>(entry.kind) * 2 + (entry.copy ? 1 : 0);
    for (const std::size_t part : {static_cast<std::size_t>(entry.column), static_cast<std::size_t>(entry.cell), mark})
      hash = (hash ^ part) * 0x9e3779b97f4a7c15U;
  }
  return hash ^ hash >> 32;
}

}  // namespace

Shadow::Shadow(const Cells& cells, const std::vector<Area>& without) : cells_(&cells) {
  const Copies copies = add_cells(without);
  if (!copies.empty()) add_copies(copies);
  known_ = {};
  all_ = shrink({0, 0, std::numeric_limits<int>::max() - 1, std::numeric_limits<int>::max() - 1});
}

std::span<const Entry> Shadow::entries_of(const ShortLine& line) const {
  return std::span(entries_).subspan(line.entries, line.count);
}

Line Shadow::line_at(std::size_t index) const {
  const ShortLine& line = lines_[index];
  return {cells_, line.row, line.first_cell, entries_of(line)};
}

// The last line is whole. Its entries, which stand behind all others, go where another line has the same.
void Shadow::end_line() {
  if (lines_.empty()) return;
  ShortLine& line = lines_.back();
  line.count = static_cast<std::uint32_t>(entries_.size() - line.entries);
  const auto own = entries_of(line);
  const auto stands = [&](std::size_t at) {
    return at + line.count <= line.entries &&
           std::equal(own.begin(), own.end(), entries_.begin() + static_cast<std::ptrdiff_t>(at));
  };
  const auto take = [&](std::uint32_t at) {
    line.entries = at;
    entries_.resize(entries_.size() - line.count);
  };
  if (lines_.size() > 1 && lines_[lines_.size() - 2].count == line.count && stands(lines_[lines_.size() - 2].entries))
    return take(lines_[lines_.size() - 2].entries);
  const std::size_t hash = hash_of(own);
  const auto same = known_.find(hash);
  if (same != known_.end() && stands(same->second)) return take(same->second);
  constexpr std::size_t most_known = 10'000;  // rows that are all of their own kind need no list of them
  if (known_.size() < most_known) known_.emplace(hash, line.entries);
}

Shadow::Copies Shadow::add_cells(const std::vector<Area>& without) {
  const auto left_out = [&](const CellSpan& cell) {
    return std::any_of(without.begin(), without.end(), [&](const Area& area) {
      return cell.row >= area.row0 && cell.row <= area.row1 && cell.column >= area.column0 &&
             cell.column <= area.column1;
    });
  };
  Copies copies;
  int copies_left = most_copies;
  std::optional<std::pair<int, int>> last;  // row and column, looked for when a span is met
  Looks looks(*cells_);
  int row = 0;  // of the last line, and its first cell
  std::size_t first = 0;
  std::size_t index = 0;
  for (auto at = cells_->begin(); at != Cells::end(); ++at, ++index) {
    const CellSpan cell = at.span();
    const bool one = cell.row_span == 1 && cell.column_span == 1;
    if (!one)
      merged_.push_back({cell.row, cell.column, cell.row + cell.row_span - 1, cell.column + cell.column_span - 1});
    const std::optional<Kind> kind = looks.of(at);
    if (!kind) continue;
    if (!without.empty() && left_out(cell)) continue;
    if (lines_.empty() || row != cell.row) {
      end_line();
      row = cell.row;
      first = index;
      lines_.push_back({row, static_cast<std::uint32_t>(entries_.size()), 0, static_cast<std::uint32_t>(first)});
    }
    entries_.push_back({cell.column, static_cast<int>(index - first), *kind, false});
    if (one) continue;
    if (!last) last = last_place(*cells_);
    const int row1 = std::min(cell.row + cell.row_span - 1, last->first);
    const int column1 = std::min(cell.column + cell.column_span - 1, last->second);
    for (int r = cell.row; r <= row1; ++r)
      for (int c = cell.column; c <= column1 && copies_left > 0; ++c)
        if (r != cell.row || c != cell.column) {
          copies[r].push_back({c, index, *kind});
          --copies_left;
        }
  }
  end_line();
  return copies;
}

// All lines again, each with its copies in place.
void Shadow::add_copies(const Copies& copies) {
  const std::vector<Entry> own_entries = std::exchange(entries_, {});
  const std::vector<ShortLine> own_lines = std::exchange(lines_, {});
  known_ = {};
  const auto add_line = [&](int row, const ShortLine* own, const std::vector<Copy>* added) {
    const std::size_t first_cell = own ? own->first_cell : added->front().cell;
    const std::size_t start = entries_.size();
    lines_.push_back({row, static_cast<std::uint32_t>(start), 0, static_cast<std::uint32_t>(first_cell)});
    if (own) {
      const auto of_line = std::span(own_entries).subspan(own->entries, own->count);
      entries_.insert(entries_.end(), of_line.begin(), of_line.end());
    }
    if (added) {
      for (const Copy& copy : *added)
        entries_.push_back(
            {copy.column,
             static_cast<int>(static_cast<std::int64_t>(copy.cell) - static_cast<std::int64_t>(first_cell)), copy.kind,
             true});
      std::stable_sort(entries_.begin() + static_cast<std::ptrdiff_t>(start), entries_.end(),
                       [](const Entry& a, const Entry& b) { return a.column < b.column; });
    }
    end_line();
  };
  auto next = copies.begin();
  for (const ShortLine& line : own_lines) {
    for (; next != copies.end() && next->first < line.row; ++next) add_line(next->first, nullptr, &next->second);
    const bool has_copies = next != copies.end() && next->first == line.row;
    add_line(line.row, &line, has_copies ? &next->second : nullptr);
    if (has_copies) ++next;
  }
  for (; next != copies.end(); ++next) add_line(next->first, nullptr, &next->second);
}

std::pair<std::size_t, std::size_t> Shadow::lines_of(const Area& area) const {
  const auto before = [](const ShortLine& line, int row) { return line.row < row; };
  const auto first = std::lower_bound(lines_.begin(), lines_.end(), area.row0, before);
  const auto last = std::lower_bound(first, lines_.end(), area.row1 + 1, before);
  return {static_cast<std::size_t>(first - lines_.begin()), static_cast<std::size_t>(last - lines_.begin())};
}

std::pair<std::size_t, std::size_t> Shadow::entries_of(const Line& line, const Area& area) {
  const auto before = [](const Entry& entry, int column) { return entry.column < column; };
  const std::span<const Entry> entries = line.entries;
  if (entries.empty() || (entries.front().column >= area.column0 && entries.back().column <= area.column1))
    return {0, entries.size()};
  const auto first = std::lower_bound(entries.begin(), entries.end(), area.column0, before);
  const auto last = std::lower_bound(first, entries.end(), area.column1 + 1, before);
  return {static_cast<std::size_t>(first - entries.begin()), static_cast<std::size_t>(last - entries.begin())};
}

Area Shadow::shrink(const Area& area) const {
  Area out{std::numeric_limits<int>::max(), std::numeric_limits<int>::max(), -1, -1};
  const auto [first, last] = lines_of(area);
  std::size_t from = 0;
  std::size_t to = 0;
  std::optional<Line> before;
  for (std::size_t i = first; i < last; ++i) {
    const Line line = line_at(i);
    if (!before || !line.as_filled_as(*before)) {
      std::tie(from, to) = entries_of(line, area);
      if (from != to) {
        out.column0 = std::min(out.column0, line.entries[from].column);
        out.column1 = std::max(out.column1, line.entries[to - 1].column);
      }
    }
    before = line;
    if (from == to) continue;
    out.row0 = std::min(out.row0, line.row);
    out.row1 = std::max(out.row1, line.row);
  }
  return out;
}

std::optional<Line> Shadow::line(int row) const {
  const auto [first, last] = lines_of({row, 0, row, 0});
  return first < last ? std::optional(line_at(first)) : std::nullopt;
}

}  // namespace assay::grid
