#include "extractors/layout/named_columns.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "extractors/layout/geometry.hpp"
#include "extractors/layout/table_grid.hpp"

namespace assay::layout {
namespace {

constexpr double level_drawn = 1, level_read = 2;  // pt, between edges that are one; OCR gives boxes of the ink
constexpr double crossing_share = 0.1;  // of the rows that may reach into a column beside theirs: text that has no room
constexpr double aligned_share = 0.8;   // of a column's cells that keep to its edges
constexpr double filled_share = 0.5;    // of all cells
constexpr std::size_t columns_min = 3, columns_max = 60, rows_min = 3;
constexpr std::size_t names_row_max = 3;

// A cell of one row, by its words.
struct Extent {
  double x0 = 0, x1 = 0;
};

// One row read by the beginnings of columns.
struct CellsOfRow {
  std::vector<std::optional<Extent>> cells;
  bool crosses = false;
};

// Digits and their signs: no day, no hour, no number of an article.
bool is_amount(const std::string& text) {
  return looks_numeric(text) && text.find_first_not_of("0123456789.,%()+-") == std::string::npos;
}

double level_of(const std::vector<LayoutWord>& words) {
  return !words.empty() && words.front().font_size > 0 ? level_drawn : level_read;
}

class Reader {
 public:
  Reader(const std::vector<LayoutWord>& words, std::vector<double> edges)
      : words_(words), edges_(std::move(edges)), level_(level_of(words)) {}

  std::size_t columns() const { return edges_.size(); }

  // Of the column in which x lies.
  std::size_t column_at(double x) const {
    const auto right =
        std::partition_point(edges_.begin(), edges_.end(), [&](double edge) { return edge <= x + level_; });
    return right == edges_.begin() ? 0 : static_cast<std::size_t>(right - edges_.begin()) - 1;
  }

  // A row crosses where a word reaches into the next column, or where one column takes two segments or two amounts.
  CellsOfRow read(const Row& row) const {
    CellsOfRow out;
    out.cells.resize(columns());
    std::vector<char> amount(columns(), 0);
    for (const Segment& segment : row.segments) {
      std::size_t last = columns();
      for (const int index : segment.words) {
        const LayoutWord& word = words_[static_cast<std::size_t>(index)];
        const std::size_t column = column_at(word.box.x0);
        std::optional<Extent>& cell = out.cells[column];
        const bool second = cell && (column != last || (amount[column] && is_amount(word.text)));
        out.crosses = out.crosses || second || (column + 1 < columns() && word.box.x1 > edges_[column + 1] + level_);
        cell = cell ? Extent{cell->x0, std::max(cell->x1, word.box.x1)} : Extent{word.box.x0, word.box.x1};
        amount[column] = is_amount(word.text);
        last = column;
      }
    }
    return out;
  }

  double edge(std::size_t column) const { return edges_[column]; }
  double level() const { return level_; }

 private:
  const std::vector<LayoutWord>& words_;
  std::vector<double> edges_;
  double level_;
};

// How many of them lie at one place, at most.
std::size_t most_alike(std::vector<double> places, double level) {
  std::sort(places.begin(), places.end());
  std::size_t most = 0;
  for (std::size_t from = 0, to = 0; to < places.size(); ++to) {
    while (places[to] - places[from] > level) ++from;
    most = std::max(most, to - from + 1);
  }
  return most;
}

// Nearly all cells begin with the column or, of the others, end at one place: texts and numbers may be mixed.
bool keeps_to_edges(const std::vector<CellsOfRow>& rows, std::size_t column, const Reader& reader) {
  std::size_t cells = 0, kept = 0;
  std::vector<double> ends;
  for (const CellsOfRow& row : rows) {
    if (!row.cells[column] || row.crosses) continue;
    ++cells;
    if (std::abs(row.cells[column]->x0 - reader.edge(column)) <= reader.level())
      ++kept;
    else
      ends.push_back(row.cells[column]->x1);
  }
  const auto alike = static_cast<double>(kept + most_alike(std::move(ends), reader.level()));
  return cells > 0 && alike >= aligned_share * static_cast<double>(cells);
}

// Where the names begin; and the first column, if it has none.
std::vector<double> edges_of(const std::vector<LayoutWord>& words, const std::vector<const Row*>& rows,
                             std::size_t names) {
  std::vector<double> edges;
  for (const Segment& segment : rows[names]->segments) {
    const std::string text = text_of(words, segment.words);
    if (looks_numeric(text) && !is_year(text)) return {};
    edges.push_back(segment.box.x0);
  }
  double left = 1e9;
  for (std::size_t i = names + 1; i < rows.size(); ++i) left = std::min(left, rows[i]->box.x0);
  if (!edges.empty() && left < edges[0] - level_of(words)) edges.insert(edges.begin(), left);
  return edges;
}

// From the beginning of each column to where its last cell ends.
std::vector<Column> extents_of(const std::vector<CellsOfRow>& rows, const Reader& reader) {
  std::vector<Column> out;
  for (std::size_t column = 0; column < reader.columns(); ++column) {
    out.push_back({reader.edge(column), reader.edge(column)});
    for (const CellsOfRow& row : rows)
      if (row.cells[column] && !row.crosses) out.back().x1 = std::max(out.back().x1, row.cells[column]->x1);
  }
  return out;
}

std::vector<Column> columns_below(const std::vector<LayoutWord>& words, const std::vector<const Row*>& rows,
                                  std::size_t names) {
  const Reader reader(words, edges_of(words, rows, names));
  if (reader.columns() < columns_min || reader.columns() > columns_max) return {};
  std::vector<CellsOfRow> body;
  std::size_t crossing = 0, filled = 0;
  for (std::size_t i = names + 1; i < rows.size(); ++i) {
    body.push_back(reader.read(*rows[i]));
    crossing += body.back().crosses;
    for (const auto& cell : body.back().cells) filled += cell.has_value();
  }
  const auto total = static_cast<double>(body.size());
  if (static_cast<double>(crossing) > crossing_share * total) return {};
  if (static_cast<double>(filled) < filled_share * total * static_cast<double>(reader.columns())) return {};
  for (std::size_t column = 0; column < reader.columns(); ++column)
    if (!keeps_to_edges(body, column, reader)) return {};
  body.push_back(reader.read(*rows[names]));
  return extents_of(body, reader);
}

}  // namespace

NamedColumns find_named_columns(const std::vector<LayoutWord>& words, const std::vector<const Row*>& rows) {
  NamedColumns out;
  for (std::size_t names = 0; names < names_row_max && names + rows_min < rows.size(); ++names)
    if (std::vector<Column> columns = columns_below(words, rows, names); columns.size() > out.columns.size())
      out = {std::move(columns), rows[names]};
  return out;
}

Row parted_at(const std::vector<LayoutWord>& words, const Row& row, const std::vector<Column>& columns) {
  std::vector<double> edges;
  for (const Column& column : columns) edges.push_back(column.x0);
  const Reader reader(words, std::move(edges));
  if (row.segments.size() == 1 || reader.read(row).crosses) return row;
  return parted(words, row, [&](int index) {
    return static_cast<std::ptrdiff_t>(reader.column_at(words[static_cast<std::size_t>(index)].box.x0));
  });
}

}  // namespace assay::layout
