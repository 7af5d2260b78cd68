#include "extractors/layout/columns.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "extractors/layout/currency_signs.hpp"
#include "extractors/layout/geometry.hpp"
#include "extractors/layout/table_grid.hpp"

namespace assay::layout {
namespace {

constexpr double crossing_share = 0.12;  // of the rows that may reach over a gap between two columns
constexpr double gap_min = 0.3;          // of the font size
constexpr double word_gap_max = 0.8;     // of a figure's height, between the words of one cell
constexpr double bracketed_share = 0.8;
constexpr double resolution = 0.5;  // pt
constexpr std::size_t columns_max = 200;
constexpr std::size_t cells_max = 20'000;

double usual_size(const std::vector<const Row*>& rows) {
  std::vector<double> sizes;
  for (const Row* row : rows)
    for (const Segment& segment : row->segments) sizes.push_back(segment.size);
  return std::max(median(std::move(sizes)), 1.0);
}

struct Item {
  Box box;
  bool figure = false;
  bool bracketed = false;
};

// "21.07.2022" and "18:50": one point in time.
bool are_day_and_hour(const std::string& day, const std::string& hour) {
  const auto marks = std::count_if(day.begin(), day.end(), [](char c) { return c == '.' || c == '-' || c == '/'; });
  const std::size_t colon = hour.find(':');
  return marks == 2 && (colon == 1 || colon == 2) && hour.size() >= colon + 3 &&
         hour.find_first_not_of("0123456789:") == std::string::npos;
}

// One of the two is enough: OCR misreads brackets.
bool is_bracketed(const std::string& text) {
  if (text.empty()) return false;
  return std::string_view("([{").find(text.front()) != std::string_view::npos ||
         std::string_view(")]}").find(text.back()) != std::string_view::npos;
}

// The words of a cell from left to right, a sign of currency or per cent with the figure that it belongs to.
std::vector<Item> items_of(const std::vector<const LayoutWord*>& cell) {
  std::vector<Item> out;
  if (cell.empty()) return out;
  const bool behind = is_currency_sign(cell.back()->text);
  bool waits = false;  // a sign for its figure
  const LayoutWord* before = nullptr;
  for (const LayoutWord* word : cell) {
    const bool currency = is_currency_sign(word->text);
    const bool hour = before && are_day_and_hour(before->text, word->text);
    const bool to_last = !out.empty() && (word->text == "%" || hour || (currency && behind));
    if (to_last || waits)
      include(out.back().box, word->box);
    else
      out.push_back({word->box});
    if (!to_last) out.back().figure = looks_numeric(word->text);
    out.back().bracketed = is_bracketed(word->text);
    waits = currency && !behind;
    before = word;
  }
  return out;
}

// The cells of the rows in one column.
std::vector<std::vector<Item>> cells_in(const std::vector<LayoutWord>& words, const std::vector<const Row*>& rows,
                                        const Column& column) {
  std::vector<std::vector<Item>> out;
  for (const Row* row : rows) {
    std::vector<const LayoutWord*> own;
    for (const Segment& segment : row->segments)
      for (const int index : segment.words) {
        const LayoutWord& word = words[static_cast<std::size_t>(index)];
        if (middle_x(word.box) >= column.x0 && middle_x(word.box) <= column.x1) own.push_back(&word);
      }
    if (!own.empty()) out.push_back(items_of(own));
  }
  return out;
}

// Whether the figures at `place` say more of those before them: "0.58 (2.90)", a mean and its deviation, or a count
// and its share. Nearly all are in brackets, which a column of losses is not, a word's gap behind.
bool belong_to_last(const std::vector<std::vector<Item>>& cells, std::size_t place) {
  std::size_t all = 0, belong = 0;
  for (const std::vector<Item>& cell : cells) {
    if (place >= cell.size()) continue;
    const Item &figure = cell[place - 1], &item = cell[place];
    const bool near = item.box.x0 - figure.box.x1 < word_gap_max * height(figure.box);
    ++all;
    belong += item.bracketed && !figure.bracketed && near;
  }
  return static_cast<double>(belong) >= bracketed_share * static_cast<double>(all);
}

// A column in which nearly all rows hold the same number of figures, two or more, with a gap between them that is
// free in nearly all rows: "7,111 2,599.5 (2,539.1-2,660.0)". A day and its hour are one.
std::vector<Column> split_numbers(const std::vector<LayoutWord>& words, const std::vector<const Row*>& rows,
                                  const Column& column) {
  const std::vector<std::vector<Item>> cells = cells_in(words, rows, column);
  std::map<std::size_t, int> counts;
  for (const std::vector<Item>& cell : cells)
    if (std::all_of(cell.begin(), cell.end(), [](const Item& item) { return item.figure; })) ++counts[cell.size()];
  std::size_t parts = 0;
  int most = 0;
  for (const auto& [n, count] : counts)
    if (count > most) {
      parts = n;
      most = count;
    }
  if (parts < 2 || parts > 12 || most < 4 || most < 0.6 * static_cast<double>(cells.size())) return {column};
  std::vector<Column> out(parts, Column{1e9, -1e9});
  for (const std::vector<Item>& cell : cells) {
    if (cell.size() != parts) continue;
    for (std::size_t i = 0; i < parts; ++i) {
      out[i].x0 = std::min(out[i].x0, cell[i].box.x0);
      out[i].x1 = std::max(out[i].x1, cell[i].box.x1);
    }
  }
  for (std::size_t i = 1; i < parts; ++i)
    if (out[i].x0 <= out[i - 1].x1) return {column};
  for (std::size_t i = parts - 1; i > 0; --i)
    if (belong_to_last(cells, i)) {
      out[i - 1].x1 = out[i].x1;
      out.erase(out.begin() + static_cast<std::ptrdiff_t>(i));
    }
  return out;
}

}  // namespace

std::vector<Column> find_columns(const std::vector<LayoutWord>& words, const std::vector<const Row*>& rows) {
  std::size_t most = 0;
  for (const Row* row : rows) most = std::max(most, row->segments.size());
  std::vector<double> counts;
  for (const Row* row : rows)
    if (row->segments.size() >= 2) counts.push_back(static_cast<double>(row->segments.size()));
  if (counts.empty()) return {};
  // Rows are full when they have nearly as many cells as the better half of the rows.
  std::sort(counts.begin(), counts.end());
  const double good = counts[counts.size() * 3 / 4];
  const double needed = good <= 3 ? good : std::ceil(good * 0.7);
  double x0 = 1e9, x1 = -1e9;
  std::vector<const Row*> full;
  for (const Row* row : rows) {
    if (static_cast<double>(row->segments.size()) < needed) continue;
    full.push_back(row);
    x0 = std::min(x0, row->box.x0);
    x1 = std::max(x1, row->box.x1);
  }
  const auto cells = static_cast<std::size_t>(std::max(0.0, (x1 - x0) / resolution)) + 2;
  if (full.empty() || cells > cells_max) return {};
  std::vector<int> cover(cells, 0);
  for (const Row* row : full)
    for (const Segment& segment : row->segments) {
      const auto from = static_cast<std::size_t>((segment.box.x0 - x0) / resolution);
      const auto to = static_cast<std::size_t>((segment.box.x1 - x0) / resolution);
      for (std::size_t i = from; i <= to && i < cells; ++i) ++cover[i];
    }
  const int allowed = static_cast<int>(std::floor(crossing_share * static_cast<double>(full.size())));
  const double gap = gap_min * usual_size(full);
  std::vector<Column> out;
  for (std::size_t i = 0; i < cells; ++i) {
    if (cover[i] <= allowed) continue;
    const double at = x0 + static_cast<double>(i) * resolution;
    if (!out.empty() && at - out.back().x1 < gap)
      out.back().x1 = at + resolution;
    else
      out.push_back({at, at + resolution});
  }
  for (const Row* row : rows)
    for (const Segment& segment : row->segments)
      if (out.size() < columns_max && columns_of(out, segment.box).first < 0)
        out.push_back({segment.box.x0, segment.box.x1});
  std::sort(out.begin(), out.end(), [](const Column& a, const Column& b) { return a.x0 < b.x0; });
  for (std::size_t i = 1; i < out.size();) {
    if (out[i].x0 <= out[i - 1].x1) {
      out[i - 1].x1 = std::max(out[i - 1].x1, out[i].x1);
      out.erase(out.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  std::vector<Column> split;
  for (const Column& column : out)
    for (const Column& part : split_numbers(words, full, column)) split.push_back(part);
  return split;
}

ColumnRange columns_of(const std::vector<Column>& columns, const Box& box) {
  ColumnRange range;
  for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
    const Column& column = columns[static_cast<std::size_t>(i)];
    const double shared = overlap(column.x0, column.x1, box.x0, box.x1);
    // A touch of a neighbour is no span: a fifth of the narrower one.
    if (shared <= 0.2 * std::min(column.x1 - column.x0, width(box))) continue;
    if (range.first < 0) range.first = i;
    range.last = i;
  }
  return range;
}

Row parted(const std::vector<LayoutWord>& words, const Row& row, const std::function<std::ptrdiff_t(int)>& column_of) {
  Row out{row.box, {}};
  for (const Segment& segment : row.segments) {
    std::vector<int> run;
    for (const int index : segment.words) {
      if (!run.empty() && column_of(index) != column_of(run.back()))
        out.segments.push_back(make_segment(words, std::exchange(run, {})));
      run.push_back(index);
    }
    out.segments.push_back(make_segment(words, std::move(run)));
  }
  return out;
}

}  // namespace assay::layout
