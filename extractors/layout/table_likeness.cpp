#include "extractors/layout/table_likeness.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/table_grid.hpp"
#include "extractors/layout/wording.hpp"

namespace assay::layout {
namespace {

// What is counted over the cells of the rows with several.
struct Counts {
  explicit Counts(std::size_t columns) : filled(columns, 0), numeric(filled), labels(filled), markers(filled) {}

  std::vector<int> filled, numeric, labels, markers;  // by column
  int cells = 0, wide = 0, within_sentence = 0;
  std::size_t words = 0;
  double letters = 0;
};

// Figures of several columns that stand close.
bool all_figures(const std::vector<LayoutWord>& words, const Segment& segment) {
  return std::all_of(segment.words.begin(), segment.words.end(),
                     [&](int index) { return looks_numeric(words[static_cast<std::size_t>(index)].text); });
}

Counts count(const AlignedLines& lines) {
  Counts out(lines.columns.size());
  for (const Row* row : lines.rows) {
    for (const Segment& segment : row->segments) {
      const ColumnRange range = columns_of(lines.columns, segment.box);
      if (range.first < 0) continue;
      const auto c = static_cast<std::size_t>(range.first);
      const std::string content = text_of(lines.words, segment.words);
      ++out.filled[c];
      out.numeric[c] += looks_numeric(content);
      out.labels[c] += content.back() == ':';
      out.markers[c] += is_marker(content);
      out.letters += segment.letters;
      ++out.cells;
      out.within_sentence += starts_lower(content);
      out.words += segment.words.size();
      out.wide += range.last > range.first && !all_figures(lines.words, segment);
    }
  }
  return out;
}

// Lines of text that run through the gaps between the columns: justified prose with wide word gaps has many.
std::ptrdiff_t lines_across(const AlignedLines& lines) {
  return std::count_if(lines.all.begin(), lines.all.end(), [&](const Row* row) {
    if (row->segments.size() != 1) return false;
    const ColumnRange range = columns_of(lines.columns, row->segments[0].box);
    return range.first >= 0 && range.last > range.first;
  });
}

// Lines of running text with wide white behind each sentence: what stands before it ends one, the line ends within one.
std::ptrdiff_t lines_of_sentences(const AlignedLines& lines) {
  return std::count_if(lines.rows.begin(), lines.rows.end(), [&](const Row* row) {
    const auto ends = [&](const Segment& segment) {
      const std::string content = text_of(lines.words, segment.words);
      return ends_sentence(content) && content.back() != ':' && !is_marker(content);
    };
    const auto& cells = row->segments;
    const std::size_t first = is_marker(text_of(lines.words, cells.front().words)) ? 1 : 0;
    return first + 1 < cells.size() && !ends(cells.back()) &&
           std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(first), cells.end() - 1, ends);
  });
}

// Share of the cells whose left edge is the usual one of their column.
double aligned_left(const AlignedLines& lines) {
  std::vector<std::vector<double>> edges(lines.columns.size());
  for (const Row* row : lines.rows)
    for (const Segment& segment : row->segments) {
      const ColumnRange range = columns_of(lines.columns, segment.box);
      if (range.first >= 0) edges[static_cast<std::size_t>(range.first)].push_back(segment.box.x0);
    }
  int good = 0, all = 0;
  for (const std::vector<double>& column : edges) {
    const double usual = median(column);
    for (const double x : column) good += std::abs(x - usual) < 2;
    all += static_cast<int>(column.size());
  }
  return all > 0 ? static_cast<double>(good) / all : 0;
}

// A header and one row of figures: four columns or more, each with its name.
bool is_pair(const AlignedLines& lines) {
  const Row &header = *lines.rows[0], &values = *lines.rows[1];
  const std::size_t n = lines.columns.size();
  if (n < 4 || header.segments.size() != n || values.segments.size() > n) return false;
  if (values.segments.size() < n && !is_row_with_wrapped_name(lines)) return false;
  const auto figures = [&](const Row& row) {
    return std::count_if(row.segments.begin(), row.segments.end(),
                         [&](const Segment& segment) { return looks_numeric(text_of(lines.words, segment.words)); });
  };
  return figures(header) == 0 && figures(values) >= 2;
}

// Labels in every other column, beginning with the first, each with its value beside it.
bool is_form(const Counts& counts) {
  if (counts.filled.size() % 2 != 0) return false;
  for (std::size_t c = 0; c < counts.filled.size(); c += 2)
    if (2 * counts.labels[c] <= counts.filled[c]) return false;
  return true;
}

// Lines to sign on, one row of them: what stands around them are places, names and offices.
bool is_signed(const AlignedLines& lines) {
  constexpr std::size_t shortest = 5;  // underscores
  return std::any_of(lines.rows.begin(), lines.rows.end(), [&](const Row* row) {
    return std::all_of(row->segments.begin(), row->segments.end(), [&](const Segment& segment) {
      const std::string content = text_of(lines.words, segment.words);
      return content.size() >= shortest && content.find_first_not_of("_ ") == std::string::npos;
    });
  });
}

// Names, most of them numbered as sections are or led by dots to the numbers of pages, which rise from line to line.
// A table may be numbered and rise too, but hardly without a name over its numbers.
bool is_contents(const AlignedLines& lines) {
  constexpr std::size_t least = 5, many = 8;
  std::size_t entries = 0, led = 0, sections = 0;
  int page = 0, first_page = 0;
  for (const Row* row : lines.rows) {
    const auto& segments = row->segments;
    if (segments.size() > 3) return false;
    const int number = page_in_contents(text_of(lines.words, segments.back().words));
    if (number == 0) {
      if (row != lines.rows.front() || !names_pages(text_of(lines.words, segments.back().words))) return false;
      continue;
    }
    if (number < page) return false;
    if (entries++ == 0) first_page = number;
    page = number;
    led += is_leader(lines.words[static_cast<std::size_t>(segments[segments.size() - 2].words.back())].text);
    sections += starts_section(text_of(lines.words, segments.front().words));
  }
  if (entries < least || page == first_page) return false;
  return 2 * led >= entries || 2 * sections >= entries || (entries >= many && 4 * sections >= entries);
}

}  // namespace

bool is_table(const AlignedLines& lines) {
  if (is_signed(lines) || is_contents(lines)) return false;
  if (lines.rows.size() == 2) return is_pair(lines);
  if (lines.rows.size() < 3) return false;
  const std::size_t n = lines.columns.size();
  const Counts counts = count(lines);
  const auto total = static_cast<double>(lines.rows.size()), all = static_cast<double>(lines.all.size());
  if (counts.cells < 0.45 * total * static_cast<double>(n)) return false;
  // Two columns of which one is mostly empty: the scale of a chart and its title, a margin.
  if (n == 2 && std::min(counts.filled[0], counts.filled[1]) < 0.6 * all) return false;
  if (n == 2 && counts.markers[0] > 0.5 * counts.filled[0]) return false;
  if (is_form(counts)) return false;
  if (counts.wide > 0.4 * counts.cells) return false;
  if (std::any_of(counts.numeric.begin() + 1, counts.numeric.end(),
                  [&](int figures) { return figures >= 0.5 * total; }))
    return true;
  if (static_cast<double>(lines_across(lines)) > 0.25 * all) return false;
  if (2 * lines_of_sentences(lines) >= static_cast<std::ptrdiff_t>(lines.rows.size())) return false;
  // Lines of columns of prose begin within a sentence more often than not.
  const auto cells = static_cast<std::size_t>(counts.cells);
  if (2 * counts.within_sentence > counts.cells && counts.words >= 4 * cells) return false;
  // Text only: short cells, in three columns or under each other at clear left edges.
  const double letters = counts.letters / counts.cells;
  return n >= 3 ? letters < 40 : letters < 25 && aligned_left(lines) >= 0.8;
}

bool is_row_with_wrapped_name(const AlignedLines& lines) {
  if (lines.rows.size() != 2 || lines.all.size() < 3 || lines.all.front() != lines.rows[0]) return false;
  const Row& values = *lines.rows[1];
  if (2 * values.segments.size() < lines.columns.size()) return false;
  if (pattern_of(lines.words, values, lines.columns).empty()) return false;
  return std::all_of(lines.all.begin() + 1, lines.all.end(), [&](const Row* row) {
    const ColumnRange range = columns_of(lines.columns, row->box);
    return row == &values || (range.first == 0 && range.last == 0);
  });
}

RowPattern pattern_of(const std::vector<LayoutWord>& words, const Row& row, const std::vector<Column>& columns) {
  RowPattern out;
  for (const Segment& segment : row.segments) {
    const ColumnRange range = columns_of(columns, segment.box);
    if (range.first < 0 || range.first != range.last || (!out.empty() && out.back().first >= range.first)) return {};
    out.emplace_back(range.first, looks_numeric(text_of(words, segment.words)));
  }
  return out;
}

}  // namespace assay::layout
