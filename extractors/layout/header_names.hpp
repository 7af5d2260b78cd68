// The names of columns over a table: which columns each names, and which lines make one name.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "extractors/layout/table_grid.hpp"
#include "extractors/layout/underlines.hpp"

namespace assay::layout {

// A cell of one line of a table.
struct LineCell {
  ColumnRange range;
  std::vector<int> words;
  std::string text;
  bool numeric = false;
  double x0 = 0, x1 = 0;

  double middle() const { return (x0 + x1) / 2; }
  bool holds(double x) const { return x0 <= x && x <= x1; }
};

struct TableLine {
  const Row* row = nullptr;
  std::vector<LineCell> cells;
  int numbers = 0;  // figures, those in the first column not counted
  bool spans = false;
  bool has_first = false;

  // The cell over a column; null where there is none.
  const LineCell* in(int column) const {
    for (const LineCell& cell : cells)
      if (cell.range.first <= column && column <= cell.range.last) return &cell;
    return nullptr;
  }
};

class HeaderNames {
 public:
  // `table`: its box.
  HeaderNames(const std::vector<LayoutWord>& words, const std::vector<Column>& columns,
              const std::vector<Underline>& underlines, const Box& table);

  // A name in the middle over rules side by side names the columns of all of them, and so does the line above it that
  // belongs to it. Of the lines [0, header).
  void widen(std::vector<TableLine>& lines, std::size_t header) const;

  // A rule under a name of this line, above the next one.
  bool underlined(const std::vector<TableLine>& lines, std::size_t i) const;
  // Several of them, side by side.
  bool over_columns(const std::vector<TableLine>& lines, std::size_t i) const;

  // Beside the name of a group the name of one column may begin: its lines stand in two rows and become one cell.
  void join(Grid& grid) const;

 private:
  std::span<const Underline> between(double from, double to) const;
  void widen_over(TableLine& line, const std::vector<Column>& pieces) const;
  bool is_one_name(const GridCell& upper, const GridCell& lower) const;
  Box box_of(const GridCell& cell) const;

  const std::vector<LayoutWord>& words_;
  const std::vector<Column>& columns_;
  std::vector<Underline> underlines_;  // in the table
};

}  // namespace assay::layout
