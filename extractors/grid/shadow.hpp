// The grid as it looks: merged values repeated over their span, and known as copies.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "extractors/grid/grid.hpp"

namespace assay::grid {

// Corners inclusive.
struct Area {
  int row0 = 0, column0 = 0, row1 = -1, column1 = -1;
  bool empty() const { return row1 < row0 || column1 < column0; }
  int rows() const { return row1 - row0 + 1; }
  int columns() const { return column1 - column0 + 1; }
};

// missing: a sign that stands for a value that is not there ("(NA)", "-", "n/a").
enum class Kind : std::uint8_t { text, number, date, missing };

// Small, since there is one for each cell of a sheet.
struct Entry {
  const Cell* cell = nullptr;
  int column = 0;
  Kind kind = Kind::text;
  bool copy = false;  // of a merged value that stands to the left or above
};

struct Line {
  int row = 0;
  std::span<const Entry> entries;  // by column; only cells with text
};

class Shadow {
 public:
  // Keeps pointers into `cells`. Copies of merged values are made up to a total of 200,000; beyond that a span counts
  // as its first cell alone.
  // Cells inside the areas of `without` are left out.
  explicit Shadow(const std::vector<Cell>& cells, const std::vector<Area>& without = {});
  Shadow(const Shadow&) = delete;  // lines point into entries
  Shadow& operator=(const Shadow&) = delete;

  const std::vector<Line>& lines() const { return lines_; }
  // Lines within the rows of the area, as [first, last).
  std::pair<std::size_t, std::size_t> lines_of(const Area& area) const;
  // Entries of one line within the columns of the area, as [first, last).
  static std::pair<std::size_t, std::size_t> entries_of(const Line& line, const Area& area);
  // The area without blank rows and columns at its edges; empty where it holds nothing.
  Area shrink(const Area& area) const;
  Area all() const { return all_; }
  const Line* line(int row) const;

 private:
  using Copies = std::map<int, std::vector<Entry>>;  // by row

  Copies add_cells(const std::vector<Cell>& cells, const std::vector<Area>& without);
  void add_copies(const Copies& copies);

  std::vector<Entry> entries_;  // of all lines, one after the other
  std::vector<Line> lines_;
  Area all_;
};

}  // namespace assay::grid
