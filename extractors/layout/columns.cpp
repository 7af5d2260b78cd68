#include "extractors/layout/columns.hpp"

#include <cmath>

#include "extractors/layout/geometry.hpp"

namespace assay::layout {
namespace {

constexpr double crossing_share = 0.12;  // of the rows that may reach over a gap between two columns
constexpr double gap_min = 0.3;          // of the font size
constexpr double resolution = 0.5;       // pt
constexpr std::size_t cells_max = 20'000;

double usual_size(const std::vector<const Row*>& rows) {
  std::vector<double> sizes;
  for (const Row* row : rows)
    for (const Segment& segment : row->segments) sizes.push_back(segment.size);
  return std::max(median(std::move(sizes)), 1.0);
}

}  // namespace

std::vector<Column> find_columns(const std::vector<const Row*>& rows) {
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
      if (columns_of(out, segment.box).first < 0) out.push_back({segment.box.x0, segment.box.x1});
  std::sort(out.begin(), out.end(), [](const Column& a, const Column& b) { return a.x0 < b.x0; });
  for (std::size_t i = 1; i < out.size();) {
    if (out[i].x0 <= out[i - 1].x1) {
      out[i - 1].x1 = std::max(out[i - 1].x1, out[i].x1);
      out.erase(out.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  return out;
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

}  // namespace assay::layout
